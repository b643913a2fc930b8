"""Lines over real years: what the charts of one kommun over time have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from oj_analys import swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering, wording
from oj_analys.charts.axis import label_left
from oj_analys.charts.labels import Label, write_above
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import Picture, rule
from oj_analys.charts.scale import Scale
from oj_analys.charts.stroke import stroke_of
from oj_analys.charts.views import Along, Series

_END = 0.08
_BESIDE = 0.12
_SPACE = 0.05
_BREAK_OVER = 0.4
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the sheet, in inches."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The height of its upper edge."""
        return self.bottom + self.height

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Plot:
    """Axes whose x is years, true to scale; ``pad`` inches are kept free before the first year."""

    picture: Picture
    axes: Axes
    box: Box
    view: Along
    scale: Scale
    pad: float

    @property
    def beside(self) -> float:
        """Where labels to the right of the lines begin."""
        return self.box.right + _BESIDE - _END

    def x(self, year: float) -> float:
        """Return where a year stands on the sheet."""
        return self.box.right - _END - (self.view.years[-1] - year) / _per_inch(self.view, self.box.width, self.pad)

    def y(self, value: float) -> float:
        """Return how high a value stands on the sheet."""
        return self.box.bottom + self.scale.share(value) * self.box.height


def open_plot(picture: Picture, box: Box, view: Along, scale: Scale, pad: float) -> Plot:
    """Return axes with the value scale drawn."""
    plot = bare_plot(picture, box, view, scale, pad)
    label_left(plot.axes, scale.ticks, scale.labels)
    return plot


def bare_plot(picture: Picture, box: Box, view: Along, scale: Scale, pad: float) -> Plot:
    """Return axes with the rules of the value scale and no labels."""
    axes = picture.axes_at(box.left, box.bottom, box.width, box.height)
    plot = Plot(picture, axes, box, view, scale, pad)
    per_inch = _per_inch(view, box.width, pad)
    newest = view.years[-1]
    axes.set_xlim(newest - (box.width - _END) * per_inch, newest + _END * per_inch)
    axes.set_ylim(scale.low, scale.high)
    for tick in scale.ticks:
        rule(axes, axes.get_xlim(), (tick, tick))
    return plot


def _per_inch(view: Along, width: float, pad: float) -> float:
    """Return how many years an inch holds; a single year stands at the right end."""
    return (view.years[-1] - view.years[0] or 1) / (width - pad - _END)


def draw_line(plot: Plot, series: Series, share: float = 1.0) -> None:
    """Draw one line per run, so that no line crosses a gap or a break; the kommun's own lies on top.

    In small axes lines and markers are a ``share`` of their size.
    """
    stroke = stroke_of(series.role)
    for run in plot.view.runs(series.figures):
        line = Line2D(
            [plot.view.years[point.at] for point in run],
            [point.value for point in run],
            color=stroke.colour,
            linestyle=stroke.dash,
            linewidth=share * stroke.width,
            marker=stroke.marker,
            markersize=share * (6.0 if stroke.filled else 4.5),
            markerfacecolor=stroke.inside,
            zorder=4 if stroke.filled else 2,
            clip_on=False,
        )
        plot.axes.add_artist(line)


def draw_breaks(plot: Plot) -> None:
    """Draw where values before and after do not compare, with the reason above the axes."""
    face = lettering.small(theme().colours.text.hex)
    rule_breaks(plot)
    labels = [
        Label(plot.x(year - 0.5), plot.box.top, (wording.break_words(plot.view, year),), face)
        for year in plot.view.breaks
    ]
    write_above(plot.picture, labels, plot.box.left, plot.box.right + _BREAK_OVER)


def rule_breaks(plot: Plot) -> None:
    """Draw where values before and after do not compare."""
    for year in plot.view.breaks:
        plot.axes.axvline(year - 0.5, color=theme().colours.text.hex, linestyle=":", linewidth=1.2, zorder=1)


def write_periods(plot: Plot, y: float, face: Lettering) -> None:
    """Set the periods, years with two digits where four do not fit."""
    texts = [swedish.period_text(period) for period in plot.view.periods]
    places = [plot.x(year) for year in plot.view.years]
    nearest = min((later - earlier for earlier, later in pairwise(places)), default=plot.box.width)
    if face.widest(texts) + _SPACE > nearest:
        texts = [text[2:] if len(text) == _YEAR_DIGITS else text for text in texts]
    write_row(plot, y, texts, face)


def write_row(plot: Plot, y: float, texts: Sequence[str], face: Lettering) -> None:
    """Set one text under each period, from the newest backwards; one that would touch its neighbour is left out."""
    taken = float("inf")
    for year, text in reversed(list(zip(plot.view.years, texts, strict=True))):
        half = face.width(text) / 2
        if text and plot.x(year) + half + _SPACE <= taken:
            plot.picture.write(plot.x(year), y, text, face, "center")
            taken = plot.x(year) - half
