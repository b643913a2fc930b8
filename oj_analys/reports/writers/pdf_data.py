"""A report as the plain data that the PDF's template reads: finished strings only, no markup."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from oj_analys.catalog.theme import theme
from oj_analys.reports.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Logotype,
    Note,
    PageBreak,
    Report,
    Table,
    Text,
)
from oj_analys.reports.writers.check import shown_rows
from oj_analys.reports.writers.font import printable
from oj_analys.reports.writers.mark_texts import mark_texts
from oj_analys.reports.writers.picture import chart_svg
from oj_analys.reports.writers.plain import clean, marks_line

Data = dict[str, Any]

_LONG_CELL = 300
_LONG_TABLE = 12


def report_data(report: Report) -> Data:
    """Return the report as JSON-ready data for ``paket.typ``."""
    edition = report.edition
    return {
        "title": printable(report.title),
        "header": printable(" · ".join(filter(None, [report.title, report.subtitle]))),
        "marks": printable(marks_line(edition.marks)),
        "sender": printable(edition.sender),
        "footer": printable(f"{edition.sender} · Utgåva {edition.utgava}"),
        "font": theme().font,
        "colours": _colours(),
        "sizes": asdict(theme().documents.page),
        "densities": [asdict(density) for density in theme().documents.first_page],
        "looks": _looks(),
        "blocks": [_block(block) for block in report.blocks],
    }


def _colours() -> dict[str, str]:
    palette = theme().colours
    roles = {
        "text": palette.text,
        "muted": palette.muted,
        "accent": palette.own,
        "line": palette.grid,
        "mark": palette.mark,
    }
    return {role: colour.hex for role, colour in roles.items()}


def _looks() -> dict[str, Data]:
    return {printable(words): {"colour": look.colour.hex, "bold": look.bold} for words, look in mark_texts().items()}


def _block(block: Block) -> Data:
    match block:
        case Heading(level, text, anchor):
            return {"kind": "heading", "level": level, "text": printable(text), "anchor": anchor}
        case Text(text, lead, mark, see):
            words = {"text": printable(text), "lead": printable(lead), "mark": printable(mark)}
            return {"kind": "text", **words, "see": see}
        case Note(text, lead):
            return {"kind": "note", "text": printable(text), "lead": printable(lead)}
        case PageBreak():
            return {"kind": "page"}
        case Table():
            return _table(block)
        case Figure() | Logotype():
            return _picture(block)


def _table(table: Table) -> Data:
    rows = shown_rows(table)
    return {
        "kind": "table",
        "caption": printable(table.caption),
        "columns": [_column(column, [row[at] for row in rows]) for at, column in enumerate(table.columns)],
        "rows": [_row(row) for row in rows],
        "note": printable(table.note),
        "long": len(rows) > _LONG_TABLE or any(map(_is_tall, rows)),
    }


def _column(column: Column, cells: list[Cell]) -> Data:
    numbers = [word for cell in cells for word in cell.text.split(" ")] if column.numeric else []
    longest = printable(max(numbers, key=len, default=""))
    return {"title": printable(column.title), "numeric": column.numeric, "width": column.width, "number": longest}


def _row(row: tuple[Cell, ...]) -> Data:
    return {"cells": [printable(cell.text) for cell in row], "tall": _is_tall(row)}


def _is_tall(row: tuple[Cell, ...]) -> bool:
    # A row is kept whole on its page unless it might be taller than the page.
    return any(len(cell.text) > _LONG_CELL for cell in row)


def _picture(figure: Figure | Logotype) -> Data:
    if isinstance(figure, Logotype):
        return {"kind": "logotype", "alt": clean(figure.alt), "data": list(figure.data)}
    width, height = figure.chart.figure.get_size_inches()
    return {
        "kind": "picture",
        "caption": f"Diagram {figure.number}",
        "alt": clean(figure.chart.alt),
        "reading": printable(figure.chart.reading),
        "svg": chart_svg(figure.chart).decode(),
        "width": float(width),
        "height": float(height),
    }
