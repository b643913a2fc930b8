"""Is a proportion different from a benchmark? Exact answers for every n."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from oj_analys.stats.checks import Floats, as_floats, check_counts, check_open_unit, check_target
from oj_analys.stats.tails import Tails, binomial_tails, hypergeometric_tails, is_extreme


@dataclass(frozen=True, slots=True)
class Flag:
    """An exact two-sided test: ``side`` (-1 low, 0 same, 1 high), its ``p``, and the ``chance`` of a flag.

    ``chance`` is the level that the test attains when nothing differs, at most alpha; NaN where nothing is judged.
    """

    side: NDArray[np.int8]
    p: Floats
    chance: Floats


def binomial_flag(count: ArrayLike, n: ArrayLike, target: ArrayLike, alpha: float = 0.05) -> Flag:
    """Flag proportions against a fixed target by the exact binomial test with equal tails.

    Low if P(X <= count) <= alpha/2, high if P(X >= count) <= alpha/2, X ~ Bin(n, target);
    p = min(1, 2 min(P(X <= count), P(X >= count))).

    Args:
        count: Whole numbers, any shape.
        n: Denominators, broadcast against ``count``.
        target: Shares 0–1, broadcast.
        alpha: Two-sided level.

    Returns:
        Arrays of the broadcast shape; side 0 and NaN where something is missing, n is 0 or the target is 0 or 1.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.wilson`, and for a target outside [0, 1].

    Source: Clopper & Pearson 1934, Biometrika 26:404 (equal tails).

    Example:
        >>> flag = binomial_flag([44, 33], [61, 35], [0.86, 0.78])
        >>> flag.side.tolist(), flag.p.round(4).tolist()
        ([-1, 1], [0.0069, 0.0195])
    """
    x, total, t = np.broadcast_arrays(as_floats(count), as_floats(n), as_floats(target))
    check_counts(x, total)
    check_target(t)
    check_open_unit("alpha", alpha)
    judged = ~np.isnan(x) & (total > 0) & (t > 0) & (t < 1)
    x, total, t = (np.where(judged, values, fill) for values, fill in ((x, 0), (total, 1), (t, 0.5)))
    return _flag(binomial_tails(x, total, t, alpha), judged, alpha)


def proportion_flag(count: int, n: int, target: float, alpha: float = 0.05) -> str:
    """Say whether a proportion is ``"low"``, ``"same"`` or ``"high"`` against a target, by :func:`binomial_flag`.

    Example:
        >>> proportion_flag(44, 61, 0.86), proportion_flag(10, 14, 0.86)
        ('low', 'same')
    """
    return {-1: "low", 0: "same", 1: "high"}[int(binomial_flag(count, n, target, alpha).side)]


def two_group_flag(
    count: ArrayLike, n: ArrayLike, other_count: ArrayLike, other_n: ArrayLike, alpha: float = 0.05
) -> Flag:
    """Flag proportions against another group of persons by Fisher's exact test with equal tails.

    Given the yes answers of both groups together, the count is hypergeometric; the rule is :func:`binomial_flag`'s.

    Args:
        count: Whole numbers, any shape.
        n: Denominators, broadcast.
        other_count: Count of the other group, which shares no person with the first.
        other_n: Denominator of the other group.
        alpha: Two-sided level.

    Returns:
        Arrays of the broadcast shape; side 0 and NaN where something is missing or a group is empty.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.wilson`, for either group.

    Source: Fisher 1935, JRSS 98:39. R: one-sided ``fisher.test``, the smaller p doubled.

    Example:
        >>> flag = two_group_flag(3, 15, 12, 16)
        >>> int(flag.side), round(float(flag.p), 4)
        (-1, 0.0059)
    """
    arrays = np.broadcast_arrays(*(as_floats(values) for values in (count, n, other_count, other_n)))
    x, total, other_x, other_total = arrays
    check_counts(x, total)
    check_counts(other_x, other_total)
    check_open_unit("alpha", alpha)
    judged = ~np.isnan(x) & ~np.isnan(other_x) & (total > 0) & (other_total > 0)
    x, total, other_x, other_total = (
        np.where(judged, values, fill) for values, fill in zip(arrays, (0, 1, 0, 1), strict=True)
    )
    return _flag(hypergeometric_tails(x, total, x + other_x, other_total, alpha), judged, alpha)


def _flag(tails: Tails, judged: NDArray[np.bool_], alpha: float) -> Flag:
    side = np.where(is_extreme(tails.below, alpha), -1, np.where(is_extreme(tails.above, alpha), 1, 0))
    p = np.minimum(1.0, 2 * np.minimum(tails.below, tails.above))
    return Flag(
        np.where(judged, side, 0).astype(np.int8), np.where(judged, p, np.nan), np.where(judged, tails.chance, np.nan)
    )
