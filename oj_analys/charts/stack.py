"""Rows of stacked bars in columns beside their names: what charts of answers on a scale have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from oj_analys import swedish
from oj_analys.catalog.theme import Colour, Use, contrast_on_white, theme
from oj_analys.charts import legend, lettering
from oj_analys.charts.axis import label_below
from oj_analys.charts.frame import Cell
from oj_analys.charts.legend import Key
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.marks import mark_names
from oj_analys.charts.picture import MARGIN, Align, Picture, Words, open_picture, rule
from oj_analys.charts.shares import Segment, Strip
from oj_analys.charts.sheet import Paper

_BAR = 0.17
_ROOM = 0.09
_GAP = 0.1
_SIDE = 0.42
_NUMBER = 0.24
_COUNT = 0.36
_TICKS = 0.2
_OUTLINE = 0.6
_WHITE = "#ffffff"
_HATCH = 6 * "/"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of bars, ``width`` inches from the first of its ticks to the last; ``numbers`` are inches beside it."""

    heading: str
    strips: tuple[Strip, ...]
    width: float
    ticks: tuple[float, ...]
    numbers: float = 0.0

    @property
    def low(self) -> float:
        """Where its axis begins."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """Where its axis ends."""
        return self.ticks[-1]


@dataclass(frozen=True, slots=True)
class Rows:
    """Names, columns of bars and numbers of answers, one row each, ``inner`` inches wide together."""

    inner: float
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    counts: tuple[str, ...]
    count_heading: str

    @property
    def drawn(self) -> tuple[Cell, ...]:
        """The figures of all parts of all bars, in the order in which they are drawn."""
        segments = (segment for column in self.columns for strip in column.strips for segment in strip.segments)
        return tuple(segment.cell for segment in segments if segment.cell is not None)

    @property
    def left(self) -> float:
        """The room for the names: what columns and counts leave."""
        return self.inner - _COUNT - sum(column.width + column.numbers + _GAP for column in self.columns)

    @property
    def head(self) -> float:
        """The room for the headings."""
        return _face().pitch * max(len(lines) for lines, _, _ in _headings(self)) + 0.04

    @property
    def heights(self) -> tuple[float, ...]:
        """How high each row is: as its name needs."""
        return tuple(max(_BAR, len(_face().wrap(name, self.left)) * _face().pitch) + _ROOM for name in self.names)

    @property
    def middles(self) -> tuple[float, ...]:
        """How far the middle of each row is below the first row's upper edge."""
        ends = accumulate(self.heights)
        return tuple(end - height / 2 for end, height in zip(ends, self.heights, strict=True))

    @property
    def height(self) -> float:
        """The room that everything takes."""
        return self.head + sum(self.heights) + _TICKS


def side_column(heading: str, strips: tuple[Strip, ...], paper: Paper) -> Column:
    """Return a narrow column on a scale of its own, with its numbers to the right."""
    return Column(heading, strips, paper.share(_SIDE), (0.0, 100.0), _NUMBER)


def swatch_key(colour: Colour, words: str) -> Key:
    """Return the key of a colour."""
    return Key(partial(_swatch, colour), words, _face())


def draw_stack(words: Words, keys: Sequence[Sequence[Key]], rows: Rows, paper: Paper) -> Picture:
    """Return a picture of rows below their keys, each group of keys on lines of its own."""
    heights = [legend.height(group, paper.inner) for group in keys]
    picture, top = open_picture(words, sum(heights) + rows.height, paper)
    for group, height in zip(keys, heights, strict=True):
        legend.write_keys(picture, group, top)
        top -= height
    _draw_rows(picture, rows, top)
    return picture


def _draw_rows(picture: Picture, rows: Rows, top: float) -> None:
    _write_headings(picture, rows, top)
    top -= rows.head
    _write_names(picture, rows, top)
    x = MARGIN + rows.left + _GAP
    names = iter(mark_names(rows.drawn))
    for column in rows.columns:
        _draw_column(picture, column, rows, (x, top), names)
        x += column.width + column.numbers + _GAP
    for middle, count in zip(rows.middles, rows.counts, strict=True):
        _write(picture, MARGIN + rows.inner, top - middle, count, "right")


def _face() -> Lettering:
    return lettering.small(theme().colours.text.hex)


