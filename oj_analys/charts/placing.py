"""Where a name fits beside its point among other points, names and lines: all measures in inches."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oj_analys.stats.checks import Floats

_STEP = 0.05
_CLEAR = 0.08
_CROSSED = 0.35  # a name on a line stands as badly as one this much farther away
_TIED = 0.6  # the same where the line to it crosses a point
_WORSE = 3  # and a name crossed is so many times as bad
_TO_THE_RIGHT = 0.02
_NOWHERE = 10.0
_OWN = 0.08  # how far from its point a line may cross the point itself
_TINY = 1e-9
_FEW, _ATTEMPTS = 20, 5

_Line = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its sides along the axes."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top."""
        return self.left, self.bottom, self.right, self.top


def around(x: float, y: float, half: float) -> Box:
    """Return the square around a point."""
    return Box(x - half, y - half, x + half, y + half)


@dataclass(frozen=True, slots=True)
class Name:
    """What is to be set: the point it names, its width and height, and how far from the point it may stand."""

    point: tuple[float, float]
    size: tuple[float, float]
    reach: float = math.inf


@dataclass(frozen=True, slots=True)
class Ground:
    """Where names may stand, what none may cover, and lines that they cover only where there is no room nearby."""

    field: Box
    taken: Sequence[Box] = ()
    lines: Sequence[Box] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """The boxes of all names, and how badly each stands."""

    boxes: tuple[Box | None, ...]
    costs: tuple[float, ...]


def place(names: Sequence[Name], ground: Ground) -> tuple[Box | None, ...]:
    """Find room for names, one after another, each as near its point as what stands there already allows.

    If the line from a name to its point must cross something, those that stand worst are set first in another attempt.

    Returns:
        Each name's box in the order given, None where there is no room within reach.
    """
    order = list(range(len(names)))
    best = _place(names, order, ground)
    for _ in range(_ATTEMPTS if len(names) <= _FEW else 0):
        if max(best.costs, default=0.0) < _TIED:
            break
        order.sort(key=lambda at: -best.costs[at])
        found = _place(names, order, ground)
        best = min(best, found, key=lambda each: sum(each.costs))
    return best.boxes


def _place(names: Sequence[Name], order: Sequence[int], ground: Ground) -> _Found:
    taken, lines = (_array([box.sides for box in boxes]) for boxes in (ground.taken, ground.lines))
    ties, there = list[_Line](), list[_Line]()
    boxes, costs = dict[int, Box](), dict.fromkeys(order, _NOWHERE)
    for at in order:
        (x, y), reach = names[at].point, names[at].reach
        free = _candidates(x, y, names[at].size, ground.field)
        covers = _hits(free, taken) | _hits(free, _array(there)) | _crosses(_array(ties), free).any(axis=0)
        free = free[~covers & (_distance(x, y, free) <= reach)]
        if not free.size:
            continue
        tie = _ties(x, y, free)
        crossed = _crosses(tie, taken).sum(axis=1) + _WORSE * _crosses(tie, _array(there)).sum(axis=1)
        away = np.maximum(_distance(x, y, free), _CLEAR) + _TO_THE_RIGHT * (free[:, 0] < x)
        cost = away + _CROSSED * _hits(free, lines) + _TIED * crossed
        best = int(cost.argmin())
        ties.append(tuple(tie[best].tolist()))
        there.append(tuple(free[best].tolist()))
        boxes[at], costs[at] = Box(*free[best].tolist()), float(cost[best])
    return _Found(tuple(boxes.get(at) for at in range(len(names))), tuple(costs[at] for at in range(len(names))))


def nearest_on(box: Box, x: float, y: float) -> tuple[float, float]:
    """Return the point of a box that is nearest to another point: where a line to it ends."""
    return min(max(x, box.left), box.right), min(max(y, box.bottom), box.top)


def _array(rows: Sequence[_Line]) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _ties(x: float, y: float, boxes: Floats) -> Floats:
    """Return the line to each box as (x, y, x, y), from where it leaves the point."""
    ends = np.stack([np.clip(x, boxes[:, 0], boxes[:, 2]), np.clip(y, boxes[:, 1], boxes[:, 3])], axis=1)
    start = np.array([x, y])
    away = np.hypot(*(ends - start).T)[:, None]
    begin = start + (ends - start) * np.minimum(_OWN / np.maximum(away, _TINY), 1)
    return np.concatenate([begin, ends], axis=1)


def _crosses(lines: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Say which lines go through which boxes, shape (lines, boxes).

    Source: Liang & Barsky 1984, ACM Trans Graph 3:1.
    """
    begin, way = lines[:, None, :2], lines[:, None, 2:] - lines[:, None, :2]
    way = np.where(np.abs(way) < _TINY, _TINY, way)
    one, other = (boxes[None, :, :2] - begin) / way, (boxes[None, :, 2:] - begin) / way
    enters, leaves = np.minimum(one, other).max(axis=2), np.maximum(one, other).min(axis=2)
    return np.asarray(np.maximum(enters, 0) < np.minimum(leaves, 1))


def _candidates(x: float, y: float, size: tuple[float, float], field: Box) -> Floats:
    """Return boxes of a size in the field: those right beside the point, then all over."""
    width, height = size
    lefts = [x + _CLEAR, x - _CLEAR - width, x - width / 2, *np.arange(field.left, field.right - width, _STEP)]
    bottoms = [y - height / 2, y + _CLEAR, y - _CLEAR - height, *np.arange(field.bottom, field.top - height, _STEP)]
    left, bottom = (grid.ravel() for grid in np.meshgrid(lefts, bottoms))
    boxes = np.stack([left, bottom, left + width, bottom + height], axis=1)
    inside = (left >= field.left) & (bottom >= field.bottom)
    return np.asarray(boxes[inside & (boxes[:, 2] <= field.right) & (boxes[:, 3] <= field.top)])


def _hits(boxes: Floats, others: Floats) -> NDArray[np.bool_]:
    """Say which boxes share room with any of the others."""
    apart = (
        (boxes[:, None, 0] >= others[None, :, 2])
        | (boxes[:, None, 2] <= others[None, :, 0])
        | (boxes[:, None, 1] >= others[None, :, 3])
        | (boxes[:, None, 3] <= others[None, :, 1])
    )
    return np.asarray(~apart.all(axis=1))


def _distance(x: float, y: float, boxes: Floats) -> Floats:
    across = np.maximum(np.maximum(boxes[:, 0] - x, x - boxes[:, 2]), 0)
    down = np.maximum(np.maximum(boxes[:, 1] - y, y - boxes[:, 3]), 0)
    return np.asarray(np.hypot(across, down))
