"""From raw files to checked frames: the only room that opens what others have made."""

from __future__ import annotations

from oj_analys.sources._part import Input, NoticeKind, Origin, Part
from oj_analys.sources.kolada import read_kolada
from oj_analys.sources.layout import MeasureColumn, SheetLayout, read_layout
from oj_analys.sources.loaded import Loaded, load
from oj_analys.sources.oj import read_oj
from oj_analys.sources.underlag import Underlag, read_underlag

__all__ = [
    "Input",
    "Loaded",
    "MeasureColumn",
    "NoticeKind",
    "Origin",
    "Part",
    "SheetLayout",
    "Underlag",
    "load",
    "read_kolada",
    "read_layout",
    "read_oj",
    "read_underlag",
]
