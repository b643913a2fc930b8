from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.domain import DataError, Severity, Statistic

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

FILE = "instruments/asi.toml"
ASI = catalog.interview_form("asi")
AREAS = {
    "fysisk": "medical",
    "arbete": "employment",
    "alkohol": "alcohol",
    "narkotika": "drug",
    "rattsliga": "legal",
    "familj": "family",
    "umgange": "social",
    "psykisk": "psychiatric",
}


def test_areas_are_those_of_the_fact_sheet() -> None:
    assert [area for area, _ in ASI.areas] == list(AREAS)


def test_everything_assumed_is_said() -> None:
    assert ASI.assumed
    assert ASI.proviso == "Variabler och skalor för ASI är preliminära (formulärets koder är inte bekräftade)."


def test_variables_have_canonical_names_and_domains() -> None:
    domains = {variable.name: (variable.low, variable.high) for variable in ASI.variables}
    assert domains.pop("legal_worry") == (0, 4)
    expected = {f"{area}_problem_days": (0, 30) for area in AREAS.values() if area != "legal"}
    expected |= {f"{area}_worry": (0, 4) for area in AREAS.values() if area != "legal"}
    expected |= {f"{area}_need": (0, 4) for area in AREAS.values()}
    expected |= {f"{area}_rating": (0, 9) for area in AREAS.values() if area != "social"}
    assert domains == expected


def test_details_have_canonical_names_and_domains() -> None:
    domains = {variable.name: (variable.low, variable.high) for variable in ASI.details}
    days = {name for name, limits in domains.items() if limits == (0, 30)}
    assert {"paid_work_days", "alcohol_use_days", "alcohol_intox_days", "multi_days", "controlled_env_days"} <= days
    assert {"depression", "licence", "conflict_mother", "awaiting_trial"} <= set(domains) - days
    assert (domains["marital_satisfied"], domains["heroin_route"]) == ((0, 2), (0, 5))
    assert {variable.name for variable in ASI.details if variable.money} == {
        "income_work",
        "income_pension",
        "income_family",
        "income_illegal",
        "alcohol_money",
        "drug_money",
    }
    assert len({variable.name for variable in ASI.all_variables}) == len(ASI.variables) + len(ASI.details)


def test_checks_are_told_by_the_numbers_of_the_fact_sheet() -> None:
    severities = {check.nr: check.severity for check in ASI.checks}
    assert set(severities) == {3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16}
    assert severities.pop(4) is Severity.REJECT
    assert severities.pop(6) is Severity.INFORM
    assert set(severities.values()) == {Severity.REVIEW}
    assert {variable.name: variable.check for variable in ASI.variables}["drug_rating"] == 2
    assert (ASI.soonest, ASI.latest) == (90, 900)


def test_every_rating_makes_a_distribution() -> None:
    measures = {measure.id: measure for measure in ASI.measures}
    for rating in ASI.ratings:
        measure = measures[rating.measure]
        assert rating.variable.startswith(AREAS[rating.area])
        assert measure.id.startswith(f"asi.{rating.area}.")
        assert (measure.statistic, measure.population) == (Statistic.FORDELNING, "asi.klienter")
    assert {rating.measure for rating in ASI.ratings} == {
        f"asi.{area}.{kind}"
        for area in AREAS
        for kind in ("oro", "hjalpbehov", "skattning")
        if (area, kind) != ("umgange", "skattning")
    }


def test_ratings_are_told_in_three_steps() -> None:
    bands = {"klient": [(0, 1), (2, 2), (3, 4)], "intervjuare": [(0, 3), (4, 5), (6, 9)]}
    for ident, steps in bands.items():
        scale = ASI.scale(ident)
        assert [(point.code, point.last) for point in scale.points] == steps
        assert [point.label for point in scale.points] == [
            "inget eller litet",
            "måttligt",
            "påtagligt eller mycket stort",
        ]


def test_usage_counts_know_what_they_are_parts_of() -> None:
    assert dict(ASI.usage) == {
        "Personal inom missbruk": "asi.personal",
        "Utbildade ASI-intervjuare": "asi.intervjuare",
        "Inledda utredningar": "asi.utredningar",
        "ASI Grund": "asi.grund",
        "Uppföljningar som skulle göras": "asi.uppfoljning_aktuell",
        "ASI Uppföljning": "asi.uppfoljning",
    }
    parts = {measure.id: measure.part_of for measure in ASI.measures if measure.part_of}
    assert parts == {
        "asi.intervjuare": "asi.personal",
        "asi.grund": "asi.utredningar",
        "asi.uppfoljning": "asi.uppfoljning_aktuell",
    }


