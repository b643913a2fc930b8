"""Rows of squares, one per kommun, filled for the full yes, with riket's share marked on the same axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from oj_analys.catalog.theme import theme
from oj_analys.charts import answer_shares_words, legend, lettering
from oj_analys.charts.answer_shares_words import AnswerShares, Asked
from oj_analys.charts.axis import label_below
from oj_analys.charts.legend import Key
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture, rule
from oj_analys.charts.scale import whole_scale
from oj_analys.charts.sheet import Paper

_NAMES = 2.5
_GAP = 0.16
_HEAD = 0.24
_TICKS = 0.22
_SPACE = 0.16
_LEAST = 0.36
_TALL = 0.2
_REACH = 0.05
_KEY = 0.07
_MOST_SQUARES = 60
_BETWEEN = 0.035
_FULL = 100.0
_IN_RIKET = "I riket"


@dataclass(frozen=True, slots=True)
class _Row:
    """A question laid out: its lines, and how far below the upper edge of the rows its middle is, in inches."""

    asked: Asked
    lines: tuple[tuple[str, Lettering], ...]
    down: float

    @property
    def high(self) -> float:
        """How high the lines are together."""
        return _high(self.lines)


def draw_squares(view: AnswerShares, words: Words, paper: Paper) -> Picture:
    """Draw the questions from above: their words, the squares, how many of how many, the percent in riket."""
    names, keys = min(paper.share(_NAMES), _longest(view)), _keys()
    rows, room = _rows(view, names)
    above = legend.height(keys, paper.inner) + _HEAD
    picture, top = open_picture(words, above + room + _TICKS, paper)
    legend.write_keys(picture, keys, top)
    top -= above
    shares = _group().widest([view.heading, *(one.counted for one in view.questions)]) + _GAP
    riket = _riket().widest([_IN_RIKET, *map(answer_shares_words.riket_text, view.questions)]) + _GAP
    left = MARGIN + names + _GAP
    axes = picture.axes_at(left, top - room, picture.right - shares - riket - left, room)
    _set_axes(axes, room)
    between = _BETWEEN * _FULL / (picture.right - shares - riket - left)
    ends = ((picture.right - riket, _group()), (picture.right, _riket()))
    for (x, face), text in zip(ends, (view.heading, _IN_RIKET), strict=True):
        picture.write(x, top + 0.07, text, face, "right")
    for row in rows:
        _draw_row(axes, row.asked, room - row.down, between)
        _write_lines(picture, row, top - row.down)
        for (x, face), text in zip(ends, (row.asked.counted, answer_shares_words.riket_text(row.asked)), strict=True):
            picture.write(x, top - row.down - face.half_height, text, face, "right")
    return picture


def _rows(view: AnswerShares, width: float) -> tuple[list[_Row], float]:
    """Return the rows, and how high they are together."""
    rows, room = [], 0.0
    for one in view.questions:
        lines = tuple(_lines(view, one, width))
        height = max(_LEAST, _high(lines) + _SPACE)
        rows.append(_Row(one, lines, room + height / 2))
        room += height
    return rows, room


def _longest(view: AnswerShares) -> float:
    """Return how wide the longest question is on one line, with what stands under it."""
    small = [detail for one in view.questions for detail in answer_shares_words.details(view, one)]
    return max(_name().widest([one.measure.title for one in view.questions]), _small().widest(small))


def _lines(view: AnswerShares, one: Asked, width: float) -> Iterator[tuple[str, Lettering]]:
    yield from ((line, _name()) for line in _name().wrap(one.measure.title, width))
    for detail in answer_shares_words.details(view, one):
        yield from ((line, _small()) for line in _small().wrap(detail, width))


def _high(lines: tuple[tuple[str, Lettering], ...]) -> float:
    return sum(face.pitch for _, face in lines)


def _set_axes(axes: Axes, room: float) -> None:
    scale = whole_scale()
    axes.set_xlim(scale.low, scale.high)
    axes.set_ylim(0, room)
    label_below(axes, scale.ticks, scale.labels)
    for tick in scale.ticks:
        rule(axes, (tick, tick), (0, room))


def _draw_row(axes: Axes, asked: Asked, y: float, between: float) -> None:
    """Draw the squares of a question from the left, those that say yes first, and riket's mark over them.

    Too many to be told apart are drawn as one bar.
    """
    if asked.of > _MOST_SQUARES:
        axes.add_artist(_square(0, _FULL, y, filled=False))
        axes.add_artist(_square(0, asked.share or 0.0, y, filled=True))
    else:
        for at in range(asked.of):
            wide = _FULL / asked.of
            axes.add_artist(_square(at * wide + between / 2, wide - between, y, filled=at < asked.said))
    if asked.riket is not None:
        _draw_riket(axes, asked.riket, y)


def _square(x: float, width: float, y: float, *, filled: bool) -> Rectangle:
    colour = theme().colours.lan.hex
    inside = colour if filled else "white"
    return Rectangle((x, y - _TALL / 2), width, _TALL, facecolor=inside, edgecolor=colour, linewidth=0.9, zorder=2)


def _draw_riket(axes: Axes, value: float, y: float) -> None:
    reach = _TALL / 2 + _REACH
    ground = _riket_sign(reach, value, y)
    ground.set(color="white", linewidth=4.5, zorder=3)
    axes.add_artist(ground)
    axes.add_artist(_riket_sign(reach, value, y))


def _riket_sign(reach: float, x: float, y: float) -> Line2D:
    return Line2D(
        (x, x, x),
        (y - reach, y, y + reach),
        color=theme().colours.riket.hex,
        linewidth=1.8,
        marker="s",
        markevery=[1],
        markersize=5.5,
        markerfacecolor="white",
        markeredgewidth=1.6,
        zorder=4,
        clip_on=False,
    )


def _keys() -> tuple[Key, ...]:
    face = lettering.small(theme().colours.text.hex)
    return (
        Key(lambda x, y: _swatch(x, y, filled=True), "kommun som svarar ja fullt ut", face),
        Key(lambda x, y: _swatch(x, y, filled=False), "kommun som svarar något annat", face),
        Key(partial(_riket_sign, _KEY), "andel av rikets kommuner som svarar ja fullt ut", face),
    )


def _swatch(x: float, y: float, *, filled: bool) -> Rectangle:
    square = _square(x - _KEY, 2 * _KEY, y, filled=filled)
    square.set_height(2 * _KEY)
    square.set_y(y - _KEY)
    return square


def _write_lines(picture: Picture, row: _Row, middle: float) -> None:
    y = middle + row.high / 2
    for text, face in row.lines:
        y -= face.pitch
        picture.write(MARGIN, y + 0.25 * face.pitch, text, face)


def _name() -> Lettering:
    return lettering.label(theme().colours.text.hex)


def _small() -> Lettering:
    return lettering.small(theme().colours.muted.hex)


def _group() -> Lettering:
    return lettering.label(theme().colours.lan.hex, bold=True)


def _riket() -> Lettering:
    return lettering.label(theme().colours.riket.hex)
