"""``underlag.toml``: whose data a folder holds, and what each file in it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from oj_analys import catalog
from oj_analys.domain import DataError, Edition, Grupp, Notice, Problem
from oj_analys.sources._file_settings import name_of, read_source
from oj_analys.sources._logotypes import Logotype, read_logotypes
from oj_analys.sources._part import Input, NoticeKind
from oj_analys.sources._protection_settings import read_protection
from oj_analys.sources._safe_open import read_toml
from oj_analys.sources._settings import NO_DAY, Settings
from oj_analys.sources._values import Fault
from oj_analys.sources.door.personnummer import refuse_in_names
from oj_analys.sources.files import SourceFile, TableFile
from oj_analys.sources.ignored import is_ignored
from oj_analys.swedish import typed

UNDERLAG = "underlag.toml"
UTGAVA_FORM = "år och månad, till exempel 2025-06"

_YEAR = 12  # months
_NO_GROUP = Grupp("", "", "", "", "", ())


@dataclass(frozen=True, slots=True)
class Underlag:
    """What ``underlag.toml`` says: the edition (a draft), the files in its order, and what it leaves out.

    ``inputs`` are the file itself and the logotypes that it names.
    """

    edition: Edition
    files: tuple[SourceFile, ...]
    notices: tuple[Notice, ...]
    inputs: tuple[Input, ...]


def is_utgava(text: str) -> bool:
    """Say whether a text can name an utgåva.

    >>> is_utgava("2025-06"), is_utgava("2025-13"), is_utgava("juni")
    (True, False, False)
    """
    return re.fullmatch(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", text) is not None


def utgava_fault(text: str, taken: date) -> Fault | None:
    """Return what is wrong with the name of an utgåva whose data were taken on a day, None if nothing is."""
    if not is_utgava(text):
        return Fault(f'"{text}"', UTGAVA_FORM)
    months = 12 * (int(text[:4]) - taken.year) + int(text[5:]) - taken.month
    if taken > NO_DAY and abs(months) >= _YEAR:  # last year's underlag.toml is used again
        allowed = "mindre än ett år före eller efter uttaget"
        return Fault(f'"{text}", men uttag är {taken}', allowed, "Rätta det som är fel.")
    return None


def read_underlag(folder: Path) -> Underlag:
    """Return what the folder's ``underlag.toml`` says.

    Files that it does not name become notices; those that :func:`is_ignored` knows, and subfolders that have an
    ``underlag.toml`` of their own, are passed by.

    Raises:
        DataError: every fault at once: unknown or missing keys, unknown group, kommun or marker table, missing files,
            dates that cannot be together.
    """
    if not folder.is_dir():
        raise DataError(Problem(str(folder), "mappen finns inte", "", "Rätta namnet eller sökvägen."))
    if not (folder / UNDERLAG).is_file():
        action = f"Kör python -m oj_analys underlag {typed(folder)}: det skriver ett förslag att fylla i."
        raise DataError(Problem(str(folder), f"mappen saknar {UNDERLAG}", "", action))
    document = read_toml(folder / UNDERLAG, UNDERLAG)
    problems: list[Problem] = []
    file = Settings(UNDERLAG, document.content, problems)
    logotypes = tuple(read_logotypes(file.optional_table("logotyper"), folder))
    edition = _read_edition(file, logotypes)
    sources = [read_source(table, folder, edition) for table in file.tables("fil")]
    if not sources:
        file.fault("inga filer är angivna", "minst en [[fil]]")
    file.close()
    files = tuple(source for source in sources if source)
    _check_once(files, problems)
    _check_alone(files, problems)
    if problems:
        raise DataError(problems)
    notices = (*_logotype_notices(edition, logotypes), *_unread_notices(folder, files, logotypes))
    inputs = (Input(UNDERLAG, document.sha256), *(logotype.file for logotype in logotypes))
    return Underlag(edition, files, notices, inputs)


def _read_edition(file: Settings, logotypes: Iterable[Logotype]) -> Edition:
    taken = file.date("uttag")
    protection = read_protection(file, taken)
    edition = Edition(
        utgava=file.text("utgava"),
        taken=taken,
        grupp=_rename(file.look_up("grupp", catalog.grupp) or _NO_GROUP, file),
        sender=file.text("avsandare"),
        contact=file.text("kontakt"),
        meeting=file.text("mote"),
        syntetisk=file.need("syntetisk", bool),
        namnder=tuple(_read_namnder(file.optional_table("namnder"))),
        policies=protection.policies,
        exceptions=protection.exceptions,
        delete_by=_read_delete_by(file, taken),
        logotypes=tuple((one.kommun, one.picture) for one in logotypes),
    )
    if edition.utgava.strip() and (fault := utgava_fault(edition.utgava, edition.taken)):
        file.fault(f"utgava är {fault.found}", *fault[1:])
    return edition


def _rename(grupp: Grupp, file: Settings) -> Grupp:
    table = file.optional_table("grupp_namn")
    if not table.keys:
        return grupp
    renamed = replace(grupp, name=table.text("namn"), in_text=table.text("i_text"), genitive=table.text("genitiv"))
    table.close()
    return renamed


def _read_delete_by(file: Settings, taken: date) -> date | None:
    """Return when the raw files of persons are to be deleted, None if nobody has said."""
    table = file.optional_table("gallring")
    if "gallring" not in file.keys:
        return None
    day = table.date("senast")
    table.close()
    if NO_DAY < day < taken:  # last year's underlag.toml is used again
        table.fault(f"senast är {day}, men uttag är {taken}", "samma dag eller senare", "Rätta det som är fel.")
    return day


def _read_namnder(table: Settings) -> Iterator[tuple[str, str]]:
    for code in table.keys:
        if code not in catalog.kommun_by_code():
            table.fault(f'okänd kommunkod "{code}"', "fyra siffror inom citattecken", "Rätta koden.")
        yield code, table.text(code)


def _check_once(files: Iterable[SourceFile], problems: list[Problem]) -> None:
    names = {file.origin.name.casefold(): file.origin.name for file in files}
    times = Counter(file.origin.name.casefold() for file in files)
    problems += [
        Problem(UNDERLAG, f'"{name}" står i {times[plain]} [[fil]]', "en gång", "Ta bort resten.")
        for plain, name in names.items()
        if times[plain] > 1
    ]


def _check_alone(files: Iterable[SourceFile], problems: list[Problem]) -> None:
    """Note two files that hold what only one may: the answers of a round, for one."""
    first: dict[str, str] = {}
    for file in files:
        for held in file.holds if isinstance(file, TableFile) else ():
            before = first.setdefault(held, file.origin.name)
            if before != file.origin.name:
                found = f'"{before}" och "{file.origin.name}" håller båda {held}'
                problems.append(Problem(UNDERLAG, found, "en fil", "Slå ihop dem, eller rätta det som är fel."))


def _logotype_notices(edition: Edition, logotypes: Sequence[Logotype]) -> Iterator[Notice]:
    for logotype in logotypes:
        if logotype.kommun not in edition.grupp.members:
            name = catalog.kommun(logotype.kommun).name
            text = f"Logotypen för {name} visas inte: kommunen hör inte till {edition.grupp.name}."
            yield Notice(UNDERLAG, NoticeKind.SATT_AT_SIDAN, "", "", 1, text, internal=True)


def _unread_notices(folder: Path, files: Iterable[SourceFile], logotypes: Iterable[Logotype]) -> Iterator[Notice]:
    used = {path for file in files for path in file.paths} | {one.path for one in logotypes}
    named = {folder / UNDERLAG} | used
    parents = {parent for path in named for parent in path.parents}
    places = [name_of(path, folder) for path in _unread(folder, named, parents)]
    refuse_in_names(places)
    for place in places:
        text = f"{place} läses inte: den står inte i {UNDERLAG}."
        yield Notice(place, NoticeKind.LASES_INTE, "", "", 1, text, internal=True)


def _unread(folder: Path, named: Collection[Path], parents: Collection[Path]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path in named or is_ignored(path.name) or (path / UNDERLAG).is_file():
            continue
        if path in parents:
            yield from _unread(path, named, parents)
        else:
            yield path
