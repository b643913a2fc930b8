"""TRENDS: how the newest value of each measure stands against the one before it."""

from __future__ import annotations

from oj_analys.frames.spec import FrameSpec

TRENDS = FrameSpec(
    "TRENDS",
    {
        "unit": "str",
        "measure": "str",
        "sex": "str",
        "group": "str",
        "period": "str",
        "value": "float64",
        "earlier_period": "str",
        "earlier_value": "float64",
        "change": "str",
    },
    ("unit", "measure", "sex", "group"),
)
