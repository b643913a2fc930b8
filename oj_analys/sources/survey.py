"""The verb ``read_survey``: one round of a questionnaire, as a survey tool exports it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import DataError, Grupp, Problem, Questionnaire
from oj_analys.frames.persons import RESPONSES
from oj_analys.identity import Telling
from oj_analys.sources._answers import Answer, AnswerKey
from oj_analys.sources._background import read_backgrounds
from oj_analys.sources._cage import caged
from oj_analys.sources._items import match_items
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE, column_notices, read_notice
from oj_analys.sources._part import Origin, Receipt, Tally
from oj_analys.sources._period import ROUND_FORM, is_round
from oj_analys.sources._table import Column, Row, Table, open_place
from oj_analys.sources._telling import NEVER_READ, refuse_telling, telling_columns
from oj_analys.sources._values import Fault
from oj_analys.sources.files import SurveyFile, TablePlace

_NO_ID = Fault("id saknas", "ett eget id på varje rad", "Fyll i det, eller ta bort raden.")
_SAME_ID = "med samma id som en tidigare rad"


@dataclass(frozen=True, slots=True)
class Round(Receipt):
    """One round of a survey: a RESPONSES frame of kommuner of the group."""

    instrument: Questionnaire = field(repr=False)
    period: str
    responses: pd.DataFrame = field(repr=False)


class _Person(NamedTuple):
    row: Row
    unit: str
    respondent: str
    background: str


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
    if not is_round(period):
        raise DataError(Problem("period", f'"{period}"', ROUND_FORM))
    place = TablePlace(Path(path), Origin(Path(path).name), sheet, header_row)
    questionnaire = catalog.questionnaire(instrument)
    return read_round(SurveyFile(place, questionnaire, period, id_column, kommun_column, background or {}), grupp)


def read_round(file: SurveyFile, grupp: Grupp) -> Round:
    """Return what :func:`read_survey` does, of a file that ``underlag.toml`` describes."""
    table = open_place(file.place)
    columns = table.columns([file.id_column, file.kommun_column, *file.background.values()])
    used = [column.place for column in columns.values()]
    items = match_items(table, file.instrument.items, used)
    unread = table.others([*used, *(column.place for column in items.values())])
    telling = _check_telling(table, used, unread)
    table.check()
    backgrounds = read_backgrounds(table, file, columns)
    answers = _answers(table, file.instrument, items)
    kommuner = split_by_kommun(table, columns[file.kommun_column], grupp.members)
    people = [
        _Person(row, unit, row.text(columns[file.id_column]), backgrounds[row.number]) for row, unit in kommuner.rows
    ]
    _check_ids(table, columns[file.id_column])
    table.check()
    once = {person.respondent: person for person in reversed(people)}
    responses = _frame(once.values(), answers, file.period)
    dropped = {OUTSIDE: kommuner.set_aside, _SAME_ID: len(people) - len(once)}
    tally = Tally(file.origin.name, len(table.rows), len(once), dropped)
    notices = (
        read_notice(tally, responses["state"]),
        *column_notices(file.origin.name, unread, telling),
    )
    return Round(notices, (table.input,), table.source, file.instrument, file.period, responses, tallies=(tally,))


def _check_telling(table: Table, used: Iterable[int], unread: Iterable[int]) -> Mapping[int, Telling]:
    """Return the columns left out because they could point out a person; those that must not be there are problems."""
    refuse_telling(table, telling_columns(table, used))
    found = telling_columns(table, unread)
    refuse_telling(table, {place: telling for place, telling in found.items() if telling in NEVER_READ})
    return found


def _answers(
    table: Table, instrument: Questionnaire, items: Mapping[str, Column]
) -> Mapping[str, Mapping[int, Answer]]:
    """Return the answers of each item by row number; each different text is read once."""
    keys = {scale.id: AnswerKey(scale) for scale in instrument.scales}
    answers: dict[str, dict[int, Answer]] = {}
    for item in instrument.items:
        column = items[item.id]
        meanings = {text: keys[item.scale].read(text) for text in set(table.texts(column.place))}
        answers[item.id] = {}
        for row in table.rows:
            meaning = meanings[row.text(column)]
            if isinstance(meaning, Fault):
                table.fault(row, column, meaning)
            else:
                answers[item.id][row.number] = meaning
    return answers


def _check_ids(table: Table, column: Column) -> None:
    for row in table.rows:
        if not row.text(column):
            table.fault(row, column, _NO_ID)


def _frame(people: Iterable[_Person], answers: Mapping[str, Mapping[int, Answer]], period: str) -> pd.DataFrame:
    rows = [
        (person.respondent, person.unit, period, person.background, item, answer.code, str(answer.state))
        for person in people
        for item, by_row in answers.items()
        for answer in (by_row[person.row.number],)
    ]
    frame = RESPONSES.build(pd.DataFrame(rows, columns=list(RESPONSES.columns)))
    return frame.sort_values(list(RESPONSES.key), ignore_index=True)
