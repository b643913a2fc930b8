"""Clients and their interviews: who, when, and what they and the interviewer rated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from oj_analys import catalog
from oj_analys.domain import AnswerState, Variable
from oj_analys.example.person_truths import INTERVIEWS, NEEDS, WOMEN
from oj_analys.example.seeds import normals, uniforms

Rated = int | AnswerState

GRUND = "Grundintervju"
UPPFOLJNING = "Uppföljning"

_FIRST = date(2023, 1, 9)
_DAYS = 490  # working days of the two years
_EARLY = 280  # those who are followed up had their first interview within so many of them
_LATER = (105, 200)
_WEEK = 5
_BETTER = 0.6
_SPREAD = 1.15
_WITHOUT = ((0.02, AnswerState.UNANSWERED), (0.03, AnswerState.BLANK))
_NOT_RELEVANT = {"drug": 0.08, "legal": 0.12, "family": 0.08}
_MOST_NEED = 4


@dataclass(frozen=True, slots=True)
class Client:
    """One client by pseudonym; ``followed`` says that there is an Uppföljning."""

    code: str
    kommun: str
    woman: bool
    followed: bool


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview; ``ratings`` by the variable's name."""

    client: Client
    day: date
    kind: str
    form: str
    ratings: Mapping[str, Rated]


@cache
def clients() -> tuple[Client, ...]:
    """Return every client, kommun by kommun."""
    total = sum(grund for grund, _ in INTERVIEWS.values())
    women = set(np.argsort(uniforms(total, "klient", "kön"))[:WOMEN].tolist())
    places = [(kommun, turn < uppf) for kommun, (grund, uppf) in INTERVIEWS.items() for turn in range(grund)]
    return tuple(
        Client(_pseudonym(number), kommun, number in women, followed)
        for number, (kommun, followed) in enumerate(places)
    )


@cache
def interviews() -> tuple[Interview, ...]:
    """Return one Grund of every client and the Uppföljning of those who have one."""
    return tuple(one for client in clients() for one in _of_client(client))


def _pseudonym(number: int) -> str:
    """Return a code that says nothing, as a kommun makes it with a secret key."""
    return f"k-{int(uniforms(1, 'klient', number)[0] * 2**32):08x}"


def _of_client(client: Client) -> Iterator[Interview]:
    when, later, form = uniforms(3, "intervju", client.code).tolist()
    first = int(when * (_EARLY if client.followed else _DAYS))
    edition = "2017" if form < _share_of_old(_working_day(first)) else "2022"
    yield Interview(client, _working_day(first), GRUND, edition, _ratings(client, GRUND))
    if client.followed:
        soonest, latest = _LATER
        day = _working_day(first + soonest + int(later * (latest - soonest)))
        yield Interview(client, day, UPPFOLJNING, edition, _ratings(client, UPPFOLJNING))


def _working_day(number: int) -> date:
    weeks, days = divmod(number, _WEEK)
    return _FIRST + timedelta(weeks=weeks, days=days)


def _share_of_old(day: date) -> float:
    """Return how many still use the form of 2017."""
    return 0.6 if day.year == _FIRST.year else 0.2


def _ratings(client: Client, kind: str) -> dict[str, Rated]:
    by_area: dict[str, list[Variable]] = {}
    for variable in catalog.interview_form("asi").variables:
        by_area.setdefault(_area_key(variable), []).append(variable)
    return {name: rated for area, own in by_area.items() for name, rated in _of_area(area, own, client, kind)}


def _area_key(variable: Variable) -> str:
    """Return the area of a variable: ``alcohol`` of ``alcohol_problem_days``."""
    return variable.name.split("_", 1)[0]


def _of_area(area: str, variables: list[Variable], client: Client, kind: str) -> Iterator[tuple[str, Rated]]:
    men, women = NEEDS[area]
    level = (women if client.woman else men) - (_BETTER if kind == UPPFOLJNING else 0)
    need = level + _SPREAD * float(normals(1, "klient", client.code, area, kind)[0])
    if uniforms(1, "gäller inte", client.code, area)[0] < _NOT_RELEVANT.get(area, 0):
        yield from ((variable.name, AnswerState.NOT_APPLICABLE) for variable in variables)
        return
    for variable in variables:
        lot, noise = uniforms(2, "klient", client.code, variable.name, kind).tolist()
        state = next((state for limit, state in _WITHOUT if lot < limit), None)
        yield variable.name, state or _value(variable, need + noise - 0.5)


def _value(variable: Variable, need: float) -> int:
    """Return a rating from how much help is needed (0–4): in days, in steps, or in the interviewer's bands of two."""
    share = min(max(need / _MOST_NEED, 0.0), 1.0)
    return round(variable.low + share * (variable.high - variable.low))
