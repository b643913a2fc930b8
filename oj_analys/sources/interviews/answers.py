"""What the cells of interviews say: a value, or why there is none; one array per variable."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from oj_analys.domain import AnswerState, Variable
from oj_analys.frames.persons import INTERVIEWS
from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell
from oj_analys.sources._values import Floats
from oj_analys.sources.interviews.heads import Head
from oj_analys.sources.interviews.mapping import InterviewMapping
from oj_analys.sources.interviews.mapping_words import NotAsked, Recode, word
from oj_analys.sources.survey.answers import Answer

States = npt.NDArray[np.object_]

_NO_STATE = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Values (NaN where there is none) and states of interviews in their order, by variable."""

    numbers: Mapping[str, Floats] = field(repr=False)
    states: Mapping[str, States] = field(repr=False)

    def with_value(self, name: str, where: npt.NDArray[np.bool_], answer: Answer) -> Answers:
        """Return the answers with one in the place of those of some interviews."""
        numbers = np.where(where, answer.code, self.numbers[name])
        states = np.where(where, str(answer.state), self.states[name])
        return Answers({**self.numbers, name: numbers}, {**self.states, name: states})


def read_answers(
    cells: Mapping[str, Sequence[Cell]], variables: Iterable[Variable], mapping: InterviewMapping
) -> Answers:
    """Return what the cells of each variable say."""
    read = {one.name: _read_column(cells[one.name], one, mapping) for one in variables if one.name in cells}
    return Answers(
        {name: np.array([answer.code for answer in column], dtype=np.float64) for name, column in read.items()},
        {name: np.array([str(answer.state) for answer in column], dtype=object) for name, column in read.items()},
    )


def _read_column(cells: Sequence[Cell], variable: Variable, mapping: InterviewMapping) -> list[Answer]:
    """Return the answer of each cell; cells that are alike are read once (True is not 1)."""
    known = {(type(cell), cell): cell for cell in cells}
    answers = {key: _read(cell, variable, mapping) for key, cell in known.items()}
    return [answers[type(cell), cell] for cell in cells]


def _read(cell: Cell, variable: Variable, mapping: InterviewMapping) -> Answer:
    """Return a value, or why there is none; a range ("4-5"), a fraction or a number beyond the limits is rejected."""
    text, recode = word(cell), mapping.recodes.get(variable.name, Recode())
    if text in recode.words:
        return recode.words[text]
    if text in mapping.unanswered:
        return Answer(math.nan, AnswerState.UNANSWERED)
    if text in mapping.not_applicable:
        return Answer(math.nan, AnswerState.NOT_APPLICABLE)
    if not text:
        return Answer(math.nan, AnswerState.BLANK)
    value = None if recode.whole else _value(cell, variable, mapping)
    return Answer(math.nan, AnswerState.REJECTED) if value is None else Answer(value, AnswerState.ANSWERED)


def _value(cell: Cell, variable: Variable, mapping: InterviewMapping) -> float | None:
    """Return a number that the variable may have, amounts in kronor."""
    value = _cells.number(cell)
    if value is None or not (variable.money or value.is_integer()):
        return None
    value *= mapping.kronor if variable.money else 1
    return value if variable.low <= value <= variable.high else None


def without_unasked(heads: Sequence[Head], answers: Answers, not_asked: Iterable[NotAsked]) -> Answers:
    """Return the answers with no state (an empty text) for what a form does not ask, unless it is answered."""
    states = dict(answers.states)
    for form in not_asked:
        of_form = np.array([(head.kind, head.form_version) == (form.kind, form.form_version) for head in heads], bool)
        for name in form.variables:
            states[name] = np.where(of_form & (states[name] == AnswerState.BLANK), _NO_STATE, states[name])
    return Answers(answers.numbers, states)


def interviews_frame(heads: Sequence[Head], answers: Answers) -> pd.DataFrame:
    """Return INTERVIEWS in the order of its key, given heads in that order; what has no state has no row."""
    names = sorted(answers.numbers)
    people = pd.DataFrame([head[1:] for head in heads], columns=list(Head._fields[1:]), dtype="str")
    frame = people.take(np.repeat(np.arange(len(heads)), len(names)))
    frame = frame.assign(
        variable=pd.Series(names, dtype="str").take(np.tile(np.arange(len(names)), len(heads))).to_numpy(),
        value=_in_order([answers.numbers[name] for name in names]),
        state=_in_order([answers.states[name] for name in names]),
    )
    return INTERVIEWS.build(frame[frame["state"] != _NO_STATE])


def _in_order(columns: Sequence[npt.NDArray[np.generic]]) -> npt.NDArray[np.generic]:
    """Return arrays of one value per interview as one: the interviews after each other."""
    return np.column_stack(columns).ravel()
