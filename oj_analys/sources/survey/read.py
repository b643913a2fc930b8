"""The verb ``read_survey``: the answers to a questionnaire, as a survey tool exports them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from oj_analys import catalog
from oj_analys.domain import DataError, Grupp, Problem, Questionnaire
from oj_analys.frames.persons import RESPONSES
from oj_analys.identity import Telling
from oj_analys.sources._cage import caged
from oj_analys.sources._load_report import column_notices, read_notice, remark_notices
from oj_analys.sources._part import Origin, Receipt, Tally
from oj_analys.sources._period import ROUND_FORM, is_round
from oj_analys.sources._safe_open import open_table
from oj_analys.sources._table import Column, Table, find_table
from oj_analys.sources._telling import NEVER_READ, digit_notices, refuse_telling, telling_columns
from oj_analys.sources.files import AnswerSheet, SurveyFile, TablePlace
from oj_analys.sources.survey.answers import Answer, AnswerKey, answer_keys, read_answers, refuse_strays
from oj_analys.sources.survey.items import beyond, match_items
from oj_analys.sources.survey.respondents import Respondent, read_respondents
from oj_analys.sources.survey.status import read_statuses, with_partial, without_tests

_TEST = "testsvar"


@dataclass(frozen=True, slots=True)
class Round(Receipt):
    """The rounds of a survey that a file holds: a RESPONSES frame of kommuner of the group."""

    instrument: Questionnaire = field(repr=False)
    periods: tuple[str, ...]
    responses: pd.DataFrame = field(repr=False)


class _Columns(NamedTuple):
    """The columns asked for by heading, those of the items, the keys by scale, and the columns that are left out."""

    asked: Mapping[str, Column]
    items: Mapping[str, Column]
    keys: Mapping[str, AnswerKey]
    unread: Sequence[int]
    telling: Mapping[int, Telling]


@caged
def read_survey(  # noqa: PLR0913 - what underlag.toml says of one file
    path: str | Path,
    *,
    instrument: str,
    period: str,
    id_column: str,
    kommun_column: str,
    grupp: Grupp,
    background: Mapping[str, str] | None = None,
    sheet: str = "",
    header_row: int = 1,
) -> Round:
    """Return the answers of one round: one RESPONSES row per person of the group's kommuner and item.

    ``background`` is the heading of each background question by its id (``{"roll": "Yrkesroll"}``); ``sheet`` may be
    left out for csv. A statement is known by the number in its heading (``1.``, ``F1``, ``Q1_1``) or by our own label.
    An answer is a code, a label of the item's scale, or both; "vet ej" and an empty cell keep their own state. Columns
    that could point out a person are left out and told of by kind, as are all others that are not asked for.

    Raises:
        DataError: every fault at once, by column and row number and never by content: headings that are missing or
            stand twice, an item without column, an unknown answer, kommun or background, a row without id, a column
            of personnummer or protected identity, a personnummer anywhere.

    Example:
        >>> columns = {"id_column": "ID", "kommun_column": "Kommun"}
        >>> read_survey(
        ...     "ebp-2025.xlsx", instrument="ebp", period="2025", grupp=catalog.grupp("Jämtland"), **columns
        ... )  # doctest: +SKIP
    """
    place = TablePlace(Path(path), Origin(Path(path).name), sheet, header_row)
    asked = catalog.questionnaire(instrument)
    file = SurveyFile(place, asked, period, id_column, kommun_column, background or {})
    if problems := list(_argument_problems(file)):
        raise DataError(problems)
    return read_round(file, grupp)


def _argument_problems(file: SurveyFile) -> Iterator[Problem]:
    """Yield what ``underlag.toml`` would have been told, of a file that is described by arguments."""
    if not is_round(file.period):
        yield Problem("period", f'"{file.period}"', ROUND_FORM)
    known = [background.id for background in file.instrument.backgrounds]
    for ident in sorted(set(file.background) - set(known)):
        yield Problem(file.origin.name, f'okänd bakgrundsfråga "{ident}"', ", ".join(known))


def read_round(file: SurveyFile, grupp: Grupp) -> Round:
    """Return what :func:`read_survey` does, of a file that ``underlag.toml`` describes: it may hold several rounds."""
    name = file.origin.name
    workbook = open_table(file.place.path, name)
    table = find_table(workbook, file.place)
    held = _find_columns(table, file)
    statuses = read_statuses(table, file, held.asked)
    real = without_tests(table, statuses)
    answers = read_answers(real, file.instrument, held.items, held.keys)
    people = read_respondents(real, file, held.asked, grupp)
    table.check()
    responses = _frame(people.used, answers)
    tests = Counter(statuses.values())[AnswerSheet.TEST]
    partial = Counter(statuses.get(person.row.number) for person in people.used)[AnswerSheet.PARTIAL]
    tally = Tally(name, len(table.rows), len(people.used), {_TEST: tests, **people.unused})
    notices = (
        with_partial(read_notice(tally, responses["state"]), partial),
        *column_notices(name, held.unread, held.telling),
        *digit_notices(name, table, held.telling),
        *remark_notices(name, workbook),
    )
    return Round(notices, (table.input,), table.source, file.instrument, file.periods, responses, tallies=(tally,))


def _find_columns(table: Table, file: SurveyFile) -> _Columns:
    """Return what the columns hold.

    Raises:
        DataError: one is missing or stands twice, or must not be there.
    """
    asked = table.columns(_headings(file))
    used = [column.place for column in asked.values()]
    items = match_items(table, file.instrument.items, file.questions, used)
    unread = table.others([*used, *(column.place for column in items.values())])
    keys = answer_keys(file.instrument, file.recodes)
    if not file.questions:
        refuse_strays(table, beyond(table, file.instrument.items, unread), keys.values())
    telling = _check_telling(table, used, unread)
    table.check()
    return _Columns(asked, items, keys, unread, telling)


def _headings(file: SurveyFile) -> Iterator[str]:
    """Yield the headings of the columns that are read beside the items."""
    yield from (file.id_column, file.kommun_column, *file.background.values())
    yield from filter(None, (file.round_column, file.status_column))


def _check_telling(table: Table, used: Iterable[int], unread: Iterable[int]) -> Mapping[int, Telling]:
    """Return the columns left out because they could point out a person; those that must not be there are problems."""
    refuse_telling(table, telling_columns(table, used))
    found = telling_columns(table, unread)
    refuse_telling(table, {place: telling for place, telling in found.items() if telling in NEVER_READ})
    return found


def _frame(people: Sequence[Respondent], answers: Mapping[str, Mapping[int, Answer]]) -> pd.DataFrame:
    """Return the answers of people in the order of RESPONSES' key: by round and id, as they come, then by item."""
    items = sorted(answers)
    found = [answers[item][person.row.number] for person in people for item in items]
    columns = {
        "respondent": np.repeat(_words(person.ident for person in people), len(items)),
        "unit": np.repeat(_words(person.unit for person in people), len(items)),
        "period": np.repeat(_words(person.period for person in people), len(items)),
        "background": np.repeat(_words(person.background for person in people), len(items)),
        "item": np.tile(_words(items), len(people)),
        "answer": np.array([answer.code for answer in found], dtype=np.float64),
        "state": _words(str(answer.state) for answer in found),
    }
    return RESPONSES.build(pd.DataFrame(columns))


def _words(words: Iterable[str]) -> npt.NDArray[np.object_]:
    return np.array(list(words), dtype=object)
