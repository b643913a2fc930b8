"""Exact tails of a count, and the level that a test with equal tails attains.

Built on ``scipy.special``: ``scipy.stats`` has the same laws, but takes more than half a second to load, in every run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincc, gammaln

from oj_analys.stats.checks import Floats

_TIE = 1e-9  # a tail of exactly alpha/2 counts as extreme, however it is rounded
_MOST_AT_ONCE = 1_000_000  # numbers in memory


@dataclass(frozen=True, slots=True)
class Tails:
    """P(X <= x), P(X >= x), and the ``chance`` that one of them is at most alpha/2, for each of many laws."""

    below: Floats
    above: Floats
    chance: Floats


def is_extreme(tail: Floats, alpha: float) -> NDArray[np.bool_]:
    """Say which tails are at most alpha/2."""
    return tail <= alpha / 2 * (1 + _TIE)


def binomial_tails(x: Floats, n: Floats, share: Floats, alpha: float) -> Tails:
    """Return the tails of X ~ Bin(n, share) at ``x``; all of one shape, n >= 1, 0 < share < 1.

    Source: the beta representation of the binomial law (Johnson, Kotz & Kemp 1992, ch. 3). R: ``pbinom``.

    Example:
        >>> tails = binomial_tails(np.array([1.0]), np.array([3.0]), np.array([0.5]), 0.05)
        >>> float(tails.below[0]), float(tails.above[0])
        (0.5, 0.875)
    """

    def at_most(k: Floats) -> Floats:
        inside = np.clip(k, 0, n - 1)
        return np.where(k >= n, 1.0, np.where(k < 0, 0.0, betaincc(inside + 1, n - inside, share)))

    def at_least(k: Floats) -> Floats:
        inside = np.clip(k, 1, n)
        return np.where(k <= 0, 1.0, np.where(k > n, 0.0, betainc(inside, n - inside + 1, share)))

    low = _last_true(lambda k: is_extreme(at_most(k), alpha), n)
    high = n - _last_true(lambda k: is_extreme(at_least(n - k), alpha), n)
    return Tails(at_most(x), at_least(x), at_most(low) + at_least(high))


def hypergeometric_tails(x: Floats, n: Floats, yes: Floats, other_n: Floats, alpha: float) -> Tails:
    """Return the tails of the count in a group of ``n`` when ``yes`` of ``n + other_n`` persons say yes.

    All of one shape; ``x`` lies within what the margins allow.

    Source: the hypergeometric law of Fisher's exact test. R: ``phyper``.

    Example:
        >>> tails = hypergeometric_tails(*(np.array([value]) for value in (1.0, 4.0, 4.0, 4.0)), 0.05)
        >>> tails.below.round(4).tolist(), tails.above.round(4).tolist()
        ([0.2429], [0.9857])
    """
    laws = np.stack([values.ravel() for values in (x, n, yes, other_n)])
    found = np.empty((3, x.size))
    for part in _parts(np.minimum(laws[1], laws[2]) + 1):
        found[:, part] = _summed(laws[:, part], alpha)
    below, above, chance = found.reshape(3, *x.shape)
    return Tails(below, above, chance)


def _summed(laws: Floats, alpha: float) -> Floats:
    """Sum the mass over every law's support, laid end to end; one column per law in, one column of tails out."""
    x, n, yes, other_n = laws
    low, high = np.maximum(0, yes - other_n), np.minimum(n, yes)
    sizes = (high - low).astype(np.intp) + 1
    starts = np.cumsum(sizes) - sizes
    law = np.repeat(np.arange(x.size), sizes)
    k = np.arange(law.size) - starts[law] + low[law]
    mass = np.exp(_log_choose(n[law], k) + _log_choose(other_n[law], yes[law] - k) - _log_choose(n + other_n, yes)[law])
    running = np.cumsum(mass)
    at_most = running - (running - mass)[starts][law]
    at_least = at_most[starts + sizes - 1][law] - at_most + mass
    extreme = is_extreme(at_most, alpha) | is_extreme(at_least, alpha)
    chosen = (np.where(which, mass, 0.0) for which in (k <= x[law], k >= x[law], extreme))
    return np.stack([np.add.reduceat(part, starts) for part in chosen])


def _parts(sizes: Floats) -> Iterator[NDArray[np.intp]]:
    """Yield the places of laws whose supports fit in memory together."""
    group = np.cumsum(sizes) // _MOST_AT_ONCE
    for number in np.unique(group):
        yield np.flatnonzero(group == number)


def _log_choose(n: Floats, k: Floats) -> Floats:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1), dtype=np.float64)


def _last_true(holds: Callable[[Floats], NDArray[np.bool_]], most: Floats) -> Floats:
    """Return the largest whole k in -1..most for which a condition holds that fails from some k on (it holds at -1)."""
    low, high = np.full(most.shape, -1.0), most + 1
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        true = holds(middle)
        low, high = np.where(true, middle, low), np.where(true, high, middle)
    return low
