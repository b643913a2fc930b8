"""What is proposed for a file whose kind is known: its ``[[fil]]``, and the files that must lie beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from oj_analys.domain import InterviewForm, Questionnaire
from oj_analys.sources.door.workbook import Workbook
from oj_analys.sources.files import FileKind
from oj_analys.sources.proposal.kinds import Guess
from oj_analys.sources.proposal.layout import propose_layout
from oj_analys.sources.proposal.persons import definitions_text, mapping_text, sheet_line, survey_lines
from oj_analys.sources.proposal.toml import blank, setting

_TITLES = {
    FileKind.OJ: "öppna jämförelser",
    FileKind.KOLADA_EXCEL: "tabell ur Kolada",
    FileKind.KKIK: "KKiK",
    FileKind.SKR_BRUKAR: "brukarundersökning",
    FileKind.KOLADA: "mapp ur Kolada",
    FileKind.ENKAT: "svar på en enkät",
    FileKind.INBJUDNA: "antal inbjudna till en enkät",
    FileKind.INTERVJU: "intervjuer",
    FileKind.ANVANDNING: "hur mycket intervjun används",
    FileKind.EGNA_MATT: "egna mått",
    FileKind.HANDLINGSPLAN: "handlingsplan",
}
_PRODUCERS = {
    FileKind.OJ: "Socialstyrelsen",
    FileKind.KOLADA_EXCEL: "Kolada (RKA)",
    FileKind.KKIK: "SKR",
    FileKind.SKR_BRUKAR: "SKR",
}
_OPEN = frozenset(_PRODUCERS)
_PUBLISHED = re.compile(r"(?<!\d)(20\d\d)-(0?[1-9]|1[0-2])(?!\d)")
_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_A_DAY = "ett datum utan citattecken, till exempel 2025-06-23"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the folder: a line about it for the analyst, its lines in the proposal, and new files by name."""

    told: str
    lines: tuple[str, ...]
    beside: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The folder, the names in it, and the measures by :func:`topic` and heading that its layouts tell of."""

    folder: Path
    names: frozenset[str]
    known: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)


def topic(name: str) -> str:
    """Return the words of a file's name, which last year's file has too.

    >>> topic("2025-6-9613-aldreomsorg.xlsx") == topic("2024-6-9500-aldreomsorg.toml")
    True
    """
    return " ".join(re.findall(r"[^\W\d_]+", PurePosixPath(name).stem.casefold()))


def kolada_folder(name: str) -> FoundFile:
    """Return what is proposed for a folder of Kolada."""
    head = ["[[fil]]", setting("fil", name), setting("typ", FileKind.KOLADA), setting("producent", "Kolada (RKA)")]
    return FoundFile(f"{name}: {_TITLES[FileKind.KOLADA]}", (*head, _fetched(name)))


def described(book: Workbook, guess: Guess, name: str, beside: Neighbours) -> FoundFile:
    """Return what is proposed for a workbook or table."""
    why = "" if guess.is_sure else guess.why
    head = ["[[fil]]", setting("fil", name), setting("typ", guess.kind, why)]
    lines, new, more = _BY_KIND[guess.kind](book, guess, name, beside)
    told = "; ".join(filter(None, (f"{name}: {_TITLES[guess.kind]} ({guess.why})", more)))
    unsaid = "" if guess.is_sure else "; OSÄKERT"
    origin = _origin(guess.kind, name)
    first = next((place for place, line in enumerate(lines) if line.startswith("[")), len(lines))
    return FoundFile(f"{told}{unsaid}", (*head, *lines[:first], *origin, *lines[first:]), new)


Described = tuple[list[str], Mapping[str, str], str]


def _open_figures(book: Workbook, guess: Guess, name: str, beside: Neighbours) -> Described:
    layout = PurePosixPath(name).with_suffix(".toml").as_posix()
    if layout in beside.names:
        return [setting("layout", layout)], {}, f"layouten {layout} finns redan"
    known = {heading: ident for (about, heading), ident in beside.known.items() if about == topic(name)}
    proposed = propose_layout(book, guess, known, _published(name))
    told = f"{proposed.told} av {proposed.columns} kolumner har ett mått i {layout}"
    return [setting("layout", layout)], {layout: proposed.text}, told


def _survey(book: Workbook, guess: Guess, name: str, _beside: Neighbours) -> Described:
    years = set(_YEAR.findall(name))
    year = years.pop() if len(years) == 1 else ""
    extra = survey_lines(guess, guess.instrument, year) if isinstance(guess.instrument, Questionnaire) else []
    return [*_instrument(guess), *_place(book, guess), *extra], {}, ""


def _interviews(book: Workbook, guess: Guess, name: str, beside: Neighbours) -> Described:
    mapping = f"{PurePosixPath(name).with_suffix('')}-variabler.toml"
    lines = [*_instrument(guess), setting("variabler", mapping), *_place(book, guess)]
    form = guess.instrument
    if mapping in beside.names or not isinstance(form, InterviewForm):
        return lines, {}, ""
    return lines, {mapping: mapping_text(guess, form)}, f"vad kolumnerna betyder står i {mapping}"


def _own(book: Workbook, guess: Guess, name: str, beside: Neighbours) -> Described:
    definitions = PurePosixPath(name).with_suffix(".toml").as_posix()
    lines = [setting("matt", definitions), *_place(book, guess)]
    if definitions in beside.names:
        return lines, {}, ""
    return lines, {definitions: definitions_text(guess)}, f"vad måtten betyder står i {definitions}"


def _counts(book: Workbook, guess: Guess, _name: str, _beside: Neighbours) -> Described:
    return [*_instrument(guess), *_place(book, guess)], {}, ""


def _plan(_book: Workbook, guess: Guess, _name: str, _beside: Neighbours) -> Described:
    return [setting("rubrikrad", guess.header_row)], {}, ""


_BY_KIND: Mapping[FileKind, Callable[[Workbook, Guess, str, Neighbours], Described]] = {
    **dict.fromkeys(_OPEN, _open_figures),
    FileKind.ENKAT: _survey,
    FileKind.INTERVJU: _interviews,
    FileKind.EGNA_MATT: _own,
    FileKind.INBJUDNA: _counts,
    FileKind.ANVANDNING: _counts,
    FileKind.HANDLINGSPLAN: _plan,
}


def _instrument(guess: Guess) -> list[str]:
    return [setting("instrument", guess.instrument.id) if guess.instrument else blank("instrument", "instrumentets id")]


def _place(book: Workbook, guess: Guess) -> list[str]:
    sheet = [sheet_line(book, guess.sheet.name)] if len(book.sheets) > 1 else []
    rows = {"rubrikrad": guess.header_row, "rubrikrader": guess.header_rows, "metadatarader": guess.skipped_rows}
    usual = {"rubrikrader": 1, "metadatarader": 0}
    return [*sheet, *(setting(key, count) for key, count in rows.items() if count != usual.get(key))]


def _origin(kind: FileKind, name: str) -> list[str]:
    producer = _PRODUCERS.get(kind)
    made = (
        setting("producent", producer, "se vem som har gjort filen")
        if producer
        else blank("producent", "vem som har tagit fram uppgifterna")
    )
    if kind not in _OPEN or kind is FileKind.KOLADA_EXCEL:
        return [made, _fetched(name)]
    month = _published(name)
    return [made, blank("publicerad", _A_DAY, f"filnamnet säger {month}" if month else "")]


def _fetched(name: str) -> str:
    day = _DAY.search(name)
    try:
        fetched = date(*map(int, day.groups())) if day else None
    except ValueError:
        fetched = None
    return setting("hamtad", fetched, "ur namnet") if fetched else blank("hamtad", _A_DAY)


def _published(name: str) -> str:
    month = _PUBLISHED.search(PurePosixPath(name).name)
    return f"{month[1]}-{month[2].zfill(2)}" if month else ""
