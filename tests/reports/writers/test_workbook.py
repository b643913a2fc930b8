from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from oj_analys.domain import Edition
from oj_analys.reports.blocks import Cell, Column, Report, Sheet, Table
from oj_analys.reports.writers.plain import clean
from oj_analys.reports.writers.workbook import render_workbook, write

MARKS = "EXEMPELDATA – påhittade siffror · UTKAST"


@pytest.fixture(scope="module")
def data(report: Report) -> bytes:
    return render_workbook(report)


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def one_sheet(edition: Edition, table: Table) -> Worksheet:
    report = Report(edition, "s", "Titel", "", (), (Sheet("Blad", "Titel", "", table),))
    return openpyxl.load_workbook(BytesIO(render_workbook(report)))["Blad"]


def header_row(page: Worksheet) -> int:
    (table,) = page.tables.values()
    return int(re.findall(r"\d+", table.ref)[0])


def members(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_writes_one_file_named_after_the_report(report: Report, data: bytes) -> None:
    assert write(report) == {"2025-06_bracke.xlsx": data}


def test_sheets_are_the_contents_the_tables_and_the_charts_in_words(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Om", "Alla mått", "Ja-Nej", "Diagram"]
    about = [[cell.value for cell in row] for row in book["Om"].iter_rows()]
    assert ["Alla mått", "Alla mått i äldreomsorgen"] in about
    assert ["Ja-Nej", "Ja och Nej"] in about
    text = " ".join(str(value) for row in about for value in row if value)
    assert "Uttag 2025-06-23" in text
    assert "fragor@exempel.invalid" in text


def test_the_chart_sheet_has_every_alternative_text(book: openpyxl.Workbook, report: Report) -> None:
    rows = [tuple(cell.value for cell in row) for row in book["Diagram"].iter_rows()]
    for figure in report.figures:
        assert (figure.number, figure.chart.title, figure.chart.alt, figure.chart.reading) in rows


def test_a_report_without_charts_has_no_chart_sheet(report: Report) -> None:
    data = render_workbook(replace(report, blocks=()))
    assert openpyxl.load_workbook(BytesIO(data)).sheetnames == ["Om", "Alla mått", "Ja-Nej"]


def test_every_sheet_is_one_table_with_marks_ready_to_print(book: openpyxl.Workbook) -> None:
    names = [name for page in book for name in page.tables]
    assert names == ["tbl_om", "tbl_matt", "tbl_ja_nej", "tbl_diagram"]
    for page in book:
        row = header_row(page)
        assert page["A1"].value == MARKS
        assert page.freeze_panes == f"B{row + 1}"
        assert page.print_title_rows == f"${row}:${row}"
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.oddHeader.left.text == f"&B{MARKS}"
        assert page.oddFooter.right.text == "Sida &P av &N"
        assert not page.merged_cells.ranges


def test_numbers_are_numbers_and_missing_values_are_marks(book: openpyxl.Workbook) -> None:
    page = book["Alla mått"]
    first = header_row(page) + 1
    values = [cell.value for cell in page[first]]
    assert values == ["Mått nummer 0", 72.125, 12_345, 2024, "tydligt sämre"]
    assert [cell.number_format for cell in page[first]][1:4] == ["#,##0.0", "#,##0", "0"]
    assert [cell.value for cell in page[first + 90]][1:3] == ["..", "–"]


def test_text_beside_a_number_stays_text_in_a_column_of_text(edition: Edition) -> None:
    page = one_sheet(
        edition, Table("svar", "Svar", (Column("Fråga"), Column("Svar")), ((Cell("Rutin?"), Cell("Ja", 1)),))
    )
    assert page.cell(header_row(page) + 1, 2).value == "Ja"


def test_hostile_text_is_text(hostile_report: Report, hostile_words: tuple[str, ...]) -> None:
    data = render_workbook(hostile_report)
    files = members(data)
    for name, content in files.items():
        assert "<f>" not in content, name
        assert "<f " not in content, name
        assert "<hyperlink " not in content, name
    page = openpyxl.load_workbook(BytesIO(data)).worksheets[1]
    first = header_row(page) + 1
    cells = [page.cell(first + row, 1) for row in range(len(hostile_words))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [re.sub("_x005F_", "_", str(cell.value)) for cell in cells] == list(hostile_words)


def test_names_are_what_excel_accepts(hostile_report: Report) -> None:
    book = openpyxl.load_workbook(BytesIO(render_workbook(hostile_report)))
    folded = [name.casefold() for name in book.sheetnames]
    assert len(set(folded)) == len(folded) == 9
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    tables = [name for page in book for name in page.tables]
    assert len(set(tables)) == len(tables)
    (table,) = book.worksheets[1].tables.values()
    assert table.column_names == ["=2+2", "#panic()", "=2+2 (2)"]


def test_control_and_direction_characters_are_gone(hostile_report: Report) -> None:
    text = members(render_workbook(hostile_report))["xl/sharedStrings.xml"]
    assert "vänstrerslut" in text
    assert not set("\u202e\u200b\x00\x07") & set(text)


def test_an_empty_table_says_so(edition: Edition) -> None:
    page = one_sheet(edition, Table("tom", "Tom", (Column("Mått"), Column("Bräcke", numeric=True)), ()))
    assert [cell.value for cell in page[header_row(page) + 1]] == ["Inga rader att visa", "–"]


def test_a_number_that_is_none_is_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="not finite"):
        one_sheet(edition, Table("t", "T", (Column("A"),), ((Cell("x", float("nan")),),)))


def test_properties_come_from_the_edition(book: openpyxl.Workbook) -> None:
    properties = book.properties
    assert properties.creator == "FoU Jämt"
    assert properties.title == "Bräcke kommun i korthet"
    assert properties.created == properties.modified == datetime(2025, 6, 23)  # noqa: DTZ001


def test_same_bytes_again(report: Report, data: bytes) -> None:
    assert render_workbook(report) == data


@settings(max_examples=40, deadline=None)
@given(text=st.text(min_size=1, max_size=60))
def test_any_text_comes_back_as_written(edition: Edition, text: str) -> None:
    table = Table("t", "T", (Column("A"), Column("B")), ((Cell("x"), Cell(text)),))
    page = one_sheet(edition, table)
    cell = page.cell(header_row(page) + 1, 2)
    assert (cell.value or "") == clean(text)
    assert cell.data_type in "sn"
