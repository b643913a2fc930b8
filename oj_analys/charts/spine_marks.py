"""The lines and marks of a spine, and their keys; each kind is one artist for all rows, since artists are dear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import nan

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering
from oj_analys.charts.legend import Key
from oj_analys.charts.spine_view import Spine

LANE = 0.08  # how far the spread stands above the middle of a row, and the own kommun below it

_TALL = 0.07  # half the height of a median

Stroke = tuple[Sequence[float], Sequence[float]]


def keys(view: Spine) -> list[Key]:
    """Return what each line and mark stands for."""
    colours = theme().colours
    text = lettering.small(colours.text.hex)
    found = [
        Key(lambda x, y: _range([((x - 0.08, x + 0.08), (y, y))]), "alla kommuner", text),
        Key(lambda x, y: _half([((x - 0.08, x + 0.08), (y, y))]), "mittersta hälften", text),
        Key(lambda x, y: _median([((x, x), (y - _TALL, y + _TALL))]), "median", text),
    ]
    if any(row.spread and row.riket is not None for row in view.rows):
        found.append(Key(lambda x, y: _riket([x], [y]), "riket", lettering.small(colours.riket.hex)))
    if view.kommun:
        found.append(Key(lambda x, y: _dots([x], [y]), view.kommun.name, lettering.small(colours.own.hex, bold=True)))
    return found


def draw_spreads(axes: Axes, view: Spine, middles: Sequence[float]) -> None:
    """Draw the range, the middle half, the median and riket of every row around its middle."""
    ranges, halves, medians, riket = list[Stroke](), list[Stroke](), list[Stroke](), list[tuple[float, float]]()
    for row, middle in zip(view.rows, middles, strict=True):
        if row.spread is None:
            continue
        y, found = middle - LANE * (row.own is not None), row.spread
        ranges.append(((row.share(found.lowest), row.share(found.highest)), (y, y)))
        halves.append(((row.share(found.lower), row.share(found.upper)), (y, y)))
        medians.append(((row.share(found.median),) * 2, (y - _TALL, y + _TALL)))
        if row.riket is not None:
            riket.append((row.share(row.riket), y))
    for artist in (_range(ranges), _half(halves), _median(medians), _riket(*_columns_of(riket))):
        axes.add_artist(artist)


def draw_own(axes: Axes, view: Spine, middles: Sequence[float]) -> None:
    """Draw the own kommun's value and uncertainty in every row where it has a place."""
    bars, dots = list[Stroke](), list[tuple[float, float]]()
    for row, middle in zip(view.rows, middles, strict=True):
        if row.place is not None:
            y = middle + LANE
            dots.append((row.share(row.place), y))
            if row.interval:
                bars.append((tuple(row.share(limit) for limit in row.interval), (y, y)))
    axes.add_artist(_line(bars, color=theme().colours.own.hex, linewidth=2.2, zorder=4, label="osäkerhet"))
    axes.add_artist(_dots(*_columns_of(dots)))


def _range(strokes: Sequence[Stroke]) -> Line2D:
    return _line(strokes, color=theme().colours.interval.hex, linewidth=1.3, zorder=1, label="alla kommuner")


def _half(strokes: Sequence[Stroke]) -> Line2D:
    colour = theme().colours.interval.hex
    return _line(strokes, color=colour, linewidth=7, solid_capstyle="butt", zorder=2, label="mittersta hälften")


def _median(strokes: Sequence[Stroke]) -> Line2D:
    return _line(strokes, color=theme().colours.text.hex, linewidth=1.8, zorder=3, label="median")


def _riket(xs: Sequence[float], ys: Sequence[float]) -> Line2D:
    return _marks(xs, ys, marker="D", color=theme().colours.riket.hex, inside="white", size=5.0, label="riket")


def _dots(xs: Sequence[float], ys: Sequence[float]) -> Line2D:
    own = theme().colours.own.hex
    return _marks(xs, ys, marker="o", color=own, inside=own, size=8.0, label="egen")


def _line(strokes: Sequence[Stroke], **look: object) -> Line2D:
    xs, ys = ([end for stroke in strokes for end in (*stroke[at], nan)] for at in (0, 1))
    return Line2D(xs, ys, clip_on=False, **look)  # type: ignore[arg-type]


def _marks(
    xs: Sequence[float], ys: Sequence[float], *, marker: str, color: str, inside: str, size: float, label: str
) -> Line2D:
    return Line2D(
        xs,
        ys,
        linestyle="none",
        marker=marker,
        color=color,
        markerfacecolor=inside,
        markersize=size,
        zorder=5,
        clip_on=False,
        label=label,
    )


def _columns_of(points: Iterable[tuple[float, float]]) -> tuple[list[float], list[float]]:
    found = list(points)
    return [x for x, _ in found], [y for _, y in found]
