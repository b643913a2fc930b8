"""Development: one kommun's values over real years, beside riket and länet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import alt, lettering, notes, style, wording
from oj_analys.charts.chart import Chart
from oj_analys.charts.compared_tables import development_table
from oj_analys.charts.ends import ends_of, widest, write_ends
from oj_analys.charts.frame import Cell, kommun_in, require_number, select
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture
from oj_analys.charts.scale import scale_of
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.charts.stroke import stroke_of
from oj_analys.charts.timeline import Box, Plot, draw_breaks, draw_line, open_plot, write_periods, write_row
from oj_analys.charts.views import Along, Role, Series, development
from oj_analys.domain import Measure

_HEIGHT = 2.0
_ABOVE = 0.26
_ROW = 0.19
_GAP = 0.1
_WIDEST_END = 1.35
_N = "Antal svar"


def chart_development(compared: pd.DataFrame, measure: str, *, highlight: str, sheet: str = "spalt") -> Figure:
    """Draw one kommun's values over the years with their intervals, beside riket and länet.

    Args:
        compared: A COMPARED frame, from ``oj.compare``.
        measure: The id of a measure, ``oj.U21468`` or ``U21468``.
        highlight: Code or name of the kommun.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure, the kommun or the sheet, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    return draw_development(compared, catalog.measure(measure), highlight, setting=setting).figure


def draw_development(
    compared: pd.DataFrame,
    measure: Measure,
    unit: str,
    *,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw one kommun's values over the years with their intervals, beside riket and länet.

    Values before and after a new definition are never joined; of overlapping periods only those counted back from the
    newest are drawn; a missing year is a gap with its mark below.

    Args:
        compared: A COMPARED frame.
        measure: The measure to draw, no question answered in words.
        unit: Code or name of the kommun.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the measure or the kommun, in Swedish.
    """
    require_number(measure)
    chosen = select(compared, measure)
    view = development(chosen, kommun_in(compared, unit).code, setting.names)
    words = Words(
        wording.development_title(view),
        wording.development_subtitle(view),
        chosen.marks(setting.marks),
        notes.development_notes(view, setting.source([measure])),
    )
    with style.settings():
        figure = fitted(partial(_draw, view, words), setting.sheet)
    said = alt.development_alt(view, words.marks)
    return Chart(figure, words.title, said, wording.development_reading(view), development_table(view))


def _draw(view: Along, words: Words, paper: Paper) -> Picture:
    scale = scale_of(view.measure, view.drawn)
    rows = _rows(view)
    ends = ends_of(view, _lines(view), partial(wording.printed, view.measure), _WIDEST_END)
    above = _ABOVE if view.breaks else _GAP
    picture, top = open_picture(words, above + _HEIGHT + (1 + len(rows)) * _ROW, paper)
    left = max(_muted().widest(scale.labels), *(row.face.width(row.name) for row in rows)) + _GAP
    right = widest(ends) + 2 * _GAP
    box = Box(MARGIN + left, top - above - _HEIGHT, paper.inner - left - right, _HEIGHT)
    periods = _muted().widest([swedish.period_text(period) for period in view.periods])
    plot = open_plot(picture, box, view, scale, max(periods, *(row.face.widest(row.texts) for row in rows)) / 2)
    _draw_lines(plot)
    draw_breaks(plot)
    write_ends(plot, ends)
    _write_rows(plot, rows)
    return picture


def _lines(view: Along) -> tuple[Series, ...]:
    return (view.own, *view.references)


def _draw_lines(plot: Plot) -> None:
    colour = stroke_of(Role.OWN).colour
    for series in _lines(plot.view):
        draw_line(plot, series)
    for year, cell in zip(plot.view.years, plot.view.cells, strict=True):
        if cell.interval:
            bar = Line2D((year, year), cell.interval, color=colour, linewidth=1.4, marker="_", zorder=3)
            plot.axes.add_artist(bar)


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row under the axes: its name and one text per period."""

    name: str
    texts: tuple[str, ...]
    face: Lettering


def _rows(view: Along) -> list[_Strip]:
    own = lettering.small(theme().colours.own.hex, bold=True)
    rows = [_Strip(view.kommun.name, tuple(_value(view.measure, cell) for cell in view.cells), own)]
    if any(cell.n is not None for cell in view.cells):
        rows.append(_Strip(_N, tuple(_n(cell) for cell in view.cells), _muted()))
    return rows


def _muted() -> Lettering:
    return lettering.small(theme().colours.muted.hex)


def _value(measure: Measure, cell: Cell) -> str:
    return wording.mark(cell.status) if cell.value is None else wording.printed(measure, cell.value)


def _n(cell: Cell) -> str:
    if cell.value is None:
        return wording.mark(cell.status)
    return swedish.DASH if cell.n is None else swedish.number(cell.n)


def _write_rows(plot: Plot, rows: list[_Strip]) -> None:
    write_periods(plot, plot.box.bottom - _ROW + 0.02, _muted())
    for at, row in enumerate(rows, start=2):
        y = plot.box.bottom - at * _ROW + 0.02
        plot.picture.write(MARGIN, y, row.name, row.face)
        write_row(plot, y, row.texts, row.face)
