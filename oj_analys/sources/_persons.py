"""What a folder's files of persons and plans say, put together: one object per instrument, one plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from oj_analys.domain import AnswerState, Grupp, Notice, Plan, Problem
from oj_analys.frames.persons import COUNTS, INTERVIEWS, RESPONSES, Interviews, OwnMeasures, Survey
from oj_analys.sources._part import Receipt
from oj_analys.sources.files import InterviewFile, InvitedFile, OwnFile, PersonsFile, PlanFile, SurveyFile, UsageFile
from oj_analys.sources.interviews.read import InterviewRows, read_interviews
from oj_analys.sources.invited import Invited, read_invited_file
from oj_analys.sources.own.read import Own, read_own
from oj_analys.sources.plan.read import PlanPart, difference_notices, join_plans, read_plan_file
from oj_analys.sources.survey.read import Round, read_round
from oj_analys.sources.usage import Usage, read_usage_file
from oj_analys.swedish import counted

R = TypeVar("R", bound=Receipt)


@dataclass(frozen=True, slots=True)
class People:
    """Surveys and interviews by instrument, the own measures, the plan, and what is to be said of several files."""

    surveys: Mapping[str, Survey]
    interviews: Mapping[str, Interviews]
    own: OwnMeasures | None
    plan: Plan
    notices: tuple[Notice, ...]


def read_persons(file: PersonsFile | PlanFile, grupp: Grupp, before: Iterable[Receipt]) -> Receipt:
    """Return what a file says of the group's kommuner; a plan may name the own measures among what is read before.

    Raises:
        DataError: every fault of the file at once.
    """
    match file:
        case SurveyFile():
            return read_round(file, grupp)
        case InvitedFile():
            return read_invited_file(file, grupp)
        case InterviewFile():
            return read_interviews(file, grupp)
        case UsageFile():
            return read_usage_file(file, grupp)
        case OwnFile():
            return read_own(file, grupp)
        case PlanFile():
            return read_plan_file(file, grupp, _own(before))


def put_together(receipts: Sequence[Receipt], grupp: Grupp, problems: list[Problem]) -> People:
    """Return what the files say together; what does not go together is noted as problems."""
    plans = _of(receipts, PlanPart)
    plan = join_plans(plans)
    surveys = {survey.instrument.id: survey for survey in _surveys(receipts, grupp, problems)}
    for invited in _of(receipts, Invited):
        if invited.instrument.id not in surveys:
            found = f"filen gäller {invited.instrument.id}, men ingen enkät med svar på {invited.instrument.id} finns"
            problems.append(Problem(invited.source["file"], found, "", "Lägg till enkäten, eller ta bort filen."))
    return People(
        surveys=surveys,
        interviews={one.instrument.id: one for one in _interviews(receipts, grupp)},
        own=_own(receipts),
        plan=plan,
        notices=tuple(difference_notices(plan, plans)),
    )


def _own(receipts: Iterable[Receipt]) -> OwnMeasures | None:
    return next((part.measures for part in _of(receipts, Own)), None)


def _of(receipts: Iterable[Receipt], kind: type[R]) -> list[R]:
    return [receipt for receipt in receipts if isinstance(receipt, kind)]


def _surveys(receipts: Sequence[Receipt], grupp: Grupp, problems: list[Problem]) -> Iterator[Survey]:
    rounds = _of(receipts, Round)
    for instrument in {one.instrument.id: one.instrument for one in rounds}.values():
        held = sorted((one for one in rounds if one.instrument == instrument), key=lambda one: one.periods)
        invited = [one for one in _of(receipts, Invited) if one.instrument == instrument]
        responses = pd.concat([one.responses for one in held], ignore_index=True)
        problems += [problem for one in invited for problem in _too_many(responses, one)]
        yield Survey(
            instrument=instrument,
            grupp=grupp,
            responses=RESPONSES.check(responses.sort_values(list(RESPONSES.key), ignore_index=True)),
            invited={key: count for one in invited for key, count in one.counts.items()},
            sources={period: one.source["source"] for one in held for period in one.periods},
            invited_source=next((one.source["source"] for one in invited), ""),
        )


def _too_many(responses: pd.DataFrame, invited: Invited) -> Iterator[Problem]:
    """Yield a problem for each count of invited that is smaller than that of the persons who answered something."""
    answered = responses[responses["state"] == AnswerState.ANSWERED]
    people = answered.groupby(["unit", "period"])["respondent"].nunique().to_dict()
    for key, count in invited.counts.items():
        if people.get(key, 0) > count:
            found = "fler har svarat än antalet inbjudna (över 100 procent)"
            yield Problem(invited.places[key], found, "", "Rätta antalet, eller se efter vilken omgång det gäller.")


def _interviews(receipts: Sequence[Receipt], grupp: Grupp) -> Iterator[Interviews]:
    rows = {one.instrument.id: one for one in _of(receipts, InterviewRows)}
    usage = {one.instrument.id: one for one in _of(receipts, Usage)}
    for ident in sorted(rows.keys() | usage.keys()):
        held, used = rows.get(ident), usage.get(ident)
        yield Interviews(
            instrument=held.instrument if held else usage[ident].instrument,
            grupp=grupp,
            rows=held.rows if held else INTERVIEWS.empty(),
            usage=used.rows if used else COUNTS.empty(),
            source=held.source["source"] if held else "",
            money_scale=held.money_scale if held else None,
        )


def late_problems(receipt: Receipt, taken: str) -> Iterator[Problem]:
    """Yield a problem if a file tells of what lies after the day (``2025-06-23``) when the data were taken."""
    times: Iterable[str] = ()
    match receipt:
        case InterviewRows():
            times = receipt.rows.drop_duplicates(["person", "date", "kind"])["date"]
        case Usage():
            times = receipt.rows["period"].map(_last)
        case Own():
            times = receipt.measures.rows["period"].map(_last)
    if late := sum(time > taken[: len(time)] for time in times):
        found = f"{counted(late, 'uppgift är', 'uppgifter är')} från tiden efter uttag ({taken})"
        action = "Rätta dem, eller uttag i underlag.toml."
        yield Problem(receipt.source["file"], found, "högst samma dag", action)


def _last(period: str) -> str:
    return period.rsplit("/", 1)[-1][:4]
