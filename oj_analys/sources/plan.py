"""The verb ``read_plan``: what the kommuner have decided and say of themselves, from one or more workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from oj_analys import catalog
from oj_analys.catalog import answer_spelling
from oj_analys.domain import Comment, DataError, Decision, Grupp, Notice, Plan, Problem
from oj_analys.frames.persons import OwnMeasures
from oj_analys.sources._cage import caged
from oj_analys.sources._noting import noting
from oj_analys.sources._part import Input, NoticeKind, Origin, Receipt, Tally
from oj_analys.sources._plan_sheets import read_comments, read_decisions
from oj_analys.sources._safe_open import open_workbook
from oj_analys.sources._table import find_table
from oj_analys.sources.files import PlanFile, TablePlace
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

    The sheet "Beslut" has Kommun, Beslut, Mått, Värde från, Beslutat, Ansvarig and Status; the sheet "Kommentarer",
    which may be left out, Kommun, Område and Kommentar. A measure is one of the catalogue or of ``own``. What two
    workbooks say alike stands once; a decision that they tell in two ways stands there twice.

    Raises:
        DataError: every fault at once, by column and row number and never by content: a sheet or heading that is
            missing, an unknown kommun, measure, area or status, a text above 300 characters, columns that could point
            out persons, a personnummer anywhere.

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
    notices: list[Notice] = []
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
    return Plan(tuple(sorted(decisions, key=_decision_order)), tuple(sorted(comments, key=_comment_order)))


def difference_notices(plan: Plan, parts: Iterable[PlanPart]) -> Iterator[Notice]:
    """Say which files tell a decision in two ways, kommun by kommun."""
    files = {part.source["source"]: part.source["file"] for part in parts}
    told: dict[tuple[str, str], list[str]] = {}
    for decision in plan.decisions:
        told.setdefault((decision.unit, answer_spelling(decision.title)), []).append(files[decision.source])
    differing = Counter((unit, join(sorted(set(names)))) for (unit, _), names in told.items() if len(names) > 1)
    for (unit, names), count in differing.items():
        kommun = kommun_name(catalog.kommun(unit).name)
        text = f"{names} säger olika om {counted(count, 'beslut', 'beslut')} i {kommun}; båda står kvar."
        yield Notice(names, NoticeKind.OLIKA, "", unit, count, text)


def _once(told: Iterable[T]) -> Iterable[T]:
    """Return what is told, the first of those that differ in nothing but their source."""
    first: dict[T, T] = {}
    for one in told:
        first.setdefault(replace(one, source=""), one)
    return first.values()


def _decision_order(decision: Decision) -> tuple[str, ...]:
    rest = (decision.measure, decision.baseline, decision.decided, decision.responsible, decision.status)
    return (decision.unit, sort_key(decision.title), decision.title, *rest, decision.source)


def _comment_order(comment: Comment) -> tuple[str, ...]:
    return comment.unit, comment.area, comment.text, comment.source
