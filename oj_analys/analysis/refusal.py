"""Why a row is not compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys.analysis.beside import Beside
from oj_analys.analysis.cells import Truths, labelled
from oj_analys.analysis.flags import Flagged, Own
from oj_analys.analysis.panel import Panel
from oj_analys.analysis.persons import has_interval
from oj_analys.domain import Reason


def refusals(panel: Panel, own: Own, reference: Beside, flag: Flagged) -> pd.Series[str]:
    """Return the first reason that applies to each shown row, empty where the row is compared."""
    shown, figures = panel.shown, panel.figures
    cases: dict[Reason, Truths] = {
        Reason.VARDE_SAKNAS: ~figures.ok[shown.row],
        Reason.SVARSFRAGA: shown.answer,
        Reason.ANNAN_HUVUDMAN: figures.apart[shown.row],
        Reason.NY_DEFINITION: panel.cells.spans_a_break[shown.cell],
        Reason.REFERENS_SAKNAS: np.isnan(reference.value),
        Reason.INTERVALL_SAKNAS: ~shown.open & ~_both_have_intervals(own, reference),
        Reason.INTE_ANDEL: shown.open & ~shown.share,
        Reason.N_SAKNAS: shown.open & np.isnan(figures.n[shown.row]),
        Reason.N_STAMMER_INTE: shown.open & np.isnan(figures.count[shown.row]),
        Reason.REFERENS_UTAN_N: shown.open & np.isnan(reference.target) & np.isnan(reference.n),
        Reason.EJ_PROVBAR: shown.open & np.isnan(flag.p),
    }
    chosen = np.select(list(cases.values()), range(1, len(cases) + 1), 0)
    return pd.Series(labelled(chosen, ["", *map(str, cases)]))


def _both_have_intervals(own: Own, reference: Beside) -> Truths:
    return has_interval(own.value, own.low, own.high) & has_interval(reference.value, reference.low, reference.high)
