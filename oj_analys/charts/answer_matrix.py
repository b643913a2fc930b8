"""The answers to one question as a matrix: a row per kommun, a column per year, a letter for each answer."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.charts import answer_matrix_words as said
from oj_analys.charts import legend, style, wording
from oj_analys.charts.answer_matrix_words import Answers
from oj_analys.charts.answer_signs import keys_of, square_of
from oj_analys.charts.chart import Chart
from oj_analys.charts.frame import require_answer, select
from oj_analys.charts.matrix import Break, Matrix, lay_out
from oj_analys.charts.matrix_drawing import draw_matrix
from oj_analys.charts.picture import Picture, Words, open_picture
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.domain import Measure

_BELOW_KEYS = 0.1


def chart_answer_matrix(compared: pd.DataFrame, measure: str, *, sheet: str = "spalt") -> Figure:
    """Draw what every kommun answered to a question, year by year.

    Args:
        compared: A COMPARED frame, from ``oj.compare``.
        measure: The id of a question, ``oj.U37488`` or ``U37488``.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the question or the sheet, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    return draw_answer_matrix(compared, catalog.measure(measure), setting=setting).figure


def draw_answer_matrix(compared: pd.DataFrame, measure: Measure, *, setting: Setting = PLAIN) -> Chart:
    """Draw what every kommun answered to a question, year by year.

    Args:
        compared: A COMPARED frame; every kommun in it gets a row, hidden and missing answers their reason below.
        measure: A question answered in words.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or the question, in Swedish.
    """
    require_answer(measure)
    chosen = select(compared, measure)
    view = Answers(
        measure,
        chosen.periods,
        chosen.kommuner,
        tuple(tuple(chosen.cell(kommun.code, period) for period in chosen.periods) for kommun in chosen.kommuner),
    )
    words = Words(
        said.title(view),
        said.subtitle(view),
        chosen.marks(setting.marks),
        said.below(view, setting.source([measure])),
    )
    with style.settings():
        figure = fitted(partial(_draw, view, words), setting.sheet)
    return Chart(figure, words.title, said.alt_text(view, words.marks), said.reading(view), said.table(view))


def _draw(view: Answers, words: Words, paper: Paper) -> Picture:
    keys = keys_of(view.shown_signs)
    layout = lay_out(_matrix(view), paper.inner)
    above = legend.height(keys, paper.inner) + _BELOW_KEYS
    picture, top = open_picture(words, above + layout.height, paper)
    legend.write_keys(picture, keys, top)
    draw_matrix(picture, layout, top - above)
    return picture


def _matrix(view: Answers) -> Matrix:
    return Matrix(
        tuple(kommun.name for kommun in view.kommuner),
        tuple(swedish.period_text(period) for period in view.periods),
        tuple(
            tuple(square_of(sign, wording.mark(cell.status)) for sign, cell in zip(signs, cells, strict=True))
            for signs, cells in zip(view.signs, view.cells, strict=True)
        ),
        tuple(Break(at, said.break_words(years)) for at, years in view.breaks),
    )
