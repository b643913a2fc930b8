"""What a comparison could show with its number of persons, before anybody looks at the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from oj_analys.stats.checks import Floats, as_floats, level_faults, refuse, share_faults, whole_faults
from oj_analys.stats.laws import Binomial
from oj_analys.stats.tails import acceptance


@dataclass(frozen=True, slots=True)
class Detectable:
    """The last count that is flagged low (``x_low``), the first that is flagged high, and how far off they lie.

    ``difference_low`` = target - x_low / n and ``difference_high`` = x_high / n - target are what must be seen for a
    flag; ``smallest`` is the smallest true difference, on either side, that is flagged as often as the asked power.
    NaN where no count can be flagged.
    """

    x_low: Floats
    x_high: Floats
    difference_low: Floats
    difference_high: Floats
    smallest: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """The true shares, below and above a target, that are flagged as often as the asked power."""

    low: Floats
    high: Floats


def detectable(n: ArrayLike, target: ArrayLike, alpha: float = 0.05, power: float = 0.8) -> Detectable:
    """Say which differences from a fixed target the exact binomial test can show.

    Args:
        n: Denominators, any shape.
        target: Shares 0–1, broadcast.
        alpha: Two-sided level, as in :func:`oj_analys.stats.benchmark.binomial_flag`.
        power: The chance of a flag on the right side, between 0 and 1.

    Returns:
        Counts and shares 0–1 of the broadcast shape; NaN where no count can be flagged, something is missing, n is 0 or
        the target is 0 or 1.

    Raises:
        ValueError: For an n that is negative, fractional or infinite, a target outside [0, 1], or a level outside
            (0, 1).

    Source: the acceptance region of Clopper & Pearson 1934, Biometrika 26:404.

    Example:
        >>> found = detectable(25, 0.8)
        >>> float(found.x_low), float(found.x_high), round(float(found.smallest), 3)
        (15.0, 25.0, 0.191)
    """
    total, t = np.broadcast_arrays(as_floats(n), as_floats(target))
    levels = (level_faults("alpha", alpha), level_faults("power", power))
    refuse(whole_faults("n", total), share_faults("target", t), *levels)
    asked = (total > 0) & (t > 0) & (t < 1)
    low, high = np.full(t.shape, np.nan), np.full(t.shape, np.nan)
    region = acceptance(Binomial(total[asked], t[asked]), alpha)
    low[asked], high[asked] = region.low, region.high
    low, high = np.where(low >= 0, low, np.nan), np.where(high <= total, high, np.nan)
    found = shares_found(low, high, total, power)
    smallest = np.fmin(t - found.low, found.high - t)
    safe = np.where(total > 0, total, np.nan)
    return Detectable(low, high, t - low / safe, high / safe - t, smallest)


def shares_found(x_low: Floats, x_high: Floats, n: Floats, power: float = 0.8) -> Found:
    """Return the true shares from which a rule that flags up to ``x_low`` and from ``x_high`` finds a difference.

    Args:
        x_low: The last count that is flagged low, NaN where none is.
        x_high: The first count that is flagged high, NaN where none is.
        n: Denominators of the same shape.
        power: The chance of a flag on the right side, between 0 and 1.

    Returns:
        The share at which P(X <= x_low), and the one at which P(X >= x_high), is the power; NaN where none is flagged.

    Source: the binomial law as an incomplete beta function; Johnson, Kotz & Kemp 1992, ch. 3.

    Example:
        >>> found = shares_found(np.array([15.0]), np.array([25.0]), np.array([25.0]))
        >>> found.low.round(3).tolist(), found.high.round(3).tolist()
        ([0.536], [0.991])
    """
    low, high = betaincinv(x_low + 1, n - x_low, 1 - power), betaincinv(x_high, n - x_high + 1, power)
    return Found(as_floats(low), as_floats(high))
