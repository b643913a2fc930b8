"""The value axis: always from zero, so that no difference looks larger than it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from oj_analys import swedish
from oj_analys.domain import Measure, ValueKind

_SMALL_PERCENT = 25.0  # below this a line on an axis to 100 would lie on its bottom
_PERCENT_TICKS = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
_FULL = 100.0
_MOST_DECIMALS = 3
_FEW_STEPS = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """The ticks of an axis; it begins at the first and ends at the last."""

    ticks: tuple[float, ...]
    percent: bool

    @property
    def low(self) -> float:
        """Where the axis begins."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """Where the axis ends."""
        return self.ticks[-1]

    @property
    def labels(self) -> tuple[str, ...]:
        """The ticks as text."""
        write = swedish.percent_sign if self.percent else swedish.number
        return tuple(write(tick, self._decimals) for tick in self.ticks)

    @property
    def _decimals(self) -> int:
        enough = (at for at in range(_MOST_DECIMALS) if all(abs(t - round(t, at)) < 1e-9 for t in self.ticks))  # noqa: PLR2004
        return next(enough, _MOST_DECIMALS)

    @property
    def note(self) -> str:
        """What must be said of the axis."""
        return (
            f" Axeln slutar vid {swedish.percent(self.high, self._decimals)}."
            if self.percent and self.high < _FULL
            else ""
        )

    def share(self, value: float) -> float:
        """Return how far along the axis a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale_of(measure: Measure, values: Iterable[float | None]) -> Scale:
    """Return the axis that holds the values: from zero to 100 percent, or to a round number when all are smaller."""
    shown = [value for value in values if value is not None]
    percent = measure.kind is ValueKind.ANDEL
    if percent and (not shown or max(shown) > _SMALL_PERCENT):
        return Scale(_PERCENT_TICKS, percent=True)
    return Scale(_round_ticks(shown), percent)


def bar_scale(measure: Measure, values: Iterable[float | None]) -> Scale:
    """Return the axis of bars: percent always to 100, a count in whole numbers."""
    if measure.kind is ValueKind.ANDEL:
        return whole_scale()
    shown = [value for value in values if value is not None]
    return Scale(_round_ticks(shown, whole=measure.kind is ValueKind.ANTAL), percent=False)


def whole_scale() -> Scale:
    """Return the axis of shares: always to 100 percent."""
    return Scale(_PERCENT_TICKS, percent=True)


def coarse(scale: Scale) -> Scale:
    """Return the same axis with a few of its ticks, for small axes; both ends are among them.

    >>> coarse(whole_scale()).ticks, coarse(Scale((0.0, 5.0, 10.0, 15.0, 20.0), percent=False)).ticks
    ((0.0, 50.0, 100.0), (0.0, 10.0, 20.0))
    """
    if scale == whole_scale():
        return Scale((0.0, 50.0, 100.0), percent=True)
    steps = len(scale.ticks) - 1
    every = next(step for step in range(1, steps + 1) if steps % step == 0 and steps // step <= _FEW_STEPS)
    return Scale(scale.ticks[::every], scale.percent)


def percent_scale() -> Scale:
    """Return the axis of a small panel whose heading says percent."""
    return Scale((0.0, 50.0, 100.0), percent=False)


def _round_ticks(values: list[float], *, whole: bool = False) -> tuple[float, ...]:
    low, high = min([0.0, *values]), max([0.0, *values])
    locator = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], integer=whole)
    ticks = locator.tick_values(low, high if high > low else low + 1)
    first = max(at for at, tick in enumerate(ticks) if tick <= low + 1e-9 * (high - low))
    last = min(at for at, tick in enumerate(ticks) if tick >= high - 1e-9 * (high - low))
    return tuple(float(tick) for tick in ticks[first : max(last, first + 1) + 1])
