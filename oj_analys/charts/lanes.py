"""The drawing of a profile: in each subscale's row one lane per series, so that no value hides another."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from oj_analys import swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import legend, lettering, wording
from oj_analys.charts.axis import label_below
from oj_analys.charts.labels import write_reason, write_value
from oj_analys.charts.legend import Key
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.marks import mark_names
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture, rule
from oj_analys.charts.profile_words import SIGNS, Profile, Series
from oj_analys.charts.sheet import Paper

_LANE = 0.2
_ROOM = 0.14
_NAMES = 1.8
_VALUES = 0.35
_TICKS = 0.22
_BESIDE = 0.1


@dataclass(frozen=True, slots=True)
class _Look:
    """How a series is told from the others, also without colour; the first has a filled marker and bold values."""

    colour: str
    marker: str
    first: bool

    @property
    def face(self) -> Lettering:
        return lettering.label(self.colour, bold=self.first)

    def line(self, x: float, y: float) -> Line2D:
        inside = self.colour if self.first else "white"
        size = 7.5 if self.first else 6.5
        return Line2D(
            [x], [y], marker=self.marker, color=self.colour, markerfacecolor=inside, markersize=size, clip_on=False
        )


def draw_lanes(view: Profile, words: Words, paper: Paper) -> Picture:
    """Return the picture of a profile."""
    looks = [_look(at, one) for at, one in enumerate(view.series)]
    keys = [Key(look.line, one.key, look.face) for look, one in zip(looks, view.series, strict=True)]
    pitch = len(view.series) * _LANE + _ROOM
    room = len(view.measures) * pitch
    legend_height = legend.height(keys, paper.inner)
    picture, top = open_picture(words, legend_height + _ROOM + room + _TICKS, paper)
    legend.write_keys(picture, keys, top)
    top -= legend_height + _ROOM
    axes = picture.axes_at(MARGIN + _NAMES, top - room, picture.inner - _NAMES - _VALUES, room)
    _set_axes(axes, view, room, pitch)
    names = iter(mark_names(view.drawn))
    for at, measure in enumerate(view.measures):
        _write_name(picture, measure.title, top - (at + 0.5) * pitch)
        for lane, (look, one) in enumerate(zip(looks, view.series, strict=True)):
            y = at * pitch + _ROOM / 2 + (lane + 0.5) * _LANE
            cell = one.cells[at]
            if cell.value is None:
                write_reason(axes, y, f"{wording.mark(cell.status)}{2 * swedish.NBSP}{one.label}")
            else:
                point = look.line(cell.value, y)
                point.set_gid(next(names))
                axes.add_artist(point)
                write_value(axes, (cell.value, y), cell.band.brief(wording.number(measure, cell.value)), look.face)
    return picture


def _look(at: int, one: Series) -> _Look:
    colours = theme().colours
    return _Look((colours.lan if one.is_group else colours.own).hex, SIGNS[at].marker, at == 0)


def _set_axes(axes: Axes, view: Profile, room: float, pitch: float) -> None:
    """Set axes whose heights are inches from the top."""
    ticks = range(view.low, view.high + 1)
    axes.set_xlim(view.low, view.high)
    axes.set_ylim(room, 0)
    label_below(axes, ticks, [swedish.number(tick) for tick in ticks])
    for tick in ticks:
        rule(axes, (tick, tick), (0, room))
    for at in range(len(view.measures) + 1):
        rule(axes, (view.low, view.high), (at * pitch, at * pitch))


def _write_name(picture: Picture, name: str, middle: float) -> None:
    face = lettering.label(theme().colours.text.hex)
    lines = face.wrap(name, _NAMES - _BESIDE)
    first = middle - face.half_height + (len(lines) - 1) / 2 * face.pitch
    for down, line in enumerate(lines):
        picture.write(MARGIN, first - down * face.pitch, line, face)
