"""What a workbook holds: a sheet that tells what there is, the report's own sheets, and the charts in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oj_analys.reports.blocks import Cell, Column, Report, Sheet, Table
from oj_analys.reports.contents import origin_text
from oj_analys.reports.writers.names import sheet_names


def book_sheets(report: Report) -> tuple[Sheet, ...]:
    """Return the report's sheets with unique names, after "Om" and before "Diagram"."""
    behind = (*report.sheets, *_diagrams(report))
    names = sheet_names(["Om", *(sheet.name for sheet in behind)])[1:]
    named = tuple(replace(sheet, name=name) for sheet, name in zip(behind, names, strict=True))
    return (_about(report, named), *named)


def _about(report: Report, sheets: Sequence[Sheet]) -> Sheet:
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
