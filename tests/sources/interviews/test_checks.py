"""Each check of the interviews by its number, with its severity; the persons are made up."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import Grupp
from oj_analys.sources._part import NoticeKind
from oj_analys.sources._persons import late_problems
from oj_analys.sources._table import Row
from oj_analys.sources.interviews.heads import Head
from oj_analys.sources.interviews.pairs import Pairing, pairings
from oj_analys.sources.interviews.read import InterviewRows, read_asi

Interview = Mapping[str, object]
Read = Callable[..., InterviewRows]

FORM = catalog.interview_form("asi")
HEADINGS = ("Kod", "Kommun", "Datum", "Typ", "Formulär", "Kön")
MAPPING = """
person = "Kod"
kommun = "Kommun"
datum = "Datum"
typ = "Typ"
formular = "Formulär"
kon = "Kön"
obesvarad = ["X"]
ej_aktuell = ["N"]
pengar_enhet = "kronor"
typer = { "Grund" = "grund", "Uppföljning" = "uppfoljning" }
kon_varden = { "Man" = "M" }
"""
REJECT, REVIEW, INFORM = "avvisas", "bör granskas", "upplysning"
SUBSTANCES = (
    "alcohol_use_days",
    *(f"{name}_days" for name in ("heroin", "methadone", "opioid", "barbiturate", "sedative", "cocaine")),
    *(f"{name}_days" for name in ("amphetamine", "cannabis", "hallucinogen", "inhalant")),
)


@pytest.fixture
def read(write_csv: Callable[..., Path], write_text: Callable[[str, str], Path], jamtland: Grupp) -> Read:
    """Read interviews of what each tells, by the name of the variable or the heading of its head."""

    def of(*interviews: Interview, mapping: str = "") -> InterviewRows:
        names = list(dict.fromkeys(name for one in interviews for name in one if name not in HEADINGS))
        rows = [(*_head(turn, one), *(one.get(name) for name in names)) for turn, one in enumerate(interviews)]
        path = write_csv([(*HEADINGS, *names), *rows], "asi.csv")
        collision = '[kontroller]\nbil_utan_korkort = "missing"\n' if "car" in names and not mapping else mapping
        variables = "".join(f'{name} = "{name}"\n' for name in names)
        toml = write_text("asi.toml", f"{MAPPING}{collision}[variabler]\n{variables}")
        return read_asi(path, mapping=toml, grupp=jamtland)

    return of


def _head(turn: int, one: Interview) -> Sequence[object]:
    plain = (f"k{turn}", "Åre", "2024-03-18", "Grund", "2017", "Man")
    return [one.get(heading, value) for heading, value in zip(HEADINGS, plain, strict=True)]


def found(part: InterviewRows) -> list[tuple[int, str, int]]:
    """Return the number, the severity and the count of each notice about a check."""
    told = [(re.search(r"kontroll (\d+) \(([^)]+)\)", notice.text), notice) for notice in part.notices]
    for number, notice in told:
        if number:
            assert notice.kind == (NoticeKind.AVVISADE if number[2] == REJECT else NoticeKind.GRANSKA)
            assert (notice.unit, notice.measure) == ("", "")
    return [(int(number[1]), number[2], notice.count) for number, notice in told if number]


def value(part: InterviewRows, variable: str) -> tuple[float | None, str]:
    ((number, state),) = part.rows.loc[part.rows["variable"] == variable, ["value", "state"]].to_numpy().tolist()
    return (None if math.isnan(number) else number), state


@pytest.mark.parametrize("days", ["31", "-1", "1,5", "4-5"])
def test_1_days_are_whole_numbers_up_to_30(read: Read, days: str) -> None:
    part = read({"heroin_days": days}, {"heroin_days": "30"}, {"heroin_days": "12,0"})
    assert found(part) == [(1, REJECT, 1)]


def test_2_ratings_are_within_their_scales(read: Read) -> None:
    part = read({"alcohol_need": 5, "alcohol_rating": 10}, {"alcohol_need": "0-1", "alcohol_rating": 9})
    assert found(part) == [(2, REJECT, 3)]
    assert set(part.rows["state"]) == {"avvisad", "besvarad"}


def test_3_money_is_never_negative_and_large_amounts_are_looked_at(read: Read) -> None:
    part = read({"income_work": -1}, {"income_work": "99 999"}, {"income_work": "100 000,50"}, {"income_work": 0})
    assert found(part) == [(3, REJECT, 1), (3, REVIEW, 1)]
    assert sorted(part.rows["value"].dropna()) == [0, 99999, 100000.5]


@pytest.mark.parametrize(
    ("policy", "said", "answer"),
    [
        ("missing", "tas bort", (None, "avvisad")),
        ("set_zero", "räknas som 0", (0, "besvarad")),
    ],
)
def test_4_a_car_without_a_licence_is_never_kept(read: Read, policy: str, said: str, answer: object) -> None:
    part = read({"licence": 0, "car": 1}, mapping=f'[kontroller]\nbil_utan_korkort = "{policy}"\n')
    assert found(part) == [(4, REJECT, 1)]
    assert part.notices[1].text.endswith(f"Tillgång till bil {said}.")
    assert value(part, "car") == answer


def test_4_what_is_done_with_it_must_be_said(read: Read, faults_of: Callable[..., list[str]]) -> None:
    interview = {"licence": 0, "car": 1}
    (message,) = faults_of(lambda: read(interview, mapping="[kontroller]\n"))
    assert message.startswith('asi.toml, [kontroller]: nyckeln "bil_utan_korkort" saknas')
    (message,) = faults_of(lambda: read(interview, mapping='[kontroller]\nbil_utan_korkort = "noll"\n'))
    assert message.endswith('nyckeln "bil_utan_korkort" är "noll"; tillåtet: missing, set_zero')


@pytest.mark.parametrize("area", ["medical", "alcohol", "drug", "psychiatric"])
def test_5_worry_without_days(read: Read, area: str) -> None:
    days, worry = f"{area}_problem_days", f"{area}_worry"
    part = read({days: 0, worry: 1}, {days: 0, worry: 0}, {days: "X", worry: 4}, {days: 3, worry: 4})
    assert found(part)[-1] == (5, REVIEW, 1)
    assert (part.rows["state"] == "besvarad").sum() == 7


def test_6_days_without_worry_are_only_told_of(read: Read) -> None:
    days, worry = "social_problem_days", "social_worry"
    assert found(read({days: 2, worry: 0}, {days: 0, worry: 0}, {days: 2, worry: 1})) == [(6, INFORM, 1)]


def test_7_intoxication_and_several_substances_within_the_days_of_the_substances(read: Read) -> None:
    few: Interview = dict.fromkeys(SUBSTANCES, 3) | {"alcohol_intox_days": 3, "multi_days": 3}
    many = {**few, "multi_days": 4}
    part = read(few, {**few, "alcohol_intox_days": 4}, many, {**many, "inhalant_days": 4})
    assert found(part) == [(7, REVIEW, 2)]


def test_7_needs_every_substance(read: Read) -> None:
    assert found(read({"multi_days": 4, "alcohol_use_days": 3})) == []


def test_8_money_for_alcohol_without_days(read: Read) -> None:
    days, money = "alcohol_use_days", "alcohol_money"
    assert found(read({days: 0, money: 200}, {days: 0, money: 0}, {days: 4, money: 0})) == [(8, REVIEW, 1)]


def test_9_more_days_of_problems_than_of_use_are_no_fault(read: Read) -> None:
    assert found(read({"alcohol_use_days": 0, "alcohol_problem_days": 30})) == []


def test_10_years_of_use_within_the_age(read: Read) -> None:
    part = read({"age": 30, "heroin_years": 31}, {"age": 30, "heroin_years": 30}, {"age": "X", "heroin_years": 99})
    assert found(part)[-1] == (10, REVIEW, 1)


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        ("hospital_times", "hospital_last", ["N", "X"]),
        ("alcohol_treatments", "alcohol_detox", ["N"]),
        ("drug_treatments", "drug_detox", ["N"]),
        ("abstinence_months", "abstinence_ended", ["N", 0]),
        ("controlled_env", "controlled_env_days", ["N"]),
    ],
)
def test_11_a_question_that_does_not_follow(read: Read, first: str, second: str, allowed: list[object]) -> None:
    part = read({first: 0, second: 5}, {first: 1, second: 5}, *({first: 0, second: answer} for answer in allowed))
    assert [one for one in found(part) if one[0] == 11] == [(11, REVIEW, 1)]


@pytest.mark.parametrize(
    "interview",
    [
        {"disability_pension": 1, "income_pension": 0},
        {"income_family": 100, "supported": 0},
        {"supported": 0, "supported_mostly": 1},
    ],
)
def test_12_support_that_does_not_go_together(read: Read, interview: Interview) -> None:
    consistent = dict.fromkeys(interview, 1)
    assert found(read(interview, consistent)) == [(12, REVIEW, 1)]


def test_13_the_never_married_are_counted_from_18(read: Read) -> None:
    never = {"marital_status": 6, "age": 40}
    told = [{**never, "marital_years": years} for years in (22, 23, 21, 40, 5)]
    assert found(read(*told, {"marital_status": 1, "age": 40, "marital_years": 5})) == [(13, REVIEW, 2)]


def test_14_days_in_an_institution(read: Read) -> None:
    institution, days = "controlled_env_days", "cannabis_days"
    part = read({institution: 20, days: 11}, {institution: 20, days: 10}, {institution: 30, days: 0})
    assert found(part) == [(14, REVIEW, 1), (14, REVIEW, 1)]


@pytest.mark.parametrize(
    "interview",
    [
        {"detained_days": 30, "illegal_days": 1},
        {"paid_work_days": 10, "work_pattern_3y": 7},
        {"income_work": 100, "paid_work_days": 0},
    ],
)
def test_15_work_and_detention_that_do_not_go_together(read: Read, interview: Interview) -> None:
    assert found(read(interview, dict.fromkeys(interview, 1))) == [(15, REVIEW, 1)]


def test_16_the_young_are_looked_at(read: Read) -> None:
    assert found(read({"age": 17}, {"age": 18})) == [(16, REVIEW, 1)]


def test_16_no_interview_is_from_after_the_day_of_the_export(read: Read) -> None:
    part = read({"Datum": "2024-03-19", "age": 40}, {"Datum": "2024-03-18", "age": 40})
    (problem,) = late_problems(part, "2024-03-18")
    assert problem.found == "1 uppgift är från tiden efter uttag (2024-03-18)"


@pytest.mark.parametrize(("days", "count"), [(-1, 1), (0, 1), (1, 1), (89, 1), (90, 0), (900, 0), (901, 1)])
def test_16_a_follow_up_comes_some_time_after_its_baseline(read: Read, days: int, count: int) -> None:
    later = (date(2021, 3, 18) + timedelta(days=days)).isoformat()
    first = {"Kod": "p", "Datum": "2021-03-18", "age": 40}
    part = read(first, {"Kod": "p", "Datum": later, "Typ": "Uppföljning", "age": 40})
    assert found(part) == [(16, REVIEW, 1)] * count
    assert part.rows["kind"].nunique() == 2


def test_17_several_baselines_and_follow_ups_without_one(read: Read) -> None:
    days = ("2021-03-18", "2022-03-18", "2023-03-18", "2023-03-18")
    grund = [{"Kod": "p", "Datum": day, "age": 40} for day in days]
    part = read(*grund, {"Kod": "q", "Datum": "2023-03-18", "Typ": "Uppföljning", "age": 40})
    assert found(part) == [(17, REVIEW, 1), (17, REVIEW, 2)]
    assert part.tallies[0].unused == {"med samma person, dag och typ som en tidigare rad": 1}
    assert len(part.rows) == 4


def test_18_a_kommun_that_is_none_stops_the_load(read: Read, faults_of: Callable[..., list[str]]) -> None:
    (message,) = faults_of(lambda: read({"Kommun": "2399", "age": 40}, {"age": 40}))
    assert 'kolumn "Kommun" (B), rad 2: okänd kommun (1 rad)' in message
    assert "2399" not in message


def test_19_answers_that_are_missing_are_counted_by_question(read: Read) -> None:
    part = read({"age": "X", "car": "n", "licence": ""}, {"age": "", "car": 0, "licence": ""})
    assert found(part) == [(19, REVIEW, 3)]
    assert part.notices[1].text.endswith(
        "Utan svar per fråga: Giltigt körkort (tomt 2), Tillgång till bil (N 1) och Ålder (X 1, tomt 1)."
    )


def test_19_answers_that_the_form_allows_to_be_missing_are_told_of(read: Read) -> None:
    part = read({"age": "X"}, {"age": "N"})
    assert found(part) == [(19, INFORM, 0)]
    assert part.notices[1].text == "asi.csv, kontroll 19 (upplysning): Utan svar per fråga: Ålder (X 1, N 1)."


def test_20_rows_without_kind_or_form_are_set_aside(read: Read) -> None:
    part = read({"Typ": "", "age": 40}, {"Formulär": None, "age": 40}, {"age": 40})
    assert part.tallies[0].unused == {"utan typ eller formulär": 2}


def test_20_what_a_form_does_not_ask_is_not_missing(read: Read) -> None:
    later = {"Typ": "Uppföljning", "Formulär": "2022", "housing": "", "age": 40, "Datum": "2025-01-01"}
    told = [{"Kod": "p", "housing": 3, "age": 40}, {**later, "Kod": "p"}, {**later, "Kod": "r", "Formulär": "2017"}]
    not_asked = '[[fragas_inte]]\ntyp = "uppfoljning"\nformular = "2022"\nvariabler = ["housing"]\n'
    part = read(*told, mapping=not_asked)
    assert (19, REVIEW, 1) in found(part)
    assert len(part.rows) == 5
    assert not ((part.rows["form_version"] == "2022") & (part.rows["variable"] == "housing")).any()


def test_no_notice_holds_a_value_a_person_or_a_kommun(read: Read) -> None:
    part = read({"Kod": "hemlig", "alcohol_need": 77, "age": 13, "alcohol_problem_days": 0, "alcohol_worry": 3})
    said = " ".join(notice.text for notice in part.notices)
    assert not any(text in said for text in ("hemlig", "77", "13", "Åre", "2321"))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 1500), st.sampled_from(["grund", "uppfoljning"])),
        unique=True,
    )
)
def test_every_interview_is_paired_or_told_why_not(told: list[tuple[str, int, str]]) -> None:
    heads = [
        Head(Row(2, ()), person, "2321", "M", (date(2020, 1, 1) + timedelta(days=day)).isoformat(), kind, "2017")
        for person, day, kind in told
    ]
    counts = Counter(pairings(heads, FORM))
    kinds = Counter(head.kind for head in heads)
    assert counts[Pairing.FIRST] + counts[Pairing.AGAIN] == kinds["grund"]
    assert counts.total() == len(heads)
