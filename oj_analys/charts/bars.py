"""Bars: one measure in one period, a bar per kommun and one for the group."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts import bars_words, cautions, lettering, notes, style, wording
from oj_analys.charts.bars_words import Bar, Bars
from oj_analys.charts.chart import Chart
from oj_analys.charts.figures import cleared, grupp_in, periods_in, pick
from oj_analys.charts.frame import require_number
from oj_analys.charts.labels import write_reason, write_value
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.names import unit_name, units_in_order
from oj_analys.charts.picture import INNER, MARGIN, Picture, Words, open_picture, rule
from oj_analys.charts.scale import Scale, bar_scale
from oj_analys.domain import Grupp, Measure

_ROW = 0.235
_TALL = 0.62
_TICKS = 0.22
_GAP = 0.14


def chart_bars(figures: pd.DataFrame, measure: str | Measure, *, period: str | None = None) -> Figure:
    """Draw one measure in one period, a bar per kommun and one for the group.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        measure: The id of a measure, ``asi.tackning``, or a measure of one's own.
        period: The period; without one the newest in the frame.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure or the period, in Swedish.
    """
    chosen = measure if isinstance(measure, Measure) else catalog.measure(measure)
    rows = cleared(figures, [chosen])
    return draw_bars(figures, chosen, period or periods_in(rows)[-1], grupp=grupp_in(rows)).figure


def draw_bars(
    figures: pd.DataFrame,
    measure: Measure,
    period: str,
    *,
    grupp: Grupp,
    marks: tuple[str, ...] = (),
    source_line: str = "",
    proviso: str = "",
    title: str = "",
) -> Chart:
    """Draw one measure in one period, a bar per kommun in å ä ö order and one for the group where it has a row.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown; every kommun of the group with a row of the
            measure gets a row, hidden and missing ones with their reason in words.
        measure: The measure to draw, no question answered in words.
        period: One of the frame's periods.
        grupp: The group.
        marks: Words that the picture must carry; made-up figures and drafts always say so.
        source_line: The last line of the picture, empty for one that names the producer.
        proviso: What must be said of the measure; that of its instrument is always said.
        title: The title, empty for one that states the group's value.

    Raises:
        DataError: What is wrong with the frame, the measure or the period, in Swedish.
    """
    require_number(measure)
    present = set(cleared(figures, [measure])["unit"])
    units = [unit for unit in units_in_order(grupp) if unit in present]
    found = pick(figures, [measure], units, (period,))
    instrument = catalog.instruments().get(measure.family)
    rows = tuple(
        Bar(unit_name(unit, grupp), unit == grupp.unit, found.cell(unit, measure.id, period)) for unit in units
    )
    view = Bars(measure, period, rows, grupp, instrument, proviso)
    words = Words(
        title or bars_words.title(view),
        bars_words.subtitle(view),
        found.marks(marks),
        cautions.lines(
            (),
            (cautions.threshold(found, measure.statistic, "personer"), bars_words.chance(view)),
            bars_words.provisos(view),
            source_line or notes.default_source([measure]),
        ),
    )
    with style.settings():
        figure = _draw(view, words)
    return Chart(figure, words.title, bars_words.alt_text(view, words.marks), bars_words.reading(view))


def _draw(view: Bars, words: Words) -> Picture:
    room = len(view.rows) * _ROW
    picture, top = open_picture(words, room + _TICKS)
    left = max(_face(row).width(bars_words.name(view, row)) for row in view.rows) + _GAP
    right = max((_face(row).width(bars_words.value(view, row)) for row in view.shown), default=0.0) + _GAP
    axes = picture.axes_at(MARGIN + left, top - room, INNER - left - right, room)
    scale = bar_scale(view.measure, (row.cell.value for row in view.rows))
    _set_axes(axes, scale, len(view.rows))
    for at, row in enumerate(view.rows):
        picture.write(MARGIN, top - (at + 0.5) * _ROW - _face(row).half_height, bars_words.name(view, row), _face(row))
        if row.cell.value is None:
            write_reason(axes, at, wording.no_value(row.cell.status))
        else:
            _draw_bar(axes, at, row, row.cell.value, bars_words.value(view, row))
    return picture


def _set_axes(axes: Axes, scale: Scale, rows: int) -> None:
    axes.set_xlim(scale.low, scale.high)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xticks(scale.ticks, labels=scale.labels)
    axes.set_yticks([])
    for tick in scale.ticks:
        rule(axes, (tick, tick), (-0.5, rows - 0.5))


def _draw_bar(axes: Axes, at: int, row: Bar, value: float, text: str) -> None:
    colours = theme().colours
    colour = colours.lan.hex if row.is_group else colours.other.hex
    axes.add_artist(Rectangle((0, at - _TALL / 2), value, _TALL, facecolor=colour))
    write_value(axes, (value, at), text, _face(row))


def _face(row: Bar) -> Lettering:
    colours = theme().colours
    return lettering.label(colours.lan.hex, bold=True) if row.is_group else lettering.label(colours.text.hex)
