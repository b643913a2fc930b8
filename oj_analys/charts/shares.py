"""Bars that are divided into shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from oj_analys import swedish
from oj_analys.catalog.theme import Colour

_LEAST_WRITTEN = 5.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar from ``start``, in percent, with the number written in it."""

    start: float
    length: float
    colour: Colour
    text: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One bar; ``text`` is its number beside it, or the mark where there is nothing to draw."""

    segments: tuple[Segment, ...]
    text: str = ""


def side_by_side(shares: Sequence[float], colours: Sequence[Colour], start: float = 0.0) -> tuple[Segment, ...]:
    """Return a bar's parts from left to right; a share of nought leaves none."""
    starts = accumulate(shares[:-1], initial=start)
    parts = zip(starts, shares, colours, strict=True)
    return tuple(Segment(begin, share, colour) for begin, share, colour in parts if share > 0)


def numbered(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the parts with their numbers in them, from 5 percent."""
    return tuple(
        replace(segment, text=swedish.number(segment.length)) if segment.length >= _LEAST_WRITTEN else segment
        for segment in segments
    )
