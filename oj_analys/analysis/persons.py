"""Figures of persons: two published intervals beside each other, and nothing that was not published."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from oj_analys.stats.checks import Floats


def is_band(value: Floats, low: Floats, high: Floats) -> NDArray[np.bool_]:
    """Say which figures of persons stand as a band: the value is one of its limits, which tell nothing of chance.

    >>> is_band(np.array([4.6, 3.4]), np.array([4.6, 3.1]), np.array([5.0, 3.7])).tolist()
    [True, False]
    """
    return np.asarray((value == low) | (value == high))


def has_interval(value: Floats, low: Floats, high: Floats) -> NDArray[np.bool_]:
    """Say which figures of persons stand with an interval."""
    return ~np.isnan(low) & ~np.isnan(high) & ~is_band(value, low, high)


def disjoint(low: Floats, high: Floats, other_low: Floats, other_high: Floats) -> NDArray[np.int8]:
    """Return the side of each interval that lies wholly below (-1) or above (1) the other; 0 where they meet.

    Touching intervals meet. A missing limit lies nowhere.

    Source: Schenker & Gentleman 2001, The American Statistician 55:182 (more careful than a test).

    >>> disjoint(np.array([1.0, 1.0]), np.array([2.0, 2.0]), np.array([2.5, 2.0]), np.array([3.0, 3.0])).tolist()
    [-1, 0]
    """
    return (low > other_high).astype(np.int8) - (high < other_low).astype(np.int8)
