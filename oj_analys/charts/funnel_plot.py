"""The drawing of a funnel: the limits in steps, a point per kommun and names where there is room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from oj_analys.catalog.theme import theme
from oj_analys.charts import funnel_words, legend, lettering, wording
from oj_analys.charts.axis import label_below, label_left
from oj_analys.charts.funnel_words import Funnel
from oj_analys.charts.judged import Judged
from oj_analys.charts.judged_signs import POINT, ROOM_EDGE, face, keys_of, point
from oj_analys.charts.labels import Label, write_beside
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture, rule
from oj_analys.charts.placing import Box, Ground, Name, around, nearest_on, place
from oj_analys.charts.sheet import Paper
from oj_analys.charts.stroke import stroke_of
from oj_analys.charts.views import Role
from oj_analys.stats.checks import Floats

LIMIT = "limit"  # the label of the lines that are limits
_TALL = 3.0
_GAP = 0.12
_BELOW = 0.42
_AWAY = 0.13  # inches between a point and its name from which a line ties them
_PIECE = 0.12  # inches of a limit that stand in a name's way together
_MANY = 50
_AROUND = 0.7
_NEAR = 0.3  # inches within which names stand where not all have room
_SMALL = 3.5  # the size of each of many points


@dataclass(frozen=True, slots=True)
class _Plot:
    """The axes and where things stand on the sheet, in inches."""

    picture: Picture
    axes: Axes
    view: Funnel
    box: Box

    def x(self, place: float) -> float:
        """Return how far from the left a place on the axis of answers is."""
        axis = self.view.axis
        return self.box.left + (place - axis.low) / (axis.high - axis.low) * (self.box.right - self.box.left)

    def y(self, share: float) -> float:
        """Return how high a share stands."""
        return self.box.bottom + self.view.scale.share(share) * (self.box.top - self.box.bottom)


def draw_plot(view: Funnel, words: Words, paper: Paper) -> Picture:
    """Return the picture of a funnel."""
    keys = keys_of(view.points)
    above = legend.height(keys, paper.inner) + _GAP
    picture, top = open_picture(words, above + _TALL + _BELOW, paper)
    legend.write_keys(picture, keys, top)
    plot = _open_plot(picture, view, top - above)
    limits, many = _draw_limits(plot), len(view.points) > _MANY
    for row in view.points:
        place_of_it = _x(row), row.share or 0.0
        plot.axes.add_artist(point(row, *place_of_it, _SMALL) if many else point(row, *place_of_it))
    _name_points(plot, limits)
    return picture


def _open_plot(picture: Picture, view: Funnel, top: float) -> _Plot:
    """Set axes, grid and riket's line, with riket's name and value beside it."""
    stroke, scale, axis = stroke_of(Role.RIKET), view.scale, view.axis
    small, tick = lettering.small(stroke.colour), lettering.small(theme().colours.muted.hex)
    beside = (view.riket_name, wording.printed(view.measure, view.riket))
    left = MARGIN + tick.widest(scale.labels) + _GAP
    box = Box(left, top - _TALL, picture.right - small.widest(beside) - _GAP, top)
    axes = picture.axes_at(box.left, box.bottom, box.right - box.left, _TALL)
    axes.set_xlim(axis.low, axis.high)
    axes.set_ylim(scale.low, scale.high)
    label_left(axes, scale.ticks, scale.labels)
    label_below(axes, axis.places, axis.labels)
    for at in scale.ticks:
        rule(axes, (axis.low, axis.high), (at, at))
    line = Line2D(
        (axis.low, axis.high), (view.riket, view.riket), color=stroke.colour, linewidth=stroke.width, zorder=2
    )
    axes.add_artist(line)
    plot = _Plot(picture, axes, view, box)
    label = Label(box.right, plot.y(view.riket), beside, small)
    write_beside(picture, [label], box.right + _GAP / 2, box.bottom, box.top)
    picture.write((box.left + box.right) / 2, box.bottom - _BELOW + 0.06, axis.name, tick, "center")
    return plot


def _draw_limits(plot: _Plot) -> tuple[Box, ...]:
    """Draw the room between the limits, and return what of the limits a name should not stand on.

    Where no share can be judged the room ends with the axis.
    """
    view, axis, colours = plot.view, plot.view.axis, theme().colours
    starts = np.clip(np.log10([step.n - 0.5 for step in view.steps]), axis.low, axis.high)
    x = np.repeat([*starts, axis.high], 2)[1:-1]
    low = _outline([step.low for step in view.steps], view.scale.low, view)
    high = _outline([step.high for step in view.steps], view.scale.high, view)
    room = np.column_stack([np.concatenate([x, x[::-1]]), np.concatenate([high, low[::-1]])])
    plot.axes.add_artist(Polygon(room, facecolor=colours.blank.hex, edgecolor="none", zorder=0))
    for y in (low, high):
        plot.axes.add_artist(Line2D(x, y, color=colours.interval.hex, linewidth=ROOM_EDGE, zorder=1, label=LIMIT))
    return (*_pieces(plot, x, low), *_pieces(plot, x, high))


def _outline(limits: Sequence[float | None], edge: float, view: Funnel) -> Floats:
    found = [edge if limit is None else limit for limit in limits]
    return np.repeat(np.clip(found, view.scale.low, view.scale.high), 2)


def _pieces(plot: _Plot, x: Floats, y: Floats) -> list[Box]:
    """Return the rectangles that hold a line, piece by piece."""
    across = plot.box.left + (x - plot.view.axis.low) / (plot.view.axis.high - plot.view.axis.low) * (
        plot.box.right - plot.box.left
    )
    up = np.array([plot.y(share) for share in y.tolist()])
    piece = ((across - plot.box.left) // _PIECE).astype(int)
    found = []
    for at in np.unique(piece).tolist():
        own = piece == at
        left = plot.box.left + at * _PIECE
        found.append(Box(left, float(up[own].min()) - 0.01, left + _PIECE, float(up[own].max()) + 0.01))
    return found


def _name_points(plot: _Plot, limits: Sequence[Box]) -> None:
    """Write names beside points, tied to them where there is no room right there."""
    view, riket = plot.view, plot.y(plot.view.riket)
    points = [_place(plot, row) for row in view.points]
    named = sorted(view.named, key=lambda row: (not row.own, -_crowd(_place(plot, row), points)))
    lines = (*limits, Box(plot.box.left, riket - 0.02, plot.box.right, riket + 0.02))
    ground = Ground(plot.box, [around(*each, POINT) for each in points], lines)
    names = [_name(plot, row) for row in named]
    for row, name, box in zip(named, names, place(names, ground), strict=True):
        if box is not None:
            _tie(plot.picture, name.point, box, face(row))
            y = (box.bottom + box.top) / 2 - face(row).half_height
            plot.picture.write(box.left + 0.01, y, funnel_words.point_name(view, row), face(row))


def _name(plot: _Plot, row: Judged) -> Name:
    width = face(row).width(funnel_words.point_name(plot.view, row))
    reach = math.inf if plot.view.all_named or row.own else _NEAR
    return Name(_place(plot, row), (width + 0.02, 2.6 * face(row).half_height), reach)


def _crowd(point: tuple[float, float], others: Sequence[tuple[float, float]]) -> int:
    """Count the points around one: where many are, names are placed while there is room."""
    return sum(math.dist(point, other) < _AROUND for other in others)


def _tie(picture: Picture, start: tuple[float, float], box: Box, set_as: Lettering) -> None:
    end = nearest_on(box, *start)
    away = math.dist(start, end)
    if away > _AWAY:
        edge = [at + (to - at) * POINT / away for at, to in zip(start, end, strict=True)]
        xs, ys = zip(edge, end, strict=True)
        picture.add_artist(Line2D(xs, ys, color=set_as.colour, linewidth=0.6, transform=picture.dpi_scale_trans))


def _x(row: Judged) -> float:
    return math.log10(row.cell.n or 1)


def _place(plot: _Plot, row: Judged) -> tuple[float, float]:
    return plot.x(_x(row)), plot.y(row.share or 0.0)
