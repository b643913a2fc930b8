"""Interviews: areas, what is asked in each, and the measures that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from oj_analys.catalog.instrument.check import read_checks
from oj_analys.catalog.instrument.confirmation import read_confirmed
from oj_analys.catalog.instrument.detail import read_details
from oj_analys.catalog.instrument.head import Head
from oj_analys.catalog.instrument.scale import check_once, read_scales
from oj_analys.catalog.instrument.usage import read_usage
from oj_analys.catalog.toml_table import Table
from oj_analys.domain import InterviewForm, Measure, Rating, Scale, Statistic, Variable

INTERVIEWS = "intervjuer"
CLIENTS = "klienter"


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked in several areas; with a scale it is a rating, else a whole number from low to high."""

    id: str
    variable: str
    name: str
    scale: Scale | None
    low: int
    high: int
    check: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class _Area:
    """An area, the beginning of its variables' names and what is asked in it."""

    id: str
    key: str
    name: str
    questions: tuple[_Question, ...]
    confirmed: bool

    def variable(self, question: _Question) -> str:
        return f"{self.key}_{question.variable}"


def read_interview_form(file: Table, head: Head) -> InterviewForm:
    """Return an interview form; every question, scale and count that something refers to exists."""
    scales = read_scales(file)
    questions = _read_questions(file, scales.by_id)
    areas = _read_areas(file, questions)
    usage, details = read_usage(file, head), read_details(file)
    variables = tuple(_variables(areas))
    check_once(file, "variabeln", (variable.name for variable in (*variables, *details.variables)))
    checks = read_checks(file, [variable.name for variable in (*variables, *details.variables)])
    soonest, latest, follow_up_confirmed = _read_follow_up(file.table("uppfoljning"))
    confirmed = [*(question.confirmed for question in questions.values()), *(area.confirmed for area in areas)]
    return InterviewForm(
        id=head.id,
        name=head.name,
        explanation=head.explanation,
        policy=head.policy.id,
        assumed=not all(
            [
                *(part.confirmed for part in (scales, usage, details, checks)),
                follow_up_confirmed,
                *confirmed,
            ]
        ),
        proviso=head.proviso,
        scales=tuple(scales.by_id.values()),
        measures=(*usage.measures, *_client_measures(head, areas)),
        areas=tuple((area.id, area.name) for area in areas),
        variables=variables,
        details=details.variables,
        ratings=tuple(_ratings(head, areas)),
        usage=usage.headings,
        checks=checks.all,
        soonest=soonest,
        latest=latest,
    )


def _read_follow_up(table: Table) -> tuple[int, int, bool]:
    """Return within how many days after its Grund an Uppföljning comes, and whether that is confirmed."""
    soonest, latest = table.need("tidigast_dagar", int), table.need("senast_dagar", int)
    confirmed = read_confirmed(table)
    table.close()
    if soonest > latest:
        table.fault(f"tidigast_dagar är {soonest} och senast_dagar {latest}", "tidigast före senast")
    return soonest, latest, confirmed


def _read_questions(file: Table, scales: Mapping[str, Scale]) -> Mapping[str, _Question]:
    questions = [_read_question(table, scales) for table in file.tables("fraga")]
    check_once(file, "frågan", (question.id for question in questions))
    check_once(file, "variabeln", (question.variable for question in questions))
    return {question.id: question for question in questions}


def _read_question(table: Table, scales: Mapping[str, Scale]) -> _Question:
    ident = table.optional("skala", str)
    scale = scales.get(ident) if ident is not None else None
    if ident is not None and scale is None:
        table.fault(f'skala är "{ident}"', ", ".join(scales))
    low, high = (table.need("lagst", int), table.need("hogst", int)) if ident is None else (0, 0)
    if scale is not None:
        low, high = scale.low, scale.high
    question = _Question(
        id=table.text("id"),
        variable=table.text("variabel"),
        name=table.text("namn"),
        scale=scale,
        low=low,
        high=high,
        check=table.optional("kontroll", int) or 0,
        confirmed=read_confirmed(table),
    )
    table.close()
    return question


def _read_areas(file: Table, questions: Mapping[str, _Question]) -> list[_Area]:
    areas = [_read_area(table, questions) for table in file.tables("omrade")]
    check_once(file, "området", (area.id for area in areas))
    check_once(file, "nyckeln", (area.key for area in areas))
    return areas


def _read_area(table: Table, questions: Mapping[str, _Question]) -> _Area:
    asked = table.items("fragor", str)
    for unknown in dict.fromkeys(ident for ident in asked if ident not in questions):
        table.fault(f'frågan "{unknown}" finns inte', ", ".join(questions))
    area = _Area(
        id=table.text("id"),
        key=table.text("nyckel"),
        name=table.text("namn"),
        questions=tuple(question for question in questions.values() if question.id in asked),
        confirmed=read_confirmed(table),
    )
    table.close()
    if not asked:
        table.fault("området har inga frågor", 'minst en i listan "fragor"')
    return area


def _variables(areas: Iterable[_Area]) -> Iterator[Variable]:
    for area in areas:
        for question in area.questions:
            name, title = area.variable(question), _title(question, area)
            yield Variable(name, title, question.low, question.high, question.check)


def _ratings(head: Head, areas: Iterable[_Area]) -> Iterator[Rating]:
    for area in areas:
        for question in area.questions:
            if question.scale is not None:
                measure = head.full(_ident(question, area))
                yield Rating(area.variable(question), area.id, question.scale.id, measure)


def _client_measures(head: Head, areas: Iterable[_Area]) -> Iterator[Measure]:
    population = head.full(CLIENTS)
    yield head.measure(INTERVIEWS, "Intervjuer", Statistic.ANTAL, population, unit="intervjuer", by_sex=True)
    for area in areas:
        for question in area.questions:
            if question.scale is not None:
                title = _title(question, area)
                yield head.measure(_ident(question, area), title, Statistic.FORDELNING, population, by_sex=True)


def _ident(question: _Question, area: _Area) -> str:
    return f"{area.id}.{question.id}"


def _title(question: _Question, area: _Area) -> str:
    return f"{question.name}: {area.name}"
