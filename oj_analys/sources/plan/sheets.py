"""The two sheets of a kommun's action plan: its decisions, and what it says of areas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from oj_analys import catalog
from oj_analys.catalog import answer_spelling
from oj_analys.domain import Comment, DataError, Decision, Measure, Notice, PlanStatus
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE, column_notices, set_aside_notices
from oj_analys.sources._part import Tally
from oj_analys.sources._period import is_period
from oj_analys.sources._table import Column, Row, Table
from oj_analys.sources._telling import refuse_telling, telling_columns
from oj_analys.sources._values import Fault
from oj_analys.sources.own.definitions import FAMILY
from oj_analys.sources.plan.text import NO_TEXT, one_line, role_fault, text_fault

KOMMUN, AREA, MEASURE, BASELINE, DECIDED = "Kommun", "Område", "Mått", "Värde från", "Beslutsår"
CAUSE, ACTION, RESPONSIBLE, DUE, FOLLOW_UP = "Orsak", "Åtgärd", "Ansvarig roll", "Klart", "Uppföljning"
STATUS, COMMENT, SHARED = "Status", "Kommentar", "Får delas"

DECISION_FIELDS = {
    AREA: "area",
    MEASURE: "measure",
    BASELINE: "baseline",
    DECIDED: "decided",
    CAUSE: "cause",
    ACTION: "action",
    RESPONSIBLE: "responsible",
    DUE: "due",
    FOLLOW_UP: "follow_up",
    STATUS: "status",
    COMMENT: "comment",
    SHARED: "shared",
}
COMMENT_FIELDS = {AREA: "area", COMMENT: "text", SHARED: "shared"}

_OTHER_NAMES = {
    "Beslut": ACTION,
    "Beslutat": DECIDED,
    "Ansvarig": RESPONSIBLE,
    "Kommunens kommentar": COMMENT,
}
_YES_NO = {"ja": True, "true": True, "nej": False, "false": False, "": False}

_NO_STATUS = Fault("okänd status", f"{', '.join(PlanStatus)}, eller tom cell", "Rätta cellen.")
_NO_MEASURE = Fault("okänt mått", "id för ett mått, till exempel U28129, eller tom cell", "Rätta cellen.")
_NO_PERIOD = Fault("perioden går inte att läsa", "till exempel 2024, eller tom cell", "Skriv den som text.")
_NO_AREA = Fault("okänt område", "namn eller id för ett område i Öppna jämförelser", "Rätta cellen.")
_NO_ANSWER = Fault("okänt svar", "Ja, Nej, eller tom cell, som betyder Nej", "Rätta cellen.")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlanLines(Generic[T]):
    """The lines of one sheet, and what there is to say of its other rows and columns."""

    lines: tuple[T, ...]
    notices: tuple[Notice, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a sheet, the kommun that it is about, and the columns that the sheet has."""

    table: Table
    columns: Mapping[str, Column]
    row: Row
    unit: str

    def plain(self, heading: str) -> str:
        """Return a cell as one line, empty where the sheet has no such column."""
        column = self.columns.get(heading)
        return one_line(self.row.cells[column.place]) if column else ""

    def text(self, heading: str, fault_of: Callable[[str], Fault | None] = text_fault) -> str:
        """Return what a cell tells; what is wrong with it is noted."""
        plain = self.plain(heading)
        if fault := fault_of(plain):
            self.fault(heading, fault)
        return plain

    def needed(self, heading: str) -> str:
        """Return what a cell tells, which must be something."""
        plain = self.text(heading)
        if not plain:
            self.fault(heading, NO_TEXT)
        return plain

    def fault(self, heading: str, fault: Fault) -> None:
        """Note what is wrong with a cell."""
        self.table.fault(self.row, self.columns[heading], fault)


def read_decisions(table: Table, members: Collection[str], own: Mapping[str, Measure]) -> PlanLines[Decision]:
    """Return the decisions of the group's kommuner; a measure is the catalogue's, or one of the ``own``.

    Raises:
        DataError: every fault of the sheet at once.
    """
    return _read(table, (KOMMUN, ACTION), DECISION_FIELDS, members, lambda line: _read_decision(line, own))


