"""The drawing of a matrix: rows by columns, a few signs in each square; too many columns go on in a block below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from oj_analys.catalog.theme import Colour, theme
from oj_analys.charts import lettering
from oj_analys.charts.axis import TICK
from oj_analys.charts.labels import Label, write_above
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import MARGIN, Picture

BREAK = "brott"  # the label of the line between columns that do not compare

_NAMES = 0.36  # of the width at most
_GAP = 0.14
_AIR = 0.06
_NARROWEST = 0.24
_WIDEST = 3.0
_PAD = 0.08
_INSET = 0.02
_HEAD = 0.06
_BREAK = 0.24
_APART = 0.16


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
        return _head().widest(self.matrix.columns) + _AIR > self.pitch

    @property
    def head(self) -> float:
        """How much room the heads of a block take."""
        room = _head().widest(self.matrix.columns) if self.upright else _head().pitch
        return room + _HEAD + (_BREAK if self.matrix.breaks else 0.0)

    @property
    def height(self) -> float:
        """How high all blocks are together."""
        return len(self.blocks) * (self.head + sum(self.heights)) + (len(self.blocks) - 1) * _APART


def lay_out(matrix: Matrix, width: float) -> Layout:
    """Return a matrix laid out in a width; columns that do not fit go on in more blocks, each with about as many."""
    names = tuple(_name().wrap(row, _NAMES * width) for row in matrix.rows)
    left = max(_name().widest(lines) for lines in names) + _GAP
    widest = max(square.width for row in matrix.squares for square in row)
    most = max(int((width - left) / max(widest + _AIR, _NARROWEST)), 1)
    size = ceil(len(matrix.columns) / ceil(len(matrix.columns) / most))
    firsts = range(0, len(matrix.columns), size)
    return Layout(
        matrix,
        names,
        tuple(
            max(len(lines) * _name().pitch, *(square.height for square in row)) + _PAD
            for lines, row in zip(names, matrix.squares, strict=True)
        ),
        left,
        min((width - left) / size, _WIDEST),
        tuple(range(first, min(first + size, len(matrix.columns))) for first in firsts),
    )


def draw_matrix(picture: Picture, layout: Layout, top: float) -> None:
    """Draw a matrix below a height, each block on axes of its own: columns from 0 on, inches from the top down."""
    for block in layout.blocks:
        top -= layout.head
        room = sum(layout.heights)
        axes = picture.axes_at(MARGIN + layout.left, top - room, len(block) * layout.pitch, room)
        axes.set_xlim(0, len(block))
        axes.set_ylim(room, 0)
        _write_heads(axes, layout, block)
        _write_names(picture, layout, top)
        _draw_squares(axes, layout, block)
        _draw_breaks(picture, axes, layout, block, top)
        top -= room + _APART


def _name() -> Lettering:
    return lettering.label(theme().colours.text.hex)


def _head() -> Lettering:
    return lettering.small(theme().colours.text.hex, bold=True)


def _write_heads(axes: Axes, layout: Layout, block: Sequence[int]) -> None:
    face = _head()
    for at, column in enumerate(block):
        axes.text(
            at + 0.5,
            -_HEAD,
            layout.matrix.columns[column],
            ha="center",
            va="bottom" if layout.upright else "baseline",
            rotation=90 if layout.upright else 0,
            size=face.size,
            color=face.colour,
            weight=face.weight,
            label=TICK,
        )


def _write_names(picture: Picture, layout: Layout, top: float) -> None:
    face = _name()
    for lines, height in zip(layout.names, layout.heights, strict=True):
        first = top - height / 2 + (len(lines) - 1) / 2 * face.pitch - face.half_height
        for at, text in enumerate(lines):
            picture.write(MARGIN, first - at * face.pitch, text, face)
        top -= height


def _draw_squares(axes: Axes, layout: Layout, block: Sequence[int]) -> None:
    inset = _INSET / layout.pitch
    down = 0.0
    for height, squares in zip(layout.heights, layout.matrix.squares, strict=True):
        for at, column in enumerate(block):
            square = squares[column]
            if square.fill:
                place = (at + inset, down + _INSET)
                axes.add_artist(_surface(place, 1 - 2 * inset, height - 2 * _INSET, square.fill))
            _write_square(axes, square, at + 0.5, down + height / 2)
        down += height


def _surface(place: tuple[float, float], width: float, height: float, fill: Colour) -> Rectangle:
    edge = theme().colours.grid.hex
    return Rectangle(place, width, height, facecolor=fill.hex, edgecolor=edge, linewidth=0.6, zorder=1)


def _write_square(axes: Axes, square: Square, x: float, middle: float) -> None:
    y = middle - square.height / 2
    for line in square.lines:
        face = line.face
        axes.text(
            x,
            y + face.pitch / 2,
            line.text,
            ha="center",
            va="center_baseline",
            size=face.size,
            color=face.colour,
            weight=face.weight,
            zorder=3,
        )
        y += face.pitch


def _draw_breaks(picture: Picture, axes: Axes, layout: Layout, block: range, top: float) -> None:
    """Draw a dashed line before each column that does not compare with the one before it, and say why above."""
    face = lettering.small(theme().colours.muted.hex)
    over = layout.head - _BREAK
    labels = []
    for one in layout.matrix.breaks:
        if one.column in block:
            at = block.index(one.column)
            axes.add_artist(_break(at, -over, sum(layout.heights), face.colour))
            labels.append(Label(MARGIN + layout.left + at * layout.pitch, top + over, (one.words,), face))
    write_above(picture, labels, MARGIN, picture.right)


def _break(x: float, low: float, high: float, colour: str) -> Line2D:
    return Line2D(
        (x, x), (low, high), color=colour, linewidth=1.3, linestyle="--", zorder=2, clip_on=False, label=BREAK
    )
