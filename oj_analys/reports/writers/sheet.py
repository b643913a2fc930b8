"""One sheet of the workbook: marks, title and text, then one table object and its note, ready to print."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.writers.check import shown_rows
from oj_analys.reports.writers.mark_texts import mark_texts
from oj_analys.reports.writers.names import column_names
from oj_analys.reports.writers.plain import clean
from oj_analys.reports.writers.sheet_style import Styles

_A4 = 9
_LINE = 110  # letters in a line of text
_PRINTED_LINE = 100  # letters in half a print header, which holds 255 in all
_NARROWEST, _WIDEST = 8, 40  # letters in a column
_ROW, _HEADING_ROW = 15, 22  # points
_NUMBER = re.compile(r"(\d[\d\u00a0]*)(?:,(\d+))?")
_UNGROUPED = 3  # digits that need no grouping
_TALLEST = 27  # lines in a row; Excel has no row above 409 points


@dataclass(frozen=True, slots=True)
class Print:
    """What stands on every printed page: the marks, and who sent which utgåva."""

    marks: str
    footer: str


def write_sheet(page: Worksheet, sheet: Sheet, table_name: str, printed: Print, styles: Styles) -> None:
    """Fill an empty worksheet with a sheet's marks, title, text, table and note."""
    top = _write_lines(page, 0, filter(None, [printed.marks]), styles.marks, _HEADING_ROW)
    top = _write_lines(page, top, [clean(sheet.title)], styles.title, _HEADING_ROW)
    top = _write_lines(page, top, _lines(sheet.text), styles.text) + 1
    below = _write_table(page, top, sheet.table, table_name, styles)
    _write_lines(page, below + 1, _lines(sheet.table.note), styles.text)
    _set_sizes(page, top, sheet.table)
    page.hide_gridlines(2)
    page.freeze_panes(top + 1, 1)
    _set_print(page, top, clean(sheet.title), printed)


def _lines(text: str) -> list[str]:
    """Break text into lines that a screen shows, since a line of text is neither merged nor wrapped in its cell."""
    return [line for part in text.splitlines() for line in textwrap.wrap(clean(part), _LINE)]


def _write_lines(page: Worksheet, row: int, lines: Iterable[str], style: Format, height: int = _ROW) -> int:
    for line in lines:
        page.set_row(row, height)
        page.write_string(row, 0, line, style)
        row += 1
    return row


def _write_table(page: Worksheet, top: int, table: Table, name: str, styles: Styles) -> int:
    """Write the table with its header in row ``top``; return the first free row."""
    rows = shown_rows(table)
    last_row, last_column = top + len(rows), len(table.columns) - 1
    look = {"style": "Table Style Light 1", "banded_rows": False, "title": clean(table.caption)}
    columns = _headers(table.columns, styles)
    page.add_table(top, 0, last_row, last_column, {"name": name, "columns": columns, **look})
    for row, cells in enumerate(rows, start=top + 1):
        for at, cell in enumerate(cells):
            _write_cell(page, (row, at), cell, table.columns[at], styles)
    page.ignore_errors({"number_stored_as_text": xl_range(top + 1, 0, last_row, last_column)})
    return last_row + 1


def _headers(columns: tuple[Column, ...], styles: Styles) -> list[dict[str, object]]:
    titles = column_names(column.title for column in columns)
    return [
        {"header": title, "header_format": styles.number_header if column.numeric else styles.header}
        for title, column in zip(titles, columns, strict=True)
    ]


def _write_cell(page: Worksheet, place: tuple[int, int], cell: Cell, column: Column, styles: Styles) -> None:
    if column.numeric and cell.number is not None:
        page.write_number(*place, cell.number, styles.number(_number_format(cell)))
    else:
        style = styles.words(mark_texts().get(cell.text), among_numbers=column.numeric)
        page.write_string(*place, clean(cell.text), style)


def _number_format(cell: Cell) -> str:
    """Show the decimals that the printed text shows, and group thousands unless it does not, as in a year or a code."""
    printed = _NUMBER.search(cell.text)
    whole, decimals = printed.groups(default="") if printed else ("", "")
    grouped = "0" if len(whole) > _UNGROUPED and whole.isdecimal() else "#,##0"
    return f"{grouped}.{'0' * len(decimals)}" if decimals else grouped


def _set_sizes(page: Worksheet, top: int, table: Table) -> None:
    """Set widths and heights outright, since not every program fits a row to its wrapped text."""
    rows = shown_rows(table)
    widths = [_width(column.title, [row[at] for row in rows]) for at, column in enumerate(table.columns)]
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    titles = tuple(Cell(column.title) for column in table.columns)
    for row, cells in enumerate((titles, *rows), start=top):
        page.set_row(row, _ROW * max(_height(cell, width) for cell, width in zip(cells, widths, strict=True)))


def _width(title: str, cells: list[Cell]) -> int:
    longest_text = max(len(cell.text) for cell in cells) + 2
    longest_word = max(map(len, title.split()), default=0) + 4  # with room for the filter button
    return min(max(longest_text, longest_word, _NARROWEST), _WIDEST)


def _height(cell: Cell, width: int) -> int:
    """Return the lines that a cell fills; only long texts are wrapped to find out, since sheets have many cells."""
    room = width - 2
    return 1 if len(cell.text) <= room else min(len(textwrap.wrap(cell.text, room)), _TALLEST)


def _set_print(page: Worksheet, top: int, title: str, printed: Print) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_header(f"&L&B{_printed(printed.marks)}&R{_printed(title)}")
    page.set_footer(f"&L{_printed(printed.footer)}&RSida &P av &N")


def _printed(text: str) -> str:
    """Return text that a print header shows as it is: ``&`` begins a code there."""
    return textwrap.shorten(text.replace("&", "+"), _PRINTED_LINE, placeholder="…")
