"""How answers spread over a scale, and how many gave none and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from oj_analys.domain import AnswerState, Scale
from oj_analys.frames import FrameError
from oj_analys.scoring.share import percent, statuses

UNIT = ["unit", "period", "sex"]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: the measure that its answers make, its scale, and the states that count as no answer."""

    measure: str
    scale: Scale
    states: tuple[AnswerState, ...]

    def options(self) -> list[tuple[str, str, bool]]:
        """Return (measure, answer, valid) for every answer that can be given, valid ones by the codes of the scale."""
        valid = [(self.measure, str(point.code), True) for point in self.scale.points]
        return valid + [(self.measure, str(state), False) for state in self.states]


def answer_words(rows: pd.DataFrame, scales: Sequence[Scale]) -> pd.Series[str]:
    """Return each row's answer as one word: the first code of the step that covers it, or the state of no answer.

    Args:
        rows: ``scale`` (id), ``value`` and ``state`` of each answer; a missing state is ``blank``.
        scales: The scales that the ids stand for.

    Returns:
        One word per row, ``utanför`` for a value that its scale does not have.

    Example:
        >>> from oj_analys.domain import Point
        >>> bands = Scale("b", "Band", (Point(0, 1, ("inget",)), Point(2, 3, ("litet",))), None)
        >>> rows = pd.DataFrame({"scale": "b", "value": [3, 9, None], "state": ["besvarad", "besvarad", "obesvarad"]})
        >>> answer_words(rows, [bands]).to_list()
        ['2', 'utanför', 'obesvarad']
    """
    state = rows["state"].fillna(str(AnswerState.BLANK))
    words = pd.Series("utanför", index=rows.index, dtype="str")
    for scale in scales:
        values = rows.loc[rows["scale"] == scale.id, "value"].dropna()
        covered = {value: scale.point(value) for value in values.unique()}
        codes = {value: str(point.code) for value, point in covered.items() if point}
        words = words.mask(rows["scale"] == scale.id, rows["value"].map(codes).astype("str").fillna("utanför"))
    return words.where(state == AnswerState.ANSWERED, state)


def distribution(answers: pd.DataFrame, units: pd.DataFrame, questions: Sequence[Question]) -> pd.DataFrame:
    """Count the answers to every question in every unit.

    Args:
        answers: ``unit, period, sex, measure, answer``, one row per person, question and unit where the person counts.
        units: ``unit, period, sex, source``, everything that gets rows.
        questions: What was asked.

    Returns:
        Rows of MEASURES, one per unit, question and possible answer (``group`` is ``svar=4``, ``svar=vet_ej``). Valid
        answers: ``value`` in percent of the valid ones, as asked and not reversed. No answer: percent of all persons.
        ``n`` is that denominator, ``count`` how many. ``saknas`` where the unit has no persons at all, ``ej_beräknad``
        where ``n`` is 0.

    Raises:
        FrameError: For an answer that its question does not have, so that none is dropped in silence.
    """
    options = [option for question in questions for option in question.options()]
    grid = units.merge(pd.DataFrame(options, columns=["measure", "answer", "valid"]), how="cross")
    by = [*UNIT, "measure", "answer"]
    counts = answers.groupby(by, as_index=False).agg(count=("answer", "size"))
    rows = grid.merge(counts, on=by, how="left", validate="one_to_one").fillna({"count": 0})
    if rows["count"].sum() != len(answers):
        raise FrameError("answers outside the scale of their question, or of a unit that gets no rows")
    return _shares(rows).assign(group="svar=" + rows["answer"])


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    asked = [rows[name] for name in (*UNIT, "measure")]
    everyone = rows["count"].groupby(asked).transform("sum")
    valid = rows["count"].where(rows["valid"], 0).groupby(asked).transform("sum")
    n = valid.where(rows["valid"], everyone)
    there = everyone > 0
    return rows.assign(
        value=percent(rows["count"], n),
        n=n.where(there),
        count=rows["count"].where(there),
        status=statuses(everyone, n),
    )
