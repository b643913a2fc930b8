"""Places among all kommuner: the colour rank, and the ranks that chance leaves open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.cells import Places, Truths
from oj_analys.analysis.panel import Panel
from oj_analys.analysis.position import colour_rank
from oj_analys.domain import Direction, ValueKind, last_year
from oj_analys.stats.checks import Floats
from oj_analys.stats.intervals import clopper_pearson
from oj_analys.stats.ranks import joint_confidence, rank_region


@dataclass(frozen=True, slots=True)
class Ranks:
    """The best and the worst rank that each shown row may have, of how many; NaN where no rank is told.

    ``of`` is known for every cell that holds the whole country, also where chance cannot be told.
    """

    low: Floats
    high: Floats
    of: Floats


def colour_ranks(panel: Panel) -> Floats:
    """Return the place of each shown row among all kommuner with a comparable open value, turned so that 1 is good.

    Answers in words are ordered by what they mean: some questions code Ja as 1 and Nej as 2.
    """
    kommuner = panel.kommuner
    good = _good(panel, np.where(panel.figures.comparable[kommuner], panel.figures.value[kommuner], np.nan))
    return _of_shown(panel, np.apply_along_axis(colour_rank, 1, good, Direction.UP))


def rank_intervals(panel: Panel) -> Ranks:
    """Return the ranks (1 = largest) that each open share may have among all kommuner with a comparable value.

    Only where every kommun of the country has a row; other open values get ``of`` alone. All kommuner's Clopper-Pearson
    limits hold together with the confidence of the catalogue, and so do the ranks; a kommun without a count may have
    any rank.
    """
    share = panel.cells.fact(lambda measure: measure.kind) == ValueKind.ANDEL
    cells = np.flatnonzero(share & panel.nationwide)
    rows = panel.kommuner[cells]
    present = panel.figures.comparable[rows]
    low, high = (np.full(panel.kommuner.shape, np.nan) for _ in range(2))
    everyone = np.where(panel.nationwide, panel.figures.comparable[panel.kommuner].sum(axis=1), np.nan)
    low[cells], high[cells] = _limits(panel, rows, present)
    region = rank_region(low, high)
    ranked = panel.figures.comparable[panel.shown.row]
    of = np.where(ranked, everyone[panel.shown.cell], np.nan)
    return Ranks(_of_shown(panel, region.low), _of_shown(panel, region.high), of)


def _limits(panel: Panel, rows: Places, present: Truths) -> tuple[Floats, Floats]:
    """Return limits of all shares of a cell that hold together; 0 and 1 where the count is unknown."""
    count, n = panel.figures.count[rows], panel.figures.n[rows]
    low, high = np.where(present, 0.0, np.nan), np.where(present, 1.0, np.nan)
    size = np.broadcast_to(present.sum(axis=1, keepdims=True), present.shape)
    known = present & ~np.isnan(count) & (n > 0)
    for units in np.unique(size[known]).tolist():
        own = known & (size == units)
        place, pairs = pd.factorize(n[own].astype(np.int64) << 32 | count[own].astype(np.int64))  # each pair once
        confidence = float(joint_confidence(units, catalog.rules().confidence))
        interval = clopper_pearson(pairs & 0xFFFFFFFF, pairs >> 32, confidence)
        low[own], high[own] = interval.low[place], interval.high[place]
    return low, high


def _good(panel: Panel, values: Floats) -> Floats:
    """Return values that are larger the better they are; NaN without a direction."""
    sign = {Direction.UP: 1.0, Direction.DOWN: -1.0}
    turned = panel.cells.fact(lambda measure: sign.get(measure.direction, np.nan)).astype(np.float64)
    good = values * turned[:, None]
    own, year = panel.cells.keys["measure"].codes, panel.cells.years(last_year)
    for number, measure in enumerate(panel.cells.measures):
        for coding in measure.codings:
            cells = np.flatnonzero((own == number) & ~np.isnan(turned))
            cells = cells[[coding.covers(then) for then in year[cells].tolist()]]
            codes = np.array([code for code, _ in coding.labels])
            found = values[cells][:, :, None] == codes
            good[cells] = np.where(found.any(axis=2), -found.argmax(axis=2).astype(np.float64), np.nan)
    return good


def _of_shown(panel: Panel, by_kommun: Floats) -> Floats:
    """Return what belongs to each shown row, out of one line per cell and one column per kommun."""
    place = {code: number for number, code in enumerate(catalog.kommun_by_code())}
    column = np.array([place.get(unit, 0) for unit in panel.units], dtype=np.intp)
    return by_kommun[panel.shown.cell, column[panel.shown.unit]]
