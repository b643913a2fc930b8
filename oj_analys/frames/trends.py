"""TRENDS: how the newest value of each measure stands against the one before it, and where the series is going."""

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
        "n": "Int64",
        "earlier_period": "str",
        "earlier_value": "float64",
        "earlier_n": "Int64",
        "difference": "float64",
        "difference_low": "float64",
        "difference_high": "float64",
        "p": "float64",
        "change": "str",
        "reason": "str",
        "lan_difference": "float64",
        "against_lan": "float64",
        "against_lan_low": "float64",
        "against_lan_high": "float64",
        "points": "Int64",
        "first_period": "str",
        "missing": "str",
        "slope": "float64",
        "trend_p": "float64",
        "trend": "str",
        "trend_reason": "str",
    },
    ("unit", "measure", "sex", "group"),
)
