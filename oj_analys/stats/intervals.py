"""Confidence intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, gammaincinv, ndtri, stdtrit

from oj_analys.stats.checks import (
    Floats,
    as_floats,
    count_faults,
    finite_faults,
    level_faults,
    positive_faults,
    refuse,
    size_faults,
    whole_faults,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its lower and upper limit, each an array of the broadcast shape."""

    value: Floats
    low: Floats
    high: Floats


def wilson(count: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of a proportion.

    Args:
        count: Persons with the property, whole numbers; any shape.
        n: Persons who answered; broadcast against ``count``.
        confidence: Between 0 and 1.

    Returns:
        Shares 0–1 of the broadcast shape; NaN where ``count`` or ``n`` is missing or ``n`` is 0.

    Raises:
        ValueError: If a count is negative, fractional, infinite or above ``n``, or ``confidence`` is not inside (0, 1).

    Source: Wilson 1927, JASA 22:209. R: ``prop.test(x, n, correct = FALSE)$conf.int``.

    Example:
        >>> interval = wilson(44, 61)
        >>> [round(float(limit), 4) for limit in (interval.value, interval.low, interval.high)]
        [0.7213, 0.5983, 0.8181]
    """
    x, total = _counts(count, n, confidence)
    z = ndtri(0.5 + confidence / 2)
    share = x / total
    spread = z * np.sqrt(z**2 + 4 * x * (1 - share))
    low, high = ((2 * x + z**2 + sign * spread) / (2 * (total + z**2)) for sign in (-1, 1))
    # The formula gives exactly 0 and 1 at the ends; rounding errors must not leave the range.
    return Interval(share, np.where(x == 0, 0.0 * share, low), np.where(x == total, 1.0 + 0.0 * share, high))


def clopper_pearson(count: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """Exact interval of a proportion, which covers at least as often as it says; wider than :func:`wilson`.

    Args, missing rule and errors are those of :func:`wilson`.

    Source: Clopper & Pearson 1934, Biometrika 26:404. R: ``binom.test(x, n)$conf.int``.

    Example:
        >>> interval = clopper_pearson([0, 44], [20, 61])
        >>> interval.low.round(4).tolist(), interval.high.round(4).tolist()
        ([0.0, 0.5917], [0.1684, 0.8285])
    """
    x, total = _counts(count, n, confidence)
    share, tail = x / total, 0.5 - confidence / 2
    # Outside the ends both parameters of the law are above 0, so that what `where` throws away is a number too.
    low = betaincinv(np.maximum(x, 1), total - np.maximum(x, 1) + 1, tail)
    high = betaincinv(np.minimum(x, total - 1) + 1, total - np.minimum(x, total - 1), 1 - tail)
    return Interval(share, np.where(x == 0, 0.0 * share, low), np.where(x == total, 1.0 + 0.0 * share, high))


def newcombe(count1: ArrayLike, n1: ArrayLike, count2: ArrayLike, n2: ArrayLike, confidence: float = 0.95) -> Interval:
    """Interval of the difference between two proportions of different persons: first less second.

    Args:
        count1: As ``count`` of :func:`wilson`.
        n1: As ``n`` of :func:`wilson`.
        count2: Count of the other group.
        n2: Denominator of the other group.
        confidence: Between 0 and 1.

    Returns:
        Differences -1 to 1 of the broadcast shape; NaN where something is missing or a group is empty.

    Raises:
        ValueError: As :func:`wilson`, for either group.

    Source: Newcombe 1998, Stat Med 17:873, method 10. R: ``DescTools::BinomDiffCI(method = "score")``.

    Example:
        >>> interval = newcombe(56, 70, 48, 80)
        >>> [round(float(limit), 4) for limit in (interval.value, interval.low, interval.high)]
        [0.2, 0.0524, 0.3339]
    """
    first, second = wilson(count1, n1, confidence), wilson(count2, n2, confidence)
    value = first.value - second.value
    down = np.hypot(first.value - first.low, second.high - second.value)
    up = np.hypot(first.high - first.value, second.value - second.low)
    return Interval(value, value - down, value + up)


def poisson_exact(count: ArrayLike, exposure: ArrayLike = 1.0, confidence: float = 0.95) -> Interval:
    """Exact interval of a rate: events over what they could happen to.

    Args:
        count: Events, whole numbers; any shape.
        exposure: Person-years or the like, above 0; broadcast.
        confidence: Between 0 and 1.

    Returns:
        Events per unit of exposure, of the broadcast shape; NaN where something is missing.

    Raises:
        ValueError: If a count is negative, fractional or infinite, an exposure is not above 0, or ``confidence`` is
            not inside (0, 1).

    Source: Garwood 1936, Biometrika 28:437. R: ``poisson.test(x, T)$conf.int``.

    Example:
        >>> interval = poisson_exact(10)
        >>> [round(float(limit), 4) for limit in (interval.low, interval.high)]
        [4.7954, 18.3904]
    """
    x, time = np.broadcast_arrays(as_floats(count), as_floats(exposure))
    refuse(whole_faults("count", x), positive_faults("exposure", time), level_faults("confidence", confidence))
    tail = 0.5 - confidence / 2
    low = np.where(x == 0, 0.0, gammaincinv(np.maximum(x, 1), tail))
    return Interval(x / time, low / time, gammaincinv(x + 1, 1 - tail) / time)


def mean_t(mean: ArrayLike, sd: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """Student's interval of a mean.

    Args:
        mean: Any shape.
        sd: Standard deviations with n - 1 below; broadcast.
        n: Persons; broadcast.
        confidence: Between 0 and 1.

    Returns:
        Limits in the unit of the mean, of the broadcast shape; NaN where something is missing or ``n`` is below 2.
        Where ``sd`` is 0 the width is 0, which says nothing of certainty.

    Raises:
        ValueError: If ``sd`` is negative, ``n`` is negative, fractional or infinite, something is infinite, or
            ``confidence`` is not inside (0, 1).

    Source: Student 1908, Biometrika 6:1. R: ``t.test(x)$conf.int``.

    Example:
        >>> interval = mean_t(3.4, 0.8, 12)
        >>> [round(float(limit), 3) for limit in (interval.low, interval.high)]
        [2.892, 3.908]
    """
    centre, spread, total = np.broadcast_arrays(as_floats(mean), as_floats(sd), as_floats(n))
    wrong = (finite_faults("mean", centre), size_faults("sd", spread), whole_faults("n", total))
    refuse(*wrong, level_faults("confidence", confidence))
    total = np.where(total >= 2, total, np.nan)  # noqa: PLR2004 - one person has no spread
    half = stdtrit(total - 1, 0.5 + confidence / 2) * spread / np.sqrt(total)
    return Interval(centre + 0.0 * half, centre - half, centre + half)


def _counts(count: ArrayLike, n: ArrayLike, confidence: float) -> tuple[Floats, Floats]:
    """Return checked counts and denominators of one shape; a denominator of 0 becomes NaN."""
    x, total = np.broadcast_arrays(as_floats(count), as_floats(n))
    refuse(count_faults(x, total), level_faults("confidence", confidence))
    return x, np.where(total > 0, total, np.nan)
