"""The newest value beside the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.answers import goodness
from oj_analys.domain import Change, Direction, Grupp, Measure, first_year, last_year
from oj_analys.frames import TRENDS, check_measures

_SERIES = ["unit", "measure", "sex", "group"]


def trend(measures: pd.DataFrame, among: Grupp) -> pd.DataFrame:
    """Set the newest value of each kommun beside the one before it.

    Args:
        measures: A MEASURES frame.
        among: The kommuner to follow.

    Returns:
        A TRENDS frame, one row per kommun and series. The earlier period shares no year with the newest one; it is
        empty when there is none, or when the measure was defined anew between them. ``change`` of a question answered
        in words is ``bättre`` or ``sämre`` by the order of its answers where the measure has a direction, else
        ``ändrat``; ``oförändrat``; or ``kan inte bedömas`` when an answer is missing or the scale changed. For figures
        it is always ``kan inte bedömas``: two values alone do not tell a change from chance.

    Raises:
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    check_measures(measures)
    rows = measures.loc[measures["unit"].isin(among.members), [*_SERIES, "period", "value"]]
    rows = rows.assign(first=rows["period"].map(first_year), last=rows["period"].map(last_year))
    rows = rows.sort_values([*_SERIES, "last", "period"])
    newest = rows.drop_duplicates(_SERIES, keep="last")
    limits = newest[[*_SERIES, "first"]].rename(columns={"first": "limit"})
    before = rows.merge(limits, on=_SERIES, validate="many_to_one")
    before = before[before["last"] < before["limit"]].drop_duplicates(_SERIES, keep="last")
    earlier = before[[*_SERIES, "period", "value"]].rename(
        columns={"period": "earlier_period", "value": "earlier_value"}
    )
    pairs = newest.merge(earlier, on=_SERIES, how="left", validate="one_to_one").fillna({"earlier_period": ""})
    known = np.array([_comparable(*cells) for cells in _cells(pairs, "period", "earlier_period")], dtype=np.bool_)
    pairs = pairs.assign(
        earlier_period=pairs["earlier_period"].where(known, ""), earlier_value=pairs["earlier_value"].where(known)
    )
    change = [str(_change(*cells)) for cells in _cells(pairs, "period", "value", "earlier_period", "earlier_value")]
    return TRENDS.build(pairs.assign(change=change))


def _cells(pairs: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the measure and some columns of each row."""
    for name, *cells in pairs[["measure", *columns]].to_numpy():
        yield catalog.measure(name), *cells


def _comparable(measure: Measure, period: str, earlier_period: str) -> bool:
    """Say whether a figure means the same in both periods; answers are compared by their labels instead."""
    if not earlier_period or measure.kind.is_answer:
        return bool(earlier_period)
    return not any(last_year(earlier_period) < year <= last_year(period) for year in measure.breaks)


def _change(measure: Measure, period: str, value: float, earlier_period: str, earlier_value: float) -> Change:
    if not measure.kind.is_answer or not earlier_period or np.isnan(value) or np.isnan(earlier_value):
        return Change.KAN_INTE_BEDOMAS
    if _labels(measure, period) != _labels(measure, earlier_period):
        return Change.KAN_INTE_BEDOMAS
    now, then = goodness(measure, period, value), goodness(measure, earlier_period, earlier_value)
    if now == then:
        return Change.OFORANDRAT
    if measure.direction is not Direction.UP:
        return Change.ANDRAT
    return Change.BATTRE if now > then else Change.SAMRE


def _labels(measure: Measure, period: str) -> tuple[str, ...]:
    """Return the answers from best to worst; the same answers under new codes are the same scale."""
    coding = measure.coding(period)
    return () if coding is None else tuple(label for _, label in coding.labels)
