"""The contracts of the tidy frames that travel between rooms."""

from oj_analys.frames.compared import COMPARED
from oj_analys.frames.measures import MEASURES, check_measures
from oj_analys.frames.released import Released
from oj_analys.frames.sources import SOURCES
from oj_analys.frames.spec import FrameError, FrameSpec
from oj_analys.frames.trends import TRENDS

__all__ = ["COMPARED", "MEASURES", "SOURCES", "TRENDS", "FrameError", "FrameSpec", "Released", "check_measures"]
