"""The workbook: a sheet that tells what there is, then one table per sheet, with real numbers and no live formula."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from io import BytesIO

from xlsxwriter.workbook import Workbook

from oj_analys.domain import Edition
from oj_analys.reports.blocks import Cell, Column, Report, Sheet, Table
from oj_analys.reports.contents import origin_text
from oj_analys.reports.writers.check import checked
from oj_analys.reports.writers.names import sheet_names, table_names
from oj_analys.reports.writers.plain import clean, marks_line
from oj_analys.reports.writers.sheet import Print, write_sheet
from oj_analys.reports.writers.sheet_style import Styles

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(report: Report) -> Mapping[str, bytes]:
    """Return the report's one workbook, ``<stem>.xlsx``."""
    return {f"{report.stem}.xlsx": render_workbook(report)}


def render_workbook(report: Report) -> bytes:
    """Return a report's sheets as a workbook, the same bytes every time.

    Text is text, also when it begins with ``=``; a cell without a number shows its mark. Anything that xlsxwriter warns
    about is raised.
    """
    buffer = BytesIO()
    sheets = _all_sheets(checked(report))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Workbook(buffer, _OPTIONS) as book:
            _set_properties(book, report)
            _write_sheets(book, sheets, _print(report.edition))
    return buffer.getvalue()


def _all_sheets(report: Report) -> tuple[Sheet, ...]:
    """Return the report's sheets with unique names, after "Om" and before "Diagram"."""
    behind = (*report.sheets, *_diagrams(report))
    names = sheet_names(["Om", *(sheet.name for sheet in behind)])[1:]
    named = tuple(replace(sheet, name=name) for sheet, name in zip(behind, names, strict=True))
    return (_about(report, named), *named)


def _about(report: Report, sheets: tuple[Sheet, ...]) -> Sheet:
    origin = f"Utgåva {report.edition.utgava}. {origin_text(report.edition)}"
    columns = (Column("Blad"), Column("Innehåll"))
    rows = tuple((Cell(sheet.name), Cell(sheet.title)) for sheet in sheets)
    return Sheet("Om", report.title, f"{report.subtitle}\n{origin}", Table("om", "Arbetsbokens blad", columns, rows))


def _diagrams(report: Report) -> tuple[Sheet, ...]:
    """Return the sheet that says in words what the charts show, if there are charts."""
    if not report.figures:
        return ()
    columns = (Column("Diagram", numeric=True), Column("Titel"), Column("Alternativtext"), Column("Läshjälp"))
    rows = tuple(
        (Cell(str(figure.number), figure.number), Cell(chart.title), Cell(chart.alt), Cell(chart.reading))
        for figure in report.figures
        for chart in [figure.chart]
    )
    table = Table("diagram", "Diagrammen i ord", columns, rows)
    return (Sheet("Diagram", "Diagrammen i ord", "Samma nummer som i rapporten och i mappen figurer.", table),)


def _write_sheets(book: Workbook, sheets: tuple[Sheet, ...], printed: Print) -> None:
    styles = Styles(book)
    for sheet, table_name in zip(sheets, table_names(sheet.table.slug for sheet in sheets), strict=True):
        write_sheet(book.add_worksheet(sheet.name), sheet, table_name, printed, styles)


def _print(edition: Edition) -> Print:
    return Print(clean(marks_line(edition.marks)), clean(f"{edition.sender} · Utgåva {edition.utgava}"))


def _set_properties(book: Workbook, report: Report) -> None:
    made = datetime.combine(report.edition.taken, time())
    sender = clean(report.edition.sender)
    book.set_properties({"title": clean(report.title), "author": sender, "company": sender, "created": made})
