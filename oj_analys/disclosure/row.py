"""The rows of persons as the engine sees them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from oj_analys.disclosure.guard import Guard
from oj_analys.disclosure.structure import Line, Series, split_group
from oj_analys.domain import AnswerState, Status

_EXACT = 1e-9  # what arithmetic leaves intact
_ASKED = frozenset(str(state) for state in AnswerState)


@dataclass(frozen=True, slots=True)
class Row:
    """One value; ``place`` is its position in the frame, ``n`` and ``count`` are NaN where there are none."""

    place: int
    guard: Guard
    line: Line
    period: str
    answer: str
    status: str
    value: float
    n: float
    count: float

    @property
    def has_figure(self) -> bool:
        """True for a value that is there to be shown."""
        return self.status == Status.OK

    @property
    def tells_of_persons(self) -> bool:
        """True for a value, and for the status that tells that nobody was left to compute it from."""
        return self.status in (Status.OK, Status.EJ_BERAKNAD)

    @property
    def size(self) -> float:
        """How many persons the value is of; NaN where nobody has told."""
        if not self.guard.is_count:
            return self.n
        return self.value if math.isnan(self.count) else self.count

    @property
    def band(self) -> tuple[float, float] | None:
        """The part of the scale (0–1) that is told in place of a mean or a share near an end; None for other values."""
        ends, width = self.guard.ends, self.guard.policy.band
        if ends is None or not width or not self.has_figure:
            return None
        low, high = ends
        part = (self.value - low) / (high - low)
        if part <= width + _EXACT:
            return 0.0, width
        return (1 - width, 1.0) if part >= 1 - width - _EXACT else None

    @property
    def block(self) -> str:
        """What the value has its denominator in common with: the valid answers, or everyone who was asked."""
        return "alla tillfrågade" if self.answer in _ASKED else ""

    @property
    def series(self) -> Series:
        """The table that the value stands in."""
        return self.guard.measure, self.block, self.period


def rows_of(frame: pd.DataFrame, guards: Mapping[str, Guard]) -> Iterator[Row]:
    """Yield the rows of a MEASURES frame in its order."""
    names = ["unit", "measure", "period", "sex", "group", "status"]
    texts = zip(*(frame[name].tolist() for name in names), strict=True)
    numbers = zip(*(frame[name].astype("float64").tolist() for name in ("value", "n", "count")), strict=True)
    groups = {group: split_group(group) for group in frame["group"].unique()}
    for place, (text, (value, n, count)) in enumerate(zip(texts, numbers, strict=True)):
        unit, measure, period, sex, group, status = text
        base, answer = groups[group]
        yield Row(place, guards[measure], Line(unit, sex, base), period, answer, status, value, n, count)
