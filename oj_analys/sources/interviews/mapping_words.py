"""What a mapping file says of single variables: words and codes, choices where answers collide, questions not asked."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from oj_analys.catalog import answer_spelling
from oj_analys.domain import AnswerState, Check, InterviewForm, Severity, Variable
from oj_analys.sources import _cells
from oj_analys.sources._settings import Settings
from oj_analys.sources.survey.answers import Answer

MISSING = (AnswerState.UNANSWERED, AnswerState.NOT_APPLICABLE)


class Collision(StrEnum):
    """What becomes of a value that cannot stand beside another: it is set aside, or read as 0."""

    MISSING = "missing"
    SET_ZERO = "set_zero"


@dataclass(frozen=True, slots=True)
class Recode:
    """What words mean for one variable; ``whole`` if they hold every number that it may have in the file."""

    words: Mapping[str, Answer] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Variables that a kind of interview does not ask in a version of the form: no answer is missing there."""

    kind: str
    form_version: str
    variables: frozenset[str]


def word(cell: _cells.Cell) -> str:
    """Return what is alike in every spelling of an answer, and the same for a number and its text.

    >>> word(" Ja. "), word(99.0), word("99,0")
    ('ja', '99', '99')
    """
    number = _cells.number(cell)
    return answer_spelling(_cells.text(cell if number is None else number))


def read_recodes(tables: Settings, variables: Mapping[str, Variable]) -> Mapping[str, Recode]:
    """Return what ``[varden.<variabel>]`` says: a number within the limits, or why there is none.

    A table that recodes numbers must recode them all, since the others would keep another meaning.
    """
    _check_names(tables, tables.keys, variables)
    known = [variables[name] for name in tables.keys if name in variables]
    return {variable.name: _recode(tables.optional_table(variable.name), variable) for variable in known}


def _recode(table: Settings, variable: Variable) -> Recode:
    words = {word(key): answer for key in table.keys for answer in _meaning(table, key, variable)}
    numbers = [key for key, answer in words.items() if _cells.number(key) is not None]
    return Recode(words, any(words[key].state is AnswerState.ANSWERED for key in numbers))


def _meaning(table: Settings, key: str, variable: Variable) -> Iterator[Answer]:
    value = table.values[key]
    if value in MISSING:
        yield Answer(math.nan, AnswerState(value))
    elif type(value) in (int, float) and variable.low <= value <= variable.high:
        yield Answer(float(value), AnswerState.ANSWERED)
    else:
        allowed = f"{variable.low}–{variable.high}, {', '.join(MISSING)}"
        table.fault(f'"{key}" har en betydelse som {variable.name} inte kan ha', allowed)


def read_collisions(table: Settings, form: InterviewForm, mapped: Collection[str]) -> Mapping[str, Collision]:
    """Return what ``[kontroller]`` chooses for each check that sets a value aside, needed where one can find any."""
    checks = {check.id: check for check in form.checks if check.severity is Severity.REJECT}
    for name in table.keys:
        if name not in checks:
            table.fault(f'okänd kontroll "{name}"', ", ".join(checks))
    needed = [check.id for check in checks.values() if check.id in table.keys or _can_find(check, mapped)]
    chosen = {name: table.choice(name, tuple(Collision)) for name in needed}
    return {name: choice for name, choice in chosen.items() if choice}


def _can_find(check: Check, mapped: Collection[str]) -> bool:
    return any(all(name in mapped for one in case for name, _ in one.factors) for case in check.cases)


def read_not_asked(file: Settings, variables: Mapping[str, Variable], kinds: tuple[str, ...]) -> tuple[NotAsked, ...]:
    """Return what every ``[[fragas_inte]]`` says."""
    return tuple(_not_asked(table, variables, kinds) for table in file.tables("fragas_inte"))


def _not_asked(table: Settings, variables: Mapping[str, Variable], kinds: tuple[str, ...]) -> NotAsked:
    kind, names = table.text("typ"), table.items("variabler", str)
    if kind not in kinds:
        table.fault(f'typ är "{kind}"', ", ".join(kinds))
    _check_names(table, names, variables)
    found = NotAsked(kind, table.text("formular"), frozenset(names))
    table.close()
    return found


def _check_names(table: Settings, names: Collection[str], variables: Mapping[str, Variable]) -> None:
    for name in names:
        if name not in variables:
            table.fault(f'variabeln "{name}" står inte i [variabler]', ", ".join(variables), "Rätta namnet.")
