"""The marks of a picture: which figure of persons each of its values is, in order and by name in the file.

The values that are drawn come first, so that the mark ``varde-3`` draws the figure with that number; those that are
hidden or only named follow. A value of nought is drawn too, as a mark without extent. Open figures have no marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from oj_analys.charts.frame import Cell
from oj_analys.frames.shown import Key

_NAME = "varde-{}"


def mark_names(drawn: Iterable[Cell]) -> tuple[str | None, ...]:
    """Return the name of each drawn value's mark, None for an open figure.

    >>> from oj_analys.domain import Status
    >>> share = Cell(Status.OK, 40.0, key=Key("0023", "asi.tackning", "2024", "T", "alla"))
    >>> mark_names([share, Cell(Status.OK, 7.0), share])
    ('varde-0', None, 'varde-1')
    """
    numbers = count()
    return tuple(None if cell.key is None else _NAME.format(next(numbers)) for cell in drawn)


def figures_in(drawn: Sequence[Cell], others: Iterable[Cell] = ()) -> tuple[Key, ...]:
    """Return the figures of persons in a picture: those that are drawn, in that order, then others, each once."""
    return tuple(dict.fromkeys(cell.key for cell in (*drawn, *others) if cell.key is not None))


def values_in(drawn: Iterable[Cell]) -> int:
    """Return how many figures of persons a picture draws."""
    return sum(cell.key is not None for cell in drawn)
