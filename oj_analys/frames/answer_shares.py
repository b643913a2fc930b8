"""ANSWER_SHARES: how many kommuner answer the full yes to each question, beside the percent in riket."""

from __future__ import annotations

from oj_analys.frames.spec import FrameSpec

ANSWER_SHARES = FrameSpec(
    "ANSWER_SHARES",
    {
        "measure": "str",
        "period": "str",
        "value": "float64",
        "count": "Int64",
        "n": "Int64",
        "reference": "float64",
        "apart_units": "str",
    },
    ("measure",),
)
