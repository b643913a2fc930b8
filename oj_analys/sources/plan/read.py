"""The verb ``read_plan``: what the kommuner have decided and say of themselves, from one or more workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TypeVar

from oj_analys import catalog
from oj_analys.domain import Comment, DataError, Decision, Grupp, Notice, Plan, Problem
from oj_analys.frames.persons import OwnMeasures
from oj_analys.sources._cage import caged
from oj_analys.sources._load_report import remark_notices
from oj_analys.sources._noting import noting
from oj_analys.sources._part import Input, NoticeKind, Origin, Receipt, Tally
from oj_analys.sources._safe_open import open_workbook
from oj_analys.sources._table import find_table
from oj_analys.sources.files import PlanFile, TablePlace
from oj_analys.sources.plan.sheets import COMMENT_FIELDS, DECISION_FIELDS, read_comments, read_decisions
from oj_analys.swedish import counted, join, kommun_name, sort_key

DECISIONS, COMMENTS = "Beslut", "Kommentarer"

T = TypeVar("T", Decision, Comment)


@dataclass(frozen=True, slots=True)
class PlanPart(Receipt):
    """What one workbook says."""

    plan: Plan


@caged
def read_plan(*paths: str | Path, grupp: Grupp, own: OwnMeasures | None = None, header_row: int = 1) -> Plan:
    """Return the decisions and comments of the group's kommuner from one or more workbooks.

    The sheet "Beslut" has Kommun and Åtgärd and may have Område, Mått, Värde från, Beslutsår, Orsak, Ansvarig roll,
    Klart, Uppföljning, Status, Kommentar and Får delas; the sheet "Kommentarer", which may be left out, has Kommun,
    Område and Kommentar and may have Får delas. A measure is one of the catalogue or of ``own``. What two workbooks say
    alike stands once; what they tell in two ways stands there twice. Without a Ja, a line is for the kommun only.

    Raises:
        DataError: every fault at once, by column and row number and never by content: a sheet or heading that is
            missing, an unknown kommun, measure, area or status, a text above 300 characters, a name where a role should
            stand, a telephone number or an e-mail address, columns that could point out persons, a personnummer.

    Example:
        >>> read_plan("handlingsplan-2024.xlsx", grupp=catalog.grupp("Jämtland")).decisions  # doctest: +SKIP
    """
    problems: list[Problem] = []
    parts: list[PlanPart] = []
    for path in map(Path, paths):
        with noting(problems):
            parts.append(read_plan_file(PlanFile(TablePlace(path, Origin(path.name), "", header_row)), grupp, own))
    if problems:
        raise DataError(problems)
    return join_plans(parts)


def read_plan_file(file: PlanFile, grupp: Grupp, own: OwnMeasures | None) -> PlanPart:
    """Return what one workbook says; ``own`` are the own measures that its decisions may be about."""
    workbook = open_workbook(file.place.path, file.origin.name)
    problems: list[Problem] = []
    notices = [*remark_notices(file.origin.name, workbook)]
    tallies: list[Tally] = []
    plan = Plan()
    with noting(problems):
        table = find_table(workbook, replace(file.place, sheet=DECISIONS))
        decisions = read_decisions(table, grupp.members, own.definitions if own else {})
        plan = replace(plan, decisions=decisions.lines)
        notices += decisions.notices
        tallies.append(decisions.tally)
    with noting(problems):
        if COMMENTS in workbook.sheets:
            comments = read_comments(find_table(workbook, replace(file.place, sheet=COMMENTS)), grupp.members)
            plan = replace(plan, comments=comments.lines)
            notices += comments.notices
            tallies.append(comments.tally)
    if problems:
        raise DataError(problems)
    inputs = (Input(file.origin.name, workbook.sha256),)
    return PlanPart(tuple(notices), inputs, file.origin.plain_source(), plan, tallies=tuple(tallies))


def join_plans(parts: Iterable[PlanPart]) -> Plan:
    """Return all decisions and comments, sorted by kommun and text; what is told alike stands once."""
    plans = [part.plan for part in parts]
    decisions = _once(one for plan in plans for one in plan.decisions)
    comments = _once(one for plan in plans for one in plan.comments)
    return Plan(tuple(sorted(decisions, key=_order)), tuple(sorted(comments, key=_order)))


def difference_notices(plan: Plan, parts: Iterable[PlanPart]) -> Iterator[Notice]:
    """Say which files tell a decision, or what a kommun says of an area, in two ways, and in which columns."""
    files = {part.source["source"]: part.source["file"] for part in parts}
    yield from _differences(plan.decisions, lambda line: line.identity, DECISION_FIELDS, files, ("beslut", "beslut"))
    comments = ("kommentar", "kommentarer")
    yield from _differences(plan.comments, lambda line: (line.unit, line.area), COMMENT_FIELDS, files, comments)


def _differences(
    lines: Iterable[T],
    identity: Callable[[T], tuple[str, ...]],
    fields: Mapping[str, str],
    files: Mapping[str, str],
    nouns: tuple[str, str],
) -> Iterator[Notice]:
    differing: dict[tuple[str, str], list[list[T]]] = {}
    for (unit, *_), told in _grouped(lines, identity).items():
        names = sorted({files[line.source] for line in told})
        if len(names) > 1:
            differing.setdefault((unit, join(names)), []).append(told)
    for (unit, where), found in differing.items():
        columns = [heading for heading, field in fields.items() if any(_differ(told, field) for told in found)]
        kommun = kommun_name(catalog.kommun(unit).name)
        text = f"{where} säger olika om {counted(len(found), *nouns)} i {kommun} ({join(columns)}); allt står kvar."
        yield Notice(where, NoticeKind.OLIKA, "", unit, len(found), text)


def _differ(told: Iterable[Decision | Comment], field: str) -> bool:
    return len({getattr(line, field) for line in told}) > 1


def _grouped(lines: Iterable[T], identity: Callable[[T], tuple[str, ...]]) -> Mapping[tuple[str, ...], list[T]]:
    groups: dict[tuple[str, ...], list[T]] = {}
    for line in lines:
        groups.setdefault(identity(line), []).append(line)
    return groups


def _once(told: Iterable[T]) -> Iterable[T]:
    """Return what is told, the first of those that differ in nothing but their source."""
    first: dict[T, T] = {}
    for one in told:
        first.setdefault(replace(one, source=""), one)
    return first.values()


def _order(line: Decision | Comment) -> tuple[str, ...]:
    text = line.action if isinstance(line, Decision) else line.area
    return (line.unit, sort_key(text), *map(str, astuple(line)))
