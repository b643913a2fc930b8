"""Cells of a workbook's sheets: a number to compute with, an answer in words, or the mark of what is missing."""

from __future__ import annotations

from oj_analys import catalog, swedish
from oj_analys.domain import Measure, Status
from oj_analys.reports.blocks import Cell

P_DECIMALS = 4
P_MEANS = "Talet p är hur ofta slumpen ensam skulle ge en minst lika ovanlig skillnad."
PERCENT = "Ett värde utan enhet i måttets namn är procent."


def figure_cell(measure: Measure, value: float | None, status: Status) -> Cell:
    """Return a figure, or the mark of a missing one; an answer in words has no figure, its code means nothing."""
    if value is None:
        return Cell(catalog.labels().status[str(status)].mark)
    return Cell("") if measure.kind.is_answer else number_cell(value, measure.decimals)


def number_cell(value: float | None, decimals: int = 0) -> Cell:
    """Return a number, an empty cell where there is none."""
    return Cell("") if value is None else Cell(swedish.number(value, decimals), value)


def period_cell(period: str) -> Cell:
    """Return a period as a reader says it, an empty cell where there is none."""
    return Cell(swedish.period_text(period) if period else "")
