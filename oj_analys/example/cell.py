"""What stands in one place of a source, before it has the form of any source."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from oj_analys import catalog
from oj_analys.domain import Measure, Status

TABLE = "oj_arbetsbok"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value (an answer by its code) with ``count`` of ``n`` where they exist, or the marker that stands instead."""

    value: float | None = None
    n: int | None = None
    count: int | None = None
    marker: str | None = None


Column = Mapping[str, Cell]
"""Cells by unit: kommuner ``2305``, län ``0023``, riket ``0000``."""


@cache
def markers(*statuses: Status) -> tuple[str, ...]:
    """Return the workbooks' markers that mean one of these statuses, in alphabetical order."""
    table = catalog.markers(TABLE)
    return tuple(sorted(text for text in table if table[text] in statuses))


def rounded(value: float, decimals: int) -> float:
    """Round half up, as the publishers do.

    >>> rounded(72.5, 0), rounded(0.25, 1)
    (73.0, 0.3)
    """
    scale = 10.0**decimals
    return math.floor(value * scale + 0.5) / scale


def percent(count: int, n: int, measure: Measure) -> float:
    """Return a share as it is published."""
    return rounded(100 * count / n, measure.decimals)
