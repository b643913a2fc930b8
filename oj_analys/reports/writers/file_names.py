"""The names of the files that the writers write, relative to the reader's folder."""

from __future__ import annotations

from oj_analys.reports.blocks import Figure, Report

_FOLDER = "figurer"

ALT_TEXTS = f"{_FOLDER}/alt-texter.csv"


def pdf_name(report: Report) -> str:
    """Return the name of a report's PDF."""
    return f"{report.stem}_paket.pdf"


def workbook_name(report: Report) -> str:
    """Return the name of a report's workbook."""
    return f"{report.stem}.xlsx"


def png_name(figure: Figure) -> str:
    """Return the name of a chart as a picture of dots."""
    return f"{_FOLDER}/{figure.file_stem}.png"


def svg_name(figure: Figure) -> str:
    """Return the name of a chart as a drawing."""
    return f"{_FOLDER}/{figure.file_stem}.svg"
