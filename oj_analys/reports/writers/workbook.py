"""The workbook: a sheet that tells what there is, then one table per sheet, with real numbers and no live formula."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO

from xlsxwriter.workbook import Workbook

from oj_analys.domain import Edition
from oj_analys.reports.blocks import Report, Sheet
from oj_analys.reports.writers.book import book_sheets
from oj_analys.reports.writers.check import checked
from oj_analys.reports.writers.file_names import workbook_name
from oj_analys.reports.writers.names import table_names
from oj_analys.reports.writers.plain import clean, marks_line
from oj_analys.reports.writers.sheet import Print, write_sheet
from oj_analys.reports.writers.sheet_style import Styles

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(report: Report) -> Mapping[str, bytes]:
    """Return the report's one workbook, ``<stem>.xlsx``."""
    return {workbook_name(report): render_workbook(report)}


def render_workbook(report: Report) -> bytes:
    """Return a report's sheets as a workbook, the same bytes every time.

    Text is text, also when it begins with ``=``; a cell without a number shows its mark. Anything that xlsxwriter warns
    about is raised.
    """
    buffer = BytesIO()
    sheets = book_sheets(checked(report))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Workbook(buffer, _OPTIONS) as book:
            _set_properties(book, report)
            _write_sheets(book, sheets, _print(report.edition))
    return buffer.getvalue()


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
