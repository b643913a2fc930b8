"""The interviews of an export, wide or long: each once, with the cell of every variable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from oj_analys.catalog import answer_spelling
from oj_analys.sources._cells import Cell
from oj_analys.sources._table import Column, Table
from oj_analys.sources._values import Fault
from oj_analys.sources.interviews.heads import Head
from oj_analys.sources.interviews.mapping import InterviewMapping

_SAME = "med samma person, dag och typ som en tidigare rad"
_SAME_QUESTION = "med samma person, dag, typ och fråga som en tidigare rad"
_UNKNOWN = "med frågor som kopplingen inte nämner"
_DIFFERS = {
    "unit": ("kommun", Fault("intervjun har en annan kommun på en tidigare rad", "", "Rätta den rad som är fel.")),
    "sex": ("kon", Fault("intervjun har ett annat kön på en tidigare rad", "", "Rätta den rad som är fel.")),
    "form_version": (
        "formular",
        Fault("intervjun har ett annat formulär på en tidigare rad", "", "Rätta den rad som är fel."),
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Interviews in the order of their key, the cell of each variable in the same order, and what became of the rows.

    ``absent`` are variables that no row of a long export is about.
    """

    heads: tuple[Head, ...] = field(repr=False)
    cells: Mapping[str, Sequence[Cell]] = field(repr=False)
    used: int
    unused: Mapping[str, int]
    absent: tuple[str, ...] = ()


def read_rows(table: Table, heads: Iterable[Head], columns: Mapping[str, Column], mapping: InterviewMapping) -> Told:
    """Return the interviews of an export in the shape that the mapping says."""
    if mapping.question_column:
        return _read_long(table, heads, columns, mapping)
    return _read_wide(heads, columns, mapping)


def _read_wide(heads: Iterable[Head], columns: Mapping[str, Column], mapping: InterviewMapping) -> Told:
    """Return one interview per row; of those that share a key the first stays."""
    once: dict[tuple[str, str, str], Head] = {}
    again = 0
    for head in heads:
        again += once.setdefault(head.key, head) is not head
    kept = tuple(once[key] for key in sorted(once))
    places = {name: columns[heading].place for name, heading in mapping.variables.items()}
    cells = {name: [head.row.cells[place] for head in kept] for name, place in places.items()}
    return Told(kept, cells, len(kept), {_SAME: again})


def _read_long(table: Table, heads: Iterable[Head], columns: Mapping[str, Column], mapping: InterviewMapping) -> Told:
    """Return one interview per person, day and kind, whose rows are its answers; of two to a question the first stays.

    A question without a row has an empty cell. A row whose question is unknown tells that there was an interview.
    """
    names = {answer_spelling(question): name for name, question in mapping.variables.items()}
    question, answer = columns[mapping.question_column], columns[mapping.answer_column]
    held = {name: columns[heading] for name, heading in mapping.required.items()}
    once: dict[tuple[str, str, str], Head] = {}
    cells: dict[tuple[tuple[str, str, str], str], Cell] = {}
    used = again = unknown = 0
    for head in heads:
        _check_alike(table, once.setdefault(head.key, head), head, held)
        name = names.get(answer_spelling(head.row.text(question)))
        if name is None:
            unknown += 1
        elif (head.key, name) in cells:
            again += 1
        else:
            used += 1
            cells[head.key, name] = head.row.cells[answer.place]
    keys = sorted(once)
    told = {name: [cells.get((key, name), "") for key in keys] for name in mapping.variables}
    asked = {name for _, name in cells}
    absent = tuple(name for name in mapping.variables if name not in asked)
    return Told(tuple(once[key] for key in keys), told, used, {_SAME_QUESTION: again, _UNKNOWN: unknown}, absent)


def _check_alike(table: Table, first: Head, head: Head, held: Mapping[str, Column]) -> None:
    """Note what a row says of its interview that an earlier row says otherwise."""
    for name, (column, fault) in _DIFFERS.items():
        if getattr(first, name) != getattr(head, name):
            table.fault(head.row, held[column], fault)
