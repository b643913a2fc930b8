"""Bars: one measure in one period, a bar per kommun and one for the group."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts import bars_words, cautions, lettering, rows, style
from oj_analys.charts.bars_words import Bar, Bars
from oj_analys.charts.chart import Chart
from oj_analys.charts.figures import cleared, grupp_in, periods_in, pick
from oj_analys.charts.frame import require_number
from oj_analys.charts.labels import write_value
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.marks import figures_in, mark_names, values_in
from oj_analys.charts.names import unit_name, units_in_order
from oj_analys.charts.picture import Picture, Words, open_picture
from oj_analys.charts.rows import Entry
from oj_analys.charts.scale import bar_scale
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.domain import Grupp, Measure

_TALL = 0.62


def chart_bars(
    figures: pd.DataFrame, measure: str | Measure, *, period: str | None = None, sheet: str = "spalt"
) -> Figure:
    """Draw one measure in one period, a bar per kommun and one for the group.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        measure: The id of a measure, ``asi.tackning``, or a measure of one's own.
        period: The period; without one the newest in the frame.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure, the period or the sheet, in Swedish.
    """
    chosen = measure if isinstance(measure, Measure) else catalog.measure(measure)
    found = cleared(figures, [chosen])
    setting = Setting(sheet=sheet_named(sheet))
    return draw_bars(figures, chosen, period or periods_in(found)[-1], grupp=grupp_in(found), setting=setting).figure


def draw_bars(
    figures: pd.DataFrame,
    measure: Measure,
    period: str,
    *,
    grupp: Grupp,
    proviso: str = "",
    title: str = "",
    setting: Setting = PLAIN,
) -> Chart:
    """Draw one measure in one period, a bar per kommun in å ä ö order and one for the group where it has a row.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown; every kommun of the group with a row of the
            measure gets a row, hidden and missing ones with their reason in words.
        measure: The measure to draw, no question answered in words.
        period: One of the frame's periods.
        grupp: The group.
        proviso: What must be said of the measure; that of its instrument is always said.
        title: The title, empty for one that states the group's value.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the measure or the period, in Swedish.
    """
    require_number(measure)
    present = set(cleared(figures, [measure], setting.policies)["unit"])
    units = [unit for unit in units_in_order(grupp) if unit in present]
    found = pick(figures, [measure], units, (period,), setting.policies)
    instrument = catalog.instruments().get(measure.family)
    bars = tuple(
        Bar(unit_name(unit, grupp), unit == grupp.unit, found.cell(unit, measure.id, period)) for unit in units
    )
    cells = [bar.cell for bar in bars]
    view = Bars(measure, period, bars, grupp, instrument, proviso)
    words = Words(
        title or bars_words.title(view),
        bars_words.subtitle(view),
        found.marks(setting.marks),
        cautions.lines(
            (),
            (
                cautions.threshold(found, measure.statistic, bars_words.guarded(measure), cells),
                cautions.rounded_counts(found, cells),
                bars_words.chance(view),
            ),
            (cautions.bands(cells), *bars_words.provisos(view)),
            setting.source([measure]),
        ),
    )
    with style.settings():
        figure = fitted(partial(draw_entries, view, [_entry(view, row) for row in view.rows], words), setting.sheet)
    drawn = [row.cell for row in view.shown]
    return Chart(
        figure,
        words.title,
        bars_words.alt_text(view, words.marks),
        bars_words.reading(view),
        bars_words.table(view),
        figures_in(drawn, cells),
        values_in(drawn),
    )


def draw_entries(view: Bars, entries: Sequence[Entry], words: Words, paper: Paper) -> Picture:
    """Return the picture of a bar per row, with the words of its entry."""
    picture, top = open_picture(words, rows.height(entries), paper)
    axes = rows.open_rows(picture, entries, bar_scale(view.measure, (row.cell.value for row in view.rows)), top)
    names = iter(mark_names(row.cell for row in view.shown))
    for at, (row, entry) in enumerate(zip(view.rows, entries, strict=True)):
        if row.cell.value is not None:
            axes.add_artist(_bar(at, row, row.cell.value, next(names)))
            write_value(axes, (row.cell.value, at), entry.value, entry.face)
    return picture


def _entry(view: Bars, row: Bar) -> Entry:
    return Entry(bars_words.name(view, row), bars_words.value(view, row), face_of(row), row.cell.status)


def _bar(at: int, row: Bar, value: float, name: str | None) -> Rectangle:
    colours = theme().colours
    colour = colours.lan.hex if row.is_group else colours.other.hex
    return Rectangle((0, at - _TALL / 2), value, _TALL, facecolor=colour, gid=name)


def face_of(row: Bar) -> Lettering:
    """Return how a row is set: the group bold and in its colour."""
    colours = theme().colours
    return lettering.label(colours.lan.hex, bold=True) if row.is_group else lettering.label(colours.text.hex)
