"""The cells of an .xlsx workbook, read after every check of it has passed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from oj_analys.domain import DataError
from oj_analys.sources._cells import Cell, column_index
from oj_analys.sources.door.personnummer import refuse_in_sheets, sheet_place
from oj_analys.sources.door.sheet_scan import PartScan
from oj_analys.sources.door.workbook import Cells, Workbook
from oj_analys.sources.door.workbook_check import check_workbook, damaged
from oj_analys.sources.door.workbook_parts import CheckedWorkbook
from oj_analys.swedish import counted

_LINKED = "Arbetsboken hämtar värden ur andra arbetsböcker: de sparade värdena används, och inget hämtas på nytt."
_SHOW = "Ta fram det i Excel och spara om filen, om det ska med."
_SHOW_CELLS = "Ta bort filter, ta fram dem i Excel och spara om filen, om de ska med."


def read_cells(data: bytes, where: str) -> Workbook:
    """Return every sheet of a workbook that is not hidden, given the file's content.

    Cells of hidden rows and columns are empty, so that every other cell stands where it stood.

    Raises:
        DataError: the file is something else than a workbook, damaged, protected, dangerous or too large, has formulas
            without a value, or holds a personnummer, also where it is hidden.
    """
    checked = check_workbook(data, where)
    everything = _read_sheets(checked, where)
    places = {one.name: sheet_place(where, place) for place, one in enumerate(checked.sheets, start=1)}
    refuse_in_sheets({places[name]: rows for name, rows in everything.items()})
    shown = {one.name: one.scan for one in checked.sheets if one.name in everything and not one.is_hidden}
    sheets = {name: _without_hidden(everything[name], seen) for name, seen in shown.items()}
    merged = {name: seen.merged for name, seen in shown.items() if seen.merged}
    remarks = tuple(_remarks(checked, everything))
    return Workbook(hashlib.sha256(data).hexdigest(), sheets, merged, remarks=remarks)


def _read_sheets(checked: CheckedWorkbook, where: str) -> dict[str, Cells]:
    """Return the cells of every sheet, also of hidden ones, but not of charts that are sheets of their own."""
    with suppress(CalamineError, ValueError), CalamineWorkbook.from_filelike(checked.content) as book:
        return {
            sheet.name: _read_rows(book.get_sheet_by_name(listed.name), sheet.scan.errors)
            for listed, sheet in zip(book.sheets_metadata, checked.sheets, strict=True)
            if listed.typ is SheetTypeEnum.WorkSheet
        }
    raise DataError(damaged(where))  # not from the library's error, which may quote what it met


def _read_rows(sheet: CalamineSheet, errors: Mapping[str, str]) -> Cells:
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for address, text in errors.items():
        letters = address.rstrip("0123456789")
        rows[int(address[len(letters) :]) - 1][column_index(letters)] = text
    return tuple(map(tuple, rows))


def _without_hidden(rows: Cells, seen: PartScan) -> Cells:
    if not (seen.hidden_rows or seen.hidden_columns):
        return rows
    columns = set(_hidden_columns(rows, seen))
    return tuple(
        tuple("" if row in seen.hidden_rows or column in columns else cell for column, cell in enumerate(cells))
        for row, cells in enumerate(rows)
    )


def _hidden_columns(rows: Cells, seen: PartScan) -> Iterator[int]:
    """Yield the columns of the table that are hidden; often all to the right of it are too."""
    width = len(rows[0]) if rows else 0
    return (column for column in range(width) if any(column in hidden for hidden in seen.hidden_columns))


def _remarks(checked: CheckedWorkbook, everything: Mapping[str, Cells]) -> Iterator[str]:
    """Yield what is passed over; a sheet is told by its place, since its name could tell something."""
    if checked.has_links:
        yield _LINKED
    for place, sheet in enumerate(checked.sheets, start=1):
        if sheet.is_hidden:
            yield f"Blad nr {place} är dolt och läses inte. {_SHOW}"
        elif passed_over := _passed_over(everything.get(sheet.name, ()), sheet.scan):
            yield f"Blad nr {place}: {' och '.join(passed_over)} läses inte. {_SHOW_CELLS}"


def _passed_over(rows: Cells, seen: PartScan) -> Sequence[str]:
    """Return how many rows and columns that hold something are hidden, those that are none left out."""
    hidden_rows = sum(any(cell != "" for cell in cells) for row, cells in enumerate(rows) if row in seen.hidden_rows)
    hidden_columns = sum(any(cells[column] != "" for cells in rows) for column in _hidden_columns(rows, seen))
    counts = {("dold rad", "dolda rader"): hidden_rows, ("dold kolumn", "dolda kolumner"): hidden_columns}
    return [counted(count, *words) for words, count in counts.items() if count]
