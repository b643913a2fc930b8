"""Dots with intervals: all kommuner of a frame in one period, beside riket and länet."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import alt, lettering, notes, rows, style, wording
from oj_analys.charts.chart import Chart
from oj_analys.charts.compared_tables import dots_table
from oj_analys.charts.frame import kommun_in, require_number, select
from oj_analys.charts.labels import Label, write_above
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture
from oj_analys.charts.rows import Entry
from oj_analys.charts.scale import Scale, scale_of
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.charts.stroke import stroke_of
from oj_analys.charts.views import Across, Row, across
from oj_analys.domain import Measure

_ABOVE = 0.26


def chart_dots(compared: pd.DataFrame, measure: str, *, highlight: str | None = None, sheet: str = "spalt") -> Figure:
    """Draw the newest value of every kommun with its interval, beside riket and länet.

    Args:
        compared: A COMPARED frame, from ``oj.compare``.
        measure: The id of a measure, ``oj.U21468`` or ``U21468``.
        highlight: Code or name of the kommun to set off.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure, the kommun or the sheet, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    return draw_dots(compared, catalog.measure(measure), highlight=highlight or "", setting=setting).figure


def draw_dots(
    compared: pd.DataFrame,
    measure: Measure,
    *,
    highlight: str = "",
    setting: Setting = PLAIN,
) -> Chart:
    """Draw the newest value of every kommun with its interval, beside riket and länet.

    Args:
        compared: A COMPARED frame; every kommun in it gets a row, hidden and missing ones with their reason.
        measure: The measure to draw, no question answered in words.
        highlight: Code or name of the kommun to set off, empty for none.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the measure or the kommun, in Swedish.
    """
    require_number(measure)
    chosen = select(compared, measure)
    view = across(chosen, kommun_in(compared, highlight).code if highlight else "", setting.names)
    words = Words(
        wording.dots_title(view),
        wording.dots_subtitle(view),
        chosen.marks(setting.marks),
        notes.dots_notes(view, setting.source([measure])),
    )
    with style.settings():
        figure = fitted(partial(_draw, view, words), setting.sheet)
    return Chart(figure, words.title, alt.dots_alt(view, words.marks), wording.dots_reading(view), dots_table(view))


def _draw(view: Across, words: Words, paper: Paper) -> Picture:
    entries = [Entry(_name(row), _value(view, row), _face(row), row.cell.status) for row in view.rows]
    picture, top = open_picture(words, _ABOVE + rows.height(entries), paper)
    scale = scale_of(view.measure, view.drawn)
    axes = rows.open_rows(picture, entries, scale, top - _ABOVE)
    _draw_references(picture, axes, view, scale)
    for at, (row, entry) in enumerate(zip(view.rows, entries, strict=True)):
        if row.cell.value is not None:
            _draw_dot(axes, at, row, row.cell.value)
            y = top - _ABOVE - rows.middle(at) - entry.face.half_height
            picture.write(picture.right, y, entry.value, entry.face, "right")
    return picture


def _draw_references(picture: Picture, axes: Axes, view: Across, scale: Scale) -> None:
    box = axes.get_position()
    top = box.y1 * picture.get_figheight()
    labels = []
    for series in view.references:
        value, stroke = series.figures[0], stroke_of(series.role)
        if value is not None:
            axes.axvline(value, color=stroke.colour, linewidth=stroke.width, linestyle=stroke.dash, zorder=1)
            x = (box.x0 + scale.share(value) * box.width) * picture.get_figwidth()
            text = f"{series.name} {wording.printed(view.measure, value)}"
            labels.append(Label(x, top, (text,), lettering.small(stroke.colour)))
    write_above(picture, labels, MARGIN, picture.right)


def _draw_dot(axes: Axes, at: int, row: Row, value: float) -> None:
    colours = theme().colours
    dot = colours.own.hex if row.own else colours.other.hex
    if row.cell.interval:
        bar = dot if row.own else colours.interval.hex
        width = 2.2 if row.own else 1.3
        axes.add_artist(Line2D(row.cell.interval, (at, at), color=bar, linewidth=width, zorder=2, clip_on=False))
    marker = Line2D(
        [value],
        [at],
        marker="o",
        color=dot,
        markerfacecolor=dot if row.own else "white",
        markersize=8.0 if row.own else 6.0,
        zorder=3,
        clip_on=False,
    )
    axes.add_artist(marker)


def _name(row: Row) -> str:
    return row.kommun.name if row.cell.n is None else f"{row.kommun.name} ({swedish.number(row.cell.n)} svar)"


def _value(view: Across, row: Row) -> str:
    return "" if row.cell.value is None else wording.printed(view.measure, row.cell.value)


def _face(row: Row) -> Lettering:
    return lettering.label(theme().colours.own.hex, bold=True) if row.own else lettering.label(theme().colours.text.hex)
