"""Confidence intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from oj_analys.stats.checks import Floats, as_floats, check_counts, check_open_unit


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
    x, total = np.broadcast_arrays(as_floats(count), as_floats(n))
    check_counts(x, total)
    check_open_unit("confidence", confidence)
    z = ndtri(0.5 + confidence / 2)
    total = np.where(total > 0, total, np.nan)
    share = x / total
    spread = z * np.sqrt(z**2 + 4 * x * (1 - share))
    low, high = ((2 * x + z**2 + sign * spread) / (2 * (total + z**2)) for sign in (-1, 1))
    # The formula gives exactly 0 and 1 at the ends; rounding errors must not leave the range.
    return Interval(share, np.where(x == 0, 0.0 * share, low), np.where(x == total, 1.0 + 0.0 * share, high))
