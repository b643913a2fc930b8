"""Results workbooks of Socialstyrelsens kind, each with its layout beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from oj_analys import catalog
from oj_analys.domain import SYNTHETIC_MARK
from oj_analys.example.cell import TABLE
from oj_analys.example.county import column
from oj_analys.example.editions import Release
from oj_analys.example.excel import new_workbook, write_cell, write_information
from oj_analys.example.layout import HEADER_ROW, LEADING, SHEET, write_layout
from oj_analys.example.plan import Book
from oj_analys.example.sheet import Field, Row, content, latest_fields, rows, series_fields

PRODUCER = "Socialstyrelsen"

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
    area = catalog.area(book.area).name
    parts = (
        (book.number, book.name, f"{area}, resultat", latest_fields(book, release)),
        (book.number + 1, f"{book.name}-jamforbara", f"{area}, resultat över tid", series_fields(book, release)),
    )
    for number, name, title, fields in parts:
        stem = f"{published.year}-{published.month}-{number}-{name}"
        yield Workbook(book, release.utgava, published, stem, title, fields)


def _write(folder: Path, workbook: Workbook) -> None:
    with new_workbook(folder / f"{workbook.stem}.xlsx", workbook.title, workbook.published) as file:
        write_information(file.add_worksheet("Information"), _information(workbook.title))
        results = file.add_worksheet(SHEET)
        _write_headers(results, workbook)
        _write_figures(results, workbook)


def _information(title: str) -> list[str]:
    meaning = catalog.labels().status
    return [
        f"Öppna jämförelser: {title}",
        "Filen är gjord av oj_analys för att visa hur en resultatfil ser ut. Ingen siffra kommer från en kommun.",
        "När en fråga besvaras i ord visar raderna för riket och län hur många procent av svaren som är Ja.",
        "Tecken i stället för ett värde:",
        *[f'"{text}": {meaning[status].text}' for text, status in catalog.markers(TABLE).items()],
    ]


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
            write_cell(sheet, at, place, value)


def _code(row: Row, book: Book) -> str | float:
    """Return the code; as a number it loses its first zeros, as it does when somebody saves it so."""
    return float(row.code) if book.number_codes else row.code
