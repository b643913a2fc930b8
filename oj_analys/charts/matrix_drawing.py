"""The drawing of a matrix: the names of rows and columns, and in each square its signs on a surface."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from oj_analys.catalog.theme import Colour, theme
from oj_analys.charts import lettering
from oj_analys.charts.axis import TICK
from oj_analys.charts.labels import Label, write_above
from oj_analys.charts.matrix import APART, BREAK_ROOM, HEAD_GAP, Layout, Square, head_face, name_face
from oj_analys.charts.picture import MARGIN, Picture

BREAK = "brott"  # the label of the line between columns that do not compare

_INSET = 0.02


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
        top -= room + APART


def _write_heads(axes: Axes, layout: Layout, block: Sequence[int]) -> None:
    face = head_face()
    for at, column in enumerate(block):
        axes.text(
            at + 0.5,
            -HEAD_GAP,
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
    face = name_face()
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
    over = layout.head - BREAK_ROOM
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
