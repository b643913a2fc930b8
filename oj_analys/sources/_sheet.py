"""A sheet seen through its layout: cells by header, and faults with the address of the cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from oj_analys.domain import Problem
from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell
from oj_analys.sources._telling import refused_headings
from oj_analys.sources._values import Fault
from oj_analys.sources._workbook import Cells, Workbook
from oj_analys.sources.layout import SheetLayout


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet, the column of each header in its layout, and the problems found so far."""

    where: str
    layout: SheetLayout
    cells: Cells = field(repr=False)
    columns: Mapping[str, int]
    problems: list[Problem]

    def cell(self, row: int, header: str) -> Cell:
        """Return the cell of a row (0 = first of the sheet) under a header."""
        return self.cells[row][self.columns[header]]

    def data_rows(self) -> range:
        """Return the rows below the headers."""
        return range(self.layout.header_row, len(self.cells))

    def is_filled(self, row: int) -> bool:
        """Say whether anything stands in a row under the layout's headers."""
        return any(_cells.text(self.cell(row, header)) for header in self.layout.headers)

    def place(self, header: str) -> str:
        """Return the place of a column's cells up to the row number: ``a.xlsx, blad "Resultat", cell D``."""
        return f"{self.where}, cell {_cells.column_letters(self.columns[header])}"

    def fault(self, row: int, header: str, fault: Fault) -> None:
        """Note what is wrong with a cell."""
        address = _cells.address(row, self.columns[header])
        place = f'{self.where}, rad {row + 1}, kolumn "{header}" (cell {address})'
        self.problems.append(Problem(place, *fault))


def find_sheet(workbook: Workbook, layout: SheetLayout, where: str, problems: list[Problem]) -> Sheet | None:
    """Return the sheet that a layout describes; None, with the reason in ``problems``, if it is not as described."""
    cells = workbook.sheets.get(layout.name)
    if cells is None:
        allowed = ", ".join(f'"{name}"' for name in workbook.sheets)
        problems.append(Problem(where, f'bladet "{layout.name}" finns inte', allowed, "Rätta namn i layoutfilen."))
        return None
    place = f'{where}, blad "{layout.name}"'
    headers = _headers(cells, layout.header_row)
    problems += refused_headings(place, headers)
    found = _header_problems(f"{place}, rad {layout.header_row}", headers, layout)
    problems += found
    columns = {header: column for column, header in enumerate(headers)}
    return None if found else Sheet(place, layout, cells, columns, problems)


def _headers(cells: Cells, header_row: int) -> list[str]:
    return [_cells.text(cell) for cell in cells[header_row - 1]] if header_row <= len(cells) else []


def _header_problems(where: str, headers: list[str], layout: SheetLayout) -> list[Problem]:
    times = Counter(headers)
    missing = [header for header in layout.headers if not times[header]]
    twice = [header for header in layout.headers if times[header] > 1]
    present = ", ".join(f'"{header}"' for header in headers if header) or "inga rubriker"
    problems = []
    if missing:
        names = ", ".join(f'"{header}"' for header in missing)
        action = f"På raden står: {present}. Rätta rubrikrad eller kolumn i layoutfilen."
        problems.append(Problem(where, f"rubrikraden saknar {names}", "", action))
    if twice:
        names = ", ".join(f'"{header}"' for header in twice)
        problems.append(Problem(where, f"rubrikraden har {names} flera gånger", "en gång", "Gör rubrikerna olika."))
    return problems
