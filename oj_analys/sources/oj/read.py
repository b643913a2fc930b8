"""Workbooks with open figures per kommun, read by a layout description.

Results of Öppna jämförelser, Excel exports of Kolada's web page, result files of KKiK and brukarundersökningar of SKR
differ only in their layouts and in what their missing markers mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from oj_analys import catalog
from oj_analys.catalog import Markers
from oj_analys.domain import DataError, Notice, Problem, RowType
from oj_analys.sources import _cells
from oj_analys.sources._cage import caged
from oj_analys.sources._cells import listed
from oj_analys.sources._load_report import remark_notices
from oj_analys.sources._part import Input, NoticeKind, Origin, Part, Tally
from oj_analys.sources._rows import Rows
from oj_analys.sources._safe_open import open_workbook
from oj_analys.sources.door.workbook import Workbook
from oj_analys.sources.files import TablePlace
from oj_analys.sources.oj.columns import read_column
from oj_analys.sources.oj.layout import read_layout
from oj_analys.sources.oj.row_subjects import Subjects, read_subjects
from oj_analys.sources.oj.row_types import ABOVE_KOMMUN, BELOW_KOMMUN
from oj_analys.sources.oj.sheet import Sheet, find_sheets
from oj_analys.sources.oj.sheet_layout import Layout
from oj_analys.sources.oj.units import Units, read_units
from oj_analys.swedish import counted, join, number

_ASIDE = (("under kommunnivå", BELOW_KOMMUN), ("för regioner och grupper av kommuner", ABOVE_KOMMUN))


@dataclass(frozen=True, slots=True)
class _Read:
    """A sheet that is read: its units, and what each of its columns holds for them."""

    sheet: Sheet
    units: Units
    subjects: Subjects = field(repr=False)

    @property
    def used(self) -> int:
        """How many rows gave values."""
        return len(self.units.rows) - sum(self.subjects.unlisted.values())

    @property
    def unlisted(self) -> Mapping[str, Mapping[str, int]]:
        """How many rows are about each measure that is not read, by the reason."""
        said = self.sheet.layout.subject.measures
        left_out = {name: count for name, count in self.subjects.unlisted.items() if name in said}
        unknown = {name: count for name, count in self.subjects.unlisted.items() if name not in said}
        return {"nyckeltal utanför katalogen": unknown, "mått som layoutfilen väljer bort": left_out}


@caged
def read_oj(path: str | Path, *, layout: str | Path, markers: str) -> Part:
    """Return the open figures of a workbook: one MEASURES row per unit, measure, period and sex.

    ``layout`` is the TOML file that says where the figures stand, ``markers`` the catalogue's table of what texts mean
    in place of a value.

    Shares are in percent (0–100). A cell with a marker becomes a row without value, with the marker's status. Answers
    in words carry the code of the catalogue's coding for the period. ``count`` is filled where value and n agree; n
    stands in a column of its own or in a measure of its own.

    Raises:
        DataError: every fault at once, with sheet and cell: sheet or header not as described, unknown row type, code,
            name, measure, year, sex, marker or answer, a unit or a figure that stands twice, a sheet without kommuner,
            a share beyond 0–100 or written as 0–1, an n that is no whole number. The layout's faults come first.

    Example:
        >>> book = "2025-6-9613-aldreomsorg"
        >>> read_oj(f"{book}.xlsx", layout=f"{book}.toml", markers="oj_arbetsbok").measures  # doctest: +SKIP
    """
    path, layout = Path(path), Path(layout)
    return read_workbook(path, read_layout(layout), catalog.markers(markers), Origin(path.name))


def read_workbook(path: Path, layout: Layout, markers: Markers, origin: Origin) -> Part:
    """Return what :func:`read_oj` does, of a workbook whose layout is read and whose origin is known."""
    workbook = open_workbook(path, origin.name)
    problems: list[Problem] = []
    rows = Rows()
    read = list(_read_sheets(workbook, layout, markers, TablePlace(path, origin), problems, rows))
    if any(one.sheet.layout.subject.headers for one in read):  # the layout sees to it that other columns differ
        problems += rows.repeated()
    if problems:
        raise DataError(problems)
    rows.join_counts()
    source = origin.source(origin.name, workbook.sha256)
    inputs = (Input(layout.name, layout.sha256), Input(origin.name, workbook.sha256))
    notices = [notice for one in read for notice in _notices(one, origin)]
    notices += [*_column_notices(read, origin), *_unread_notices(workbook, read, origin)]
    notices += remark_notices(origin.name, workbook)
    return rows.columns().part(origin, source, notices, inputs, _tallies(read, origin))


def _read_sheets(
    workbook: Workbook, layout: Layout, markers: Markers, place: TablePlace, problems: list[Problem], rows: Rows
) -> Iterator[_Read]:
    """Yield the sheets of a layout, their values added to ``rows`` and their faults to ``problems``."""
    for sheet_layout in layout.sheets:
        for sheet in find_sheets(workbook, sheet_layout, place, problems):
            units = read_units(sheet)
            subjects = read_subjects(sheet, units.rows)
            for column, units_of_column in subjects.columns:
                read_column(sheet, column, units_of_column, markers, rows)
            yield _Read(sheet, units, subjects)


def _tallies(read: Sequence[_Read], origin: Origin) -> Iterator[Tally]:
    """Yield the counts of each sheet, those of all kommuner's own sheets together."""
    yield from (_tally(one) for one in read if not one.sheet.kommun)
    if own := [_tally(one) for one in read if one.sheet.kommun]:
        unused = sum((Counter(one.unused) for one in own), Counter[str]())
        place = f"{origin.name}, {counted(len(own), 'blad', 'blad')} för var sin kommun"
        yield Tally(place, sum(one.read for one in own), sum(one.used for one in own), unused)


