"""The drawing of dumbbells: in each row two figures of one thing joined by a line, and both printed to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from oj_analys.catalog.theme import theme
from oj_analys.charts import legend, lettering
from oj_analys.charts.axis import label_below
from oj_analys.charts.labels import write_reason
from oj_analys.charts.legend import Key
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.marks import mark_names
from oj_analys.charts.pairs import Pair, Pairs
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture, rule
from oj_analys.charts.scale import Scale
from oj_analys.charts.sheet import Paper

_PITCH = 0.235
_SPACE = 0.07
_NAMES = 1.9
_TICKS = 0.22
_GAP = 0.14
_APART = 0.065
_TALLER = 0.1
_SIGN = 0.09
_LINE, _CLEAR_LINE = 1.1, 3.2


@dataclass(frozen=True, slots=True)
class _Column:
    """A column laid out: its heading in lines, and where it is on the sheet."""

    lines: tuple[str, ...]
    numeric: bool
    left: float
    width: float

    def write(self, picture: Picture, y: float, text: str, face: Lettering) -> None:
        """Set a text in the column."""
        if self.numeric:
            picture.write(self.left + self.width, y, text, face, "right")
        else:
            picture.write(self.left, y, text, face)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row laid out: its name in lines, and its height; ``taller`` is the room that intervals need beside that."""

    pair: Pair
    lines: tuple[str, ...]
    taller: float

    @property
    def height(self) -> float:
        """How high the row is."""
        return max(_PITCH + self.taller, len(self.lines) * self.pair.face.pitch + _SPACE)


def draw_pairs(view: Pairs, words: Words, paper: Paper) -> Picture:
    """Return the picture of some rows."""
    keys, columns = _keys(view), _columns(view, paper)
    taller = _TALLER if view.has_intervals else 0.0
    rows = [_Row(pair, pair.face.wrap(pair.name, _NAMES), taller) for pair in view.rows]
    above = legend.height(keys, paper.inner) + _SPACE
    head = max(len(column.lines) for column in columns) * _small().pitch + _SPACE
    room = sum(row.height for row in rows)
    picture, top = open_picture(words, above + head + room + _TICKS, paper)
    legend.write_keys(picture, keys, top)
    top -= above + head
    left = MARGIN + max(row.pair.face.widest(row.lines) for row in rows) + _GAP
    axes = picture.axes_at(left, top - room, columns[0].left - _GAP - left, room)
    _set_axes(axes, view.scale, room)
    _write_headings(picture, columns, top)
    names = iter(mark_names(view.drawn))
    down = 0.0
    for row in rows:
        middle = down + row.height / 2
        _write_name(picture, row, top - middle)
        if row.pair.reason:
            write_reason(axes, middle, row.pair.reason)
        else:
            _draw(axes, view, row.pair, middle, names)
            _write_columns(picture, columns, row.pair, top - middle)
        down += row.height
    return picture


def _small() -> Lettering:
    return lettering.small(theme().colours.muted.hex)


def _columns(view: Pairs, paper: Paper) -> list[_Column]:
    """Lay out the columns from the right margin."""
    columns: list[_Column] = []
    right = paper.width - MARGIN
    for at, heading in reversed(list(enumerate(view.headings))):
        widest = max(row.face.width(row.columns[at]) for row in view.rows)
        width = max(widest, _small().widest(heading.words.split(" ")))
        columns.insert(0, _Column(_small().wrap(heading.words, width), heading.numeric, right - width, width))
        right -= width + _GAP
    return columns


def _keys(view: Pairs) -> list[Key]:
    face = lettering.label(theme().colours.text.hex)
    keys = [
        Key(partial(_mark, face.colour, filled), said, face) for said, filled in zip(view.words, view.fill, strict=True)
    ]
    return [*keys, Key(partial(_clear_sign, face.colour), view.clear, face)] if view.clear else keys


def _set_axes(axes: Axes, scale: Scale, room: float) -> None:
    """Set axes whose heights are inches from the top."""
    axes.set_xlim(scale.low, scale.high)
    axes.set_ylim(room, 0)
    label_below(axes, scale.ticks, scale.labels)
    for tick in scale.ticks:
        rule(axes, (tick, tick), (0, room))


def _write_headings(picture: Picture, columns: Sequence[_Column], top: float) -> None:
    face = _small()
    for column in columns:
        for up, line in enumerate(reversed(column.lines)):
            column.write(picture, top + _SPACE + up * face.pitch, line, face)


def _write_name(picture: Picture, row: _Row, middle: float) -> None:
    face = row.pair.face
    first = middle - face.half_height + (len(row.lines) - 1) / 2 * face.pitch
    for down, line in enumerate(row.lines):
        picture.write(MARGIN, first - down * face.pitch, line, face)


def _write_columns(picture: Picture, columns: Sequence[_Column], pair: Pair, middle: float) -> None:
    for column, text in zip(columns, pair.columns, strict=True):
        column.write(picture, middle - pair.face.half_height, text, pair.face)


def _draw(axes: Axes, view: Pairs, pair: Pair, middle: float, names: Iterator[str | None]) -> None:
    """Draw a row; where there are intervals its figures stand a little above each other, so that both are seen."""
    apart = _APART if view.has_intervals else 0.0
    ends = []
    for cell, filled, y in zip(pair.cells, view.fill, (middle - apart, middle + apart), strict=True):
        if cell.value is None:
            continue
        if cell.interval:
            axes.add_artist(_line(cell.interval, (y, y), theme().colours.interval.hex, _LINE))
        mark = _mark(pair.face.colour, filled, cell.value, y)
        mark.set_gid(next(names))
        axes.add_artist(mark)
        ends.append((cell.value, y))
    if len(ends) == len(pair.cells):
        (start, above), (end, below) = ends
        pale = not pair.clear and not view.has_intervals  # so that it is no interval, and no larger than it is
        colour = theme().colours.interval.hex if pale else pair.face.colour
        axes.add_artist(_line((start, end), (above, below), colour, _CLEAR_LINE if pair.clear else _LINE))


def _mark(colour: str, filled: bool, x: float, y: float) -> Line2D:  # noqa: FBT001 - one of two marks
    """Return a filled dot or a hollow diamond, large enough to be seen around a dot at the same place."""
    inside = colour if filled else "white"
    marker, size = ("o", 6.0) if filled else ("D", 7.5)
    return Line2D(
        [x],
        [y],
        marker=marker,
        color=colour,
        markerfacecolor=inside,
        markersize=size,
        zorder=4 if filled else 3,
        clip_on=False,
    )


def _line(xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float) -> Line2D:
    return Line2D(xs, ys, color=colour, linewidth=width, zorder=2, clip_on=False)


def _clear_sign(colour: str, x: float, y: float) -> Line2D:
    return _line((x - _SIGN, x + _SIGN), (y, y), colour, _CLEAR_LINE)
