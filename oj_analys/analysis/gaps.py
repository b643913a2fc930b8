"""Women and men beside each other, and the gap between them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys.analysis.comparable import run_by_others
from oj_analys.analysis.contrast import contrast, counts_of, first_reason
from oj_analys.analysis.series import Mask, answers, trait
from oj_analys.domain import OPEN_POLICY, Grupp, Position, Reason, Status, ValueKind
from oj_analys.frames import GAPS, check_measures

_CELL = ["unit", "measure", "period", "group"]
_SHARED = ["measure", "period", "group"]
_SEXES = {"T": "total", "K": "women", "M": "men"}
_COUNTS = ["women_count", "women_n", "men_count", "men_n"]
_STATUSES = ["women_status", "men_status"]
_SOURCES = ["women_source", "men_source", "total_source"]
_NUMBERS = [f"{name}_{part}" for name in _SEXES.values() for part in ("count", "n")]
_BESIDE = ["n", "count", "status", "source"]
_FEWEST_POOLED = 2


def sex_gaps(measures: pd.DataFrame, among: Grupp) -> pd.DataFrame:
    """Set women and men beside each other, with the gap between them.

    Args:
        measures: A MEASURES frame.
        among: The kommuner to show; the group's own unit is shown with them.

    Returns:
        A GAPS frame, one row per unit, measure, period and group of open figures. ``gap`` is women minus men in the
        measure's unit. Of shares with counts ``position`` is ``högre`` or ``lägre`` (women's) when Fisher's exact test
        flags the gap and Newcombe's limits leave out 0; ``osäkert`` where nothing is flagged and the limits are wide;
        else ``ingen tydlig skillnad``. All other rows are ``ej jämförbar``, with the ``reason``. ``women_status`` and
        ``men_status`` say why a value is not there; ``source`` is where the women's value is from, else the men's, else
        everyone's, and for kommuner taken together that of the first.

        The group has its published values where both have counts. Else all its kommuner with both, but for those where
        someone else runs the activity, are taken together, if they are at least two: Σcount/Σn, and ``pooled`` says how
        many they are. Questions answered in words and figures of persons have no row.

    Raises:
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    check_measures(measures)
    shown = measures["unit"].isin([*among.members, among.unit]) & (measures["policy"] == OPEN_POLICY)
    beside = _by_sex(measures[shown & ~answers(measures["measure"])])
    beside = beside.assign(apart=run_by_others(beside, measures))
    rows = _with_group(beside, among)
    return GAPS.build(pd.concat([rows, _judged(rows, _divided(rows, measures))], axis=1).sort_values(_CELL))


def _by_sex(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per cell: value, n, count and status of everyone, women and men; no value has no n."""
    counts = rows[["n", "count"]].where(rows["value"].notna())
    rows = rows.assign(n=counts["n"], count=counts["count"])
    parts = [
        rows.loc[rows["sex"] == sex, [*_CELL, "value", *_BESIDE]]
        .set_index(_CELL)
        .rename(columns={"value": name} | {part: f"{name}_{part}" for part in _BESIDE})
        for sex, name in _SEXES.items()
    ]
    beside = pd.concat(parts, axis=1).reset_index()
    return beside.assign(source=beside[_SOURCES].bfill(axis=1)[_SOURCES[0]])


def _with_group(beside: pd.DataFrame, among: Grupp) -> pd.DataFrame:
    """Return the kommuner's rows and one for the group in each of their cells: published, or its kommuner together."""
    own = beside["unit"] == among.unit
    wanted = beside[_SHARED].drop_duplicates().assign(unit=among.unit)
    published = wanted.merge(beside[own], on=_CELL, how="left", validate="one_to_one")
    together = wanted.merge(_together(beside[~own]), on=_SHARED, how="left", validate="one_to_one")
    pooled = published[_COUNTS].isna().any(axis=1) & (together["pooled"] >= _FEWEST_POOLED).fillna(value=False)
    parts = [beside[~own], published[~pooled].assign(apart=False), together[pooled].assign(apart=False)]
    rows = pd.concat(parts, ignore_index=True)
    return rows.fillna(dict.fromkeys(_STATUSES, str(Status.SAKNAS)))


def _together(kommuner: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of all persons in the kommuner with counts of both women and men."""
    share = trait(kommuner["measure"], "kind") == ValueKind.ANDEL
    counted = kommuner[share & ~kommuner["apart"] & kommuner[_COUNTS].notna().all(axis=1)]
    groups = counted.groupby(_SHARED)
    found = groups[_NUMBERS].sum(min_count=1)
    shares = {name: (100 * found[f"{name}_count"] / found[f"{name}_n"]).astype("float64") for name in _SEXES.values()}
    found = found.assign(**shares, pooled=groups.size().astype("Int64"), source=groups["source"].first())
    found = found.assign(**dict.fromkeys(_STATUSES, str(Status.OK)))
    whole = groups["total_count"].count() == groups.size()
    return found.assign(total=found["total"].where(whole)).reset_index()


def _divided(rows: pd.DataFrame, measures: pd.DataFrame) -> Mask:
    """Say of which rows' measure and period anyone has a value for women or men."""
    cells = measures.loc[(measures["sex"] != "T") & measures["value"].notna(), _SHARED].drop_duplicates()
    found = rows[_SHARED].merge(cells, on=_SHARED, how="left", indicator="source", validate="many_to_one")
    return (found["source"] == "both").to_numpy()


def _judged(rows: pd.DataFrame, divided: Mask) -> pd.DataFrame:
    share = (trait(rows["measure"], "kind") == ValueKind.ANDEL).to_numpy()
    found = contrast(*counts_of(rows, *_COUNTS, where=share & ~rows["apart"].to_numpy()))
    gap = rows["women"] - rows["men"]
    reason = first_reason(
        [
            (~divided, Reason.SAKNAS_PER_KON),
            (gap.isna(), Reason.VARDE_SAKNAS),
            (rows["apart"], Reason.ANNAN_HUVUDMAN),
            (~share, Reason.INTE_ANDEL),
            (rows[["women_n", "men_n"]].isna().any(axis=1), Reason.N_SAKNAS),
            (rows[_COUNTS].isna().any(axis=1), Reason.N_STAMMER_INTE),
            (np.isnan(found.p), Reason.EJ_PROVBAR),
        ]
    )
    position = np.select(
        [reason != "", found.side > 0, found.side < 0, found.unsure],
        [Position.EJ_JAMFORBAR, Position.HOGRE, Position.LAGRE, Position.OSAKERT],
        Position.INGEN,
    )
    return pd.DataFrame(
        {
            "gap": gap,
            "gap_low": found.low,
            "gap_high": found.high,
            "p": found.p,
            "chance": found.chance,
            "position": position,
            "reason": np.where(position == Position.OSAKERT, Reason.FA_SVAR, reason),
        }
    )
