"""FUNNEL: each kommun's share beside the limits that it is judged by, and FUNNEL_LIMITS: those limits by n."""

from __future__ import annotations

from oj_analys.frames.spec import FrameSpec

FUNNEL = FrameSpec(
    "FUNNEL",
    {
        "unit": "str",
        "measure": "str",
        "period": "str",
        "status": "str",
        "value": "float64",
        "n": "Int64",
        "share": "float64",
        "reference": "float64",
        "low": "float64",
        "high": "float64",
        "position": "str",
        "reason": "str",
    },
    ("unit", "measure", "period"),
)

FUNNEL_LIMITS = FrameSpec("FUNNEL_LIMITS", {"n": "Int64", "low": "float64", "high": "float64"}, ("n",))
