"""Is a proportion different from a benchmark? Exact answers for every n."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from oj_analys.stats.checks import (
    Floats,
    as_floats,
    count_faults,
    level_faults,
    refuse,
    share_faults,
    size_faults,
    whole_faults,
)
from oj_analys.stats.funnel import funnel_poisson, funnel_proportion, overdispersed_limits, overdispersion
from oj_analys.stats.laws import Binomial, Hypergeometric, Law, Poisson
from oj_analys.stats.tails import acceptance, is_extreme, tails_at

__all__ = [
    "Flag",
    "binomial_flag",
    "count_flag",
    "funnel_poisson",
    "funnel_proportion",
    "overdispersed_limits",
    "overdispersion",
    "poisson_flag",
    "proportion_flag",
    "two_group_flag",
]

_WORDS = {-1: "low", 0: "same", 1: "high"}


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
    refuse(count_faults(x, total), share_faults("target", t), level_faults("alpha", alpha))
    judged = ~np.isnan(x) & (total > 0) & (t > 0) & (t < 1)
    return _flag(Binomial(total[judged], t[judged]), x, judged, alpha)


def proportion_flag(count: int, n: int, target: float, alpha: float = 0.05) -> str:
    """Say whether a proportion is ``"low"``, ``"same"`` or ``"high"`` against a target, by :func:`binomial_flag`.

    ``"same"`` says no more than that nothing is flagged, also where nothing can be: ask :func:`binomial_flag`, whose p
    is NaN where nothing is judged.

    Example:
        >>> proportion_flag(44, 61, 0.86), proportion_flag(10, 14, 0.86)
        ('low', 'same')
    """
    return _WORDS[int(binomial_flag(count, n, target, alpha).side)]


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
    arrays = (as_floats(values) for values in (count, n, other_count, other_n))
    x, total, other_x, other_total = np.broadcast_arrays(*arrays)
    others = (f"other group: {fault}" for fault in count_faults(other_x, other_total))
    refuse(count_faults(x, total), others, level_faults("alpha", alpha))
    judged = ~np.isnan(x) & ~np.isnan(other_x) & (total > 0) & (other_total > 0)
    law = Hypergeometric(total[judged], (x + other_x)[judged], other_total[judged])
    return _flag(law, x, judged, alpha)


def poisson_flag(count: ArrayLike, expected: ArrayLike, alpha: float = 0.05) -> Flag:
    """Flag numbers of events against expected numbers by the exact Poisson test; the rule is :func:`binomial_flag`'s.

    Args:
        count: Whole numbers, any shape.
        expected: Events expected, broadcast.
        alpha: Two-sided level.

    Returns:
        Arrays of the broadcast shape; side 0 and NaN where something is missing or nothing is expected.

    Raises:
        ValueError: If a count is negative, fractional or infinite, an expected number is negative or infinite, or
            ``alpha`` is not inside (0, 1).

    Source: Garwood 1936, Biometrika 28:437 (equal tails).

    Example:
        >>> flag = poisson_flag([4, 18, 22], 12)
        >>> flag.side.tolist(), flag.p.round(4).tolist()
        ([-1, 0, 1], [0.0152, 0.1259, 0.0121])
    """
    x, mean = np.broadcast_arrays(as_floats(count), as_floats(expected))
    refuse(whole_faults("count", x), size_faults("expected", mean), level_faults("alpha", alpha))
    judged = ~np.isnan(x) & (mean > 0)
    return _flag(Poisson(mean[judged]), x, judged, alpha)


def count_flag(count: int, expected: float, alpha: float = 0.05) -> str:
    """Say whether a number of events is ``"low"``, ``"same"`` or ``"high"``, by :func:`poisson_flag`.

    Example:
        >>> count_flag(22, 12), count_flag(18, 12)
        ('high', 'same')
    """
    return _WORDS[int(poisson_flag(count, expected, alpha).side)]


def _flag(law: Law, x: Floats, judged: NDArray[np.bool_], alpha: float) -> Flag:
    """Put the answers of the judged, whose laws these are, in place among the others."""
    tails = tails_at(law, x[judged])
    side = np.zeros(x.shape, dtype=np.int8)
    p, chance = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    side[judged] = np.where(is_extreme(tails.below, alpha), -1, np.where(is_extreme(tails.above, alpha), 1, 0))
    p[judged] = np.minimum(1.0, 2 * np.minimum(tails.below, tails.above))
    chance[judged] = acceptance(law, alpha).chance
    return Flag(side, p, chance)
