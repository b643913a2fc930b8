"""Figures without n: shares of staff or of a register, rates, means and medians."""

from __future__ import annotations

import numpy as np
from scipy.special import expit, logit

from oj_analys.domain import ValueKind
from oj_analys.example import plan
from oj_analys.example.cell import Cell, Column, rounded
from oj_analys.example.place import codes, inhabitants
from oj_analys.example.seeds import Floats, normals

_BASE_YEAR = 2025
_YEARLY = 0.2
_WOMEN = 0.497


def amounts(source_id: str, year: int, sex: str) -> Column:
    """Return the value of every kommun; a measure over several years is the mean of its years."""
    measure = plan.measure(source_id)
    values = np.mean([_one_year(source_id, year - back, sex) for back in range(measure.years)], axis=0)
    return {code: Cell(rounded(value, measure.decimals)) for code, value in zip(codes(), values.tolist(), strict=True)}


def _one_year(source_id: str, year: int, sex: str) -> Floats:
    level = plan.LEVELS[source_id]
    riket = level.riket + level.change * (year - _BASE_YEAR) + {"T": 0, "K": 0.5, "M": -0.5}[sex] * level.gap
    lasting = normals(len(codes()), source_id)
    this_year = normals(len(codes()), source_id, year)
    deviation = level.spread * (lasting + _YEARLY * this_year)
    if plan.measure(source_id).kind is ValueKind.ANDEL:
        return np.asarray(100 * expit(logit(riket / 100) + deviation), dtype=np.float64)
    return np.asarray(riket * np.exp(deviation - level.spread**2 / 2), dtype=np.float64)


def people(year: int, sex: str) -> Column:
    """Return the inhabitants of every kommun."""
    everyone = inhabitants(year)
    women = np.rint(everyone * _WOMEN)
    numbers = {"T": everyone, "K": women, "M": everyone - women}[sex]
    return {code: Cell(number) for code, number in zip(codes(), numbers.tolist(), strict=True)}
