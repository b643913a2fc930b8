"""The head of each interview in an export: who, where, when, which kind and form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from oj_analys.catalog import answer_spelling
from oj_analys.sources._dates import read_date
from oj_analys.sources._table import Column, Row, Table
from oj_analys.sources._values import Fault
from oj_analys.sources.interviews.mapping import InterviewMapping

_NO_PERSON = Fault("personens kod saknas", "en kod på varje rad", "Fyll i den, eller ta bort raden.")
_NO_DATE = Fault("datumet går inte att läsa", "till exempel 2024-03-18", "Rätta cellen.")


class Head(NamedTuple):
    """What tells one interview from another, and what is said of it; ``row`` is where its values stand."""

    row: Row
    person: str
    unit: str
    sex: str
    date: str
    kind: str
    form_version: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Person, day and kind: two interviews that share it are one, told twice."""
        return self.person, self.date, self.kind


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a table's rows, and how many rows are without kind or form version."""

    heads: tuple[Head, ...]
    incomplete: int


def without_headings(table: Table, columns: Iterable[Column]) -> tuple[Table, int]:
    """Return the table without rows that repeat the row of headings, and how many they were."""
    headings = {column: answer_spelling(table.headings[column.place]) for column in columns}
    repeats = [
        all(answer_spelling(row.text(column)) == heading for column, heading in headings.items()) for row in table.rows
    ]
    rows = tuple(row for row, is_repeat in zip(table.rows, repeats, strict=True) if not is_repeat)
    return replace(table, rows=rows), sum(repeats)


def read_heads(
    table: Table, rows: Iterable[tuple[Row, str]], columns: Mapping[str, Column], mapping: InterviewMapping
) -> Heads:
    """Return the head of each row with its kommun; a row without kind or form version is passed by.

    ``columns`` are those of the mapping by heading. What cannot be understood is noted as the table's faults.
    """
    held = {name: columns[heading] for name, heading in mapping.required.items()}
    heads: list[Head] = []
    incomplete = 0
    for row, unit in rows:
        if row.text(held["typ"]) and row.text(held["formular"]):
            heads.append(_read_head(table, row, unit, held, mapping))
        else:
            incomplete += 1
    return Heads(tuple(heads), incomplete)


def _read_head(table: Table, row: Row, unit: str, held: Mapping[str, Column], mapping: InterviewMapping) -> Head:
    person, day = row.text(held["person"]), read_date(row.cells[held["datum"].place])
    if not person:
        table.fault(row, held["person"], _NO_PERSON)
    if day is None:
        table.fault(row, held["datum"], _NO_DATE)
    sex = _word(table, row, held["kon"], mapping.sexes)
    kind = _word(table, row, held["typ"], mapping.kinds)
    return Head(row, person, unit, sex, day or "", kind, row.text(held["formular"]))


def _word(table: Table, row: Row, column: Column, words: Mapping[str, str]) -> str:
    word = answer_spelling(row.text(column))
    if word not in words:
        allowed = ", ".join(f'"{known}"' for known in words)
        table.fault(row, column, Fault("okänt ord", allowed, "Rätta cellen, eller lägg till ordet bland variablerna."))
    return words.get(word, "")
