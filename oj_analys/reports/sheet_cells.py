"""Cells of a workbook's sheets: a number to compute with, an answer in words, or the mark of what is missing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.domain import Measure, Status
from oj_analys.reports.blocks import Cell

P_DECIMALS = 4


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


def present(value: Any) -> float | None:  # noqa: ANN401 - a number, NaN or pandas' missing value
    """Return a number, None where the frame has none."""
    return None if pd.isna(value) else float(value)
