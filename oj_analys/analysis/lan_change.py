"""The change of a kommun beside that of its län: did it go the same way as the others?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.contrast import counts_of
from oj_analys.analysis.series import Mask, trait
from oj_analys.domain import Status, ValueKind
from oj_analys.stats.checks import Floats
from oj_analys.stats.intervals import Interval, newcombe

_CELL = ["measure", "sex", "group"]


def beside_lan(pairs: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Set the change of each kommun beside that of its län between the same two periods.

    Args:
        pairs: The newest row of each series beside the earlier one.
        measures: The MEASURES frame that the published values of the län stand in.

    Returns:
        ``lan_difference``, the change of the län's published value; ``against_lan`` with ``_low`` and ``_high``, the
        kommun's change minus that of the län's other persons, in procentenheter. Empty for other units than kommuner,
        for answers in words, for figures of persons, where someone else runs the activity, and where counts are lacking
        or the kommun's exceed the län's.
    """
    unit = _units(pairs).mask(pairs["answer"] | pairs["of_persons"] | pairs["apart"])
    published = measures[measures["unit"].isin(unit.dropna().unique()) & (measures["status"] == Status.OK)]
    now, then = (_of_lan(pairs.assign(unit=unit), published, period) for period in ("period", "earlier_period"))
    share = (trait(pairs["measure"], "kind") == ValueKind.ANDEL).to_numpy()
    own = np.stack(counts_of(pairs, "count", "n", "earlier_count", "earlier_n", where=share))
    lan = np.stack([*counts_of(now, "count", "n", where=share), *counts_of(then, "count", "n", where=share)])
    mine, theirs = (_change(counts, possible=_possible(lan - own)) for counts in (own, lan - own))
    against = _minus(mine, theirs)
    return pd.DataFrame(
        {
            "lan_difference": (now["value"] - then["value"]).to_numpy(),
            "against_lan": 100 * against.value,
            "against_lan_low": 100 * against.low,
            "against_lan_high": 100 * against.high,
        },
        index=pairs.index,
    )


def _units(pairs: pd.DataFrame) -> pd.Series[str]:
    unit_of_lan = {lan.code: lan.unit for lan in catalog.lan()}
    return pairs["unit"].map({kommun.code: unit_of_lan[kommun.lan] for kommun in catalog.kommuner()})


def _of_lan(pairs: pd.DataFrame, published: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return the published value and counts of each row's län in one of the row's two periods."""
    wanted = pairs[["unit", *_CELL]].assign(period=pairs[period])
    return wanted.merge(published, on=["unit", *_CELL, "period"], how="left", validate="many_to_one")


def _possible(counts: Floats) -> Mask:
    """Say where count and n of both periods can be those of some persons."""
    return np.asarray(np.all(counts >= 0, axis=0) & (counts[0] <= counts[1]) & (counts[2] <= counts[3]))


def _change(counts: Floats, *, possible: Mask) -> Interval:
    count, n, earlier_count, earlier_n = np.where(possible, counts, np.nan)
    return newcombe(count, n, earlier_count, earlier_n, catalog.rules().confidence)


def _minus(first: Interval, second: Interval) -> Interval:
    """Return the difference of two independent estimates with the limits that follow from their own.

    Source: the square-and-add principle (MOVER) of Zou & Donner 2008, Stat Med 27:1693, as Newcombe's own limits.
    """
    difference = first.value - second.value
    low = difference - np.hypot(first.value - first.low, second.high - second.value)
    high = difference + np.hypot(first.high - first.value, second.value - second.low)
    return Interval(difference, low, high)
