"""From numbers to honest words: where a value stands, and why nothing is said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from oj_analys.domain import Direction, Position
from oj_analys.stats.checks import Floats, as_floats
from oj_analys.stats.ranks import mid_rank


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a judgement rests on, per row: the flag's side (-1, 0, 1), the own interval and the reference."""

    side: NDArray[np.int8]
    low: Floats
    high: Floats
    reference: Floats


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


def positions(
    evidence: Evidence, direction: pd.Series[str], reason: pd.Series[str], half_width: ArrayLike
) -> pd.Series[str]:
    """Return the position of each row; one with a reason is not comparable.

    A judging word needs both: the flag, and an interval that leaves out the reference. Without a flag, an interval
    wider than twice ``half_width`` (in the measure's unit) is ``osäkert``: too few to tell.
    """
    side, low, high = evidence.side, evidence.low, evidence.high
    above, below = (side > 0) & (low > evidence.reference), (side < 0) & (high < evidence.reference)
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
