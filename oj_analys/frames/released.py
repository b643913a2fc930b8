"""Released: everything that a report may know, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from oj_analys.domain import Edition, Measure, Notice, Plan
from oj_analys.frames.gaps import GAPS
from oj_analys.frames.history import HISTORY
from oj_analys.frames.overview import OVERVIEW
from oj_analys.frames.signals import SIGNALS, TALLY


@dataclass(frozen=True, slots=True)
class Released:
    """What one reader's report is made of; ``unit`` is the kommun of the pack, empty for the whole group.

    ``measures`` holds every figure that this reader may see, those of persons guarded; the frames of
    analysis (``compared``, ``trends``, ``signals``, ``tally``, ``gaps``, ``history``, ``overview``) hold the indicators
    of the catalogue; ``own`` says what the group's own measures mean.
    """

    edition: Edition
    unit: str
    measures: pd.DataFrame
    compared: pd.DataFrame
    trends: pd.DataFrame
    notices: tuple[Notice, ...]
    sources: pd.DataFrame
    plan: Plan = field(default_factory=Plan)
    own: tuple[Measure, ...] = ()
    signals: pd.DataFrame = field(default_factory=SIGNALS.empty)
    tally: pd.DataFrame = field(default_factory=TALLY.empty)
    gaps: pd.DataFrame = field(default_factory=GAPS.empty)
    history: pd.DataFrame = field(default_factory=HISTORY.empty)
    overview: pd.DataFrame = field(default_factory=OVERVIEW.empty)
