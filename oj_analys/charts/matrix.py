"""A matrix laid out: rows by columns, a few signs in each square; too many columns go on in a block below."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from oj_analys.catalog.theme import Colour, theme
from oj_analys.charts import lettering
from oj_analys.charts.lettering import Lettering

_NAMES = 0.36  # of the width at most
_GAP = 0.14
_AIR = 0.06
_NARROWEST = 0.24
_WIDEST = 3.0
_PAD = 0.08
HEAD_GAP = 0.06
BREAK_ROOM = 0.24
APART = 0.16


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a square."""

    text: str
    face: Lettering


@dataclass(frozen=True, slots=True)
class Square:
    """What stands in a square, line by line, and its surface; without one there is no value."""

    lines: tuple[Line, ...]
    fill: Colour | None = None

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        return max((line.face.width(line.text) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """How high the lines are together."""
        return sum(line.face.pitch for line in self.lines)


@dataclass(frozen=True, slots=True)
class Break:
    """Between the column before ``column`` and that one something changed, said in ``words``."""

    column: int
    words: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The names of rows and columns, and one square for each pair."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    squares: tuple[tuple[Square, ...], ...]
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A matrix laid out in a width: the names in lines, the rows' heights, and the columns of each block."""

    matrix: Matrix
    names: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    left: float
    pitch: float
    blocks: tuple[range, ...]

    @property
    def upright(self) -> bool:
        """Whether the heads stand upright, since the columns are too narrow for them."""
        return head_face().widest(self.matrix.columns) + _AIR > self.pitch

    @property
    def head(self) -> float:
        """How much room the heads of a block take."""
        room = head_face().widest(self.matrix.columns) if self.upright else head_face().pitch
        return room + HEAD_GAP + (BREAK_ROOM if self.matrix.breaks else 0.0)

    @property
    def height(self) -> float:
        """How high all blocks are together."""
        return len(self.blocks) * (self.head + sum(self.heights)) + (len(self.blocks) - 1) * APART


def lay_out(matrix: Matrix, width: float) -> Layout:
    """Return a matrix laid out in a width; columns that do not fit go on in more blocks, each with about as many."""
    names = tuple(name_face().wrap(row, _NAMES * width) for row in matrix.rows)
    left = max(name_face().widest(lines) for lines in names) + _GAP
    widest = max(square.width for row in matrix.squares for square in row)
    most = max(int((width - left) / max(widest + _AIR, _NARROWEST)), 1)
    size = ceil(len(matrix.columns) / ceil(len(matrix.columns) / most))
    firsts = range(0, len(matrix.columns), size)
    return Layout(
        matrix,
        names,
        tuple(
            max(len(lines) * name_face().pitch, *(square.height for square in row)) + _PAD
            for lines, row in zip(names, matrix.squares, strict=True)
        ),
        left,
        min((width - left) / size, _WIDEST),
        tuple(range(first, min(first + size, len(matrix.columns))) for first in firsts),
    )


def name_face() -> Lettering:
    """Return the lettering of the names of rows."""
    return lettering.label(theme().colours.text.hex)


def head_face() -> Lettering:
    """Return the lettering of the names of columns."""
    return lettering.small(theme().colours.text.hex, bold=True)
