"""Bars that are divided into shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from oj_analys import swedish
from oj_analys.catalog.theme import Colour
from oj_analys.charts.frame import Cell

_LEAST_WRITTEN = 5.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar from ``start``, in percent: the figure that it draws, with the number written in it.

    Parts without an ``edge`` stand in a common outline, which is a part without a figure.
    """

    start: float
    length: float
    colour: Colour
    cell: Cell | None
    text: str = ""
    edge: bool = True


@dataclass(frozen=True, slots=True)
class Strip:
    """One bar; ``text`` is its number beside it, or the mark where there is nothing to draw."""

    segments: tuple[Segment, ...]
    text: str = ""


def side_by_side(cells: Sequence[Cell], colours: Sequence[Colour], start: float = 0.0) -> tuple[Segment, ...]:
    """Return a bar's parts from left to right, one per figure; a share of nought leaves one without length."""
    shares = [cell.value or 0.0 for cell in cells]
    starts = accumulate(shares[:-1], initial=start)
    parts = zip(starts, shares, colours, cells, strict=True)
    return tuple(Segment(begin, share, colour, cell) for begin, share, colour, cell in parts)


def together(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return some parts of one colour as one surface: without edges between them, and in one outline."""
    inner = tuple(replace(segment, edge=False) for segment in segments)
    length = sum(segment.length for segment in segments)
    return (*inner, Segment(segments[0].start, length, segments[0].colour, None)) if length else inner


def numbered(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the parts with their numbers in them, from 5 percent."""
    return tuple(
        replace(segment, text=swedish.number(segment.length)) if segment.length >= _LEAST_WRITTEN else segment
        for segment in segments
    )
