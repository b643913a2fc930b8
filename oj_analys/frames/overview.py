"""OVERVIEW: how many of a kommun's newest measures of every area stand where against riket."""

from __future__ import annotations

from types import MappingProxyType

from oj_analys.domain import Position
from oj_analys.frames.spec import FrameSpec

JUDGED = MappingProxyType(
    {
        "better": Position.BATTRE,
        "same": Position.INGEN,
        "worse": Position.SAMRE,
        "unsure": Position.OSAKERT,
    }
)

OVERVIEW = FrameSpec(
    "OVERVIEW",
    {
        "unit": "str",
        "area": "str",
        "figures": "Int64",
        **dict.fromkeys(JUDGED, "Int64"),
        "questions": "Int64",
        "hidden": "Int64",
        "missing": "Int64",
        "reasons": "str",
        "first": "Int64",
        "last": "Int64",
        "source": "str",
    },
    ("unit", "area"),
)
