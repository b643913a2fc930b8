"""The words at the ends of lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts import lettering
from oj_analys.charts.labels import Label, write_beside
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.stroke import stroke_of
from oj_analys.charts.timeline import Plot
from oj_analys.charts.views import Along, Point, Role, Series

_OVER = 0.1


@dataclass(frozen=True, slots=True)
class End:
    """The words beside a line's newest point."""

    point: Point
    lines: tuple[str, ...]
    face: Lettering


def ends_of(view: Along, lines: Sequence[Series], write: Callable[[float], str], width: float) -> tuple[End, ...]:
    """Return name and newest value of each line that has one, with the period where it is not the chart's newest."""
    return tuple(_end(view, series, write, width) for series in lines if view.runs(series.figures))


def widest(ends: Sequence[End]) -> float:
    """Return how wide the words are, in inches."""
    return max((end.face.widest(end.lines) for end in ends), default=0.0)


def write_ends(plot: Plot, ends: Sequence[End]) -> None:
    """Set the words to the right of the lines."""
    labels = [
        Label(plot.x(plot.view.years[end.point.at]), plot.y(end.point.value), end.lines, end.face) for end in ends
    ]
    write_beside(plot.picture, labels, plot.beside, plot.box.bottom - _OVER, plot.box.top + _OVER)


def _end(view: Along, series: Series, write: Callable[[float], str], width: float) -> End:
    face = lettering.small(stroke_of(series.role).colour, bold=series.role is Role.OWN)
    point = view.runs(series.figures)[-1][-1]
    when = "" if point.at == len(view.periods) - 1 else f" ({swedish.period_text(view.periods[point.at])})"
    return End(point, face.wrap(f"{series.name} {write(point.value)}{when}", width), face)