def read_comments(table: Table, members: Collection[str]) -> PlanLines[Comment]:
    """Return the comments of the group's kommuner.

    Raises:
        DataError: every fault of the sheet at once.
    """
    return _read(table, (KOMMUN, AREA, COMMENT), COMMENT_FIELDS, members, _read_comment)


def _read(
    table: Table,
    needed: Collection[str],
    fields: Mapping[str, str],
    members: Collection[str],
    read_line: Callable[[_Line], T],
) -> PlanLines[T]:
    columns = _columns(table, needed, fields)
    kommuner = split_by_kommun(table, columns[KOMMUN], members)
    found = tuple(read_line(_Line(table, columns, row, unit)) for row, unit in kommuner.rows)
    table.check()
    tally = Tally(table.where, len(table.rows), len(found), {OUTSIDE: kommuner.set_aside})
    return PlanLines(found, tuple(_notices(table, columns, kommuner.set_aside)), tally)


def _columns(table: Table, needed: Collection[str], fields: Collection[str]) -> Mapping[str, Column]:
    """Return the columns that are needed, and those of ``fields`` that the sheet has; no other may point out persons.

    Raises:
        DataError: one does, or a column is missing or stands twice.
    """
    names = {answer_spelling(name): name for name in (KOMMUN, *fields)}
    names |= {answer_spelling(other): name for other, name in _OTHER_NAMES.items() if name in fields}
    headings = tuple(names.get(answer_spelling(heading), heading) for heading in table.headings)
    columns = replace(table, headings=headings).columns(dict.fromkeys([*needed, *(n for n in fields if n in headings)]))
    used = {column.place for column in columns.values()}
    refuse_telling(table, telling_columns(table, sorted(set(range(len(headings))) - used)))
    table.check()
    return columns


def _read_decision(line: _Line, own: Mapping[str, Measure]) -> Decision:
    return Decision(
        unit=line.unit,
        action=line.needed(ACTION),
        source=line.table.source["source"],
        area=_read_area(line) if line.plain(AREA) else "",
        measure=_read_measure(line, own),
        baseline=_read_period(line),
        decided=line.text(DECIDED),
        cause=line.text(CAUSE),
        responsible=line.text(RESPONSIBLE, role_fault),
        due=line.text(DUE),
        follow_up=line.text(FOLLOW_UP),
        comment=line.text(COMMENT),
        status=_read_status(line),
        shared=_read_shared(line),
    )


def _read_comment(line: _Line) -> Comment:
    return Comment(
        unit=line.unit,
        area=_read_area(line),
        text=line.needed(COMMENT),
        source=line.table.source["source"],
        shared=_read_shared(line),
    )


def _read_area(line: _Line) -> str:
    try:
        return catalog.area(line.plain(AREA)).id
    except DataError:
        line.fault(AREA, _NO_AREA)
    return ""


def _read_measure(line: _Line, own: Mapping[str, Measure]) -> str:
    text = line.plain(MEASURE)
    if not text:
        return ""
    try:
        return own[text.casefold()].id if text.casefold().startswith(f"{FAMILY}.") else catalog.measure(text).id
    except (KeyError, DataError):
        line.fault(MEASURE, _NO_MEASURE)
    return ""


def _read_period(line: _Line) -> str:
    period = line.plain(BASELINE)
    if period and not is_period(period):
        line.fault(BASELINE, _NO_PERIOD)
    return period


def _read_status(line: _Line) -> PlanStatus:
    word = line.plain(STATUS).casefold()
    if word and word not in tuple(PlanStatus):
        line.fault(STATUS, _NO_STATUS)
        return PlanStatus.EJ_ANGIVEN
    return PlanStatus(word or PlanStatus.EJ_ANGIVEN)


def _read_shared(line: _Line) -> bool:
    word = line.plain(SHARED).casefold()
    if word not in _YES_NO:
        line.fault(SHARED, _NO_ANSWER)
    return _YES_NO.get(word, False)


def _notices(table: Table, columns: Mapping[str, Column], set_aside: int) -> Iterator[Notice]:
    yield from set_aside_notices(table.origin.name, set_aside)
    yield from column_notices(table.origin.name, table.others(column.place for column in columns.values()))
