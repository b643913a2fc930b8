"""SIGNALS: what is put forward of a kommun or a group, and TALLY: of how many tests, and how many by chance alone."""

from __future__ import annotations

from oj_analys.frames.spec import FrameSpec

SIGNALS = FrameSpec(
    "SIGNALS",
    {
        "unit": "str",
        "list": "str",
        "measure": "str",
        "place": "Int64",
        "first_page": "boolean",
        "rule": "str",
        "period": "str",
        "value": "float64",
        "low": "float64",
        "high": "float64",
        "n": "Int64",
        "reference": "float64",
        "position": "str",
        "difference": "float64",
        "p": "float64",
        "q": "float64",
        "weight": "float64",
        "earlier_period": "str",
        "earlier_value": "float64",
        "change": "str",
        "units": "str",
        "other_units": "str",
        "of": "Int64",
    },
    ("unit", "list", "measure"),
)

TALLY = FrameSpec(
    "TALLY",
    {
        "unit": "str",
        "tested": "Int64",
        "flagged": "Int64",
        "expected": "float64",
        "held": "Int64",
        "powerless": "Int64",
    },
    ("unit",),
)
