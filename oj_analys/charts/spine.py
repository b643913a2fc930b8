"""A spine: one measure per row, the spread of the country's kommuner with riket and one kommun's own place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from oj_analys.catalog.theme import theme
from oj_analys.charts import legend, lettering, spine_words, style
from oj_analys.charts.chart import Chart
from oj_analys.charts.frame import kommun_in, require_number, select
from oj_analys.charts.given import WHERE, as_compared, measures_named
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture, rules
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.charts.spine_layout import (
    Columns,
    Layout,
    Lines,
    bold,
    lay_out,
    name_lines,
    own_lines,
    plain,
    reason_lines,
    room,
)
from oj_analys.charts.spine_marks import LANE, draw_own, draw_spreads, keys
from oj_analys.charts.spine_view import Spine, Vertebra, spine_view
from oj_analys.domain import DataError, Measure, Problem

_HEAD = 0.2
_GAP = 0.1


def chart_spine(
    compared: pd.DataFrame,
    measures: Sequence[str],
    *,
    highlight: str | None = None,
    sheet: str = "spalt",
) -> Figure:
    """Draw how the values of the country's kommuner are spread, one measure per row, with one kommun's own place.

    Args:
        compared: A COMPARED frame of the whole country,
            ``oj.compare(u.measures, among=oj.grupp("Sverige"), against=["riket"])``.
        measures: The ids of some measures, ``oj.U21468`` or ``U21468``; they are drawn in this order.
        highlight: Code or name of the kommun whose own values are shown.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, a measure, the kommun or the sheet, in Swedish.
    """
    chosen = measures_named(measures)
    setting = Setting(sheet=sheet_named(sheet))
    return draw_spine(compared, chosen, highlight=highlight or "", setting=setting).figure


def draw_spine(
    compared: pd.DataFrame,
    measures: Sequence[Measure],
    *,
    highlight: str = "",
    setting: Setting = PLAIN,
) -> Chart:
    """Draw how the values of the country's kommuner are spread, one measure per row, with one kommun's own place.

    Args:
        compared: A COMPARED frame of the whole country; a measure for which few of its kommuner have a value says so.
        measures: The measures to draw, in this order; no questions answered in words.
        highlight: Code or name of the kommun whose own values are shown, empty for none.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, a measure or the kommun, in Swedish.
    """
    wanted = tuple(dict.fromkeys(measures))
    if not wanted:
        raise DataError(Problem(WHERE, "inga mått är valda", "minst ett mått"))
    for measure in wanted:
        require_number(measure)
    compared = as_compared(compared)
    chosen = [select(compared, measure) for measure in wanted]
    view = spine_view(compared, chosen, kommun_in(compared, highlight) if highlight else None)
    words = Words(
        spine_words.title(view),
        spine_words.subtitle(view),
        tuple(dict.fromkeys(mark for each in chosen for mark in each.marks(setting.marks))),
        spine_words.foot(view, setting.source(wanted)),
    )
    with style.settings():
        figure = fitted(partial(_draw, view, words), setting.sheet)
    said = spine_words.alt_text(view, words.marks)
    return Chart(figure, words.title, said, spine_words.reading(view), spine_words.table(view))


def _draw(view: Spine, words: Words, paper: Paper) -> Picture:
    layout, signs = lay_out(view, paper), keys(view)
    above = legend.height(signs, paper.inner) + _GAP + _HEAD
    picture, top = open_picture(words, above + layout.height, paper)
    legend.write_keys(picture, signs, top)
    top -= above
    columns = layout.columns
    axes = picture.axes_at(columns.left, top - layout.height, columns.right - columns.left, layout.height)
    axes.set_xlim(0, 1)
    axes.set_ylim(layout.height, 0)
    _draw_rules(picture, axes, layout)
    draw_spreads(axes, view, layout.middles)
    draw_own(axes, view, layout.middles)
    _write_head(picture, view, columns, top)
    for row, middle in zip(view.rows, layout.middles, strict=True):
        _write_row(picture, row, columns, top - middle)
    return picture


def _draw_rules(picture: Picture, axes: Axes, layout: Layout) -> None:
    columns = layout.columns
    width = columns.right - columns.left
    across = ((MARGIN - columns.left) / width, (picture.right - columns.left) / width)
    rules(axes, [(across, (edge, edge)) for edge in layout.edges])


def _write_head(picture: Picture, view: Spine, columns: Columns, top: float) -> None:
    face = lettering.small(theme().colours.muted.hex)
    y = top + (_HEAD - face.pitch) / 2
    picture.write(columns.left - _GAP, y, "Lägst", face, "right")
    picture.write(columns.right + _GAP, y, "Högst", face)
    picture.write(columns.riket, y, "Riket", face, "right")
    if view.kommun:
        picture.write(columns.words, y, view.kommun.name, bold())


def _write_row(picture: Picture, row: Vertebra, columns: Columns, middle: float) -> None:
    _write_lines(picture, name_lines(row, columns), MARGIN, middle)
    _write_lines(picture, own_lines(row, columns), columns.words, middle)
    _write_lines(picture, reason_lines(row, columns), columns.lowest, middle)
    y = middle - plain().half_height
    if row.spread:
        lane, width = y + LANE * (row.own is not None), columns.right - columns.left
        low, high = (columns.left + row.share(value) * width for value in (row.spread.lowest, row.spread.highest))
        picture.write(low - _GAP, lane, spine_words.end(row.measure, row.spread.lowest), plain(), "right")
        picture.write(high + _GAP, lane, spine_words.end(row.measure, row.spread.highest), plain())
    if row.riket is not None:
        riket = lettering.label(theme().colours.riket.hex)
        picture.write(columns.riket, y, spine_words.end(row.measure, row.riket), riket, "right")


def _write_lines(picture: Picture, lines: Lines, x: float, middle: float) -> None:
    """Set lines around a height."""
    y = middle + room(lines) / 2
    for text, face in lines:
        y -= face.pitch
        picture.write(x, y + face.pitch / 2 - face.half_height, text, face)
