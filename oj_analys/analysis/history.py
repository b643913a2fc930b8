"""Every answer of every kommun, beside the answer before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.answers import goodness
from oj_analys.analysis.contrast import first_reason
from oj_analys.analysis.series import answers, beside_earlier, lay_out, redefined, trait
from oj_analys.domain import Change, Direction, Grupp, Measure, Reason, last_year
from oj_analys.frames import HISTORY, check_measures

T = TypeVar("T", str, float)


def answer_history(measures: pd.DataFrame, among: Grupp) -> pd.DataFrame:
    """Set every answer of some kommuner beside the last one before it.

    Args:
        measures: A MEASURES frame.
        among: The kommuner to follow.

    Returns:
        A HISTORY frame, one row per kommun, question and period, also where the answer is missing. The earlier period
        is the last one before with an answer. ``change`` and ``reason`` are those of :func:`answer_changes`.

    Raises:
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    check_measures(measures)
    rows = measures[measures["unit"].isin(among.members) & answers(measures["measure"])]
    table = lay_out(rows, rows["period"])
    pairs = beside_earlier(table, *np.nonzero(table.place >= 0))
    said = pairs.assign(
        label=_meaning(pairs, "period", "value", _label, ""),
        earlier_label=_meaning(pairs, "earlier_period", "earlier_value", _label, ""),
    )
    return HISTORY.build(pd.concat([said, answer_changes(pairs)], axis=1))


def answer_changes(pairs: pd.DataFrame) -> pd.DataFrame:
    """Say how answers in words stand against earlier ones.

    Args:
        pairs: ``measure``, ``period``, ``value``, ``earlier_period`` (empty where there is none) and ``earlier_value``.

    Returns:
        ``change`` and ``reason`` with the index of ``pairs``. ``bättre`` or ``sämre`` goes by the order of the answers
        where the measure has a direction, else ``ändrat``; the same answer is ``oförändrat``, also under a new code.
        ``kan inte bedömas`` has a reason: an answer is missing, none came before, or the scale changed.
    """
    years = [pairs[name].map(_year).astype("float64") for name in ("earlier_period", "period")]
    reason = first_reason(
        [
            (pairs["value"].isna(), Reason.VARDE_SAKNAS),
            (pairs["earlier_value"].isna(), Reason.INGET_TIDIGARE),
            (redefined(pairs["measure"], *years), Reason.NY_DEFINITION),
        ]
    )
    now = _meaning(pairs, "period", "value", goodness, np.nan)
    then = _meaning(pairs, "earlier_period", "earlier_value", goodness, np.nan)
    change = np.select(
        [reason != "", now == then, trait(pairs["measure"], "direction") != Direction.UP, now > then],
        [Change.KAN_INTE_BEDOMAS, Change.OFORANDRAT, Change.ANDRAT, Change.BATTRE],
        Change.SAMRE,
    )
    return pd.DataFrame({"change": change, "reason": reason}, index=pairs.index)


def _year(period: str) -> float:
    return last_year(period) if period else np.nan


def _label(measure: Measure, period: str, code: float) -> str:
    coding = measure.coding(period)
    return "" if coding is None else coding.label(code) or ""


def _meaning(
    rows: pd.DataFrame, period: str, value: str, meaning: Callable[[Measure, str, float], T], missing: T
) -> pd.Series:
    """Return what the answer of each row means; every code of a question and period is looked up once."""
    given = rows.loc[rows[value].notna(), ["measure", period, value]]
    cells = list(given.itertuples(index=False, name=None))
    known = {cell: meaning(catalog.measure(cell[0]), *cell[1:]) for cell in set(cells)}
    return pd.Series([known[cell] for cell in cells], index=given.index).reindex(rows.index, fill_value=missing)
