"""Which differences from riket each kommun's number of answers can show, whatever the answers are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys.analysis.funnel_limits import funnel, judged_counts
from oj_analys.frames.detectable import DETECTABLE
from oj_analys.stats.detectable import shares_found

POWER = 0.8


def detectability(compared: pd.DataFrame, measure: str, period: str) -> pd.DataFrame:
    """Say how far from riket each kommun's share must be to be judged, and to be found most times.

    Args:
        compared: A COMPARED frame with riket among its references.
        measure: The id of an open share.
        period: One of its periods.

    Returns:
        A DETECTABLE frame: FUNNEL with the true shares in percent, below and above riket, that are judged with the
        chance ``POWER``, and the ``smallest`` difference of the two in procentenheter. Empty where nothing can be
        judged with that n.

    Raises:
        DataError: As :func:`oj_analys.analysis.funnel_limits.funnel`.
        FrameError: If ``compared`` is no COMPARED frame.
    """
    rows = funnel(compared, measure, period)
    n = rows["n"].where(rows["share"].notna()).astype("float64").to_numpy()
    reference = rows["reference"].to_numpy()
    low, high = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    for value in np.unique(reference[~np.isnan(n)]).tolist():
        own = (reference == value) & ~np.isnan(n)
        judged = judged_counts(n[own], value)
        found = shares_found(judged.low, judged.high, n[own], POWER)
        low[own], high[own] = 100 * found.low, 100 * found.high
    smallest = np.fmin(reference - low, high - reference)
    return DETECTABLE.build(rows.assign(found_low=low, found_high=high, smallest=smallest))
