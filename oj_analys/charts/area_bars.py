"""The drawing of one step of an interview form's ratings: in each area's row one bar per lane, from nought."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from oj_analys.catalog.theme import theme
from oj_analys.charts import area_words, legend, lettering
from oj_analys.charts.area_words import Areas
from oj_analys.charts.axis import label_below
from oj_analys.charts.labels import write_reason, write_value
from oj_analys.charts.legend import Key
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.marks import mark_names
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture, rule
from oj_analys.charts.scale import whole_scale
from oj_analys.charts.sheet import Paper

_LANE = 0.165
_BAR = 0.12
_ROOM = 0.1
_GAP = 0.14
_TICKS = 0.22
_OUTLINE = 0.9
_HATCH = 6 * "/"


@dataclass(frozen=True, slots=True)
class _Look:
    """How the bars of a lane are told from the others, also without colour: filled, white or hatched."""

    colour: str
    at: int

    @property
    def face(self) -> Lettering:
        return lettering.small(self.colour, bold=self.at == 0)

    def box(self, place: tuple[float, float], width: float, height: float) -> Rectangle:
        inside, hatch = ((self.colour, ""), ("white", ""), ("white", _HATCH))[self.at]
        return Rectangle(
            place,
            width,
            height,
            facecolor=inside,
            edgecolor=self.colour,
            hatch=hatch,
            linewidth=_OUTLINE,
            clip_on=False,
        )

    def swatch(self, x: float, y: float) -> Rectangle:
        return self.box((x - 0.06, y - 0.05), 0.12, 0.1)


def draw_area_bars(view: Areas, words: Words, paper: Paper) -> Picture:
    """Return the picture of how common a step is in every area."""
    looks = _looks(view)
    keys = [
        Key(look.swatch, area_words.key(view, lane), look.face) for look, lane in zip(looks, view.lanes, strict=True)
    ]
    pitch = len(view.lanes) * _LANE + _ROOM
    room, above = len(view.names) * pitch, legend.height(keys, paper.inner) + _ROOM
    picture, top = open_picture(words, above + room + _TICKS, paper)
    legend.write_keys(picture, keys, top)
    axes = _open_axes(picture, view, top - above, room)
    names = iter(mark_names(view.drawn))
    for at, row in enumerate(view.rows):
        for lane, (look, cell) in enumerate(zip(looks, row, strict=True)):
            y = at * pitch + _ROOM / 2 + (lane + 0.5) * _LANE
            if cell.value is None:
                write_reason(axes, y, area_words.absent(view.lanes[lane], cell))
            else:
                bar = look.box((0, y - _BAR / 2), cell.value, _BAR)
                bar.set_gid(next(names))
                axes.add_artist(bar)
                write_value(axes, (cell.value, y), area_words.value(cell), look.face)
    return picture


def _looks(view: Areas) -> list[_Look]:
    colours = theme().colours
    colour = colours.lan.hex if view.is_group else colours.own.hex
    return [_Look(colour, at) for at in range(len(view.lanes))]


def _open_axes(picture: Picture, view: Areas, top: float, room: float) -> Axes:
    """Write the names of the areas, and return axes whose heights are inches from the top."""
    scale, face, pitch = whole_scale(), lettering.label(theme().colours.text.hex), room / len(view.names)
    left = face.widest(view.names) + _GAP
    right = max(face.width(area_words.value(cell)) for cell in view.drawn) + _GAP
    axes = picture.axes_at(MARGIN + left, top - room, picture.inner - left - right, room)
    axes.set_xlim(scale.low, scale.high)
    axes.set_ylim(room, 0)
    label_below(axes, scale.ticks, scale.labels)
    for tick in scale.ticks:
        rule(axes, (tick, tick), (0, room))
    for at, name in enumerate(view.names):
        rule(axes, (scale.low, scale.high), (at * pitch, at * pitch))
        picture.write(MARGIN, top - (at + 0.5) * pitch - face.half_height, name, face)
    return axes
