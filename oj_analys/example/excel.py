"""Workbooks whose text stays text and whose bytes never depend on the day they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from oj_analys.domain import SYNTHETIC_MARK

Content = str | float | datetime | None

_CONSTANTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd hh:mm",
}
_WIDE = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plain table: its headings stand in the first row, and each row below has as many cells."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Content]]
    width: int = 18


@contextmanager
def new_workbook(path: Path, title: str, day: date) -> Iterator[xlsxwriter.Workbook]:
    """Open a workbook that says in its properties that it is made up, and that was made on ``day``."""
    with xlsxwriter.Workbook(str(path), _CONSTANTS) as file:
        created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no time zones
        file.set_properties({"title": title, "comments": SYNTHETIC_MARK, "created": created})
        yield file


def write_sheets(path: Path, title: str, day: date, about: Sequence[str], *sheets: Sheet) -> None:
    """Write a workbook of plain tables behind a sheet that says what they are."""
    with new_workbook(path, title, day) as file:
        write_information(file.add_worksheet("Information"), [title, *about])
        for sheet in sheets:
            _write_sheet(file.add_worksheet(sheet.name), sheet)


def write_information(sheet: Worksheet, lines: Sequence[str]) -> None:
    """Write the mark of made-up figures and then what a reader should know, line by line."""
    sheet.set_column(0, 0, _WIDE)
    for row, line in enumerate([SYNTHETIC_MARK, *lines]):
        sheet.write_string(row, 0, line)


def write_cell(sheet: Worksheet, at: int, place: int, content: Content) -> None:
    """Write text as text and numbers as numbers; an empty text or nothing is a blank cell."""
    if isinstance(content, str):
        if content:
            sheet.write_string(at, place, content)
    elif isinstance(content, datetime):
        sheet.write_datetime(at, place, content)
    elif content is not None:
        sheet.write_number(at, place, content)


def _write_sheet(sheet: Worksheet, table: Sheet) -> None:
    sheet.set_column(0, len(table.headers) - 1, table.width)
    sheet.freeze_panes(1, 0)
    for at, row in enumerate([table.headers, *table.rows]):
        for place, content in enumerate(row):
            write_cell(sheet, at, place, content)
