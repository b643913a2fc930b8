"""Results workbooks of Socialstyrelsens kind, each with its layout beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from oj_analys import catalog
from oj_analys.domain import SYNTHETIC_MARK
from oj_analys.example.cell import TABLE
from oj_analys.example.county import column
from oj_analys.example.editions import Release
from oj_analys.example.layout import HEADER_ROW, LEADING, SHEET, write_layout
from oj_analys.example.plan import Book
from oj_analys.example.sheet import Field, Row, content, latest_fields, rows, series_fields

PRODUCER = "Socialstyrelsen"

_CONSTANTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_WIDTHS = (8, 24, 11)


@dataclass(frozen=True, slots=True)
class Workbook:
    """One workbook to write: its name without ending, its title and its columns of figures."""

    book: Book
    utgava: str
    published: date
    stem: str
    title: str
    fields: list[Field]


def write_workbooks(folder: Path, release: Release) -> list[Workbook]:
    """Write the two workbooks of every book of the edition with their layouts, and return what was written."""
    workbooks = [one for book in release.books for one in _of_book(book, release)]
    for workbook in workbooks:
        _write(folder, workbook)
        write_layout(folder / f"{workbook.stem}.toml", workbook.fields)
    return workbooks


def _of_book(book: Book, release: Release) -> Iterator[Workbook]:
    """Return the book with the latest round and the one with comparable rounds."""
    published = release.published(book)
    area = next(area.name for area in catalog.areas() if area.id == book.area)
    parts = (
        (book.number, book.name, f"{area}, resultat", latest_fields(book, release)),
        (book.number + 1, f"{book.name}-jamforbara", f"{area}, resultat över tid", series_fields(book, release)),
    )
    for number, name, title, fields in parts:
        stem = f"{published.year}-{published.month}-{number}-{name}"
        yield Workbook(book, release.utgava, published, stem, title, fields)


def _write(folder: Path, workbook: Workbook) -> None:
    with xlsxwriter.Workbook(str(folder / f"{workbook.stem}.xlsx"), _CONSTANTS) as file:
        day = workbook.published
        created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no time zones
        file.set_properties({"title": workbook.title, "comments": SYNTHETIC_MARK, "created": created})
        _write_information(file.add_worksheet("Information"), workbook.title)
        results = file.add_worksheet(SHEET)
        _write_headers(results, workbook)
        _write_figures(results, workbook)


def _write_information(sheet: Worksheet, title: str) -> None:
    meaning = catalog.labels().status
    lines = [
        SYNTHETIC_MARK,
        f"Öppna jämförelser: {title}",
        "Filen är gjord av oj_analys för att visa hur en resultatfil ser ut. Ingen siffra kommer från en kommun.",
        "När en fråga besvaras i ord visar raderna för riket och län hur många procent av svaren som är Ja.",
        "Tecken i stället för ett värde:",
        *[f'"{text}": {meaning[status].text}' for text, status in catalog.markers(TABLE).items()],
    ]
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)


def _write_headers(sheet: Worksheet, workbook: Workbook) -> None:
    sheet.write_string(0, 0, SYNTHETIC_MARK)
    sheet.write_string(1, 0, f"Öppna jämförelser: {workbook.title}")
    for place, (header, width) in enumerate(zip(LEADING.values(), _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(HEADER_ROW - 1, place, header)
    for place, field in enumerate(workbook.fields, start=len(LEADING)):
        sheet.write_string(HEADER_ROW - 2, place, "Antal svar" if field.of_n else field.measure.title)
        sheet.write_string(HEADER_ROW - 1, place, field.header)
    sheet.freeze_panes(HEADER_ROW, len(LEADING))


def _write_figures(sheet: Worksheet, workbook: Workbook) -> None:
    columns = [
        (field, column(field.measure.source_id, field.year, field.sex, workbook.utgava)) for field in workbook.fields
    ]
    for at, row in enumerate(rows(workbook.book), start=HEADER_ROW):
        figures = [content(cells[row.unit], field, row, workbook.book) for field, cells in columns]
        for place, value in enumerate([_code(row, workbook.book), row.name, row.kind, *figures]):
            _write_cell(sheet, at, place, value)


def _code(row: Row, book: Book) -> str | float:
    """Return the code; as a number it loses its first zeros, as it does when somebody saves it so."""
    return float(row.code) if book.number_codes else row.code


def _write_cell(sheet: Worksheet, at: int, place: int, value: str | float) -> None:
    """Write text as text and numbers as numbers; an empty text is a blank cell."""
    if isinstance(value, str):
        if value:
            sheet.write_string(at, place, value)
    else:
        sheet.write_number(at, place, value)
