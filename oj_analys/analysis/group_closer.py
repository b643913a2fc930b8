"""What most kommuner of a group share, and who could teach whom; no certainty is claimed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.closer import in_order, with_codes
from oj_analys.analysis.strength import FLAGGED, JUDGED
from oj_analys.domain import Direction, Grupp, SignalList, SignalRule


def group_narmare(together: pd.DataFrame, shares: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    """Return what a group may want to look at, one row per measure, by the first rule that holds.

    ``gemensam``: more than half of the answering kommuner do not say the full yes to a question where most of riket's
    do, or more than half of the kommuner with a value are flagged on the same side of riket. ``kan_berätta``: at least
    one kommun says the full yes, and at least half do not. Only questions with a good end count.

    Rule by rule, questions come before figures: those with the largest gap to riket first, then those with the fewest
    that say yes; figures by the share of kommuner with the flag.

    Args:
        together: The kommuner's rows from :func:`oj_analys.analysis.current.newest_together`.
        shares: The group's own rows from :func:`oj_analys.analysis.current.newest`; what is clear there is not told
            again.
        grupp: The group.

    Returns:
        ``units`` (codes joined by ``;``) and ``of``: of a question those that say yes, of those with an answer; of a
        figure those with the flag, of those with a value. ``value`` is percent yes, or the group's share of persons.
    """
    told = shares.loc[shares["position"].isin(JUDGED), "measure"]
    figures = _figures(together[~together["measure"].isin(told)], shares)
    found = pd.concat([_questions(together), figures], ignore_index=True)
    found = found.assign(unit=grupp.unit, list=str(SignalList.NARMARE), side=found["rule"])
    return in_order(found[found["rule"] != ""], "answer", "gap", "silent")


def joined(units: pd.Series[str]) -> str:
    """Return codes in order, joined by semicolons."""
    return ";".join(sorted(units))


def _questions(together: pd.DataFrame) -> pd.DataFrame:
    asked = with_codes(together)
    asked = asked[asked["answer"] & (asked["direction"] == Direction.UP)]
    asked = asked.assign(yes=asked["value"] == asked["yes"])
    found = asked.groupby("measure", as_index=False).agg(
        period=("period", "first"), of=("yes", "size"), said=("yes", "sum"), reference=("reference", "first")
    )
    silent = found["of"] - found["said"]
    shared = (2 * silent > found["of"]) & (found["reference"] >= catalog.rules().signals.yes_in_riket)
    taught = (found["said"] > 0) & (2 * silent >= found["of"])
    value = 100 * found["said"] / found["of"]
    teachers = asked[asked["yes"]].groupby("measure")["unit"].agg(joined).to_dict()
    return found.assign(
        answer=True,
        value=value,
        difference=value - found["reference"],
        gap=found["reference"] - value,
        silent=silent,
        units=[teachers.get(name, "") for name in found["measure"]],
        rule=np.select([shared, taught], [SignalRule.GEMENSAM, SignalRule.KAN_BERATTA], ""),
    )


def _figures(together: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    of = together.groupby("measure").size()
    flagged = together[together["position"].isin(FLAGGED)]
    found = flagged.groupby(["measure", "position"], as_index=False).agg(
        period=("period", "first"), units=("unit", joined), flagged=("unit", "size"), reference=("reference", "first")
    )
    found = found.drop(columns="position").assign(of=found["measure"].map(of))
    most = found[2 * found["flagged"] > found["of"]]
    own = most[["measure"]].merge(shares[["measure", "value", "low", "high", "n", "difference"]], how="left")
    return most.reset_index(drop=True).assign(
        **{name: own[name] for name in ("value", "low", "high", "n", "difference")},
        answer=False,
        gap=100 * most["flagged"].to_numpy() / most["of"].to_numpy(),
        silent=0,
        rule=str(SignalRule.GEMENSAM),
    )
