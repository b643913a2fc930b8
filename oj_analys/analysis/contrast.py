"""Two groups of persons beside each other: how much their shares differ, and whether chance could do that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from oj_analys import catalog
from oj_analys.analysis.series import Mask
from oj_analys.domain import Reason
from oj_analys.stats.benchmark import two_group_flag
from oj_analys.stats.checks import Floats, as_floats
from oj_analys.stats.intervals import newcombe


@dataclass(frozen=True, slots=True)
class Contrast:
    """The first share minus the second, in procentenheter, with what chance says of it.

    ``low`` and ``high`` are Newcombe's limits, ``p`` and ``chance`` those of Fisher's exact test. ``side`` is -1 or 1
    where the difference is clear: flagged by the test, and limits that leave out 0. ``unsure`` is where nothing is
    flagged and the limits lie wider apart than the catalogue's rules allow. NaN, 0 and False where a count is missing.
    """

    low: Floats
    high: Floats
    p: Floats
    chance: Floats
    side: NDArray[np.int8]
    unsure: Mask


def contrast(count: ArrayLike, n: ArrayLike, other_count: ArrayLike, other_n: ArrayLike) -> Contrast:
    """Set the shares of two groups that share no person beside each other.

    Args:
        count: Persons of the first group with the property, whole numbers; NaN where nothing shall be tested.
        n: Persons of the first group who answered.
        other_count: The same of the second group.
        other_n: The same of the second group.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.wilson`, for either group.

    Example:
        >>> later = contrast([44], [61], [57], [63])
        >>> later.low.round(1).tolist(), later.high.round(1).tolist(), later.side.tolist()
        ([-31.7], [-4.6], [-1])
    """
    rules = catalog.rules()
    flag = two_group_flag(count, n, other_count, other_n, rules.alpha)
    interval = newcombe(count, n, other_count, other_n, rules.confidence)
    low, high = 100 * interval.low, 100 * interval.high
    clear = ((flag.side < 0) & (high < 0)) | ((flag.side > 0) & (low > 0))
    unsure = (flag.side == 0) & (high - low > 2 * rules.uncertain_half_width)
    return Contrast(low, high, flag.p, flag.chance, np.where(clear, flag.side, 0).astype(np.int8), unsure)


def counts_of(rows: pd.DataFrame, *names: str, where: Mask) -> tuple[Floats, ...]:
    """Return some columns of counts as numbers, NaN outside ``where``."""
    return tuple(as_floats(rows[name].astype("float64").where(where)) for name in names)


def first_reason(conditions: Sequence[tuple[ArrayLike, Reason]]) -> NDArray[np.str_]:
    """Return the first reason whose condition holds, for each row; empty where none does."""
    masks = [np.asarray(mask, dtype=np.bool_) for mask, _ in conditions]
    return np.select(masks, [str(reason) for _, reason in conditions], "")
