"""Answers: questions that kommuner answer in words, one small panel each, over real years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from oj_analys.charts import alt, notes, style, wording
from oj_analys.charts.chart import Chart
from oj_analys.charts.compared_tables import answers_table
from oj_analys.charts.frame import kommun_in, require_answer, select
from oj_analys.charts.given import measures_named
from oj_analys.charts.panel import Panel, draw_panel, panel_of
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.charts.views import Along, answers
from oj_analys.domain import DataError, Measure, Problem

_COLUMNS = 2
_MOST = 4
_GUTTER = 0.25


def chart_answers(compared: pd.DataFrame, measures: Sequence[str], *, highlight: str, sheet: str = "spalt") -> Figure:
    """Draw a kommun's answers over the years beside the percent of kommuner that answered the full yes.

    Args:
        compared: A COMPARED frame, from ``oj.compare``.
        measures: The ids of one to four questions, ``oj.U37488`` or ``U37488``.
        highlight: Code or name of the kommun.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, a question, the kommun or the sheet, in Swedish.
    """
    chosen = measures_named(measures)
    return draw_answers(compared, chosen, highlight, setting=Setting(sheet=sheet_named(sheet))).figure


def draw_answers(
    compared: pd.DataFrame,
    measures: Sequence[Measure],
    unit: str,
    *,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw a kommun's answers over the years beside the percent of kommuner that answered the full yes.

    Args:
        compared: A COMPARED frame; ``reference`` of an answer is percent of the reference's kommuner.
        measures: One to four questions answered in words, one panel each.
        unit: Code or name of the kommun.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, a question or the kommun, in Swedish.
    """
    _check_count(measures)
    for measure in measures:
        require_answer(measure)
    code = kommun_in(compared, unit).code
    chosen = [select(compared, measure) for measure in measures]
    views = [answers(each, code, setting.names) for each in chosen]
    words = Words(
        wording.answers_title(views),
        wording.answers_subtitle(views),
        tuple(dict.fromkeys(mark for each in chosen for mark in each.marks(setting.marks))),
        notes.answers_notes(views, setting.source(measures)),
    )
    with style.settings():
        figure = fitted(partial(_draw, views, words), setting.sheet)
    said = alt.answers_alt(views, words.marks)
    return Chart(figure, words.title, said, wording.answers_reading(views), answers_table(views))


def _check_count(measures: Sequence[Measure]) -> None:
    if not 1 <= len(measures) <= _MOST:
        found = f"{len(measures)} frågor"
        raise DataError(Problem("diagrammet", found, f"1 till {_MOST}", "Dela upp dem på flera diagram."))


def _draw(views: Sequence[Along], words: Words, paper: Paper) -> Picture:
    columns = min(_COLUMNS, len(views))
    width = (paper.inner - (columns - 1) * _GUTTER) / columns
    panels = [panel_of(view, view.measure.title if len(views) > 1 else "", width) for view in views]
    rows = list(_rows(panels, columns))
    picture, top = open_picture(words, sum(_height(row) for row in rows), paper)
    for row in rows:
        for at, panel in enumerate(row):
            draw_panel(picture, panel, MARGIN + at * (width + _GUTTER), top, _above(row))
        top -= _height(row)
    return picture


def _rows(panels: Sequence[Panel], columns: int) -> Iterator[Sequence[Panel]]:
    for first in range(0, len(panels), columns):
        yield panels[first : first + columns]


def _above(row: Sequence[Panel]) -> float:
    """Return the room over the axes of a row, so that its panels stand side by side."""
    return max(panel.above for panel in row)


def _height(row: Sequence[Panel]) -> float:
    return _above(row) + max(panel.below for panel in row)
