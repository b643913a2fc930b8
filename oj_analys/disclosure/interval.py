"""What a reader finds out of the mean of a hidden group from the union of all that is hidden.

The reader knows the rules, the sum over the union and how many answered in each group: no less is safe to count on.
Means are parts of their scale here, from 0 to 1, and sums are of such parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

NOTHING = 1e-6  # what is left of whole numbers of persons that cancel out


class Banded(NamedTuple):
    """A group of which only a band is shown: its size, and the ends of the band."""

    size: float
    low: float
    high: float


def means_are_vague(total: tuple[float, float], groups: Sequence[float], rest: float, width: float) -> bool:
    """Say whether the mean of every hidden group could be anywhere within ``width`` or more.

    ``total`` are the least and the greatest sum over the union, ``groups`` the sizes of the hidden groups, ``rest`` how
    many others are hidden. A group of n has a mean of at least (S - (N - n)) / n and of at most S / n, where S is the
    sum over the union and N its size, if everyone else in it is at one end of the scale.

    >>> means_are_vague((30, 30), [10, 40], 0, 0.25), means_are_vague((30, 30), [5, 45], 0, 0.25)
    (True, False)
    """
    low, high = total
    union = sum(groups) + rest
    return all(min(size, high) - max(0.0, low - (union - size)) >= width * size - NOTHING for size in groups)


def bands_stay_bands(total: tuple[float, float], hidden: float, bands: Sequence[Banded]) -> bool:
    """Say whether a reader can tell no more of a shown band than that it is one.

    ``total`` are the least and the greatest sum over what is hidden and what is banded, ``hidden`` how many are hidden.

    >>> bands_stay_bands((19, 19), 0, [Banded(20, 0.9, 1)]), bands_stay_bands((24, 24), 10, [Banded(20, 0.9, 1)])
    (False, True)
    """
    least = total[0] - hidden - sum(one.size * one.high for one in bands)
    most = total[1] - sum(one.size * one.low for one in bands)
    return all(
        least + one.size * one.high <= one.size * one.low + NOTHING
        and most + one.size * one.low >= one.size * one.high - NOTHING
        for one in bands
    )


def answers_are_vague(counts: Mapping[float, float], groups: Sequence[float], width: float) -> bool:
    """Say the same of groups whose answers are hidden: each could have the lowest answers of the union, or the highest.

    ``counts`` are how many in the union gave each answer, by its place on the scale.

    >>> answers_are_vague({0: 5, 0.5: 10, 1: 5}, [10, 10], 0.25), answers_are_vague({0.75: 10, 1: 2}, [6, 6], 0.25)
    (True, False)
    """
    return all(
        _lowest(counts, size, highest_first=True) - _lowest(counts, size) >= width * size - NOTHING for size in groups
    )


def _lowest(counts: Mapping[float, float], size: float, *, highest_first: bool = False) -> float:
    total = 0.0
    for place in sorted(counts, reverse=highest_first):
        taken = min(counts[place], size)
        total += taken * place
        size -= taken
    return total
