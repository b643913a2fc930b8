"""Places in a ranking, and how far chance may have moved them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from oj_analys.stats.checks import Floats, as_floats, finite_faults, level_faults, refuse, size_faults


@dataclass(frozen=True, slots=True)
class RankRegion:
    """The best (``low``) and the worst place (``high``) that each unit may have; rank 1 = largest."""

    low: Floats
    high: Floats


def mid_rank(values: ArrayLike) -> Floats:
    """Return the share of values below each value, ties counted by half: r = (below + tied / 2) / n.

    Args:
        values: One value per unit, shape (n,); the value itself counts among the tied.

    Returns:
        Shares 0–1 of the same shape; NaN where the value is missing. Missing values are not counted in n.

    Source: the mid-rank of nonparametric statistics (Lehmann 1975, Nonparametrics, ch. 1).

    Example:
        >>> mid_rank([1, 1, 1, 0, float("nan")]).tolist()
        [0.625, 0.625, 0.625, 0.125, nan]
    """
    x = as_floats(values)
    present = ~np.isnan(x)
    result = np.full(x.shape, np.nan)
    _, place, tied = np.unique(x[present], return_inverse=True, return_counts=True)
    below = np.cumsum(tied) - tied
    result[present] = (below + tied / 2)[place] / max(present.sum(), 1)
    return result


def joint_confidence(present: ArrayLike, confidence: float = 0.95, method: str = "independent") -> Floats:
    """Return the confidence that each of K intervals needs for all of them to hold together.

    Args:
        present: K, any shape.
        confidence: Of all intervals together, between 0 and 1.
        method: ``"independent"`` units, (1-alpha)^(1/K), or ``"bonferroni"``, 1 - alpha/K, under any dependence.

    Returns:
        Levels of the shape of ``present``; NaN where K is 0.

    Raises:
        ValueError: For a confidence outside (0, 1) or an unknown method.

    Source: Klein, Wright & Wieczorek 2020, JRSS C 69:589.

    Example:
        >>> joint_confidence([1, 290]).round(6).tolist()
        [0.95, 0.999823]
    """
    known = [] if method in {"independent", "bonferroni"} else [f"method is {method!r}: 'independent' or 'bonferroni'"]
    refuse(level_faults("confidence", confidence), known)
    units = as_floats(present)
    units = np.where(units > 0, units, np.nan)
    return confidence ** (1 / units) if method == "independent" else 1 - (1 - confidence) / units


def joint_rank_region(
    estimate: ArrayLike, se: ArrayLike, confidence: float = 0.95, method: str = "independent"
) -> RankRegion:
    """Return the places that units may have, all at once, when their estimates are about normal.

    A proportion of 0 or 1 has a standard error of 0 and would get a false certainty: give proportions' exact limits,
    at the level of :func:`joint_confidence`, to :func:`rank_region` instead.

    Args:
        estimate: One value per unit in the last axis; earlier axes are other rankings.
        se: Standard errors, broadcast.
        confidence: That all true places lie inside, between 0 and 1.
        method: As in :func:`joint_confidence`.

    Returns:
        Places 1–K of the broadcast shape; NaN where something is missing, which is not counted in K.

    Raises:
        ValueError: For an infinite estimate, a standard error that is negative or infinite, or a wrong setting.

    Source: Klein, Wright & Wieczorek 2020, JRSS C 69:589.

    Example:
        >>> region = joint_rank_region([80, 70, 69, 20], [2, 2, 2, 2])
        >>> region.low.tolist(), region.high.tolist()
        ([1.0, 2.0, 2.0, 4.0], [1.0, 3.0, 3.0, 4.0])
    """
    value, error = np.broadcast_arrays(*np.atleast_1d(as_floats(estimate), as_floats(se)))
    refuse(finite_faults("estimate", value), size_faults("se", error))
    present = np.sum(~np.isnan(value) & ~np.isnan(error), axis=-1, keepdims=True)
    half = ndtri(0.5 + joint_confidence(present, confidence, method) / 2) * error
    return rank_region(value - half, value + half)


def rank_region(low: ArrayLike, high: ArrayLike) -> RankRegion:
    """Return the places that units may have when every unit's true value lies within its limits.

    Args:
        low: Lower limits, one per unit in the last axis; earlier axes are other rankings.
        high: Upper limits, of the same shape.

    Returns:
        Places 1–K of that shape: 1 + the units that lie wholly above, to K less those that lie wholly below; NaN where
        a limit is missing, which is not counted in K.

    Raises:
        ValueError: If a lower limit exceeds its upper one.

    Source: Klein, Wright & Wieczorek 2020, JRSS C 69:589.

    Example:
        >>> region = rank_region([50, 40, 10, float("nan")], [60, 55, 20, 30])
        >>> region.low.tolist(), region.high.tolist()
        ([1.0, 1.0, 3.0, nan], [2.0, 2.0, 3.0, nan])
    """
    lower, upper = np.broadcast_arrays(*np.atleast_1d(as_floats(low), as_floats(high)))
    refuse(["low exceeds high"] * bool(np.any(lower > upper)))
    best, worst = np.full(lower.shape, np.nan), np.full(lower.shape, np.nan)
    for row in np.ndindex(lower.shape[:-1]):
        present = ~np.isnan(lower[row]) & ~np.isnan(upper[row])
        bottom, top = lower[row][present], upper[row][present]
        best[row][present] = 1 + top.size - np.searchsorted(np.sort(bottom), top, side="right")
        worst[row][present] = top.size - np.searchsorted(np.sort(top), bottom, side="left")
    return RankRegion(best, worst)
