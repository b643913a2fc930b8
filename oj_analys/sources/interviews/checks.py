"""The checks of an interview form on what an export says: what is set aside, and what the load report says of it."""

from __future__ import annotations

import math
import operator
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from oj_analys.domain import AnswerState, Check, Comparison, InterviewForm, Notice, Severity
from oj_analys.sources._part import NoticeKind
from oj_analys.sources._values import Floats
from oj_analys.sources.interviews.answers import Answers
from oj_analys.sources.interviews.mapping_words import Collision
from oj_analys.sources.survey.answers import Answer
from oj_analys.swedish import counted, join, number, span

Bools = npt.NDArray[np.bool_]

_SIGNS: Mapping[str, Callable[[Floats, float], Bools]] = {
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_INSTEAD = {
    Collision.MISSING: Answer(math.nan, AnswerState.REJECTED),
    Collision.SET_ZERO: Answer(0.0, AnswerState.ANSWERED),
}
_DONE = {Collision.MISSING: "tas bort", Collision.SET_ZERO: "räknas som 0"}
_MISSING_CHECK = 19
_MISSING_WORDS = {AnswerState.UNANSWERED: "X", AnswerState.NOT_APPLICABLE: "N", AnswerState.BLANK: "tomt"}


@dataclass(frozen=True, slots=True)
class Checked:
    """The answers after the checks, and what is said of them: counts of the whole file."""

    answers: Answers
    notices: tuple[Notice, ...]


def check_answers(name: str, answers: Answers, form: InterviewForm, collisions: Mapping[str, Collision]) -> Checked:
    """Return the answers without what a check sets aside; ``name`` is what the notices call the file."""
    notices = [*_limit_notices(name, answers, form), *_missing_notices(name, answers, form)]
    for check in sorted(form.checks, key=lambda check: check.severity is not Severity.REJECT):
        found = found_by(check, answers.numbers)
        if not found.any():
            continue
        action = ""
        if check.severity is Severity.REJECT:
            collision = collisions[check.id]
            answers = answers.with_value(check.rejects, found, _INSTEAD[collision])
            action = f" {_labels(form)[check.rejects]} {_DONE[collision]}."
        notices.append(_check_notice(name, check, int(found.sum()), action))
    return Checked(answers, tuple(notices))


def found_by(check: Check, values: Mapping[str, Floats]) -> Bools:
    """Return which interviews a check finds something in; a case with a variable that the export lacks finds none."""
    mapped = [case for case in check.cases if all(name in values for one in case for name, _ in one.factors)]
    found = [np.logical_and.reduce([_holds(one, values) for one in case]) for case in mapped]
    return np.logical_or.reduce(found) if found else np.zeros(1, dtype=np.bool_)


def _holds(comparison: Comparison, values: Mapping[str, Floats]) -> Bools:
    """Return where a comparison is true; NaN is less than, more than and like nothing."""
    terms = [factor * values[name] for name, factor in comparison.factors]
    total = np.sum(terms, axis=0) + comparison.constant
    return _SIGNS[comparison.sign](total, 0.0)


def _labels(form: InterviewForm) -> Mapping[str, str]:
    return {variable.name: variable.label for variable in form.all_variables}


def _check_notice(name: str, check: Check, count: int, action: str) -> Notice:
    interviews = counted(count, "intervju", "intervjuer")
    text = f"{name}, kontroll {check.nr} ({check.severity}): {interviews}, {check.text}.{action}"
    kind = NoticeKind.AVVISADE if check.severity is Severity.REJECT else NoticeKind.GRANSKA
    return Notice(name, kind, "", "", count, text)


def _limit_notices(name: str, answers: Answers, form: InterviewForm) -> Iterator[Notice]:
    """Say how many values of each variable were beyond its limits, one notice per check that the limits belong to."""
    times = {one: int((states == AnswerState.REJECTED).sum()) for one, states in answers.states.items()}
    told = [variable for variable in form.all_variables if times.get(variable.name)]
    for check in sorted({variable.check for variable in told}):
        own = [variable for variable in told if variable.check == check]
        count = sum(times[variable.name] for variable in own)
        number_of = f"kontroll {check}" if check else "kontroll av gränser"
        values = [f"{one.label} ({span(one.low, one.high)}) {number(times[one.name])}" for one in own]
        text = (
            f"{name}, {number_of} ({Severity.REJECT}): {counted(count, 'värde', 'värden')} som inte kan stämma "
            f"({join(values)})."
        )
        yield Notice(name, NoticeKind.AVVISADE, "", "", count, text)


def _missing_notices(name: str, answers: Answers, form: InterviewForm) -> Iterator[Notice]:
    """Say how many answers of each variable are X, N and blank, which the form does not allow."""
    times = {one: Counter(states) for one, states in answers.states.items()}
    blank = sum(count[AnswerState.BLANK] for count in times.values())
    told = [
        f"{variable.label} ({_missing_text(times[variable.name])})"
        for variable in form.all_variables
        if variable.name in times and any(times[variable.name][state] for state in _MISSING_WORDS)
    ]
    if told:
        severity = Severity.REVIEW if blank else Severity.INFORM
        fault = f"{counted(blank, 'tomt svar', 'tomma svar')}, som formuläret inte tillåter. " if blank else ""
        text = f"{name}, kontroll {_MISSING_CHECK} ({severity}): {fault}Utan svar per fråga: {join(told)}."
        yield Notice(name, NoticeKind.GRANSKA, "", "", blank, text)


def _missing_text(times: Mapping[str, int]) -> str:
    return ", ".join(f"{word} {number(times[state])}" for state, word in _MISSING_WORDS.items() if times[state])
