"""``underlag.toml``: whose data a folder holds, and what each file in it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from oj_analys import catalog
from oj_analys.catalog import Markers
from oj_analys.domain import DataError, Edition, Grupp, Notice, Problem
from oj_analys.sources._part import NoticeKind, Origin
from oj_analys.sources._safe_open import read_toml
from oj_analys.sources._settings import Settings

UNDERLAG = "underlag.toml"
UTGAVA_FORM = "år och månad, till exempel 2025-06"

_NO_GROUP = Grupp("", "", "", "", "", ())


class FileKind(StrEnum):
    """The kinds of source that a folder may hold."""

    OJ = "oj"
    KOLADA = "kolada"


@dataclass(frozen=True, slots=True)
class OjFile:
    """A workbook with results of Öppna jämförelser, its layout file and what its missing markers mean."""

    path: Path
    layout: Path
    layout_name: str
    markers: Markers
    origin: Origin

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.path, self.layout)


@dataclass(frozen=True, slots=True)
class KoladaFolder:
    """A folder with pages of Kolada's API."""

    path: Path
    origin: Origin

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.path,)


SourceFile = OjFile | KoladaFolder


@dataclass(frozen=True, slots=True)
class Underlag:
    """What ``underlag.toml`` says: the edition (a draft), the files in its order, and what it leaves out."""

    edition: Edition
    files: tuple[SourceFile, ...]
    notices: tuple[Notice, ...]
    sha256: str


def is_utgava(text: str) -> bool:
    """Say whether a text can name an utgåva.

    >>> is_utgava("2025-06"), is_utgava("2025-13"), is_utgava("juni")
    (True, False, False)
    """
    return re.fullmatch(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", text) is not None


def read_underlag(folder: Path) -> Underlag:
    """Return what the folder's ``underlag.toml`` says.

    Files that it does not name become notices; dotfiles, README files and subfolders that have an ``underlag.toml`` of
    their own are passed by.

    Raises:
        DataError: every fault at once: unknown or missing keys, unknown group, kommun or marker table, missing files.
    """
    if not (folder / UNDERLAG).is_file():
        action = "Lägg dit en som säger vad varje fil i mappen är."
        raise DataError(Problem(str(folder), f"mappen saknar {UNDERLAG}", "", action))
    document = read_toml(folder / UNDERLAG, UNDERLAG)
    problems: list[Problem] = []
    file = Settings(UNDERLAG, document.content, problems)
    edition = _read_edition(file)
    sources = [_read_source(table, folder, synthetic=edition.syntetisk) for table in file.tables("fil")]
    if not sources:
        file.fault("inga filer är angivna", "minst en [[fil]]")
    file.close()
    files = tuple(source for source in sources if source)
    _check_once(files, problems)
    if problems:
        raise DataError(problems)
    return Underlag(edition, files, tuple(_unread_notices(folder, files)), document.sha256)


def _read_edition(file: Settings) -> Edition:
    edition = Edition(
        utgava=file.text("utgava"),
        taken=file.date("uttag"),
        grupp=_rename(file.look_up("grupp", catalog.grupp) or _NO_GROUP, file),
        sender=file.text("avsandare"),
        contact=file.text("kontakt"),
        meeting=file.text("mote"),
        syntetisk=file.need("syntetisk", bool),
        namnder=tuple(_read_namnder(file.optional_table("namnder"))),
    )
    if edition.utgava.strip() and not is_utgava(edition.utgava):
        file.fault(f'utgava är "{edition.utgava}"', UTGAVA_FORM)
    return edition


def _rename(grupp: Grupp, file: Settings) -> Grupp:
    table = file.optional_table("grupp_namn")
    if not table.keys:
        return grupp
    renamed = replace(grupp, name=table.text("namn"), in_text=table.text("i_text"), genitive=table.text("genitiv"))
    table.close()
    return renamed


def _read_namnder(table: Settings) -> Iterator[tuple[str, str]]:
    known = {kommun.code for kommun in catalog.kommuner()}
    for code in table.keys:
        if code not in known:
            table.fault(f'okänd kommunkod "{code}"', "fyra siffror inom citattecken", "Rätta koden.")
        yield code, table.text(code)


def _read_source(table: Settings, folder: Path, *, synthetic: bool) -> SourceFile | None:
    name = table.text("fil")
    table.where = f'{table.where} "{name}"'
    kind = table.choice("typ", tuple(FileKind))
    if kind is None:
        return None
    origin = Origin(name, table.text("producent"), licence=table.optional("licens", str) or "", synthetic=synthetic)
    read = {FileKind.OJ: _read_oj_file, FileKind.KOLADA: _read_kolada_folder}[kind]
    source = read(table, folder, origin)
    table.close()
    return source


def _read_oj_file(table: Settings, folder: Path, origin: Origin) -> OjFile | None:
    path, layout = table.path("fil", folder), table.path("layout", folder)
    markers = table.look_up("markorer", catalog.markers)
    dated = replace(origin, published=table.date("publicerad").isoformat())
    return OjFile(path, layout, layout.relative_to(folder).as_posix(), markers, dated) if markers is not None else None


def _read_kolada_folder(table: Settings, folder: Path, origin: Origin) -> KoladaFolder:
    path = table.path("fil", folder, Path.is_dir)
    return KoladaFolder(path, replace(origin, retrieved=table.date("hamtad").isoformat()))


def _check_once(files: Iterable[SourceFile], problems: list[Problem]) -> None:
    names = [file.origin.name for file in files]
    problems += [
        Problem(UNDERLAG, f'"{name}" står i {names.count(name)} [[fil]]', "en gång", "Ta bort resten.")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]


def _unread_notices(folder: Path, files: Iterable[SourceFile]) -> Iterator[Notice]:
    named = {folder / UNDERLAG} | {path for file in files for path in file.paths}
    parents = {parent for path in named for parent in path.parents}
    for path in _unread(folder, named, parents):
        place = path.relative_to(folder).as_posix()
        text = f"{place} läses inte: den står inte i {UNDERLAG}."
        yield Notice(place, NoticeKind.LASES_INTE, "", "", 1, text)


def _unread(folder: Path, named: Collection[Path], parents: Collection[Path]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path in named or path.name.startswith((".", "README")) or (path / UNDERLAG).is_file():
            continue
        if path in parents:
            yield from _unread(path, named, parents)
        else:
            yield path
