"""Why a figure is not shown."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """Why a figure is not shown; the first never says whether its own group or another is guarded."""

    GROUP = "grupp"
    CROSSED = "korsad"
    STATISTIC = "statistik"
    TOTALS = "överlappande grupper"
    POOLED = "överlappande perioder"
    BLIND = "antal okänt"
    NO_WHOLE = "helhet saknas"
    NO_COUNTS = "täljare eller nämnare saknas"
    FEW = "liten nämnare"
    WAITING = "tidigare utgåva"
    OVERLAP = "överlappar tidigare utgåva"


OF_RELEASES = (Cause.WAITING, Cause.OVERLAP)
"""What is not shown because of what earlier releases have printed."""
