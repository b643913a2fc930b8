"""A sheet seen through its layout: cells by header, and faults with the address of the cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from oj_analys import catalog
from oj_analys.domain import Problem
from oj_analys.sources import _cells
from oj_analys.sources._cells import MOST_LISTED, Cell, listed
from oj_analys.sources._headings import BETWEEN, is_empty, read_headings
from oj_analys.sources._telling import refused_headings
from oj_analys.sources._values import Fault
from oj_analys.sources.door.workbook import Cells, Workbook
from oj_analys.sources.files import TablePlace
from oj_analys.sources.oj.header import SEARCHED_ROWS, Matched, choose_row, match_headers, untitled
from oj_analys.sources.oj.names import is_kommun_of_sheet
from oj_analys.sources.oj.sheet_layout import SheetLayout

_KOMMUN_SHEET = re.compile(r"(?P<code>[0-9]{4})(?:[ _,-]+(?P<name>.*))?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet, its rows below the headers that hold anything, and the problems found so far.

    ``columns`` are by header of the layout; ``rows`` are counted from 0; ``kommun`` is the code of the kommun that the
    whole sheet is about, empty where its rows say. ``faulty`` is, by header and fault, the place among the problems and
    the rows.
    """

    name: str
    where: str
    layout: SheetLayout
    cells: Cells = field(repr=False)
    columns: Mapping[str, int]
    rows: tuple[int, ...]
    problems: list[Problem]
    kommun: str = ""
    faulty: dict[tuple[str, Fault], tuple[int, list[int]]] = field(default_factory=dict, repr=False)

    @property
    def read_columns(self) -> frozenset[int]:
        """The columns that are read, in a kommun's own sheet the first too: it says what a row is about."""
        return frozenset((*self.columns.values(), *((0,) if self.kommun else ())))

    def cell(self, row: int, header: str) -> Cell:
        """Return the cell of a row under a header, an empty one where the layout has no such header."""
        return self.cells[row][self.columns[header]] if header else ""

    def text(self, row: int, header: str) -> str:
        """Return what stands in a row under a header, empty where the layout has no such header."""
        return _cells.text(self.cell(row, header))

    def filled(self, row: int) -> int:
        """Return how many of the layout's columns hold anything in a row."""
        return sum(_cells.text(self.cells[row][column]) != "" for column in self.columns.values())

    def place(self, header: str) -> str:
        """Return the place of a column's cells up to the row number: ``a.xlsx, blad "Resultat", cell D``."""
        return f"{self.where}, cell {_cells.column_letters(self.columns[header])}"

    def fault(self, row: int, header: str, fault: Fault) -> None:
        """Note what is wrong with a cell; the same fault of a whole column is one problem."""
        at, rows = self.faulty.setdefault((header, fault), (len(self.problems), []))
        rows += [row] if row not in rows[-1:] else []
        addresses = [_cells.address(one, self.columns[header]) for one in rows[: MOST_LISTED + 1]]
        place = f'{self.where}, rad {row + 1}, kolumn "{header}" (cell {addresses[0]})'
        if len(rows) > 1:
            place = f'{self.where}, kolumn "{header}", {len(rows)} celler ({listed(addresses)})'
        self.problems[at : at + 1] = [Problem(place, *fault)]


def find_sheets(workbook: Workbook, layout: SheetLayout, place: TablePlace, problems: list[Problem]) -> Iterator[Sheet]:
    """Yield the sheets that a layout describes; what is not as described is noted in ``problems``."""
    found = _sheets_of_kommuner if layout.kommun_row else _sheet_of_name
    for name, kommun in found(workbook, layout, place.origin.name, problems):
        sheet_place = replace(place, sheet=name, header_row=layout.header_row, header_rows=layout.header_rows)
        where = f'{place.origin.name}, blad "{name}"'
        matched = _match(workbook, layout, sheet_place, where, problems)
        if matched:
            cells = workbook.sheets[name]
            below = range(matched.row - 1 + layout.header_rows, len(cells))
            rows = tuple(row for row in below if not is_empty(cells[row]))
            yield Sheet(name, where, layout, cells, matched.columns, rows, problems, kommun)


