"""Shares of persons: percent, why there is none, and shares that cannot be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from oj_analys import catalog
from oj_analys.domain import DataError, Problem, Status


def statuses(everyone: pd.Series[int], valid: pd.Series[int]) -> npt.NDArray[np.object_]:
    """Return ``saknas`` where nobody took part, ``ej_beräknad`` where nobody gave a valid answer, else ``ok``.

    Example:
        >>> statuses(pd.Series([0, 3, 3]), pd.Series([0, 0, 2])).tolist()
        ['saknas', 'ej_beräknad', 'ok']
    """
    ok, none, invalid = str(Status.OK), str(Status.SAKNAS), str(Status.EJ_BERAKNAD)
    return np.select([everyone == 0, valid == 0], [none, invalid], ok).astype(np.object_)


def percent(count: pd.Series[float], n: pd.Series[float]) -> pd.Series[float]:
    """Return count of n in percent, empty where either is or n is 0.

    Example:
        >>> percent(pd.Series([1.0, 0.0]), pd.Series([8.0, 0.0])).tolist()
        [12.5, nan]
    """
    return 100 * count / n.where(n > 0)


def refuse_over_hundred(rows: pd.DataFrame, name: str, found: str, action: str) -> None:
    """Raise DataError for every kommun and period where ``count`` is larger than ``n``; no figure is named.

    ``name`` is what the figures are of, ``found`` and ``action`` say in Swedish what is wrong and what to do.
    """
    kommuner = catalog.kommun_by_code()
    over = rows[(rows["count"] > rows["n"]) & rows["unit"].isin(kommuner)].sort_values(["unit", "period"])
    places = over[["unit", "period"]].itertuples(index=False)
    problems = [
        Problem(f"{name}, {kommuner[unit].name} {period}", found, "högst 100 procent", action)
        for unit, period in places
    ]
    if problems:
        raise DataError(problems)
