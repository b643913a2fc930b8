"""What a figure of persons looks like when it is released: rounded once, as a band, or hidden without a trace."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

import numpy as np
import pandas as pd

from oj_analys.disclosure.cause import Cause
from oj_analys.disclosure.row import Row
from oj_analys.domain import Status

_HIDDEN = str(Status.SEKRETESS)
_STATUS = {Cause.FEW: str(Status.EJ_BERAKNAD)}
_EXACT = 9  # decimals that arithmetic leaves intact: 3,2499999999999996 was meant to be 3,25


class Printed(NamedTuple):
    """A value as anyone may see it, with its ``n``; ``low`` and ``high`` are the ends of a band, else NaN."""

    value: float
    n: float
    low: float = math.nan
    high: float = math.nan


_NOTHING = Printed(math.nan, math.nan)


def half_up(value: float, decimals: int) -> float:
    """Round a value half away from zero.

    >>> half_up(2.5, 0), half_up(3.25, 1), half_up(0.1 * 3 + 3.15, 1)
    (3.0, 3.3, 3.5)
    """
    return _rounded(value, decimals, ROUND_HALF_UP)


def printed(row: Row) -> Printed:
    """Return what is printed of a row that has a figure and is shown.

    The value is rounded to the decimals of its policy, ``n`` down to the policy's step; a count has no ``n``. In a band
    the value is its inner end, rounded inwards, so that the band holds everything that it stands for.
    """
    guard = row.guard
    n = math.nan if guard.is_count else row.n // guard.n_step * guard.n_step
    if row.band is None or guard.ends is None:
        return Printed(half_up(row.value, guard.decimals), n)
    low, high = guard.ends
    first, last = (low + part * (high - low) for part in row.band)
    if last == high:
        inner = _rounded(first, guard.decimals, ROUND_FLOOR)
        return Printed(inner, n, inner, high)
    inner = _rounded(last, guard.decimals, ROUND_CEILING)
    return Printed(inner, n, low, inner)


def released(frame: pd.DataFrame, rows: Sequence[Row], hidden: Mapping[int, Cause], prefix: str) -> pd.DataFrame:
    """Return the frame of the rows as it may be shown, in the same order.

    A shown value is as in ``printed``; only a count keeps its ``count``. A hidden row keeps its key, source and policy
    only, and so does a share that is not computed (``ej_beräknad``). ``prefix`` stands before the id of the policy.
    """
    shown = [row.has_figure and row.place not in hidden for row in rows]
    figures = [printed(row) if seen else _NOTHING for row, seen in zip(rows, shown, strict=True)]
    value, n, low, high = np.array(figures, dtype="float64").reshape(-1, 4).T
    counts = [seen and row.guard.is_count for row, seen in zip(rows, shown, strict=True)]
    return frame.assign(
        value=value,
        low=low,
        high=high,
        n=pd.array(n, dtype="Int64"),
        count=frame["count"].where(np.array(counts, dtype=bool)),
        status=[_STATUS.get(hidden[row.place], _HIDDEN) if row.place in hidden else row.status for row in rows],
        policy=[prefix + row.guard.policy.id for row in rows],
    )


def _rounded(value: float, decimals: int, way: str) -> float:
    exact = Decimal(repr(round(value, _EXACT)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=way))
