"""A funnel: every kommun's share by its number of answers, beside riket and the limits that shares are judged by."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.analysis.funnel_limits import funnel, funnel_limits, outside_by_chance
from oj_analys.charts import funnel_words, style
from oj_analys.charts.chart import Chart
from oj_analys.charts.count_axis import count_axis
from oj_analys.charts.frame import Selection, kommun_in, optional, select
from oj_analys.charts.funnel_plot import draw_plot
from oj_analys.charts.funnel_words import Funnel, Step
from oj_analys.charts.given import as_compared
from oj_analys.charts.judged import judged, name_of_riket, reference_of, require_share
from oj_analys.charts.picture import Words
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import fitted, sheet_named
from oj_analys.domain import Measure


def chart_funnel(compared: pd.DataFrame, measure: str, *, highlight: str | None = None, sheet: str = "spalt") -> Figure:
    """Draw the newest share of every kommun by its number of answers, with the limits that it is judged by.

    A point lies outside the limits if and only if ``compared`` says that the kommun differs from riket.

    Args:
        compared: A COMPARED frame, from ``oj.compare``, with riket among its references.
        measure: The id of an open share, ``oj.U21468`` or ``U21468``.
        highlight: Code or name of the kommun to set off.
        sheet: ``spalt`` (a column of print) or ``bild`` (a slide).

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure, the kommun or the sheet, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    return draw_funnel(compared, catalog.measure(measure), highlight=highlight or "", setting=setting).figure


def draw_funnel(compared: pd.DataFrame, measure: Measure, *, highlight: str = "", setting: Setting = PLAIN) -> Chart:
    """Draw the newest share of every kommun by its number of answers, with the limits that it is judged by.

    Args:
        compared: A COMPARED frame with riket among its references; a kommun whose share was not tested is named below
            the drawing with the reason.
        measure: The measure to draw, an open share.
        highlight: Code or name of the kommun to set off, empty for none.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the measure or the kommun, in Swedish.
    """
    require_share(measure)
    compared = as_compared(compared)
    chosen = select(compared, measure)
    own = kommun_in(compared, highlight).code if highlight else ""
    view = _view(compared, chosen, own, setting)
    words = Words(
        funnel_words.title(view),
        funnel_words.subtitle(view),
        chosen.marks(setting.marks),
        funnel_words.notes(view, setting.source([measure])),
    )
    with style.settings():
        figure = fitted(partial(draw_plot, view, words), setting.sheet)
    alt = funnel_words.alt_text(view, words.marks)
    return Chart(figure, words.title, alt, funnel_words.reading(view), funnel_words.table(view))


def _view(compared: pd.DataFrame, chosen: Selection, own: str, setting: Setting) -> Funnel:
    asked = compared, chosen.measure.id, chosen.periods[-1]
    found, period = funnel(*asked), chosen.periods[-1]
    riket, rows = reference_of(chosen, period), judged(chosen, period, found, own)
    counts = [row.cell.n for row in rows if row.share is not None and row.cell.n is not None]
    axis = count_axis(counts)
    limits = funnel_limits(riket, axis.first, axis.last, counts).itertuples(index=False, name=None)
    steps = tuple(Step(int(n), optional(low), optional(high)) for n, low, high in limits)
    name, by_chance = name_of_riket(setting.names), outside_by_chance(*asked)
    return Funnel(chosen.measure, period, rows, riket, name, axis, steps, by_chance)
