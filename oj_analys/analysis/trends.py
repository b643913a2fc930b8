"""The newest value beside the one before it, and where the whole series is going."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from oj_analys.analysis.comparable import run_by_others
from oj_analys.analysis.contrast import Contrast, contrast, counts_of, first_reason
from oj_analys.analysis.history import answer_changes
from oj_analys.analysis.lan_change import beside_lan
from oj_analys.analysis.series import SeriesTable, answers, beside_earlier, lay_out, redefined, trait
from oj_analys.analysis.tendency import tendencies
from oj_analys.domain import RIKET, Change, Direction, Grupp, Reason, ValueKind, first_year, last_year
from oj_analys.frames import TRENDS, check_measures


def trend(measures: pd.DataFrame, among: Grupp) -> pd.DataFrame:
    """Follow every measure over time: against the value before the newest, against the län, and over the whole series.

    Args:
        measures: A MEASURES frame.
        among: The kommuner to follow; the published values of the group's own unit and of riket are followed with them.

    Returns:
        A TRENDS frame, one row per unit and series. The earlier period is the latest one with a value that shares no
        year with the newest; it is empty where there is none, or where a figure was defined anew between them.

        ``change`` of a share with counts is ``bättre`` or ``sämre`` (without a direction ``ökat`` or ``minskat``) when
        Fisher's exact test flags it and Newcombe's limits leave out 0; ``osäkert`` where nothing is flagged and the
        limits are wide; else ``ingen tydlig förändring``. Of a question answered in words it goes by the order of its
        answers, and there is no tendency. Everything else ``kan inte bedömas``, with the ``reason``; so does a figure
        of a time when someone else ran the activity (:func:`oj_analys.analysis.comparable.other_huvudman`).
        ``difference`` and ``slope`` (per year) are in the measure's unit.

        ``lan_difference`` is the published change of the kommun's län; ``against_lan`` the kommun's change minus that
        of the other persons in the län. ``points`` values that share no year make the series since the newest
        definition; ``missing`` are the periods in it without a value, though others have one. Figures of persons are
        neither subtracted nor judged.

    Raises:
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    check_measures(measures)
    wider = measures["unit"].isin([among.unit, RIKET]) & ~answers(measures["measure"])
    rows = measures[measures["unit"].isin(among.members) | wider]
    if rows.empty:
        return TRENDS.empty()
    table = lay_out(rows, measures["period"])
    pairs = _pairs(table, measures)
    parts = [pairs, _changes(pairs), beside_lan(pairs, measures), tendencies(table, measures)]
    return TRENDS.build(pd.concat(parts, axis=1))


def _pairs(table: SeriesTable, measures: pd.DataFrame) -> pd.DataFrame:
    """Return the newest row of each line beside the earlier one, with what a judgement of the two must know."""
    pairs = beside_earlier(table, np.arange(len(table.keys)), table.newest)
    answer = answers(pairs["measure"])
    years = pairs["earlier_period"].map(lambda period: first_year(period) if period else np.nan).astype("float64")
    apart = run_by_others(pairs, measures) | run_by_others(pairs.assign(period=pairs["earlier_period"]), measures)
    broken = redefined(pairs["measure"], years, pairs["period"].map(last_year).astype("float64")) & ~answer
    return pairs.assign(
        n=pairs["n"].where(pairs["value"].notna()),  # a hidden value hides its n
        earlier_period=pairs["earlier_period"].mask(broken, ""),
        **{name: pairs[name].mask(broken) for name in ("earlier_value", "earlier_n", "earlier_count")},
        broken=broken,
        apart=apart & ~answer,
        answer=answer,
        of_persons=table.of_persons,
    )


def _changes(pairs: pd.DataFrame) -> pd.DataFrame:
    questions = answer_changes(pairs[pairs["answer"]])
    return pd.concat([questions, _figure_changes(pairs[~pairs["answer"]])]).reindex(pairs.index)


def _figure_changes(pairs: pd.DataFrame) -> pd.DataFrame:
    share = (trait(pairs["measure"], "kind") == ValueKind.ANDEL).to_numpy()
    tested = share & ~(pairs["of_persons"] | pairs["apart"]).to_numpy()
    found = contrast(*counts_of(pairs, "count", "n", "earlier_count", "earlier_n", where=tested))
    reason = first_reason(
        [
            (pairs["value"].isna(), Reason.VARDE_SAKNAS),
            (pairs["apart"], Reason.ANNAN_HUVUDMAN),
            (pairs["broken"], Reason.NY_DEFINITION),
            (pairs["earlier_value"].isna(), Reason.INGET_TIDIGARE),
            (pairs["of_persons"], Reason.INTERVALL_SAKNAS),
            (~share, Reason.INTE_ANDEL),
            (pairs[["n", "earlier_n"]].isna().any(axis=1), Reason.N_SAKNAS),
            (pairs[["count", "earlier_count"]].isna().any(axis=1), Reason.N_STAMMER_INTE),
            (np.isnan(found.p), Reason.EJ_PROVBAR),
        ]
    )
    change = _words(found, trait(pairs["measure"], "direction"), reason)
    return pd.DataFrame(
        {
            "difference": (pairs["value"] - pairs["earlier_value"]).mask(pairs["of_persons"] | pairs["apart"]),
            "difference_low": found.low,
            "difference_high": found.high,
            "p": found.p,
            "change": change,
            "reason": np.where(change == Change.OSAKERT, Reason.FA_SVAR, reason),
        },
        index=pairs.index,
    )


def _words(found: Contrast, direction: pd.Series[str], reason: NDArray[np.str_]) -> NDArray[np.str_]:
    better = np.where(direction == Direction.DOWN, -1, 1) * found.side
    directed = direction.isin([Direction.UP, Direction.DOWN]).to_numpy()
    return np.select(
        [
            reason != "",
            directed & (better > 0),
            directed & (better < 0),
            found.side > 0,
            found.side < 0,
            found.unsure,
        ],
        [Change.KAN_INTE_BEDOMAS, Change.BATTRE, Change.SAMRE, Change.OKAT, Change.MINSKAT, Change.OSAKERT],
        Change.INGEN,
    )
