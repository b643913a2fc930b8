"""Where the columns and rows of a spine stand, in inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering, spine_words
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import MARGIN
from oj_analys.charts.sheet import Paper
from oj_analys.charts.spine_view import Spine, Vertebra

_NAMES = 1.95
_OWN = 1.15
_GAP = 0.1
_PAD = 0.14

Lines = tuple[tuple[str, Lettering], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns from left to right.

    Names and the own kommun's words are ``names`` and ``own`` wide; the axes go from ``left`` to ``right``, riket's
    values end at ``riket``, and the own kommun's words begin at ``words``.
    """

    names: float
    lowest: float
    left: float
    right: float
    highest: float
    riket: float
    words: float
    own: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns, and how far below the upper edge of the first row each begins and the last ends."""

    columns: Columns
    edges: tuple[float, ...]

    @property
    def height(self) -> float:
        """How high the rows are together."""
        return self.edges[-1]

    @property
    def middles(self) -> tuple[float, ...]:
        """The middle of each row."""
        return tuple((above + below) / 2 for above, below in zip(self.edges, self.edges[1:], strict=False))


def lay_out(view: Spine, paper: Paper) -> Layout:
    """Return where the columns and rows of a spine stand on a paper."""
    columns = _columns(view, paper)
    heights = (_height(row, columns) for row in view.rows)
    return Layout(columns, tuple(accumulate(heights, initial=0.0)))


def name_lines(row: Vertebra, columns: Columns) -> Lines:
    """Return a measure's title and what stands under it."""
    small = lettering.small(theme().colours.muted.hex)
    return (
        *_wrapped(row.measure.title, columns.names, plain()),
        *_wrapped(spine_words.facts(row), columns.names, small),
    )


def own_lines(row: Vertebra, columns: Columns) -> Lines:
    """Return the own value and what stands under it."""
    small = lettering.small(theme().colours.own.hex)
    facts = (line for text in spine_words.own_facts(row) for line in _wrapped(text, columns.own, small))
    return ((spine_words.own_value(row), bold()), *facts) if row.own else ()


def reason_lines(row: Vertebra, columns: Columns) -> Lines:
    """Return why no spread is drawn, nothing where one is."""
    small = lettering.small(theme().colours.muted.hex)
    return () if row.spread else _wrapped(spine_words.too_few(row), columns.highest - columns.lowest, small)


def room(lines: Lines) -> float:
    """Return how high some lines are together."""
    return sum(face.pitch for _, face in lines)


def plain() -> Lettering:
    """Return the lettering of names and values."""
    return lettering.label(theme().colours.text.hex)


def bold() -> Lettering:
    """Return the lettering of the own kommun's name and values."""
    return lettering.label(theme().colours.own.hex, bold=True)


def _columns(view: Spine, paper: Paper) -> Columns:
    own = max(paper.share(_OWN), bold().width(view.kommun.name)) if view.kommun else 0.0
    words = MARGIN + paper.inner - own
    riket = words - 2 * _GAP if view.kommun else words
    highest = riket - _widest("Riket", [(row, row.riket) for row in view.rows]) - _GAP
    right = highest - _widest("Högst", [(row, row.spread.highest) for row in view.rows if row.spread]) - _GAP
    names = paper.share(_NAMES)
    lowest = MARGIN + names + _GAP
    left = lowest + _widest("Lägst", [(row, row.spread.lowest) for row in view.rows if row.spread]) + _GAP
    return Columns(names, lowest, left, right, highest, riket, words, own)


def _widest(head: str, values: Sequence[tuple[Vertebra, float | None]]) -> float:
    return plain().widest([head, *(spine_words.end(row.measure, value) for row, value in values)])


def _height(row: Vertebra, columns: Columns) -> float:
    return max(room(lines(row, columns)) for lines in (name_lines, own_lines, reason_lines)) + _PAD


def _wrapped(text: str, width: float, face: Lettering) -> Lines:
    return tuple((line, face) for line in face.wrap(text, width))
