"""GAPS: women and men beside each other, and the gap between them."""

from __future__ import annotations

from oj_analys.frames.spec import FrameSpec

GAPS = FrameSpec(
    "GAPS",
    {
        "unit": "str",
        "measure": "str",
        "period": "str",
        "group": "str",
        "total": "float64",
        "women": "float64",
        "men": "float64",
        "women_n": "Int64",
        "men_n": "Int64",
        "women_status": "str",
        "men_status": "str",
        "gap": "float64",
        "gap_low": "float64",
        "gap_high": "float64",
        "p": "float64",
        "chance": "float64",
        "position": "str",
        "reason": "str",
        "pooled": "Int64",
        "source": "str",
    },
    ("unit", "measure", "period", "group"),
)
