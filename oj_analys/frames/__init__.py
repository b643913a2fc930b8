"""The contracts of the tidy frames that travel between rooms."""

from oj_analys.frames.compared import COMPARED
from oj_analys.frames.gaps import GAPS
from oj_analys.frames.history import HISTORY
from oj_analys.frames.measures import MEASURES, check_measures
from oj_analys.frames.released import Released
from oj_analys.frames.signals import SIGNALS, TALLY
from oj_analys.frames.sources import SOURCES
from oj_analys.frames.spec import FrameError, FrameSpec
from oj_analys.frames.trends import TRENDS

__all__ = [
    "COMPARED",
    "GAPS",
    "HISTORY",
    "MEASURES",
    "SIGNALS",
    "SOURCES",
    "TALLY",
    "TRENDS",
    "FrameError",
    "FrameSpec",
    "Released",
    "check_measures",
]
