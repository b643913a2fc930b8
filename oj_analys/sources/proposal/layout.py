"""A proposed layout file for a workbook with open figures: every column with the measure and the year that it tells of.

The workbook holds no persons, so its headings may be quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from oj_analys.identity import telling_heading
from oj_analys.sources import _cells
from oj_analys.sources._headings import Heading, read_headings
from oj_analys.sources._part import Origin
from oj_analys.sources.door.workbook import MergedArea, Workbook
from oj_analys.sources.files import FileKind, TablePlace
from oj_analys.sources.oj.header import untitled
from oj_analys.sources.oj.layout import MOST_HEADER_ROWS
from oj_analys.sources.oj.row_subjects import SEX_WORDS
from oj_analys.sources.proposal.columns import ProposedColumn, column_lines, told_columns
from oj_analys.sources.proposal.kinds import Guess, nyckeltal
from oj_analys.sources.proposal.sheet import SEEN_ROWS, SeenSheet, UnitColumns, column_of
from oj_analys.sources.proposal.toml import document, setting

ABOVE = 2  # rows above the headings that may say what a column is about

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class ProposedLayout:
    """The text of a layout file, and how many of its columns of values have a measure."""

    text: str
    told: int
    columns: int


@dataclass(frozen=True, slots=True)
class _View:
    """A sheet with its headings (from ``first_row`` on, 1 = first), and what its rows say themselves: column by key.

    The keys are those of a layout: ``kolumn_matt``, ``kolumn_period``, ``kolumn_kon``.
    """

    book: Workbook
    sheet: SeenSheet
    units: UnitColumns
    first_row: int
    headings: Sequence[Heading]
    by_row: Mapping[str, int]

    @property
    def header_rows(self) -> int:
        """How many rows the headings take."""
        return self.units.header_row + 1 - self.first_row

    def heading(self, place: int) -> str:
        """Return the lowest part of a column's heading that no other column has, else all of it."""
        heading = self.headings[place]
        lowest = [other.parts[-1] for other in self.headings if other.parts]
        is_own = bool(heading.parts) and lowest.count(heading.parts[-1]) == 1
        return heading.parts[-1] if is_own else heading.text


def propose_layout(book: Workbook, guess: Guess, known: Mapping[str, str], published: str) -> ProposedLayout:
    """Return a layout of the sheets with kommuner; ``known`` is the measure's id by a heading of earlier layouts.

    ``published`` is what the file's name says of the month of publication; the year measured may be another.
    """
    blocks = [["# Förslag av python -m oj_analys underlag: var siffrorna står i arbetsboken."]]
    told = columns = 0
    for sheet, units in guess.units:
        view = _view(book, sheet, units)
        proposed = list(told_columns(list(_columns(view)), known))
        blocks.append(_sheet_lines(view, guess.kind))
        blocks += [column_lines(column, view.by_row.keys(), published) for column in proposed]
        told += sum(column.is_told(view.by_row.keys()) for column in proposed)
        columns += len(proposed)
    return ProposedLayout(document(blocks), told, columns)


def _view(book: Workbook, sheet: SeenSheet, units: UnitColumns) -> _View:
    by_row = {key: place for key, place in _subjects(sheet, units) if place not in units.places}
    view = _View(book, sheet, units, units.first_row, _headings(book, sheet, units, units.first_row), by_row)
    if _is_clear(view) or units.first_row == 1 or view.header_rows == MOST_HEADER_ROWS:
        return view
    above = units.first_row - 1  # the row above may tell columns with the same heading apart
    wider = _View(book, sheet, units, above, _headings(book, sheet, units, above), by_row)
    return wider if _is_clear(wider) else view


def _headings(book: Workbook, sheet: SeenSheet, units: UnitColumns, first_row: int) -> Sequence[Heading]:
    place = TablePlace(Path(), Origin(""), sheet.name, first_row, units.header_row + 1 - first_row)
    return read_headings(book, sheet.name, place)


def _is_clear(view: _View) -> bool:
    """Say whether no two columns have the same heading."""
    return max(Counter(heading.text for heading in view.headings if heading.text).values(), default=0) == 1


def _subjects(sheet: SeenSheet, units: UnitColumns) -> Iterator[tuple[str, int]]:
    """Yield which columns say what a row is about; of a kommun's own sheet only one row is read."""
    if units.total:
        return
    row = units.header_row
    headed = [place for place, heading in enumerate(sheet.headings(row)) if heading.casefold() == "kön"]
    sex = headed[0] if headed else column_of(sheet, row, lambda text: text.casefold() in SEX_WORDS)
    measure, year = column_of(sheet, row, nyckeltal), column_of(sheet, row, _YEAR.fullmatch)
    for key, place in (("kolumn_matt", measure), ("kolumn_period", year), ("kolumn_kon", sex)):
        if place is not None:
            yield key, place


def _columns(view: _View) -> Iterator[ProposedColumn]:
    """Yield the columns with a heading and something below it; one that could point out a person is left out."""
    used = {*view.units.places, *view.by_row.values()}
    for place, heading in enumerate(view.headings):
        cells = tuple(row[place] for row in view.book.sheets[view.sheet.name][view.units.header_row : SEEN_ROWS])
        is_named = bool(heading.parts) and telling_heading(untitled(heading)) is None
        if place not in used and is_named and any(map(_cells.text, cells)):
            yield ProposedColumn(view.heading(place), (*reversed(heading.parts), *_above(view, place)), cells)


def _above(view: _View, place: int) -> Iterator[str]:
    """Yield the texts above a heading, those of merged cells above every column that they cover."""
    areas = view.book.merged.get(view.sheet.name, ())
    for row in range(max(0, view.first_row - 1 - ABOVE), view.first_row - 1):
        first = next((area.first_column for area in areas if _covers(area, row, place)), place)
        if first < len(view.sheet.rows[row]) and view.sheet.rows[row][first]:
            yield view.sheet.rows[row][first]


def _covers(area: MergedArea, row: int, place: int) -> bool:
    """Say whether merged cells cover a cell; those from column A on are a title of the whole sheet."""
    return area.first_row <= row <= area.last_row and 0 < area.first_column <= place <= area.last_column


def _sheet_lines(view: _View, kind: FileKind) -> list[str]:
    sex = SEX_WORDS.get(view.sheet.name.casefold()) if kind is FileKind.KKIK else None
    return [
        "[[blad]]",
        setting("blad_per_kommun", value=True) if view.units.total else setting("namn", view.sheet.name),
        setting("rubrikrad", view.first_row),
        *([setting("rubrikrader", view.header_rows)] if view.header_rows > 1 else []),
        *([setting("rad", view.units.total)] if view.units.total else []),
        *(setting(key, heading) for key, place in _places(view).items() if (heading := view.heading(place))),
        *([setting("kon", sex)] if sex else []),
    ]


def _places(view: _View) -> Mapping[str, int]:
    """Return the columns that the layout must name, by key."""
    units = view.units
    if units.total:
        return {"kolumn_rad": units.name} if units.name else {}
    told = {"kolumn_kod": units.code, "kolumn_namn": units.name, "kolumn_radtyp": units.row_type, **view.by_row}
    return {key: place for key, place in told.items() if place is not None}
