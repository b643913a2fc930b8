"""How many of the kommuner that are compared answer the full yes, and how common it is in riket."""

from __future__ import annotations

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.answers import yes_code
from oj_analys.analysis.comparable import run_by_others
from oj_analys.analysis.group_closer import joined
from oj_analys.domain import EVERYONE, Status, period_order
from oj_analys.frames import ANSWER_SHARES, COMPARED
from oj_analys.frames.measures import KEY

_RIKET = "riket"


def answer_shares(compared: pd.DataFrame) -> pd.DataFrame:
    """Count the kommuner that answer the full yes to every question, in the newest period that the frame has of it.

    Args:
        compared: A COMPARED frame; against ``riket`` where the percent of its kommuner is wanted.

    Returns:
        An ANSWER_SHARES frame, one row per question. ``count`` of the ``n`` kommuner with an answer say the full yes,
        which is ``value`` percent; ``reference`` is the percent in riket. Kommuner without an answer are left out, and
        so are those where someone else runs what the question is about (``apart_units``, codes joined by ``;``): as
        :func:`oj_analys.analysis.yes_shares` counts. A scale without a good end has no full yes and no row.

    Raises:
        FrameError: If ``compared`` is no COMPARED frame.
    """
    COMPARED.check(compared)
    everyone = compared[(compared["sex"] == "T") & (compared["group"] == EVERYONE)]
    asked = _newest(everyone)
    rows = everyone.merge(asked, on=["measure", "period"], validate="many_to_one")
    riket = rows[rows["reference_kind"] == _RIKET].groupby("measure")["reference"].first()
    own = rows[rows["status"] == Status.OK].drop_duplicates(list(KEY))
    apart = run_by_others(own, everyone.drop_duplicates(list(KEY)))
    said = own[~apart].assign(said=own["value"] == own["yes"]).groupby("measure")["said"].agg(["size", "sum"])
    found = asked.set_index("measure").join(said).fillna({"size": 0, "sum": 0})
    return ANSWER_SHARES.build(
        found.assign(
            value=100 * found["sum"] / found["size"].where(found["size"] > 0),
            count=found["sum"],
            n=found["size"],
            reference=riket,
            apart_units=own[apart].groupby("measure")["unit"].agg(joined),
        ).reset_index()
    )


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return every question that has a full yes, with its newest period and the code of the full yes there."""
    questions = {name: measure for name, measure in catalog.measures().items() if measure.kind.is_answer}
    pairs = rows.loc[rows["measure"].isin(list(questions)), ["measure", "period"]].astype("str").drop_duplicates()
    newest = {str(name): max(periods, key=period_order) for name, periods in pairs.groupby("measure")["period"]}
    asked = [(name, newest[name], yes_code(questions[name], newest[name])) for name in questions if name in newest]
    columns = {"measure": "str", "period": "str", "yes": "float64"}
    return pd.DataFrame(asked, columns=list(columns)).astype(columns).dropna(subset="yes")
