"""Does a series rise or fall? On the real years, also when some are missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, ndtr

from oj_analys.stats.checks import Floats, as_floats, count_faults, finite_faults, refuse

_FEWEST = 5  # the smallest exact p of four values is 0.083
_EXACT_TO = 10


@dataclass(frozen=True, slots=True)
class MannKendall:
    """Pairs that rise less pairs that fall (``s``), its two-sided ``p``, tau-b, Sen's ``slope`` per time unit.

    ``judged`` is False with fewer than five values: then p cannot tell anything at the 5 % level.
    """

    s: Floats
    p: Floats
    tau: Floats
    slope: Floats
    judged: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chi2Trend:
    """The chi-square with one degree of freedom for a straight line through proportions, and its p."""

    chi2: Floats
    p: Floats


def mann_kendall(values: ArrayLike, times: ArrayLike | None = None) -> MannKendall:
    """Test whether a series rises or falls, by its order alone.

    The p is exact for up to ten values without ties, else from the normal law with ties and continuity accounted for.

    Args:
        values: One per time in the last axis; earlier axes are other series.
        times: Years or the like, in any order, none twice in a series; broadcast. None: 1, 2, 3 …

    Returns:
        Arrays of the shape without its last axis. Missing values are left out with their times; NaN with fewer than
        two values. tau is NaN where all values are equal.

    Raises:
        ValueError: For an infinite value or time, or a time that stands twice.

    Source: Mann 1945, Econometrica 13:245; Kendall 1975, Rank Correlation Methods; Sen 1968, JASA 63:1379.
    R: ``cor.test(x, y, method = "kendall")``.

    Example:
        >>> trend = mann_kendall([61, 64, 63, 70, 72], [2016, 2018, 2020, 2022, 2024])
        >>> int(trend.s), round(float(trend.p), 4), float(trend.slope), bool(trend.judged)
        (8, 0.0833, 1.4375, True)
    """
    x, when = _series(values, times)
    first, second = np.triu_indices(x.shape[-1], 1)
    rise, step = x[..., second] - x[..., first], when[..., second] - when[..., first]
    s = np.nansum(np.sign(rise) * np.sign(step), axis=-1)
    present = np.sum(~np.isnan(x), axis=-1)
    n = np.where(present > 1, present, np.nan)
    # Of each value, how many others equal it: a sum over values is a sum over ties, each as often as it has members.
    equal = np.sum(x[..., :, None] == x[..., None, :], axis=-1) - 1.0 * ~np.isnan(x)
    pairs, tied = n * (n - 1) / 2, equal.sum(axis=-1) / 2
    variance = (n * (n - 1) * (2 * n + 5) - np.sum(equal * (2 * equal + 7), axis=-1)) / 18
    p = _two_sided(s, np.where(pairs > tied, variance, np.nan))
    exact = (n <= _EXACT_TO) & (tied == 0)
    p[exact] = [_exact(int(size), int(abs(score))) for size, score in zip(n[exact], s[exact], strict=True)]
    p[pairs == tied] = 1.0
    tau = s / np.sqrt(np.where(pairs > tied, pairs * (pairs - tied), np.nan))
    return MannKendall(np.where(present > 1, s, np.nan), p, tau, _median(rise / step), present >= _FEWEST)


def chi2_trend(count: ArrayLike, n: ArrayLike, times: ArrayLike) -> Chi2Trend:
    """Test whether proportions rise or fall along a straight line.

    Args:
        count: One per time in the last axis; earlier axes are other series.
        n: Denominators, broadcast.
        times: Years or the like, broadcast; uneven gaps count.

    Returns:
        Arrays of the shape without its last axis. Times without count or with n 0 are left out; NaN where one time is
        left, or nobody or everybody has the property.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.wilson`, and for an infinite time.

    Source: Cochran 1954, Biometrics 10:417; Armitage 1955, Biometrics 11:375. R: ``prop.trend.test``.

    Example:
        >>> trend = chi2_trend([83, 90, 129, 70], [86, 93, 136, 82], [1, 2, 3, 4])
        >>> round(float(trend.chi2), 4), round(float(trend.p), 6)
        (8.2249, 0.004132)
    """
    arrays = np.atleast_1d(as_floats(count), as_floats(n), as_floats(times))
    c, total, when = np.broadcast_arrays(*arrays)
    refuse(count_faults(c, total), finite_faults("times", when))
    present = ~np.isnan(c) & (total > 0) & ~np.isnan(when)
    c, total = np.where(present, c, 0), np.where(present, total, 0)
    # Times from the first one on: far from zero their squares would outgrow the digits.
    since = np.where(present, when - np.min(when, axis=-1, where=present, initial=np.inf, keepdims=True), 0)
    everybody, yes = total.sum(axis=-1), c.sum(axis=-1)
    lean = everybody * np.sum(c * since, axis=-1) - yes * np.sum(total * since, axis=-1)
    width = everybody * np.sum(total * since**2, axis=-1) - np.sum(total * since, axis=-1) ** 2
    below = yes * (everybody - yes) * width
    chi2 = everybody * lean**2 / np.where(below > 0, below, np.nan)
    return Chi2Trend(chi2, np.asarray(chdtrc(1, chi2)))


def _series(values: ArrayLike, times: ArrayLike | None) -> tuple[Floats, Floats]:
    """Return values and times of one shape, both NaN where either is missing."""
    x = np.atleast_1d(as_floats(values))
    x, when = np.broadcast_arrays(x, np.arange(1.0, x.shape[-1] + 1) if times is None else as_floats(times))
    present = ~np.isnan(x) & ~np.isnan(when)
    when = np.where(present, when, np.nan)
    twice = np.any(np.diff(np.sort(when, axis=-1), axis=-1) == 0)
    refuse(finite_faults("values", x), finite_faults("times", when), ["a time stands twice"] * bool(twice))
    return np.where(present, x, np.nan), when


def _two_sided(s: Floats, variance: Floats) -> Floats:
    """Return P(|S| >= |s|) by the normal law, half a step between two values of S allowed for."""
    return np.asarray(np.minimum(1.0, 2 * ndtr(-np.maximum(np.abs(s) - 1, 0) / np.sqrt(variance))))


def _median(slopes: Floats) -> Floats:
    """Return the median over the last axis, missing ones left out; NaN where there is none."""
    if not slopes.shape[-1]:
        return np.full(slopes.shape[:-1], np.nan)
    in_order = np.sort(slopes, axis=-1)
    present = np.sum(~np.isnan(in_order), axis=-1, keepdims=True)
    middle = (np.maximum(present - 1, 0) // 2, present // 2)
    lower, upper = (np.take_along_axis(in_order, place, axis=-1) for place in middle)
    return np.asarray(np.where(present > 0, (lower + upper) / 2, np.nan)[..., 0])


def _exact(n: int, s: int) -> float:
    """Return P(|S| >= s) when every order of n values is equally likely."""
    falling = (n * (n - 1) // 2 - s) // 2
    return min(1.0, 2 * sum(_orders(n)[: falling + 1]) / sum(_orders(n)))


@cache
def _orders(n: int) -> tuple[int, ...]:
    """Return how many orders of n values have 0, 1, 2 … falling pairs: the n-th value may stand before 0 … n - 1."""
    if n == 1:
        return (1,)
    return tuple(int(ways) for ways in np.convolve(_orders(n - 1), np.ones(n, dtype=np.int64)))
