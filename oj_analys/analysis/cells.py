"""Cells by number: the texts of a frame's key, each once, and what the measure and the period of a cell mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from oj_analys.domain import Measure, first_year, last_year

CELL = ("measure", "period", "sex", "group")

Places = NDArray[np.intp]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """Texts by number: ``texts`` in order, each once, and one code per row."""

    codes: Places
    texts: tuple[str, ...]

    @classmethod
    def of(cls, column: pd.Series[str]) -> Coded:
        """Number the texts of a column."""
        codes, texts = pd.factorize(column, sort=True)
        return cls(codes, tuple(texts))

    def at(self, rows: Places) -> Coded:
        """Return the texts of some rows, and no others."""
        used, codes = np.unique(self.codes[rows], return_inverse=True)
        return Coded(codes, tuple(self.texts[code] for code in used))

    def column(self, rows: Places) -> pd.Categorical:
        """Return the texts of some rows."""
        return labelled(self.codes[rows], self.texts)


def labelled(numbers: Places, texts: Iterable[str]) -> pd.Categorical:
    """Return the text that each number stands for."""
    return pd.Categorical.from_codes(numbers, pd.Index(list(texts), dtype="str"))


@dataclass(frozen=True, slots=True)
class Cells:
    """What every unit's row of one cell has in common: the texts of the key, and the measures by number."""

    keys: Mapping[str, Coded]
    measures: tuple[Measure, ...]

    def fact(self, of: Callable[[Measure], object]) -> NDArray[np.generic]:
        """Return one fact of each cell's measure."""
        return np.array([of(measure) for measure in self.measures])[self.keys["measure"].codes]

    def years(self, of: Callable[[str], int]) -> Places:
        """Return the first or the last year of each cell's period."""
        period = self.keys["period"]
        return np.array([of(text) for text in period.texts], dtype=np.intp)[period.codes]

    @property
    def spans_a_break(self) -> Truths:
        """Say which cells' periods hold years before and after a new definition."""
        first, last = self.years(first_year), self.years(last_year)
        spans: Truths = np.zeros(first.shape, dtype=np.bool_)
        for number, measure in enumerate(self.measures):
            own = self.keys["measure"].codes == number
            for year in measure.breaks:
                spans[own & (first < year) & (year <= last)] = True
        return spans