def _tally(one: _Read) -> Tally:
    units, asked = one.units, one.sheet.layout.kommun_row
    unused = {f"för {kind.lower()}": count for kind, count in sorted(units.set_aside.items())}
    unused["med bara en ifylld cell"] = units.footnotes
    unused["utan något i de kolumner som läses"] = units.outside
    unused |= {f"om {reason}": sum(counts.values()) for reason, counts in one.unlisted.items()}
    if asked:
        unused[f'som inte är "{asked.text}"'] = units.other
    return Tally(one.sheet.where, len(one.sheet.rows), one.used, unused)


def _notices(one: _Read, origin: Origin) -> Iterator[Notice]:
    units = one.units
    for words, kinds in _ASIDE:
        if count := sum(units.set_aside.get(kind, 0) for kind in kinds):
            told = f"{counted(count, 'rad', 'rader')} {words} används inte ({_counts(units, kinds)})."
            yield _set_aside(one.sheet, origin, count, told)
    if units.footnotes:
        rows = counted(units.footnotes, "rad", "rader")
        told = f"{rows} med bara en ifylld cell, till exempel fotnoter, används inte."
        yield _set_aside(one.sheet, origin, units.footnotes, told)
    for reason, counts in one.unlisted.items():
        if count := sum(counts.values()):
            told = f"{counted(count, 'rad', 'rader')} används inte ({reason}: {', '.join(sorted(counts))})."
            yield _set_aside(one.sheet, origin, count, told)
    if shares := _answer_shares(one):
        cells = counted(shares, "cell", "celler")
        told = f"{cells} med andel Ja för län och riket används inte: andelen räknas ur kommunernas svar."
        yield _set_aside(one.sheet, origin, shares, told)


def _counts(units: Units, kinds: Iterable[RowType]) -> str:
    found = sorted(kind for kind in kinds if kind in units.set_aside)
    return join(f"{kind} {number(units.set_aside[kind])}" for kind in found)


def _set_aside(sheet: Sheet, origin: Origin, count: int, text: str) -> Notice:
    return Notice(origin.name, NoticeKind.SATT_AT_SIDAN, "", "", count, f"{sheet.where}: {text}")


def _answer_shares(one: _Read) -> int:
    """How many filled cells of answer columns stand beside a län or riket."""
    return sum(
        _cells.text(one.sheet.cell(unit.row, column.header)) != ""
        for column, units in one.subjects.columns
        if column.measure.kind.is_answer
        for unit in units
        if unit.row_type is not RowType.KOMMUN
    )


def _column_notices(read: Sequence[_Read], origin: Origin) -> Iterator[Notice]:
    """Tell of the columns that a layout does not describe; of kommuner's own sheets, which are alike, in the first."""
    own = [one.sheet for one in read if one.sheet.kommun][:1]
    for sheet in (*own, *(one.sheet for one in read if not one.sheet.kommun)):
        others = [place for place in range(len(sheet.cells[0])) if place not in sheet.read_columns]
        if unread := [place for place in others if any(_cells.text(sheet.cells[row][place]) for row in sheet.rows)]:
            letters = listed([_cells.column_letters(place) for place in unread])
            text = f"{sheet.where}: {counted(len(unread), 'annan kolumn', 'andra kolumner')} läses inte ({letters})."
            yield Notice(origin.name, NoticeKind.KOLUMN_LASES_INTE, "", "", len(unread), text, internal=True)


def _unread_notices(workbook: Workbook, read: Iterable[_Read], origin: Origin) -> Iterator[Notice]:
    """Tell of the sheets that the layout does not describe."""
    names = {one.sheet.name for one in read}
    for name in (name for name in workbook.sheets if name not in names):
        place = f'{origin.name}, blad "{name}"'
        text = f"{place} läses inte: det står inte i layoutfilen."
        yield Notice(place, NoticeKind.BLAD_LASES_INTE, "", "", 1, text, internal=True)
