"""A small questionnaire, a small interview form and persons to answer them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

import oj_analys as oj
from oj_analys.domain import (
    AnswerState,
    Background,
    Direction,
    InterviewForm,
    Item,
    Measure,
    Point,
    Questionnaire,
    Rating,
    Scale,
    Statistic,
    Subscale,
    ValueKind,
    Variable,
)
from oj_analys.frames.persons import COUNTS, INTERVIEWS, RESPONSES, Interviews, OwnMeasures, Survey

JAMTLAND = oj.grupp("Jämtland")
Answer = int | str | None
Ask = Callable[..., Survey]
Meet = Callable[..., Interviews]
Own = Callable[..., OwnMeasures]


def measure(name: str, kind: ValueKind, statistic: Statistic, policy: str = "asi_klient", **more: Any) -> Measure:
    return Measure(
        name, name, "area", kind, "", 0, Direction.NONE, "", "FoU", statistic=statistic, policy=policy, **more
    )


def scale(name: str, *steps: tuple[int, int]) -> Scale:
    return Scale(name, name, tuple(Point(code, last, (f"{code}",)) for code, last in steps), None)


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    """Five statements of attitude, the second reversed, and two of use."""
    attitudes = [Item(f"p{nr}", nr, "", "attityder", "instammande", 1, confirmed=True) for nr in (1, 3, 4, 5)]
    use = [Item(f"p{nr}", nr, "", "anvandning", "frekvens", 1, confirmed=True) for nr in (6, 7)]
    reversed_one = Item("p2", 2, "", "attityder", "instammande", -1, confirmed=True)
    steps = [(code, code) for code in range(1, 6)]
    return Questionnaire(
        id="prov",
        name="Provet",
        explanation="Provet är ett prov.",
        policy="ebp_personal",
        assumed=False,
        proviso="",
        scales=(scale("instammande", *steps), scale("frekvens", *steps)),
        measures=(),
        subscales=(
            Subscale("attityder", "Attityder", confirmed=True, charted=True),
            Subscale("anvandning", "Bruk", confirmed=True, charted=False),
        ),
        items=(attitudes[0], reversed_one, *attitudes[1:], *use),
        backgrounds=(Background("roll", "Roll", (("chef", ("Chef",)),)),),
        least_answered=0.8,
    )


@pytest.fixture(scope="session")
def ask(questionnaire: Questionnaire) -> Ask:
    """Make a survey from persons (kommun, background, answers to p1, p2, …); None leaves the cell out."""

    def make(
        persons: Sequence[tuple[str, str, Sequence[Answer]]],
        invited: Mapping[tuple[str, str], int] | None = None,
        period: str = "2023",
    ) -> Survey:
        rows = [
            {
                "respondent": f"r{nr}",
                "unit": unit,
                "period": period,
                "background": background,
                "item": item,
                **_said(told),
            }
            for nr, (unit, background, answers) in enumerate(persons)
            for item, told in zip((f"p{i}" for i in range(1, 8)), answers, strict=False)
            if told is not None
        ]
        source = {period: "exempel:prov.xlsx#12345678"}
        return Survey(questionnaire, JAMTLAND, RESPONSES.build(rows), invited or {}, source)

    return make


def _said(told: int | str) -> dict[str, Any]:
    if isinstance(told, str):
        return {"state": str(AnswerState(told))}
    return {"answer": told, "state": str(AnswerState.ANSWERED)}


@pytest.fixture(scope="session")
def form() -> InterviewForm:
    """Two ratings, one of them in bands, and a usage table of three counts."""
    counts = ("staff", "inledda", "grund")
    return InterviewForm(
        id="samtal",
        name="Samtalet",
        explanation="Samtalet är ett prov.",
        policy="asi_klient",
        assumed=False,
        proviso="",
        scales=(scale("grad", (0, 0), (1, 1), (2, 2)), scale("band", (0, 1), (2, 3), (4, 5))),
        measures=(
            *(measure(f"samtal.{name}", ValueKind.ANTAL, Statistic.ANTAL) for name in counts),
            measure(
                "samtal.tackning",
                ValueKind.ANDEL,
                Statistic.ANDEL,
                derived_from=("samtal.grund", "samtal.inledda"),
            ),
        ),
        areas=(("alkohol", "alkohol"),),
        variables=(Variable("need", "behov", 0, 2), Variable("rating", "skattning", 0, 5)),
        ratings=(
            Rating("need", "alkohol", "grad", "samtal.alkohol.behov"),
            Rating("rating", "alkohol", "band", "samtal.alkohol.skattning"),
        ),
        usage=tuple((name, f"samtal.{name}") for name in counts),
        details=(),
        checks=(),
        soonest=90,
        latest=900,
    )


@pytest.fixture(scope="session")
def meet(form: InterviewForm) -> Meet:
    """Make interviews from (person, kommun, sex, date, kind, variables), and a usage table from its rows."""

    def make(
        held: Sequence[tuple[str, str, str, str, str, Mapping[str, Answer]]] = (),
        usage: Sequence[Mapping[str, Any]] = (),
    ) -> Interviews:
        rows = [
            {"person": person, "unit": unit, "sex": sex, "date": date, "kind": kind, "variable": name, **_rated(told)}
            for person, unit, sex, date, kind, variables in held
            for name, told in variables.items()
            if told is not None
        ]
        return Interviews(form, JAMTLAND, INTERVIEWS.build(rows), counts(usage), "exempel:samtal.csv#12345678")

    return make


def _rated(told: int | str) -> dict[str, Any]:
    return _said(told) if isinstance(told, str) else {"value": told, "state": str(AnswerState.ANSWERED)}


def counts(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Make a COUNTS frame; a row without a value is missing."""
    told = [
        {
            "period": "2024",
            "source": "exempel:bruk.xlsx#12345678",
            "status": "ok" if "value" in row else "saknas",
            **row,
        }
        for row in rows
    ]
    return COUNTS.build(told)


@pytest.fixture(scope="session")
def own() -> Own:
    """Make own measures from definitions and rows."""

    def make(definitions: Sequence[Measure], rows: Sequence[Mapping[str, Any]]) -> OwnMeasures:
        return OwnMeasures({one.id: one for one in definitions}, JAMTLAND, counts(rows))

    return make
