"""A group as one: the persons of all its kommuner together against riket."""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.position import Evidence, positions, rounding
from oj_analys.domain import Grupp, Reason, ValueKind
from oj_analys.stats.benchmark import binomial_flag
from oj_analys.stats.intervals import wilson


def pooled(rows: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    """Return the group's share of every measure and period, counted on persons, against riket.

    Args:
        rows: From :func:`oj_analys.analysis.current.beside_riket`, of the group's kommuner.
        grupp: The group; its unit is the unit of what comes back.

    Returns:
        One row per measure and period, in the shape of ``rows``: Σcount/Σn in percent over the kommuner with a value
        (``of``), with Wilson limits, exact binomial test and position. ``usable`` only where the measure is a share
        and every kommun with a value has a count.
    """
    keys = ["measure", "period"]
    counted = rows.assign(
        **{name: rows[name].where(rows["usable"]) for name in ("count", "n")},
        uncounted=rows["usable"] & (rows["count"].isna() | rows["n"].isna()),
    )
    found = counted.groupby(keys, as_index=False).agg(
        n=("n", "sum"),
        count=("count", "sum"),
        of=("usable", "sum"),
        uncounted=("uncounted", "any"),
        reference=("reference", "first"),
        **{name: (name, "first") for name in ("first", "last", "answer", "direction", "relevant")},
    )
    return _judged(
        found.assign(unit=grupp.unit, usable=_share(found) & (found["n"] > 0).astype(bool) & ~found["uncounted"])
    )


def _share(found: pd.DataFrame) -> pd.Series[bool]:
    kinds = {name: catalog.measure(name).kind is ValueKind.ANDEL for name in found["measure"].unique()}
    return found["measure"].map(kinds).astype(bool)


def _judged(found: pd.DataFrame) -> pd.DataFrame:
    rules = catalog.rules()
    count, n, reference = (found[name].astype("float64").where(found["usable"]) for name in ("count", "n", "reference"))
    interval = wilson(count, n, rules.confidence)
    flag = binomial_flag(count, n, reference / 100, rules.alpha)
    rows = found.assign(
        value=100 * interval.value,
        low=100 * interval.low,
        high=100 * interval.high,
        p=flag.p,
        chance=flag.chance,
        colour_rank=np.nan,
        rank_of=np.nan,
    )
    reason = pd.Series(np.where(np.isnan(flag.p), Reason.EJ_PROVBAR, ""), index=rows.index, dtype="str")
    low, high, riket = (rows[name].to_numpy() for name in ("low", "high", "reference"))
    evidence = Evidence(flag.side, low, high, riket, rounding(riket))
    return rows.assign(
        difference=rows["value"] - rows["reference"],
        position=positions(evidence, rows["direction"], reason, rules.uncertain_half_width),
    )
