"""What is worth a look in a kommun without any certainty: changed answers, a Nej where most say Ja, outer quarters."""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.history import answer_changes
from oj_analys.domain import Change, Direction, Reason, SignalList, SignalRule

_RULES = tuple(str(rule) for rule in SignalRule)
_UNTESTED = (Reason.N_SAKNAS, Reason.N_STAMMER_INTE, Reason.INTE_ANDEL)


def narmare(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what a kommun may want to look at, from rows of :func:`oj_analys.analysis.current.newest`.

    A measure stands once, by the first rule that holds: an answer that has changed on the same scale, context apart;
    the worst answer to a question where most of riket's kommuner say the full yes; a figure that cannot be tested, in
    the same outer part of all kommuner of the country now and the time before. Within a rule, what lies farthest from
    riket's share of yes or from the middle rank comes first.

    Returns:
        Rows without position, p, q and weight. ``change`` of an answer is ``ändrat`` or ``oförändrat``, no more.
    """
    coded = with_codes(rows)
    change = _change(coded)
    asked = rows["direction"].to_numpy() != Direction.CONTEXT  # what only helps to read the rest is nobody's answer
    rules = [(change == Change.ANDRAT).to_numpy() & asked, _worst_where_most_say_yes(coded), _outer_twice(coded)]
    rule = np.select(rules, [SignalRule.ANDRAT_SVAR, SignalRule.NEJ_MOT_JA, SignalRule.YTTRE_FJARDEDEL], "")
    away = np.where(coded["answer"], _from_rikets_share(coded), (coded["colour_rank"] - 0.5).abs())
    found = coded.assign(
        list=str(SignalList.NARMARE), rule=rule, change=change, side=coded["answer"], away=away, position="", p=np.nan
    )
    return in_order(found[found["rule"] != ""], "away")


def with_codes(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with ``yes`` and ``worst``: the codes of the full yes and of the last answer, NaN for figures."""
    cases = rows.loc[rows["answer"], ["measure", "period"]].drop_duplicates()
    codings = [catalog.measure(name).coding(period) for name, period in cases.itertuples(index=False)]
    codes = cases.assign(
        yes=pd.Series([np.nan if one is None else one.yes for one in codings], cases.index, dtype="float64"),
        worst=pd.Series(
            [np.nan if one is None else one.labels[-1][0] for one in codings], cases.index, dtype="float64"
        ),
    )
    return rows.merge(codes, on=["measure", "period"], how="left", validate="many_to_one")


def in_order(rows: pd.DataFrame, *largest: str) -> pd.DataFrame:
    """Return the rows of every unit rule by rule, the largest of some columns first, then by id."""
    rule = rows["rule"].map({rule: place for place, rule in enumerate(_RULES)})
    keys = ["unit", "order", *largest, "measure"]
    return rows.assign(order=rule).sort_values(keys, ascending=[key not in largest for key in keys])


def _change(rows: pd.DataFrame) -> pd.Series[str]:
    """Say which answers are other than before on the same scale, without saying which is the better."""
    before = rows[rows["answer"] & (rows["earlier_period"] != "")]
    unchanged = answer_changes(before)["change"] == Change.OFORANDRAT
    words = unchanged.map({True: str(Change.OFORANDRAT), False: str(Change.ANDRAT)})
    return words.reindex(rows.index, fill_value="")


def _worst_where_most_say_yes(rows: pd.DataFrame) -> pd.Series[bool]:
    most = rows["reference"] >= catalog.rules().signals.yes_in_riket
    return rows["answer"] & (rows["direction"] == Direction.UP) & (rows["value"] == rows["worst"]) & most


def _outer_twice(rows: pd.DataFrame) -> pd.Series[bool]:
    part = catalog.rules().signals.outer_part
    untested = ~rows["answer"] & rows["p"].isna() & rows["reason"].isin(_UNTESTED)
    directed = rows["direction"].isin((Direction.UP, Direction.DOWN))
    ranks = rows[["colour_rank", "earlier_rank"]]
    nationwide = rows[["rank_of", "earlier_of"]].notna().all(axis=1)  # a place among a few kommuner is none in riket
    return untested & directed & nationwide & ((ranks <= part).all(axis=1) | (ranks >= 1 - part).all(axis=1))


def _from_rikets_share(rows: pd.DataFrame) -> pd.Series[float]:
    """Return how few of riket's kommuner answer like the kommun, in percent, so far as yes goes."""
    return (100 * (rows["value"] == rows["yes"]) - rows["reference"]).abs()
