"""What a figure of persons looks like when it is released: rounded once, or hidden without a trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from oj_analys.disclosure.population import Cause
from oj_analys.disclosure.row import Row
from oj_analys.domain import Status

_HIDDEN = str(Status.SEKRETESS)
_STATUS = {Cause.FEW: str(Status.EJ_BERAKNAD)}
_EXACT = 9  # decimals that arithmetic leaves intact: 3,2499999999999996 was meant to be 3,25


def half_up(value: float, decimals: int) -> float:
    """Round a value half away from zero.

    >>> half_up(2.5, 0), half_up(3.25, 1), half_up(0.1 * 3 + 3.15, 1)
    (3.0, 3.3, 3.5)
    """
    exact = Decimal(repr(round(value, _EXACT)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def released(frame: pd.DataFrame, rows: Sequence[Row], hidden: Mapping[int, Cause], prefix: str) -> pd.DataFrame:
    """Return the frame of the rows as it may be shown, in the same order.

    A shown value is rounded to the decimals of its policy, with ``n`` (rounded down to the policy's step) unless it is
    a count, and with ``count`` only if it is one; limits are left out. A hidden row keeps its key, source and policy
    only, and so does a share that is not computed (``ej_beräknad``). ``prefix`` stands before the id of the policy.
    """
    shown = [row.has_figure and row.place not in hidden for row in rows]
    count = np.array([row.guard.is_count for row in rows], dtype=bool)
    numbers = pd.Series(shown, index=frame.index, dtype=bool)
    steps = pd.array([row.guard.n_step for row in rows], dtype="Int64")
    values = [half_up(row.value, row.guard.decimals) if seen else np.nan for row, seen in zip(rows, shown, strict=True)]
    return frame.assign(
        value=np.array(values, dtype="float64"),
        low=np.nan,
        high=np.nan,
        n=(frame["n"] // steps * steps).where(numbers & ~count),
        count=frame["count"].where(numbers & count),
        status=[_STATUS.get(hidden[row.place], _HIDDEN) if row.place in hidden else row.status for row in rows],
        policy=[prefix + row.guard.policy.id for row in rows],
    )
