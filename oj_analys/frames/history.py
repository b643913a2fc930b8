"""HISTORY: every answer of every kommun to every question, each beside the answer before it."""

from __future__ import annotations

from oj_analys.frames.spec import FrameSpec

HISTORY = FrameSpec(
    "HISTORY",
    {
        "unit": "str",
        "measure": "str",
        "period": "str",
        "sex": "str",
        "group": "str",
        "value": "float64",
        "status": "str",
        "label": "str",
        "earlier_period": "str",
        "earlier_label": "str",
        "change": "str",
        "reason": "str",
    },
    ("unit", "measure", "period", "sex", "group"),
)
