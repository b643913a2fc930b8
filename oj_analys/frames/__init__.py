"""The contracts of the tidy frames that travel between rooms."""

from oj_analys.frames.answer_shares import ANSWER_SHARES
from oj_analys.frames.compared import COMPARED
from oj_analys.frames.gaps import GAPS
from oj_analys.frames.history import HISTORY
from oj_analys.frames.measures import MEASURES, check_measures
from oj_analys.frames.overview import OVERVIEW
from oj_analys.frames.released import Released
from oj_analys.frames.signals import SIGNALS, TALLY
from oj_analys.frames.sources import SOURCES
from oj_analys.frames.spec import FrameError, FrameSpec
from oj_analys.frames.spread import SPREAD
from oj_analys.frames.trends import TRENDS

__all__ = [
    "ANSWER_SHARES",
    "COMPARED",
    "GAPS",
    "HISTORY",
    "MEASURES",
    "OVERVIEW",
    "SIGNALS",
    "SOURCES",
    "SPREAD",
    "TALLY",
    "TRENDS",
    "FrameError",
    "FrameSpec",
    "Released",
    "check_measures",
]
