"""Answer shares: how many kommuner answer the full yes, a square each, beside how common it is in riket."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from oj_analys.analysis.answer_shares import answer_shares
from oj_analys.charts import answer_shares_words, style
from oj_analys.charts.answer_shares_words import AnswerShares, Asked
from oj_analys.charts.answer_squares import draw_squares
from oj_analys.charts.chart import Chart
from oj_analys.charts.frame import Selection, optional, require_answer, select
from oj_analys.charts.given import WHERE, as_compared, measures_named
from oj_analys.charts.picture import Words
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import fitted, sheet_named
from oj_analys.domain import DataError, Measure, Problem

_MOST = 10


def chart_answer_shares(compared: pd.DataFrame, measures: Sequence[str], *, sheet: str = "spalt") -> Figure:
    """Draw for each question how many kommuner answer the full yes, beside the percent of riket's kommuner.

    Args:
        compared: A COMPARED frame, from ``oj.compare`` against ``riket``.
        measures: The ids of one to ten questions, ``oj.U37488`` or ``U37488``.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, a question or the sheet, in Swedish.
    """
    chosen = measures_named(measures)
    return draw_answer_shares(compared, chosen, setting=Setting(sheet=sheet_named(sheet))).figure


def draw_answer_shares(compared: pd.DataFrame, measures: Sequence[Measure], *, setting: Setting = PLAIN) -> Chart:
    """Draw for each question how many kommuner answer the full yes, beside the percent of riket's kommuner.

    The newest answers are drawn, each question's from the newest year that the frame has of it. Kommuner without an
    answer are named and not counted.

    Args:
        compared: A COMPARED frame of open figures, against ``riket``.
        measures: One to ten questions answered in words that have a full yes, in the order to draw them.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or a question, in Swedish.
    """
    _check_count(measures)
    for measure in measures:
        require_answer(measure)
    compared = as_compared(compared)
    chosen = [select(compared, measure) for measure in measures]
    _require_riket(compared)
    view = _view(compared, chosen)
    words = Words(
        answer_shares_words.title(view),
        answer_shares_words.subtitle(view),
        tuple(dict.fromkeys(mark for each in chosen for mark in each.marks(setting.marks))),
        answer_shares_words.all_notes(view, setting.source(measures)),
    )
    with style.settings():
        figure = fitted(partial(draw_squares, view, words), setting.sheet)
    said = answer_shares_words.alt_text(view, words.marks)
    return Chart(figure, words.title, said, answer_shares_words.reading(), answer_shares_words.table(view))


def _check_count(measures: Sequence[Measure]) -> None:
    if not 1 <= len(measures) <= _MOST:
        found = f"{len(measures)} frågor"
        raise DataError(Problem(WHERE, found, f"1 till {_MOST}", "Dela upp dem på flera diagram."))


def _require_riket(compared: pd.DataFrame) -> None:
    if not (compared["reference_kind"] == "riket").any():
        action = 'Lägg till "riket" i against när tabellen görs med oj.compare.'
        raise DataError(Problem(WHERE, "tabellen jämför inte med riket", action=action))


def _view(compared: pd.DataFrame, chosen: Sequence[Selection]) -> AnswerShares:
    counted = {str(row["measure"]): row for row in answer_shares(compared).to_dict("records")}
    if without := [one.measure.title for one in chosen if one.measure.id not in counted]:
        found = f"utan fullt ja: {', '.join(without)}"
        raise DataError(Problem(WHERE, found, "frågor där ett svar är det bästa", "Använd chart_answer_matrix."))
    questions = tuple(_asked(one, counted[one.measure.id]) for one in chosen)
    return AnswerShares(questions, answer_shares_words.where_of(chosen[0].kommuner))


def _asked(chosen: Selection, row: dict[Hashable, Any]) -> Asked:
    cells = [(kommun, chosen.cell(kommun.code, row["period"])) for kommun in chosen.kommuner]
    apart = row["apart_units"].split(";")
    return Asked(
        chosen.measure,
        row["period"],
        said=int(row["count"]),
        of=int(row["n"]),
        share=optional(row["value"]),
        riket=optional(row["reference"]),
        absent=tuple((kommun, cell) for kommun, cell in cells if cell.value is None),
        apart=tuple(kommun for kommun in chosen.kommuner if kommun.code in apart),
    )
