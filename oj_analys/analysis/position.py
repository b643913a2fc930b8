"""From numbers to honest words: where a value stands, and why nothing is said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from oj_analys.domain import Direction, Position
from oj_analys.stats.checks import Floats, as_floats
from oj_analys.stats.ranks import mid_rank

_MOST_DECIMALS = 3
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a judgement rests on, per row: the flag's side (-1, 0, 1), the own interval and the reference.

    ``rounding`` is how far the reference may lie from the number that it is published as.
    """

    side: NDArray[np.int8]
    low: Floats
    high: Floats
    reference: Floats
    rounding: Floats


def colour_rank(values: ArrayLike, direction: Direction | str) -> Floats:
    """Return the mid-rank 0–1 of every value, turned so that 1 is good; NaN where there is no value or no direction.

    Raises:
        ValueError: For a word that is no direction.

    Source: the colour rule of Kolada, with ties counted by half (so that equal values get equal colour). From 0.75 on
    the colour is green, up to 0.25 red, else yellow.

    Example:
        >>> colour_rank([10, 20, 30], Direction.DOWN).round(2).tolist()
        [0.83, 0.5, 0.17]
    """
    x, good = as_floats(values), Direction(direction)
    if good is Direction.UP:
        return mid_rank(x)
    return mid_rank(-x) if good is Direction.DOWN else np.full(x.shape, np.nan)


def rounding(published: Floats) -> Floats:
    """Return half a unit of the last decimal that each number is written with, 0 with more than three decimals.

    With thousands of answers a test sees the difference between 86 and the 86.4 that it was rounded from.

    >>> rounding(np.array([86.0, 85.7, 85.73219])).tolist()
    [0.5, 0.05, 0.0]
    """
    units = 10.0 ** np.arange(_MOST_DECIMALS + 1)
    scaled = published[..., None] * units
    written = np.abs(scaled - np.round(scaled)) < _NOTHING
    return np.where(written.any(axis=-1), 0.5 / units[written.argmax(axis=-1)], 0.0)


def positions(
    evidence: Evidence, direction: pd.Series[str], reason: pd.Series[str], half_width: ArrayLike
) -> pd.Series[str]:
    """Return the position of each row; one with a reason is not comparable.

    A judging word needs both: the flag, and an interval that leaves out the reference, also if that was rounded towards
    it. Without a flag, an interval wider than twice ``half_width`` (in the measure's unit) is ``osäkert``: too few to
    tell.
    """
    side, low, high = evidence.side, evidence.low, evidence.high
    above = (side > 0) & (low > evidence.reference + evidence.rounding)
    below = (side < 0) & (high < evidence.reference - evidence.rounding)
    wide = (side == 0) & (high - low > 2 * np.asarray(half_width))
    up, down = (direction == Direction.UP).to_numpy(), (direction == Direction.DOWN).to_numpy()
    cases = {
        Position.EJ_JAMFORBAR: (reason != "").to_numpy(),
        Position.BATTRE: (above & up) | (below & down),
        Position.SAMRE: (below & up) | (above & down),
        Position.HOGRE: above,
        Position.LAGRE: below,
        Position.OSAKERT: wide,
    }
    chosen = np.select(list(cases.values()), range(len(cases)), len(cases))
    words = pd.Index([str(word) for word in (*cases, Position.INGEN)], dtype="str")
    return pd.Series(words.take(chosen), index=reason.index)
