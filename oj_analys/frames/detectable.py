"""DETECTABLE: which differences from riket each kommun's number of answers can show."""

from __future__ import annotations

from oj_analys.frames.funnel import FUNNEL
from oj_analys.frames.spec import FrameSpec

DETECTABLE = FrameSpec(
    "DETECTABLE",
    {**FUNNEL.columns, "found_low": "float64", "found_high": "float64", "smallest": "float64"},
    FUNNEL.key,
)
