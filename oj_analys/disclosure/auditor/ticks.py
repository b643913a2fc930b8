"""The numbers of an axis: a regular row of round numbers from the beginning of a scale, which are nobody's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from itertools import pairwise, takewhile

from oj_analys.disclosure.auditor.numbers import numbers_in

_STARTS = (0.0, 1.0)  # shares and counts begin at nought, most scales of answers at one
_ROUND = (1.0, 2.0, 2.5, 5.0)
_LEAST = 3  # numbers that make a row; of a share the two ends are enough
_ENDS = [0.0, 100.0]


def without_ticks(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a picture without the numbers of its axes.

    An axis is a row of texts that are nothing but a number, one after the other at equal, round distances, with 0 or 1
    at one end; one that falls to nought may rise from there again.

    >>> without_ticks(["0 %", "50 %", "100 %", "Bräcke", "40 %"]), without_ticks(["100", "50", "0", "50", "100", "7"])
    (('Bräcke', '40 %'), ('7',))
    """
    left: list[str] = []
    at = 0
    while at < len(texts):
        length = _axis(texts, at)
        if not length:
            left.append(texts[at])
        at += length or 1
    return tuple(left)


def _axis(texts: Sequence[str], start: int) -> int:
    """Return how many texts from a place are the numbers of an axis."""
    run: list[float] = []
    for text in texts[start:]:
        if (value := _bare(text)) is None:
            break
        run.append(value)
    falling = _falling(run)
    rising = _rising(run[max(falling - 1, 0) :])
    return max(falling + max(rising - 1, 0), 0) if falling else rising


def _rising(run: Sequence[float]) -> int:
    if not run or run[0] not in _STARTS:
        return 0
    length = _regular(run)
    return length if length >= _LEAST or list(run[:length]) == _ENDS else 0


def _falling(run: Sequence[float]) -> int:
    """Return the length of a regular row that falls to nought at the beginning of a run."""
    if 0.0 not in run:
        return 0
    length = list(run).index(0.0) + 1
    return length if _rising(run[:length][::-1]) == length else 0


def _regular(run: Sequence[float]) -> int:
    """Return how long the run rises by the same round step."""
    steps = [after - before for before, after in pairwise(run)]
    if not steps or not _is_round(steps[0]):
        return 1
    return 1 + sum(1 for _ in takewhile(partial(math.isclose, steps[0]), steps))


def _is_round(step: float) -> bool:
    if step <= 0:
        return False
    leading = step / 10 ** math.floor(math.log10(step))
    return any(math.isclose(leading, one) for one in _ROUND)


def _bare(text: str) -> float | None:
    """Return the number that a text is, None for a text with a word in it."""
    numbers = numbers_in(text)
    is_bare = len(numbers) == 1 and not any(letter.isalpha() for letter in text)
    return numbers[0].value if is_bare else None
