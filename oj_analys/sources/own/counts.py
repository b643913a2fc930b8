"""What a row of own measures counts: the denominator (n), the numerator (Antal), and the share that they make."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from oj_analys.domain import Measure, ValueKind
from oj_analys.sources import _cells
from oj_analys.sources._table import Column, Row, Table
from oj_analys.sources._values import MOST_ANSWERS, WHOLE_SHARE, Fault

N, COUNT = "n", "Antal"

_MEND = "Rätta cellen."
_NO_N = Fault("n går inte att läsa", "ett heltal, 1 eller mer, eller tom cell", _MEND)
_NO_COUNT = Fault("antalet går inte att läsa", "ett heltal, 0 eller mer, eller tom cell", _MEND)
_COUNT_ALONE = Fault(
    "antal står utan n",
    "båda, eller bara n",
    "Antal är hur många som räknas (täljaren), n är hur många de räknas bland (nämnaren).",
)
_NOT_COUNTED = Fault(
    "antal står vid ett mått som inte har det",
    "antal vid slagen andel och antal",
    "Töm cellen, eller skriv talet i kolumnen n om det är så många värdet bygger på.",
)
_TWO_COUNTS = Fault("värdet och antalet är olika", "samma tal, eller ett av dem", "Rätta det tal som är fel.")
_OVER = Fault("antalet är större än n (över 100 procent)", "", "Rätta det tal som är fel.")
_DIFFERS = Fault("värde, antal och n stämmer inte med varandra", "100 · antal / n", "Rätta det tal som är fel.")
_SLACK = 1e-9  # shares are decimal, floats are not


class Figures(NamedTuple):
    """The value of a row, n and Antal, NaN where there is none."""

    value: float
    n: float
    part: float


def read_counts(table: Table, row: Row, columns: Mapping[str, Column]) -> tuple[float, float]:
    """Return n and Antal of a row, NaN for each that is empty or has no column."""
    return _read(table, row, columns.get(N), 1, _NO_N), _read(table, row, columns.get(COUNT), 0, _NO_COUNT)


def _read(table: Table, row: Row, column: Column | None, least: int, fault: Fault) -> float:
    if column is None or not row.text(column):
        return math.nan
    count = _cells.number(row.cells[column.place])
    if count is not None and least <= count <= MOST_ANSWERS and count.is_integer():
        return count
    table.fault(row, column, fault)
    return math.nan


def value_of(measure: Measure, figures: Figures) -> float:
    """Return the value of a row: the one that stands there, or the one that its counts make."""
    if not math.isnan(figures.value):
        return figures.value
    if measure.kind is ValueKind.ANTAL:
        return figures.part
    return WHOLE_SHARE * figures.part / figures.n if measure.kind is ValueKind.ANDEL else math.nan


def counts_fault(measure: Measure, figures: Figures) -> Fault | None:
    """Return what is wrong with the counts of a row, None if nothing is.

    A share that stands there is held to the decimals that the measure is published with.
    """
    if math.isnan(figures.part):
        return None
    if measure.kind is ValueKind.ANTAL:
        return None if math.isnan(figures.value) or figures.value == figures.part else _TWO_COUNTS
    if measure.kind is not ValueKind.ANDEL:
        return _NOT_COUNTED
    if math.isnan(figures.n):
        return _COUNT_ALONE
    if figures.part > figures.n:
        return _OVER
    rounding = 0.5 * 10.0**-measure.decimals + _SLACK
    differs = abs(figures.value - WHOLE_SHARE * figures.part / figures.n) > rounding  # NaN does not differ
    return _DIFFERS if differs else None
