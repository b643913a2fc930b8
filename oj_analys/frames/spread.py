"""SPREAD: how the values of the country's kommuner lie, one row per measure and period."""

from __future__ import annotations

from oj_analys.frames.spec import FrameSpec

SPREAD = FrameSpec(
    "SPREAD",
    {
        "measure": "str",
        "period": "str",
        "sex": "str",
        "group": "str",
        "kommuner": "Int64",
        "of": "Int64",
        "lowest": "float64",
        "lower": "float64",
        "median": "float64",
        "upper": "float64",
        "highest": "float64",
        "riket": "float64",
    },
    ("measure", "period", "sex", "group"),
)
