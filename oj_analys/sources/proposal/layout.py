"""A proposed layout file for a workbook with open figures: every column with the measure and the year that it tells of.

The workbook holds no persons, so its headings may be quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from oj_analys.identity import telling_heading
from oj_analys.sources._headings import BETWEEN
from oj_analys.sources.door.workbook import MergedArea, Workbook
from oj_analys.sources.files import FileKind
from oj_analys.sources.oj.row_subjects import SEX_WORDS
from oj_analys.sources.proposal.columns import ProposedColumn, column_lines, told_columns
from oj_analys.sources.proposal.kinds import Guess, nyckeltal
from oj_analys.sources.proposal.sheet import SeenSheet, UnitColumns, column_of
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
    """A sheet with kommuner, what its rows say themselves (column by key), its columns, and how many rows of headings.

    The keys are those of a layout: ``kolumn_matt``, ``kolumn_period``, ``kolumn_kon``.
    """

    sheet: SeenSheet
    units: UnitColumns
    by_row: Mapping[str, int]
    columns: Sequence[ProposedColumn]
    header_rows: int


def propose_layout(book: Workbook, guess: Guess, known: Mapping[str, str], published: str) -> ProposedLayout:
    """Return a layout of the sheets with kommuner; ``known`` is the measure's id by a heading of earlier layouts.

    ``published`` is what the file's name says of the month of publication; the year measured may be another.
    """
    views = [_view(book, sheet, units, known) for sheet, units in guess.units]
    blocks = [["# Förslag av python -m oj_analys underlag: var siffrorna står i arbetsboken."]]
    for view in views:
        blocks.append(_sheet_lines(view, guess.kind))
        blocks += [column_lines(column, view.by_row.keys(), published) for column in view.columns]
    told = [column.measure is not None or "kolumn_matt" in view.by_row for view in views for column in view.columns]
    return ProposedLayout(document(blocks), sum(told), len(told))


def _view(book: Workbook, sheet: SeenSheet, units: UnitColumns, known: Mapping[str, str]) -> _View:
    by_row = {key: place for key, place in _subjects(sheet, units) if place not in units.places}
    columns = list(_columns(book, sheet, units, {*units.places, *by_row.values()}))
    twice = max(Counter(column.heading for column in columns).values(), default=1) > 1
    if twice and all(column.above for column in columns):
        columns = [ProposedColumn(f"{column.above[-1]}{BETWEEN}{column.heading}", column.above) for column in columns]
        return _View(sheet, units, by_row, tuple(told_columns(columns, known)), 2)
    return _View(sheet, units, by_row, tuple(told_columns(columns, known)), 1)


def _subjects(sheet: SeenSheet, units: UnitColumns) -> Iterator[tuple[str, int]]:
    """Yield which columns say what a row is about."""
    row = units.header_row
    headed = [place for place, heading in enumerate(sheet.headings(row)) if heading.casefold() == "kön"]
    sex = headed[0] if headed else column_of(sheet, row, lambda text: text.casefold() in SEX_WORDS)
    measure, year = column_of(sheet, row, nyckeltal), column_of(sheet, row, _YEAR.fullmatch)
    for key, place in (("kolumn_matt", measure), ("kolumn_period", year), ("kolumn_kon", sex)):
        if place is not None:
            yield key, place


def _columns(book: Workbook, sheet: SeenSheet, units: UnitColumns, used: set[int]) -> Iterator[ProposedColumn]:
    """Yield the columns with a heading and something below it; one that could point out a person is left out."""
    for place, heading in enumerate(sheet.headings(units.header_row)):
        is_filled = bool(sheet.texts(place, units.header_row))
        if heading and is_filled and place not in used and telling_heading(heading) is None:
            yield ProposedColumn(heading, tuple(_above(book, sheet, units.header_row, place)))


def _above(book: Workbook, sheet: SeenSheet, header_row: int, place: int) -> Iterator[str]:
    """Yield the texts above a heading, those of merged cells above every column that they cover."""
    areas = book.merged.get(sheet.name, ())
    for row in range(max(0, header_row - 1 - ABOVE), header_row - 1):
        first = next((area.first_column for area in areas if _covers(area, row, place)), place)
        if first < len(sheet.rows[row]) and sheet.rows[row][first]:
            yield sheet.rows[row][first]


def _covers(area: MergedArea, row: int, place: int) -> bool:
    """Say whether merged cells cover a cell; those from column A on are a title of the whole sheet."""
    return area.first_row <= row <= area.last_row and 0 < area.first_column <= place <= area.last_column


def _sheet_lines(view: _View, kind: FileKind) -> list[str]:
    headings, units = view.sheet.headings(view.units.header_row), view.units
    places = {"kolumn_kod": units.code, "kolumn_namn": units.name, "kolumn_radtyp": units.row_type, **view.by_row}
    first_row, sex = units.header_row + 1 - view.header_rows, SEX_WORDS.get(view.sheet.name.casefold())
    return [
        "[[blad]]",
        setting("namn", view.sheet.name),
        setting("rubrikrad", first_row),
        *([setting("rubrikrader", view.header_rows)] if view.header_rows > 1 else []),
        *(setting(key, headings[place]) for key, place in places.items() if place is not None and headings[place]),
        *([setting("kon", sex)] if sex and kind is FileKind.KKIK else []),
    ]
