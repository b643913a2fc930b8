"""The axis of numbers of answers, on which a doubling is as long everywhere: few answers more matter to the small."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import swedish

_USUAL = (10, 100)  # an axis holds at least these
_FINE, _COARSE = (1, 2, 5), (1,)
_MOST_TICKS = 8
_BEYOND = 0.02  # of the axis, so that no point stands on its end


@dataclass(frozen=True, slots=True)
class CountAxis:
    """An axis of round numbers; places on it are logarithms."""

    ticks: tuple[int, ...]
    name: str

    @property
    def low(self) -> float:
        """Where the axis begins."""
        return math.log10(self.ticks[0]) - self._beyond

    @property
    def high(self) -> float:
        """Where the axis ends."""
        return math.log10(self.ticks[-1]) + self._beyond

    @property
    def first(self) -> int:
        """The number of answers whose step the axis begins in."""
        return max(1, math.floor(10**self.low + 0.5))

    @property
    def last(self) -> int:
        """The number of answers whose step the axis ends in."""
        return math.floor(10**self.high + 0.5)

    @property
    def places(self) -> tuple[float, ...]:
        """Where the ticks stand."""
        return tuple(math.log10(tick) for tick in self.ticks)

    @property
    def labels(self) -> tuple[str, ...]:
        """The ticks as text."""
        return tuple(swedish.number(tick) for tick in self.ticks)

    @property
    def _beyond(self) -> float:
        return _BEYOND * math.log10(self.ticks[-1] / self.ticks[0])


def count_axis(counts: Sequence[int]) -> CountAxis:
    """Return the axis that holds some numbers of answers.

    >>> count_axis([14, 61, 402]).ticks
    (10, 20, 50, 100, 200, 500)
    >>> count_axis([30, 81000]).ticks
    (10, 100, 1000, 10000, 100000)
    """
    low, high = min([*counts, _USUAL[0]]), max([*counts, _USUAL[1]])
    fine = _ticks(low, high, _FINE)
    if len(fine) <= _MOST_TICKS:
        return CountAxis(fine, "Antal svar (varje steg är ungefär en fördubbling)")
    return CountAxis(_ticks(low, high, _COARSE), "Antal svar (varje steg är en tiodubbling)")


def _ticks(low: int, high: int, leading: Sequence[int]) -> tuple[int, ...]:
    """Return the round numbers from the last at or below ``low`` to the first at or above ``high``."""
    powers = range(len(str(high)) + 1)
    every = sorted(digit * 10**power for power in powers for digit in leading)
    first = max(at for at, tick in enumerate(every) if tick <= low)
    last = min(at for at, tick in enumerate(every) if tick >= high)
    return tuple(every[first : last + 1])
