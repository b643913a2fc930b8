"""The newest answers to several questions as a matrix: a row per question, a column per kommun, letters for answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from oj_analys.charts import legend, style, wording
from oj_analys.charts import question_matrix_words as said
from oj_analys.charts.answer_signs import keys_of, square_of
from oj_analys.charts.chart import Chart
from oj_analys.charts.frame import Selection, require_answer, select
from oj_analys.charts.given import WHERE, measures_named
from oj_analys.charts.matrix import Matrix, lay_out
from oj_analys.charts.matrix_drawing import draw_matrix
from oj_analys.charts.picture import Picture, Words, open_picture
from oj_analys.charts.question_matrix_words import Question, Questions
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.domain import DataError, Measure, Problem

_BELOW_KEYS = 0.1


def chart_question_matrix(compared: pd.DataFrame, measures: Sequence[str], *, sheet: str = "spalt") -> Figure:
    """Draw what every kommun answered last to some questions, so that one sees whom to ask.

    Args:
        compared: A COMPARED frame, from ``oj.compare``.
        measures: The ids of the questions, ``oj.U37488`` or ``U37488``, in the order in which they are drawn.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, a question or the sheet, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    return draw_question_matrix(compared, measures_named(measures), setting=setting).figure


def draw_question_matrix(compared: pd.DataFrame, measures: Sequence[Measure], *, setting: Setting = PLAIN) -> Chart:
    """Draw what every kommun answered last to some questions, so that one sees whom to ask.

    Args:
        compared: A COMPARED frame; every kommun in it gets a column. A question's newest period is the same for all.
        measures: Questions answered in words, one row each; the same one twice is drawn once.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or a question, in Swedish.
    """
    asked = tuple(dict.fromkeys(measures))
    if not asked:
        raise DataError(Problem(WHERE, "ingen fråga", "minst en fråga", "Ange måttens id."))
    for measure in asked:
        require_answer(measure)
    chosen = [select(compared, measure) for measure in asked]
    view = Questions(chosen[0].kommuner, tuple(map(_question, chosen)))
    words = Words(
        said.title(view),
        said.subtitle(view),
        tuple(dict.fromkeys(mark for each in chosen for mark in each.marks(setting.marks))),
        said.below(view, setting.source(asked)),
    )
    with style.settings():
        figure = fitted(partial(_draw, view, words), setting.sheet)
    return Chart(figure, words.title, said.alt_text(view, words.marks), said.reading(view), said.table(view))


def _question(chosen: Selection) -> Question:
    period = chosen.periods[-1]
    return Question(chosen.measure, period, tuple(chosen.cell(kommun.code, period) for kommun in chosen.kommuner))


def _draw(view: Questions, words: Words, paper: Paper) -> Picture:
    keys = keys_of(view.shared_signs)
    layout = lay_out(_matrix(view), paper.inner)
    above = legend.height(keys, paper.inner) + _BELOW_KEYS * bool(keys)
    picture, top = open_picture(words, above + layout.height, paper)
    legend.write_keys(picture, keys, top)
    draw_matrix(picture, layout, top - above)
    return picture


def _matrix(view: Questions) -> Matrix:
    return Matrix(
        tuple(view.name(question) for question in view.rows),
        tuple(kommun.name for kommun in view.kommuner),
        tuple(
            tuple(
                square_of(sign, wording.mark(cell.status))
                for sign, cell in zip(question.signs, question.cells, strict=True)
            )
            for question in view.rows
        ),
    )
