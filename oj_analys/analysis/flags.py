"""What the tests say of each row against its reference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oj_analys import catalog
from oj_analys.analysis.beside import Beside
from oj_analys.analysis.persons import disjoint, has_interval
from oj_analys.stats.benchmark import Flag, binomial_flag, two_group_flag
from oj_analys.stats.checks import Floats
from oj_analys.stats.intervals import newcombe


@dataclass(frozen=True, slots=True)
class Own:
    """The kommuner's own figures as they are shown, one per row; only open shares have ``count`` and ``n``."""

    value: Floats
    low: Floats
    high: Floats
    count: Floats
    n: Floats


@dataclass(frozen=True, slots=True)
class Flagged:
    """The side (-1, 0, 1) of each row's flag, its p and chance, and limits of the difference; NaN where untested."""

    side: NDArray[np.int8]
    p: Floats
    chance: Floats
    low: Floats
    high: Floats


def flagged(own: Own, reference: Beside, persons: NDArray[np.bool_]) -> Flagged:
    """Test every row in the way that it and its reference allow.

    Against a fixed number: the exact binomial test; the difference has the kommun's own limits less the number. Against
    other persons: Fisher's exact test; where they and the kommun's own are a whole county, the difference has
    Newcombe's limits of kommun less others, scaled by the others' part of all (1 - n/N): those of kommun less county.
    Rows of ``persons``: whether the two intervals are disjoint.

    A flag counts only where the kommun lies on that side of the reference that is shown.
    """
    rules = catalog.rules()
    found = Flagged(_side_of_persons(own, reference, persons), *(np.full(persons.shape, np.nan) for _ in range(4)))
    fixed = np.flatnonzero(~np.isnan(own.count) & ~np.isnan(reference.target))
    _note(found, fixed, binomial_flag(own.count[fixed], own.n[fixed], reference.target[fixed], rules.alpha))
    found.low[fixed], found.high[fixed] = ((limit - reference.value)[fixed] for limit in (own.low, own.high))
    others = np.flatnonzero(~np.isnan(own.count) & ~np.isnan(reference.count))
    count, n, other_count, other_n = (values[others] for values in (own.count, own.n, reference.count, reference.n))
    _note(found, others, two_group_flag(count, n, other_count, other_n, rules.alpha))
    part, interval = 1 - n / reference.whole[others], newcombe(count, n, other_count, other_n, rules.confidence)
    found.low[others], found.high[others] = 100 * part * interval.low, 100 * part * interval.high
    found.side[~(found.side * (own.value - reference.value) > 0)] = 0
    return found


def _side_of_persons(own: Own, reference: Beside, persons: NDArray[np.bool_]) -> NDArray[np.int8]:
    known = persons & has_interval(own.value, own.low, own.high)
    known &= has_interval(reference.value, reference.low, reference.high)
    return np.where(known, disjoint(own.low, own.high, reference.low, reference.high), np.int8(0))


def _note(found: Flagged, rows: NDArray[np.intp], flag: Flag) -> None:
    found.side[rows], found.p[rows], found.chance[rows] = flag.side, flag.p, flag.chance