def _headings(rows: Rows) -> list[tuple[tuple[str, ...], float, Align]]:
    """Return each heading's lines, where it stands and to which side."""
    face, x = _face(), MARGIN + rows.left + _GAP
    found: list[tuple[tuple[str, ...], float, Align]] = []
    for column in rows.columns:
        found.append((face.wrap(column.heading, column.width + column.numbers), x, "left"))
        x += column.width + column.numbers + _GAP
    return [*found, (face.wrap(rows.count_heading, _COUNT), MARGIN + rows.inner, "right")]


def _write_headings(picture: Picture, rows: Rows, top: float) -> None:
    face = lettering.small(theme().colours.muted.hex)
    for lines, x, align in _headings(rows):
        for up, line in enumerate(reversed(lines)):
            picture.write(x, top - rows.head + 0.06 + up * face.pitch, line, face, align)


def _write_names(picture: Picture, rows: Rows, top: float) -> None:
    for middle, name in zip(rows.middles, rows.names, strict=True):
        lines = _face().wrap(name, rows.left)
        first = top - middle + (len(lines) - 1) / 2 * _face().pitch
        for down, line in enumerate(lines):
            _write(picture, MARGIN, first - down * _face().pitch, line)


def _draw_column(
    picture: Picture, column: Column, rows: Rows, corner: tuple[float, float], names: Iterator[str | None]
) -> None:
    """Draw a column on axes whose heights are inches from the first row's upper edge."""
    (x, top), tall = corner, sum(rows.heights)
    axes = picture.axes_at(x, top - tall, column.width, tall)
    axes.set_xlim(column.low, column.high)
    axes.set_ylim(tall, 0)
    label_below(axes, column.ticks, [swedish.number(abs(tick)) for tick in column.ticks], _aligns(column.ticks))
    for tick in column.ticks:
        rule(axes, (tick, tick), (0, tall))
    for middle, strip in zip(rows.middles, column.strips, strict=True):
        for segment in strip.segments:
            _draw_segment(axes, segment, middle, next(names) if segment.cell else None)
        _write_text(picture, column, strip.text, x, top - middle)


def _aligns(ticks: Sequence[float]) -> list[str]:
    """Set the first and the last label of an axis within it, so that those of two columns do not run together."""
    return ["left", *["center"] * (len(ticks) - 2), "right"]


def _write_text(picture: Picture, column: Column, text: str, x: float, middle: float) -> None:
    """Set a number to the right of its bar, or a mark where the bar would begin."""
    if column.numbers:
        _write(picture, x + column.width + column.numbers, middle, text, "right")
    else:
        begin = -column.low / (column.high - column.low)
        _write(picture, x + column.width * begin + 0.06, middle, text)


def _draw_segment(axes: Axes, segment: Segment, middle: float, name: str | None) -> None:
    colour = segment.colour
    box = _box(colour, (segment.start, middle - _BAR / 2), segment.length, _BAR)
    box.set_gid(name)
    box.set_fill(segment.cell is not None)
    if not segment.edge or not segment.length:  # where nobody gave an answer not even an outline is seen
        box.set_linewidth(0)
    axes.add_artist(box)
    if segment.text:
        ink = _WHITE if contrast_on_white(colour.hex) >= Use.TEXT.least_contrast else _face().colour
        x, size = segment.start + segment.length / 2, _face().size
        axes.text(x, middle, segment.text, size=size, color=ink, ha="center", va="center_baseline")


def _box(colour: Colour, place: tuple[float, float], width: float, height: float) -> Rectangle:
    """Return a surface: a pale one has an outline, a hatched one lines; others are set apart by a white gap."""
    if colour.hatched:
        return Rectangle(place, width, height, facecolor=_WHITE, edgecolor=colour.hex, hatch=_HATCH, linewidth=_OUTLINE)
    edge = theme().colours.muted.hex if colour.use is Use.FILL else _WHITE
    return Rectangle(place, width, height, facecolor=colour.hex, edgecolor=edge, linewidth=_OUTLINE)


def _swatch(colour: Colour, x: float, y: float) -> Rectangle:
    return _box(colour, (x - 0.06, y - 0.05), 0.12, 0.1)


def _write(picture: Picture, x: float, middle: float, text: str, align: Align = "left") -> None:
    if text:
        picture.write(x, middle - _face().half_height, text, _face(), align)
