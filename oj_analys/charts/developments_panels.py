"""Small panels over the years: how many stand side by side, and what stands in each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil
from operator import itemgetter
from statistics import fmean

from matplotlib.lines import Line2D

from oj_analys import swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import developments_words, lettering, wording
from oj_analys.charts.axis import label_left
from oj_analys.charts.developments_words import Developments
from oj_analys.charts.lettering import Lettering, spread
from oj_analys.charts.picture import MARGIN, Picture
from oj_analys.charts.scale import Scale, coarse, scale_of
from oj_analys.charts.sheet import Paper
from oj_analys.charts.stroke import stroke_of
from oj_analys.charts.timeline import Box, Plot, bare_plot, draw_line, rule_breaks
from oj_analys.charts.views import Along, Role

SMALL = 0.62  # lines and markers in small axes, as a share of their size

_NARROWEST = 1.3
_GUTTER = 0.2
_HEIGHT = 1.0
_GAP = 0.1
_STRIP = 0.15
_BELOW = 0.12
_PAD = 0.06
_SPACE = 0.04
_OUT = 0.04


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the panels stand, in inches: ``width`` and ``height`` are those of their axes, ``head`` the room above."""

    left: float
    width: float
    height: float
    columns: int
    rows: int
    head: float
    strip: float

    @property
    def pitch(self) -> float:
        """The distance from one row of panels to the next."""
        return self.head + self.height + self.strip + _STRIP + _BELOW

    @property
    def room(self) -> float:
        """How high all rows are together."""
        return self.rows * self.pitch


def layout_of(view: Developments, paper: Paper) -> Layout:
    """Share the width out on as many columns as fit, no more than the rows need."""
    left = _muted().widest(_scale(view).labels) + _GAP
    room = paper.inner - left + _GUTTER - _OUT
    most = int(room // (_NARROWEST + _GUTTER))
    rows = ceil(len(view.panels) / most)
    columns = ceil(len(view.panels) / rows)
    width = room / columns - _GUTTER
    heads = [_lines(panel, width) for panel in view.panels]
    head = max(len(lines.name) * _own().pitch + len(lines.value) * _muted().pitch for lines in heads)
    strip = _STRIP if any(cell.value is None for cell in view.cells) else 0.0
    return Layout(left, width, _HEIGHT, columns, rows, head + _GAP, strip)


def draw_panels(picture: Picture, view: Developments, layout: Layout, top: float) -> None:
    """Draw the panels row by row from a height downwards; the scale stands beside the first of each row."""
    scale = _scale(view)
    for first in range(0, len(view.panels), layout.columns):
        for at, panel in enumerate(view.panels[first : first + layout.columns]):
            x = MARGIN + layout.left + at * (layout.width + _GUTTER)
            box = Box(x, top - layout.head - layout.height, layout.width, layout.height)
            plot = _draw_panel(picture, panel, scale, box)
            _write_head(plot, top)
            _write_strips(plot, layout.strip)
            if at == 0:
                label_left(plot.axes, scale.ticks, scale.labels)
        top -= layout.pitch


def _scale(view: Developments) -> Scale:
    return coarse(scale_of(view.measure, view.drawn))


def _muted() -> Lettering:
    return lettering.small(theme().colours.muted.hex)


def _own() -> Lettering:
    return lettering.label(stroke_of(Role.OWN).colour, bold=True)


def _text() -> Lettering:
    return lettering.small(theme().colours.text.hex)


@dataclass(frozen=True, slots=True)
class _Lines:
    """What is set above the axes of a panel, line by line."""

    name: tuple[str, ...]
    value: tuple[str, ...]


def _lines(panel: Along, width: float) -> _Lines:
    wide = width + _GUTTER - _GAP
    return _Lines(_own().wrap(panel.kommun.name, wide), _text().wrap(developments_words.newest(panel), wide))


def _draw_panel(picture: Picture, panel: Along, scale: Scale, box: Box) -> Plot:
    plot = bare_plot(picture, box, panel, scale, _PAD)
    for series in (*panel.references, panel.own):
        draw_line(plot, series, SMALL)
    rule_breaks(plot)
    for year, cell in zip(panel.years, panel.cells, strict=True):
        if cell.interval:
            colour = stroke_of(Role.OWN).colour
            plot.axes.add_artist(Line2D((year, year), cell.interval, color=colour, linewidth=1.0, zorder=3))
    return plot


def _write_head(plot: Plot, top: float) -> None:
    """Set the kommun's name and, below it, its newest value."""
    lines = _lines(plot.view, plot.box.width)
    for text, face in (*((text, _own()) for text in lines.name), *((text, _text()) for text in lines.value)):
        top -= face.pitch
        plot.picture.write(plot.box.left, top + 0.25 * face.pitch, text, face)


def _write_strips(plot: Plot, strip: float) -> None:
    """Set the marks of missing values under their years, and below them the first and the last period."""
    y = plot.box.bottom - _STRIP
    gaps = _gaps(plot)
    sizes = [_text().width(mark) + _SPACE for mark, _ in gaps]
    places = spread([x for _, x in gaps], sizes, plot.box.left, plot.box.right + _OUT)
    for (mark, _), x in zip(gaps, places, strict=True):
        plot.picture.write(x, y + 0.02, mark, _text(), "center")
    _write_ends(plot, y - strip)


def _gaps(plot: Plot) -> list[tuple[str, float]]:
    """Return the mark of every missing value and its place; where years are close, neighbours share one."""
    places = [plot.x(year) for year in plot.view.years]
    marks = ["" if cell.value is not None else wording.mark(cell.status) for cell in plot.view.cells]
    nearest = min((later - earlier for earlier, later in pairwise(places)), default=plot.box.width)
    if nearest > _text().widest(marks) + _SPACE:
        return [(mark, x) for mark, x in zip(marks, places, strict=True) if mark]
    runs = groupby(zip(marks, places, strict=True), key=itemgetter(0))
    return [(mark, fmean(x for _, x in run)) for mark, run in runs if mark]


def _write_ends(plot: Plot, y: float) -> None:
    first, last = (swedish.period_text(plot.view.periods[at]) for at in (0, -1))
    right = plot.x(plot.view.years[-1]) + _OUT
    plot.picture.write(right, y, last, _muted(), "right")
    left = plot.x(plot.view.years[0]) - _OUT
    if left + _muted().widest([first]) + _SPACE < right - _muted().width(last):
        plot.picture.write(left, y, first, _muted())
