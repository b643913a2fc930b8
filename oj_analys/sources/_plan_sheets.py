"""The two sheets of a kommun's action plan: its decisions, and what it says of areas."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from oj_analys import catalog
from oj_analys.domain import Comment, DataError, Decision, Measure, Notice, PlanStatus
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE, column_notices, set_aside_notices
from oj_analys.sources._own_definitions import FAMILY
from oj_analys.sources._part import Tally
from oj_analys.sources._period import is_period
from oj_analys.sources._plan_text import need_text, one_line, read_text
from oj_analys.sources._table import Column, Row, Table
from oj_analys.sources._telling import strict_columns
from oj_analys.sources._values import Fault

KOMMUN, TITLE, MEASURE, BASELINE = "Kommun", "Beslut", "Mått", "Värde från"
DECIDED, RESPONSIBLE, STATUS = "Beslutat", "Ansvarig", "Status"
AREA, COMMENT = "Område", "Kommentar"

_NO_STATUS = Fault("okänd status", ", ".join(PlanStatus), "Rätta cellen.")
_NO_MEASURE = Fault("okänt mått", "id för ett mått, till exempel U28129, eller tom cell", "Rätta cellen.")
_NO_PERIOD = Fault("perioden går inte att läsa", "till exempel 2024, eller tom cell", "Skriv den som text.")
_NO_AREA = Fault("okänt område", "namn eller id för ett område i Öppna jämförelser", "Rätta cellen.")

Columns = Mapping[str, Column]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlanLines(Generic[T]):
    """The lines of one sheet, and what there is to say of its other rows and columns."""

    lines: tuple[T, ...]
    notices: tuple[Notice, ...]
    tally: Tally


def read_decisions(table: Table, members: Collection[str], own: Mapping[str, Measure]) -> PlanLines[Decision]:
    """Return the decisions of the group's kommuner; a measure is the catalogue's, or one of the ``own``.

    Raises:
        DataError: every fault of the sheet at once.
    """
    columns = strict_columns(table, (KOMMUN, TITLE, MEASURE, BASELINE, DECIDED, RESPONSIBLE, STATUS))
    kommuner = split_by_kommun(table, columns[KOMMUN], members)
    found = tuple(_read_decision(table, columns, row, unit, own) for row, unit in kommuner.rows)
    return _lines(table, columns, found, kommuner.set_aside)


def read_comments(table: Table, members: Collection[str]) -> PlanLines[Comment]:
    """Return the comments of the group's kommuner.

    Raises:
        DataError: every fault of the sheet at once.
    """
    columns = strict_columns(table, (KOMMUN, AREA, COMMENT))
    kommuner = split_by_kommun(table, columns[KOMMUN], members)
    found = tuple(_read_comment(table, columns, row, unit) for row, unit in kommuner.rows)
    return _lines(table, columns, found, kommuner.set_aside)


def _read_decision(table: Table, columns: Columns, row: Row, unit: str, own: Mapping[str, Measure]) -> Decision:
    return Decision(
        unit=unit,
        title=need_text(table, row, columns[TITLE]),
        measure=_read_measure(table, row, columns[MEASURE], own),
        baseline=_read_period(table, row, columns[BASELINE]),
        decided=read_text(table, row, columns[DECIDED]),
        responsible=read_text(table, row, columns[RESPONSIBLE]),
        status=_read_status(table, row, columns[STATUS]),
        source=table.source["source"],
    )


def _read_comment(table: Table, columns: Columns, row: Row, unit: str) -> Comment:
    area = _areas().get(one_line(row.cells[columns[AREA].place]).casefold(), "")
    if not area:
        table.fault(row, columns[AREA], _NO_AREA)
    return Comment(unit, area, need_text(table, row, columns[COMMENT]), table.source["source"])


def _read_measure(table: Table, row: Row, column: Column, own: Mapping[str, Measure]) -> str:
    text = row.text(column)
    if not text:
        return ""
    try:
        return own[text.casefold()].id if text.casefold().startswith(f"{FAMILY}.") else catalog.measure(text).id
    except (KeyError, DataError):
        table.fault(row, column, _NO_MEASURE)
    return ""


def _read_period(table: Table, row: Row, column: Column) -> str:
    period = row.text(column)
    if period and not is_period(period):
        table.fault(row, column, _NO_PERIOD)
    return period


def _read_status(table: Table, row: Row, column: Column) -> PlanStatus:
    word = one_line(row.cells[column.place]).casefold()
    if word not in tuple(PlanStatus):
        table.fault(row, column, _NO_STATUS)
        return PlanStatus.EJ_PABORJAD
    return PlanStatus(word)


@cache
def _areas() -> Mapping[str, str]:
    return {name.casefold(): area.id for area in catalog.areas() for name in (area.id, area.name)}


def _lines(table: Table, columns: Columns, found: tuple[T, ...], set_aside: int) -> PlanLines[T]:
    table.check()
    tally = Tally(table.where, len(table.rows), len(found), {OUTSIDE: set_aside})
    return PlanLines(found, tuple(_notices(table, columns, set_aside)), tally)


def _notices(table: Table, columns: Columns, set_aside: int) -> Iterator[Notice]:
    yield from set_aside_notices(table.origin.name, set_aside)
    yield from column_notices(table.origin.name, table.others(column.place for column in columns.values()))
