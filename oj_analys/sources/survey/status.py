"""What a survey tool says of each person's answers: whole, partial or a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Notice
from oj_analys.sources._table import Column, Table
from oj_analys.sources._values import Fault
from oj_analys.sources.files import AnswerSheet, SurveyFile
from oj_analys.swedish import number

Statuses = Mapping[int, AnswerSheet]


def read_statuses(table: Table, file: SurveyFile, columns: Mapping[str, Column]) -> Statuses:
    """Return what is said of each row's answers by its number, nothing without a column that says it.

    A word that the settings of the file do not know is noted as a fault.
    """
    if not file.status_column:
        return {}
    allowed = ", ".join(f'"{word}"' for word in file.statuses)
    unknown = Fault("okänd status", allowed, "Lägg till ordet under [fil.status] i underlag.toml, eller rätta det.")
    return table.meanings(columns[file.status_column], lambda text: file.statuses.get(answer_spelling(text), unknown))


def without_tests(table: Table, statuses: Statuses) -> Table:
    """Return the table without its test answers: what else stands in their rows does not matter."""
    rows = tuple(row for row in table.rows if statuses.get(row.number) is not AnswerSheet.TEST)
    return replace(table, rows=rows)


def with_partial(notice: Notice, partial: int) -> Notice:
    """Add to what is said of the rows used how many are of persons who did not answer everything, if any are."""
    return (
        replace(notice, text=f"{notice.text} Av raderna som används är {number(partial)} ofullständiga.")
        if partial
        else notice
    )
