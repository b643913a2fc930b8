"""The figures of earlier releases as the engine sees them, and the periods that overlap theirs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from oj_analys.disclosure.guard import Guard
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import Line, Series, is_pooled, overlap, split_group
from oj_analys.frames.shown import Register, ShownFigure

_NOWHERE = -1


def rows_of_releases(register: Register, guards: Mapping[str, Guard]) -> tuple[tuple[Row, ...], ...]:
    """Return the rows that every release printed or hid of the measures at hand, oldest release first.

    They have today's guards, and the numbers that were printed: that is all that anybody knows. Their place is -1.
    """
    return tuple(
        tuple(_row(figure, guards[figure.key.measure]) for figure in release.figures if figure.key.measure in guards)
        for release in register.releases
    )


def overlapped(here: AbstractSet[Series], releases: Iterable[Iterable[Row]]) -> frozenset[tuple[str, str]]:
    """Return (measure, period) that have years in common with what was printed earlier for a period not at hand.

    One of the two is of several years. What is left when the one is taken from the other is a group of its own, whose
    figures nobody has here.
    """
    before = {row.series for rows in releases for row in rows if row.has_figure} - here
    return frozenset(
        (measure, period)
        for measure, block, period in here
        for name, other, former in before
        if (measure, block) == (name, other) and (is_pooled(period) or is_pooled(former)) and overlap(period, former)
    )


def _row(figure: ShownFigure, guard: Guard) -> Row:
    key = figure.key
    base, answer = split_group(key.group)
    value = math.nan if figure.value is None else figure.value
    if figure.low is not None and figure.high is not None:
        value = (figure.low + figure.high) / 2  # anywhere in the band
    n = math.nan if figure.n is None else float(figure.n)
    count = value if guard.is_count else math.nan
    line = Line(key.unit, key.sex, base)
    return Row(_NOWHERE, guard, line, key.period, answer, str(figure.status), value, n, count)
