"""Exports with one row per question of an interview; the persons are made up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oj_analys.domain import Grupp
from oj_analys.frames.persons import INTERVIEWS
from oj_analys.sources.interviews.read import InterviewRows, read_asi

Row = Sequence[object]
Read = Callable[..., InterviewRows]
Told = tuple[Row, str, object]

HEAD = ("Kod", "Kommun", "Datum", "Typ", "Formulär", "Kön")
QUESTIONS = {"alcohol_need": "B12", "alcohol_problem_days": "B10"}
COMMON = """
person = "Kod"
kommun = "Kommun"
datum = "Datum"
typ = "Typ"
formular = "Formulär"
kon = "Kön"
obesvarad = ["X"]
ej_aktuell = ["N"]
typer = { "Grund" = "grund", "Uppföljning" = "uppfoljning" }
kon_varden = { "Man" = "M", "Kvinna" = "K" }
"""
VARIABLES = "[variabler]\n" + "".join(f'{name} = "{question}"\n' for name, question in QUESTIONS.items())
LONG = f'form = "lang"\nvariabel = "Fråga"\nvarde = "Svar"\n{COMMON}{VARIABLES}'
WIDE = COMMON + VARIABLES


def head(person: str = "k1", kommun: str = "Åre", **other: str) -> Row:
    plain = {"day": "2024-03-18", "kind": "Grund", "form": "2017", "sex": "Man"} | other
    return (person, kommun, *plain.values())


@pytest.fixture
def read(write_csv: Callable[..., Path], write_text: Callable[[str, str], Path], jamtland: Grupp) -> Read:
    def of(*rows: Row, headings: Row = (*HEAD, "Fråga", "Svar"), mapping: str = LONG) -> InterviewRows:
        return read_asi(
            write_csv([headings, *rows], "asi.csv"), mapping=write_text("asi.toml", mapping), grupp=jamtland
        )

    return of


def test_an_interview_is_its_rows_and_a_question_without_one_is_blank(read: Read) -> None:
    part = read((*head(), "B12", 3), (*head("k2"), "b10", "X"), (*head(), "B10", "12,0"))
    INTERVIEWS.check(part.rows)
    said = part.rows[["person", "variable", "value", "state"]].fillna(-1).to_numpy().tolist()
    assert said == [
        ["k1", "alcohol_need", 3, "besvarad"],
        ["k1", "alcohol_problem_days", 12, "besvarad"],
        ["k2", "alcohol_need", -1, "blank"],
        ["k2", "alcohol_problem_days", -1, "obesvarad"],
    ]


def test_rows_that_are_not_used_are_counted_by_reason(read: Read) -> None:
    part = read(
        (*head(), "B12", 3),
        (*head(), "B12", 4),
        (*head(), "Fritext", "Något om någon"),
        (*head("k2", kind=""), "B12", 4),
        (*head("k3", "Skara"), "B12", 4),
        (*HEAD, "Fråga", "Svar"),
    )
    assert part.notices[0].text == (
        "asi.csv: 6 rader lästa, 1 används, resten inte: 1 som upprepar rubrikraden, 1 från kommuner utanför gruppen, "
        "1 utan typ eller formulär, 1 med samma person, dag, typ och fråga som en tidigare rad och 1 med frågor som "
        "kopplingen inte nämner. Utan svar på en fråga: inget svar 1."
    )
    assert part.rows["value"].dropna().to_list() == [3]
    assert "Fritext" not in " ".join(notice.text for notice in part.notices)


def test_an_interview_with_other_questions_only_is_still_an_interview(read: Read) -> None:
    part = read((*head(), "Fritext", "Något"), (*head("k2"), "B12", 1))
    assert part.rows.drop_duplicates(["person", "date", "kind"])["person"].to_list() == ["k1", "k2"]


def test_a_question_that_no_row_is_about_is_told_of(read: Read) -> None:
    part = read((*head(), "B12", 3))
    assert part.notices[1].text == (
        "asi.csv: ingen rad gäller Dagar med besvär: alkohol. Se efter att frågan heter så som kopplingen säger."
    )


@pytest.mark.parametrize(
    ("other", "column", "said"),
    [
        (head(kommun="Berg"), 'kolumn "Kommun" (B)', "intervjun har en annan kommun på en tidigare rad"),
        (head(sex="Kvinna"), 'kolumn "Kön" (F)', "intervjun har ett annat kön på en tidigare rad"),
        (head(form="2022"), 'kolumn "Formulär" (E)', "intervjun har ett annat formulär på en tidigare rad"),
    ],
)
def test_rows_of_an_interview_that_contradict_each_other(
    read: Read, faults_of: Callable[..., list[str]], other: Row, column: str, said: str
) -> None:
    (message,) = faults_of(lambda: read((*head(), "B12", 3), (*other, "B10", 3)))
    assert message == f"asi.csv, {column}, rad 3: {said} (1 rad). Rätta den rad som är fel."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('varde = "Svar"', "", 'asi.toml: nyckeln "varde" saknas'),
        ('form = "lang"', 'form = "lång"', 'asi.toml: nyckeln "form" är "lång"; tillåtet: bred, lang'),
        ('form = "lang"', "", 'asi.toml: okänd nyckel "variabel"'),
        ('"B10"', '"B12"', 'asi.toml: frågan "b12" används till 2 saker'),
    ],
)
def test_faults_of_the_mapping(read: Read, faults_of: Callable[..., list[str]], old: str, new: str, said: str) -> None:
    messages = faults_of(lambda: read((*head(), "B12", 3), mapping=LONG.replace(old, new)))
    assert any(message.startswith(said) for message in messages)


TOLD = st.lists(
    st.tuples(
        st.builds(
            head,
            st.sampled_from(["k1", "k2", "k3"]),
            st.just("Åre"),
            day=st.sampled_from(["2023-03-18", "2023-09-18"]),
            kind=st.sampled_from(["Grund", "Uppföljning"]),
        ),
        st.sampled_from([0, 3, 4, 5, 31, "X", "N", "", "4-5"]),
        st.sampled_from([0, 3, 30, 31, "X", "N", "", "1,5"]),
    ),
    unique_by=lambda row: row[0],
    min_size=1,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOLD)
def test_wide_and_long_give_the_same_frame(read: Read, told: list[tuple[Row, object, object]]) -> None:
    wide = read(*((*who, *answers) for who, *answers in told), headings=(*HEAD, "B12", "B10"), mapping=WIDE)
    rows = [
        (*who, question, answer)
        for who, *answers in told
        for question, answer in zip(("B12", "B10"), answers, strict=True)
    ]
    pd.testing.assert_frame_equal(read(*rows).rows, wide.rows)


ANY_ROW = st.tuples(
    st.builds(
        head,
        st.sampled_from(["k1", "k2", "k3"]),
        st.sampled_from(["Åre", "Åre kommun", "Skara"]),
        day=st.sampled_from(["2023-03-18", "2023-09-18"]),
        kind=st.sampled_from(["Grund", "Uppföljning", ""]),
    ),
    st.sampled_from(["B10", "B12", "C1", ""]),
    st.sampled_from([0, 3, 31, "X", "N", ""]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ANY_ROW, min_size=1), heading=st.integers(0, 2))
def test_the_load_report_of_a_long_export_adds_up(read: Read, rows: list[Told], heading: int) -> None:
    part = read(*((*who, question, answer) for who, question, answer in rows), *[(*HEAD, "Fråga", "Svar")] * heading)
    (tally,) = part.tallies
    assert tally.read == len(rows) + heading == tally.used + sum(tally.unused.values())
    assert tally.unused.get("som upprepar rubrikraden", 0) == heading
    inside = {(who[0], who[2], who[3], question) for who, question, _ in rows if who[1] != "Skara" and who[3]}
    assert tally.used == len({one for one in inside if one[3] in ("B10", "B12")})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ANY_ROW, min_size=1), heading=st.integers(0, 2))
def test_the_load_report_of_a_wide_export_adds_up(read: Read, rows: list[Told], heading: int) -> None:
    headings = (*HEAD, "B12", "B10")
    told = [(*who, answer, 0) for who, _, answer in rows]
    part = read(*told, *[headings] * heading, headings=headings, mapping=WIDE)
    (tally,) = part.tallies
    assert tally.read == len(rows) + heading == tally.used + sum(tally.unused.values())
    assert tally.used == len({(who[0], who[2], who[3]) for who, *_ in rows if who[1] != "Skara" and who[3]})
    assert len(part.rows) == 2 * tally.used
