"""What chance does not explain: the flags against riket, how strong they are, and how many of them hold together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys.domain import Position, SignalList, SignalRule
from oj_analys.stats.multiplicity import adjust

JUDGED = (Position.BATTRE, Position.SAMRE)
FLAGGED = (*JUDGED, Position.HOGRE, Position.LAGRE)


def weighed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of :func:`oj_analys.analysis.current.newest` with the columns ``q`` and ``weight``.

    ``q`` is p after Benjamini and Hochberg over everything that was tested of the same unit. ``weight`` is
    −log10(p) · |difference| / the smallest difference that matters: strength of evidence times size.
    """
    size = rows["difference"].abs() / rows["relevant"]
    return rows.assign(q=_adjusted(rows), weight=-np.log10(rows["p"].clip(lower=np.finfo(float).tiny)) * size)


def signaler(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the weighed rows that are clearly better or worse than riket, the weightiest first."""
    judged = rows[rows["position"].isin(JUDGED)].sort_values(
        ["unit", "weight", "measure"], ascending=[True, False, True]
    )
    return judged.assign(list=str(SignalList.SIGNALER), rule=str(SignalRule.MOT_RIKET), side=judged["position"])


def _adjusted(rows: pd.DataFrame) -> pd.Series[float]:
    q = pd.Series(np.nan, index=rows.index)
    for _, p in rows.groupby("unit")["p"]:
        q[p.index] = adjust(p.to_numpy(), method="bh")
    return q
