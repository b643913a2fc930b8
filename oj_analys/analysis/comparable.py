"""Whether a kommun can be compared at all: whether it runs what the measure is about."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from oj_analys import catalog
from oj_analys.domain import EVERYONE, Status, last_year

_TOTAL = "T"


def other_huvudman(measures: pd.DataFrame) -> NDArray[np.bool_]:
    """Say of every row whether the kommun answers that someone else runs what the measure is about.

    The answer to ``Measure.huvudman`` in the same period counts, else the newest one before it; any answer but the full
    yes says so. A kommun without such an answer is taken to run it.

    Args:
        measures: A MEASURES frame, with the answers.

    Returns:
        One truth per row.
    """
    return run_by_others(measures, measures)


def run_by_others(rows: pd.DataFrame, measures: pd.DataFrame) -> NDArray[np.bool_]:
    """Say the same of any rows with ``unit``, ``measure`` and ``period``, by the answers in a MEASURES frame.

    An empty period is about no activity.
    """
    apart = np.zeros(len(rows), dtype=np.bool_)
    asked = {name: measure.huvudman for name, measure in catalog.measures().items() if measure.huvudman}
    places = np.flatnonzero(rows["measure"].isin(list(asked)) & (rows["period"] != ""))
    if places.size == 0:
        return apart
    answers = _answers(measures, set(asked.values()))
    if answers.empty:
        return apart
    cases = rows.iloc[places][["unit", "measure", "period"]].assign(place=places)
    for (name, period), own in cases.groupby(["measure", "period"]):
        others = _others(answers[answers["measure"] == asked[str(name)]], str(period))
        apart[own["place"]] = own["unit"].isin(others)
    return apart


def _answers(measures: pd.DataFrame, questions: Collection[str | None]) -> pd.DataFrame:
    """Return the kommuner that have answered, with the last year of the period and whether it is the full yes."""
    asked = measures["measure"].isin(list(questions)) & measures["unit"].isin(catalog.kommun_by_code())
    rows = measures[asked & (measures["sex"] == _TOTAL) & (measures["group"] == EVERYONE)]
    rows = rows[rows["status"] == Status.OK]
    yes = [_yes(*pair) for pair in rows[["measure", "period"]].itertuples(index=False)]
    rows = rows.assign(yes=yes, last=rows["period"].map(last_year))
    return rows[rows["yes"].notna()].assign(run=rows["value"] == rows["yes"])


def _yes(name: str, period: str) -> float:
    coding = catalog.measure(name).coding(period)
    return math.nan if coding is None else coding.yes


def _others(answers: pd.DataFrame, period: str) -> pd.Series[str]:
    """Return the kommuner whose answer for a period is not the full yes."""
    until = answers[answers["last"] <= last_year(period)]
    until = until.assign(same=until["period"] == period).sort_values(["same", "last", "period"])
    newest = until.drop_duplicates("unit", keep="last")
    return newest.loc[~newest["run"], "unit"]
