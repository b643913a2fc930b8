"""Exact tails of a count, and the counts from which a test with equal tails flags."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from oj_analys.stats.checks import Floats
from oj_analys.stats.laws import Law

_TIE = 1e-9  # a tail of exactly alpha/2 counts as extreme, however it is rounded


@dataclass(frozen=True, slots=True)
class Tails:
    """P(X <= x) and P(X >= x) for each of many laws."""

    below: Floats
    above: Floats


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The last count that is flagged low and the first that is flagged high, and the ``chance`` of either.

    Where no count is flagged they lie one outside the counts that may be.
    """

    low: Floats
    high: Floats
    chance: Floats


def is_extreme(tail: Floats, alpha: float) -> NDArray[np.bool_]:
    """Say which tails are at most alpha/2."""
    return tail <= alpha / 2 * (1 + _TIE)


def tails_at(law: Law, x: Floats) -> Tails:
    """Return both tails at ``x``, the smaller one computed and the other what remains.

    Example:
        >>> from oj_analys.stats.laws import Binomial
        >>> tails = tails_at(Binomial(np.array([3.0]), np.array([0.5])), np.array([1.0]))
        >>> tails.below.tolist(), tails.above.tolist()
        ([0.5], [0.875])
    """
    is_low = x <= law.shape().mean
    small = law.tail(x, is_low)
    large = 1 - small + law.mass(x)
    return Tails(np.where(is_low, small, large), np.where(is_low, large, small))


def acceptance(law: Law, alpha: float) -> Acceptance:
    """Find the counts whose tail is at most alpha/2: a guess by Cornish and Fisher, then exact steps to the limit.

    Example:
        >>> from oj_analys.stats.laws import Binomial
        >>> found = acceptance(Binomial(np.array([20.0]), np.array([0.5])), 0.05)
        >>> found.low.tolist(), found.high.tolist(), found.chance.round(4).tolist()
        ([5.0], [15.0], [0.0414])
    """
    shape, z = law.shape(), ndtri(alpha / 2)
    centre, half = shape.mean + shape.lean * (z**2 - 1) / 6, z * shape.deviation + 0.5
    first, last = shape.lowest - 1, shape.highest + 1
    low, below = _limit(law, np.clip(np.floor(centre + half - 1), first, last), first, alpha, outwards=-1)
    high, above = _limit(law, np.clip(np.ceil(centre - half + 1), first, last), last, alpha, outwards=1)
    return Acceptance(low, high, below + above)


def _limit(law: Law, guess: Floats, beyond: Floats, alpha: float, *, outwards: int) -> tuple[Floats, Floats]:
    """Step from a guess to the innermost count that is extreme, at the farthest to ``beyond``; return its tail too."""
    k, tail = guess.copy(), law.tail(guess, np.full(guess.shape, outwards < 0))
    extreme = is_extreme(tail, alpha)
    rows = np.flatnonzero(~extreme)
    while rows.size:
        tail[rows] -= law.take(rows).mass(k[rows])
        k[rows] += outwards
        rows = rows[~is_extreme(tail[rows], alpha) & (k[rows] != beyond[rows])]
    rows = np.flatnonzero(extreme)
    while rows.size:
        wider = tail[rows] + law.take(rows).mass(k[rows] - outwards)
        still = is_extreme(wider, alpha)
        rows = rows[still]
        tail[rows] = wider[still]
        k[rows] -= outwards
    return k, np.where(k == beyond, 0.0, tail)
