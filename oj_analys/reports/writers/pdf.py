"""The PDF: one accessible (built as PDF/UA-1), byte-stable file per report, set by typst from ``paket.typ``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import resources

import typst

from oj_analys.reports.blocks import Report
from oj_analys.reports.writers.check import checked
from oj_analys.reports.writers.file_names import pdf_name
from oj_analys.reports.writers.font import TypesettingError, fonts
from oj_analys.reports.writers.pdf_data import report_data
from oj_analys.reports.writers.row_header import mark_row_headers


def write(report: Report) -> Mapping[str, bytes]:
    """Return the report's one PDF, ``<stem>_paket.pdf``."""
    return {pdf_name(report): render_pdf(report)}


def render_pdf(report: Report) -> bytes:
    """Return a report as an accessible PDF: tagged, in Swedish, with its own fonts only, the same bytes every time.

    Raises:
        ValueError: a report that breaks what :func:`~oj_analys.reports.writers.check.checked` asks.
        TypesettingError: typst warned about something, such as a font that is not there.
    """
    data = json.dumps(report_data(checked(report)), ensure_ascii=False)
    # A typst compiler keeps a template given as bytes for one run only; the fonts, which cost the time, are shared.
    compiler = typst.Compiler(_template(), font_paths=fonts(), sys_inputs={"data": data})
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=["ua-1"], timestamp=_moment(report.edition.taken)
    )
    if warnings or not isinstance(pdf, bytes):
        raise TypesettingError("; ".join(warning.diagnostic for warning in warnings) or "typst returned no file")
    return mark_row_headers(pdf)


@cache
def _template() -> bytes:
    return (resources.files("oj_analys.reports.writers") / "paket.typ").read_bytes()


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
