"""Counts of every kommun, and their sum for the whole group."""

from __future__ import annotations

import math

import pandas as pd

from oj_analys.domain import Grupp, Status

_SERIES = ["measure", "period"]


def joined(sources: pd.Series[str]) -> str:
    """Return every source once.

    Example:
        >>> joined(pd.Series(["b.xlsx#2", "a.xlsx#1", "b.xlsx#2"]))
        'a.xlsx#1;b.xlsx#2'
    """
    return ";".join(sorted(set(sources)))


def every_kommun(rows: pd.DataFrame, wanted: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    """Return a COUNTS row for every kommun of the group, measure and period; what nobody has told is ``saknas``.

    ``wanted`` has ``measure, period, source``; its source stands in the rows that are added. Units outside the group
    are left out.
    """
    units = pd.DataFrame({"unit": grupp.members}, dtype="str")
    added = wanted.rename(columns={"source": "of_period"}).merge(units, how="cross")
    found = added.merge(rows, on=["unit", *_SERIES], how="left", validate="one_to_one")
    return found.assign(
        status=found["status"].fillna(str(Status.SAKNAS)), source=found["source"].fillna(found["of_period"])
    ).drop(columns="of_period")


def group_sums(rows: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    """Return the sum of all kommuner of the group for every measure and period.

    ``rows`` are as ``every_kommun`` returns them. Where the count of any kommun is missing, so is the sum: the sum of
    some is not the group's.
    """
    known = rows.assign(known=rows["status"] == Status.OK)
    sums = known.groupby(_SERIES, as_index=False).agg(
        value=("value", math.fsum), known=("known", "all"), source=("source", joined)
    )
    status = sums["known"].map({True: str(Status.OK), False: str(Status.SAKNAS)})
    return sums.assign(unit=grupp.unit, value=sums["value"].where(sums["known"]), status=status).drop(columns="known")