@pytest.mark.parametrize(
    ("share", "parts"),
    [
        ("asi.tackning", ("asi.grund", "asi.utredningar")),
        ("asi.uppfoljningsgrad", ("asi.uppfoljning", "asi.uppfoljning_aktuell")),
    ],
)
def test_shares_know_what_they_are_computed_from(share: str, parts: tuple[str, str]) -> None:
    measure = catalog.measure(share)
    assert (measure.derived_from, measure.statistic) == (parts, Statistic.ANDEL)
    assert {catalog.measure(part).population for part in (share, *parts)} == {parts[1]}


def test_every_measure_is_guarded_and_none_adds_up_the_areas() -> None:
    assert {measure.policy for measure in ASI.measures} == {"asi_klient"}
    assert len(ASI.measures) == 6 + 2 + 1 + 23
    assert catalog.measure("asi.intervjuer").statistic is Statistic.ANTAL


def test_a_questionnaire_is_no_interview() -> None:
    with pytest.raises(DataError, match='instrument: "ebp" finns inte i katalogen; tillåtet: asi'):
        catalog.interview_form("ebp")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'namn = "Hjälpbehov"\nskala = "klient"',
            'namn = "Hjälpbehov"\nskala = "klent"',
            '(hjalpbehov): skala är "klent"; tillåtet: klient, intervjuare',
        ),
        ('variabel = "need"', 'variabel = "worry"', 'variabeln "worry" står 2 gånger; tillåtet: en gång'),
        ('nyckel = "legal"', 'nyckel = "family"', 'nyckeln "family" står 2 gånger; tillåtet: en gång'),
        (
            'fragor = ["oro", "hjalpbehov", "skattning"]',
            'fragor = ["oron"]',
            '(rattsliga): frågan "oron" finns inte; tillåtet: dagar, oro',
        ),
        ('fragor = ["oro", "hjalpbehov", "skattning"]', "", "(rattsliga): området har inga frågor"),
        (
            'del_av = "personal"',
            'del_av = "personer"',
            '(intervjuare): del_av är "personer"; tillåtet: personal, utredningar, uppfoljning_aktuell',
        ),
        ('taljare = "grund"', 'taljare = "tackning"', '(tackning): taljare är "tackning"; tillåtet: personal'),
        ('id = "tackning"', 'id = "grund"', 'måttet "grund" står 2 gånger; tillåtet: en gång'),
        ("0-3 = ", "0-4 = ", "(intervjuare): svar saknas, står flera gånger eller är utanför skalan för 4"),
        (
            'fall = ["age < 18"]',
            'fall = ["age under 18"]',
            '(under_18): fallet "age under 18" går inte att läsa; tillåtet: till exempel "licence = 0 och car = 1"',
        ),
        ('fall = ["age < 18"]', 'fall = ["alder < 18"]', '(under_18): okänd variabel "alder"'),
        ('fall = ["age < 18"]', "fall = []", "(under_18): kontrollen har inga fall"),
        ('avvisar = "car"', "", '(bil_utan_korkort): nyckeln "avvisar" saknas'),
        ('avvisar = "car"', 'avvisar = "bil"', '(bil_utan_korkort): okänd variabel "bil"'),
        ('allvar = "upplysning"', 'allvar = "upplysningar"', 'nyckeln "allvar" är "upplysningar"; tillåtet: avvisas'),
        ('id = "under_18"', 'id = "forsorjning"', 'kontrollen "forsorjning" står 2 gånger; tillåtet: en gång'),
        ('heroin_days = "', 'drug_need = "', 'variabeln "drug_need" står 2 gånger; tillåtet: en gång'),
        ("hogst = 999\n", "hogst = -1\n", "lagst är 0 och hogst -1; tillåtet: lagst under hogst"),
        ("tidigast_dagar = 90", "tidigast_dagar = 901", "[uppfoljning]: tidigast_dagar är 901 och senast_dagar 900"),
        ('forklaring = "ASI', 'forklarning = "ASI', 'nyckeln "forklaring" saknas'),
        ('rubrik = "ASI Grund"', 'rubrik = ""', '(grund): nyckeln "rubrik" är tom'),
    ],
)
def test_a_fault_in_the_form_is_named(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change(FILE, old, new)
    assert any(found.startswith(FILE) and fault in found for found in faults()), faults()
