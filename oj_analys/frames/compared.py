"""COMPARED: every row of MEASURES beside each reference that was asked for."""

from __future__ import annotations

from oj_analys.frames.measures import KEY, MEASURES
from oj_analys.frames.spec import FrameSpec

COMPARED = FrameSpec(
    "COMPARED",
    {
        **MEASURES.columns,
        "reference_kind": "str",
        "reference": "float64",
        "reference_low": "float64",
        "reference_high": "float64",
        "difference": "float64",
        "difference_low": "float64",
        "difference_high": "float64",
        "p": "float64",
        "chance": "float64",
        "position": "str",
        "reason": "str",
        "colour_rank": "float64",
        "rank_low": "Int64",
        "rank_high": "Int64",
        "rank_of": "Int64",
    },
    (*KEY, "reference_kind"),
)