def kommun_of_sheet(name: str) -> str:
    """Return the code that the name of a kommun's own sheet begins with, empty if it begins with none.

    >>> kommun_of_sheet("0114_upplands_v_sby"), kommun_of_sheet("2024 totalt")
    ('0114', '')
    """
    match = _KOMMUN_SHEET.fullmatch(name)
    return match["code"] if match and match["code"] in catalog.kommun_by_code() else ""


def _sheet_of_name(
    workbook: Workbook, layout: SheetLayout, where: str, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    if layout.name in workbook.sheets:
        yield layout.name, ""
        return
    allowed = ", ".join(f'"{name}"' for name in workbook.sheets)
    action = " ".join(("Rätta namn i layoutfilen.", *workbook.remarks))  # the sheet may be hidden
    problems.append(Problem(where, f'bladet "{layout.name}" finns inte', allowed, action))


def _sheets_of_kommuner(
    workbook: Workbook, _layout: SheetLayout, where: str, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Yield the sheets whose name begins with a code of four digits, each with the code."""
    first: dict[str, str] = {}
    for name in workbook.sheets:
        if match := _KOMMUN_SHEET.fullmatch(name):
            code, fault = match["code"], _sheet_fault(match["code"], match["name"] or "")
            before = first.setdefault(code, name)
            if before != name:
                fault = Fault(f'"{before}" är ett blad för samma kommun', "ett blad", "Ta bort det ena.")
            if fault:
                problems.append(Problem(f'{where}, blad "{name}"', *fault))
            else:
                yield name, code
    if not first:
        found = "inget blads namn börjar med en kommunkod"
        problems.append(Problem(where, found, 'till exempel "2305_bracke"', "Rätta blad_per_kommun i layoutfilen."))


def _sheet_fault(code: str, name: str) -> Fault | None:
    kommun = catalog.kommun_by_code().get(code)
    if kommun is None:
        return Fault(f'okänd kommunkod "{code}" i bladets namn', "fyra siffror, till exempel 2305", "Rätta namnet.")
    if name and not is_kommun_of_sheet(name, kommun):
        return Fault(f'namnet är "{name}" men koden är {code}', f'"{kommun.name}"', "Rätta bladets namn.")
    return None


def _match(
    workbook: Workbook, layout: SheetLayout, place: TablePlace, where: str, problems: list[Problem]
) -> Matched | None:
    """Return the columns of the layout's headers; None, with the reason noted, if they cannot be told."""
    row = layout.header_row or _find_row(workbook, layout, place, where, problems)
    if not row:
        return None
    headings = read_headings(workbook, place.sheet, replace(place, header_row=row))
    problems += refused_headings(where, map(untitled, headings))
    matched = match_headers(row, layout.headers, headings)
    found = matched.problems(f"{where}, rad {row}", layout.headers, headings)
    problems += found
    return None if found else matched


def _find_row(workbook: Workbook, layout: SheetLayout, place: TablePlace, where: str, problems: list[Problem]) -> int:
    """Return the row that holds all headers; 0, with the reason noted, if there is none or are several."""
    cells = workbook.sheets[place.sheet][: SEARCHED_ROWS + layout.header_rows - 1]
    rows = range(1, min(SEARCHED_ROWS, len(cells)) + 1)
    likely = [row for row in rows if _may_hold(cells[row - 1 : row - 1 + layout.header_rows], layout.headers[0])]
    chosen = choose_row(where, layout.headers, _tried(workbook, layout, place, likely))
    if isinstance(chosen, Problem):  # say of every row what it holds
        chosen = choose_row(where, layout.headers, _tried(workbook, layout, place, rows))
    if isinstance(chosen, Problem):
        problems.append(chosen)
        return 0
    return chosen.row


def _tried(workbook: Workbook, layout: SheetLayout, place: TablePlace, rows: Iterable[int]) -> list[Matched]:
    headings = ((row, read_headings(workbook, place.sheet, replace(place, header_row=row))) for row in rows)
    return [match_headers(row, layout.headers, found) for row, found in headings]


def _may_hold(block: Cells, header: str) -> bool:
    """Say whether rows may hold a header: a quick look, for most rows of a large sheet are figures."""
    beginning = header.rpartition(BETWEEN)[2]
    is_year = beginning.isdecimal()
    texts = (_cells.text(cell) for row in block for cell in row if is_year or isinstance(cell, str))
    return any(text.startswith(beginning) for text in texts)
