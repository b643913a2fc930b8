"""Equal steps from nought for the fill of a map: no judgement, and no difference looks larger than it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from oj_analys import swedish
from oj_analys.domain import Measure, ValueKind

_MOST = 5
_MANTISSAS = (1, 2, 5)
_SMALL_PERCENT = 25  # up to this the steps are finer than a fifth of the whole
_FULL, _FIFTH = 100, 20


@dataclass(frozen=True, slots=True)
class Step:
    """The values from ``low`` to ``high`` as they are printed, both included; ``words`` name them."""

    low: Decimal
    high: Decimal
    words: str


def steps_of(measure: Measure, values: Iterable[float | None]) -> tuple[Step, ...]:
    """Return two to five steps that hold the values: fifths of 100 percent, finer ones when all are small.

    A value belongs where its printed number does, so that no reader sees ``80`` filled as ``60–79``. A count has no
    steps: its fill would show which kommun is large.

    Example:
        >>> from oj_analys import catalog
        >>> [step.words for step in steps_of(catalog.measure("oj.U31402"), [14.0, 38.5])]
        ['0–9', '10–19', '20–29', '30–39']
    """
    shown = [
        int(swedish.rounded(value, measure.decimals).scaleb(measure.decimals)) for value in values if value is not None
    ]
    if not shown or measure.kind is ValueKind.ANTAL:
        return ()
    unit = 10**measure.decimals
    low, high = min(0, *shown), max(0, *shown)
    if measure.kind is ValueKind.ANDEL and low == 0 and _SMALL_PERCENT * unit < high <= _FULL * unit:
        width, bounds = _FIFTH * unit, range(0, _FULL * unit, _FIFTH * unit)
        return tuple(_step(measure, at, _FULL * unit if at == bounds[-1] else at + width - 1) for at in bounds)
    width = next(width for width in _widths() if high // width - low // width < _MOST)
    first, last = low // width, max(high // width, low // width + 1)
    return tuple(_step(measure, at * width, (at + 1) * width - 1) for at in range(first, last + 1))


def step_at(steps: tuple[Step, ...], measure: Measure, value: float) -> int | None:
    """Return in which step a value stands, None where there are no steps."""
    printed = swedish.rounded(value, measure.decimals)
    return next((at for at, step in enumerate(steps) if step.low <= printed <= step.high), None)


def _widths() -> Iterable[int]:
    return (mantissa * 10**power for power in count() for mantissa in _MANTISSAS)


def _step(measure: Measure, low: int, high: int) -> Step:
    """Return a step whose ends are given in the last printed decimal."""
    first, last = (Decimal(end).scaleb(-measure.decimals) for end in (low, high))
    texts = [swedish.number(float(end), measure.decimals) for end in (first, last)]
    between = " till " if low < 0 else swedish.DASH
    words = texts[0] if low == high else between.join(texts)
    return Step(first, last, f"{words}{swedish.NBSP}%" if measure.kind is ValueKind.ANDEL else words)
