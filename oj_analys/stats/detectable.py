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
    # The true share at which P(X <= x_low), or P(X >= x_high), is the power.
    smallest = np.fmin(t - betaincinv(low + 1, total - low, 1 - power), betaincinv(high, total - high + 1, power) - t)
    safe = np.where(total > 0, total, np.nan)
    return Detectable(low, high, t - low / safe, high / safe - t, smallest)
