"""The verb ``read_asi``: an export of interviews, one row per interview and variable that the mapping names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from oj_analys import catalog
from oj_analys.catalog import answer_spelling
from oj_analys.domain import AnswerState, Grupp, InterviewForm, Notice, Variable
from oj_analys.frames.persons import INTERVIEWS
from oj_analys.sources import _cells
from oj_analys.sources._answers import Answer
from oj_analys.sources._cage import caged
from oj_analys.sources._cells import Cell
from oj_analys.sources._heads import Head, read_heads
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE, column_notices, read_notice
from oj_analys.sources._part import Input, NoticeKind, Origin, Receipt, Tally
from oj_analys.sources._table import Column, open_place
from oj_analys.sources._telling import strict_columns
from oj_analys.sources.files import InterviewFile, TablePlace
from oj_analys.sources.mapping import InterviewMapping, read_mapping
from oj_analys.swedish import counted, join, number

_NO_KIND, _SAME = "utan typ eller formulär", "med samma person, dag och typ som en tidigare rad"


@dataclass(frozen=True, slots=True)
class InterviewRows(Receipt):
    """An INTERVIEWS frame of kommuner of the group."""

    instrument: InterviewForm = field(repr=False)
    rows: pd.DataFrame = field(repr=False)


@caged
def read_asi(
    path: str | Path,
    *,
    mapping: str | Path,
    grupp: Grupp,
    instrument: str = "asi",
    sheet: str = "",
    header_row: int = 1,
) -> InterviewRows:
    """Return the interviews of an export: one INTERVIEWS row per interview and variable of the mapping.

    ``mapping`` is the TOML file that says which column holds what. A value beyond the variable's limits is set aside
    with the state ``avvisad``; "X", "N" and an empty cell keep their own states. Of interviews with the same person,
    day and kind the first stays; a row without kind or form version is set aside. Columns that the mapping does not
    name are left out.

    Raises:
        DataError: every fault at once, by column and row number and never by content: faults of the mapping, headings
            that are missing, a date that cannot be read, an unknown kommun, kind or sex, columns that could point out
            persons, a personnummer anywhere.

    Example:
        >>> grupp = catalog.grupp("Jämtland")
        >>> read_asi("asi-export.csv", mapping="asi-export-variabler.toml", grupp=grupp)  # doctest: +SKIP
    """
    place = TablePlace(Path(path), Origin(Path(path).name), sheet, header_row)
    file = InterviewFile(place, catalog.interview_form(instrument), Path(mapping), Path(mapping).name)
    return read_interviews(file, grupp)


def read_interviews(file: InterviewFile, grupp: Grupp) -> InterviewRows:
    """Return what :func:`read_asi` does, of a file that ``underlag.toml`` describes."""
    mapping = read_mapping(file.mapping, file.instrument, file.mapping_name)
    table = open_place(file.place)
    columns = strict_columns(table, mapping.headings)
    kommuner = split_by_kommun(table, columns[mapping.required["kommun"]], grupp.members)
    heads = list(read_heads(table, kommuner.rows, columns, mapping))
    table.check()
    once = {head.key: head for head in reversed(heads)}  # the first of those that share a key
    rows = _frame(once.values(), file.instrument, columns, mapping)
    dropped = {
        OUTSIDE: kommuner.set_aside,
        _NO_KIND: len(kommuner.rows) - len(heads),
        _SAME: len(heads) - len(once),
    }
    tally = Tally(file.origin.name, len(table.rows), len(once), dropped)
    notices = (
        read_notice(tally, rows["state"]),
        *_rejected_notices(file.origin.name, rows, file.instrument),
        *column_notices(file.origin.name, table.others(column.place for column in columns.values())),
    )
    inputs = (Input(mapping.name, mapping.sha256), table.input)
    return InterviewRows(notices, inputs, table.source, file.instrument, rows, tallies=(tally,))


def _frame(
    heads: Iterable[Head], form: InterviewForm, columns: Mapping[str, Column], mapping: InterviewMapping
) -> pd.DataFrame:
    variables = [variable for variable in form.variables if variable.name in mapping.variables]
    rows = [
        (*head[1:], variable.name, value, str(state))
        for head in heads
        for variable in variables
        for value, state in (_read(head.row.cells[columns[mapping.variables[variable.name]].place], variable, mapping),)
    ]
    frame = INTERVIEWS.build(pd.DataFrame(rows, columns=list(INTERVIEWS.columns)))
    return frame.sort_values(list(INTERVIEWS.key), ignore_index=True)


def _read(cell: Cell, variable: Variable, mapping: InterviewMapping) -> Answer:
    """Return a value, or why there is none; a range ("4-5"), a fraction or a number beyond the limits is rejected."""
    word, value = answer_spelling(_cells.text(cell)), _cells.number(cell)
    if word in mapping.unanswered:
        return Answer(math.nan, AnswerState.UNANSWERED)
    if word in mapping.not_applicable:
        return Answer(math.nan, AnswerState.NOT_APPLICABLE)
    if not word:
        return Answer(math.nan, AnswerState.BLANK)
    if value is not None and value.is_integer() and variable.low <= value <= variable.high:
        return Answer(value, AnswerState.ANSWERED)
    return Answer(math.nan, AnswerState.REJECTED)


def _rejected_notices(name: str, rows: pd.DataFrame, form: InterviewForm) -> Iterator[Notice]:
    """Say how many values of each variable were beyond its limits, if any were."""
    times = Counter(rows.loc[rows["state"] == AnswerState.REJECTED, "variable"])
    told = [f"{variable.label} {number(times[variable.name])}" for variable in form.variables if times[variable.name]]
    if told:
        values = counted(times.total(), "värde", "värden")
        text = f"{name}: {values} avvisas, eftersom de inte kan stämma ({join(told)})."
        yield Notice(name, NoticeKind.AVVISADE, "", "", times.total(), text)
