"""COUNTS rows: figures per kommun that are not yet guarded; a kommun that a source leaves out is missing there."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import NamedTuple

import pandas as pd

from oj_analys.domain import Status
from oj_analys.frames.persons import COUNTS


class Count(NamedTuple):
    """One figure; NaN where the source has none."""

    unit: str
    measure: str
    period: str
    value: float
    n: float = math.nan


def counts_frame(counts: Iterable[Count], members: Collection[str], source: str) -> pd.DataFrame:
    """Return COUNTS in the order of its key, each measure and period with a row for every member."""
    known = {(count.unit, count.measure, count.period): count for count in counts}
    cells = {(measure, period) for _, measure, period in known}
    every = {(unit, *cell): Count(unit, *cell, math.nan) for unit in members for cell in cells} | known
    frame = pd.DataFrame([every[key] for key in sorted(every)], columns=list(Count._fields))
    status = frame["value"].isna().map({True: str(Status.SAKNAS), False: str(Status.OK)})
    return COUNTS.build(frame.assign(status=status, source=source))
