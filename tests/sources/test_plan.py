from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from oj_analys.domain import Direction, Grupp, Measure, Plan, PlanStatus, ValueKind
from oj_analys.frames.persons import COUNTS, OwnMeasures
from oj_analys.sources._part import NoticeKind, Origin
from oj_analys.sources.files import PlanFile, TablePlace
from oj_analys.sources.plan import difference_notices, join_plans, read_plan, read_plan_file

Row = Sequence[object]
Write = Callable[..., Path]

DECISIONS = ("Kommun", "Beslut", "Mått", "Värde från", "Beslutat", "Ansvarig", "Status")
COMMENTS = ("Kommun", "Område", "Kommentar")
BRACKE = ("Bräcke", "Planer i LSS-boende", "U28129", 2023, 2024, "enhetschef LSS", "Pågår")


@pytest.fixture
def write(write_book: Callable[..., Path]) -> Write:
    def of(*rows: Row, comments: Sequence[Row] = (), name: str = "plan.xlsx", headings: Row = DECISIONS) -> Path:
        sheets = {"Om": [("Text",)], "Beslut": [headings, *rows]}
        return write_book(sheets | ({"Kommentarer": [COMMENTS, *comments]} if comments else {}), name)

    return of


@pytest.fixture
def refused(write: Write, faults_of: Callable[..., list[str]], jamtland: Grupp) -> Callable[..., list[str]]:
    def messages(*rows: Row, **other: object) -> list[str]:
        path = write(*rows, **other)
        return faults_of(lambda: read_plan(path, grupp=jamtland))

    return messages


def test_decisions_and_comments(write: Write, jamtland: Grupp) -> None:
    rows = [BRACKE, ("Berg", "EBP i introduktionen", None, None, date(2024, 11, 5), None, "EJ PÅBÖRJAD")]
    comments = [("Härjedalen", "Hemlöshet", "Vi svarar nästa gång."), ("2321", "lss", "Bra.")]
    plan = read_plan(write(*rows, comments=comments), grupp=jamtland)
    first, second = plan.decisions
    assert (first.unit, first.title, first.measure, first.baseline) == (
        "2305",
        "Planer i LSS-boende",
        "oj.U28129",
        "2023",
    )
    assert (first.decided, first.responsible, first.status) == ("2024", "enhetschef LSS", PlanStatus.PAGAR)
    assert (second.measure, second.decided, second.status) == ("", "2024-11-05", PlanStatus.EJ_PABORJAD)
    assert first.source == "plan.xlsx"
    assert [(comment.unit, comment.area) for comment in plan.comments] == [("2321", "lss"), ("2361", "hemloshet")]


def test_a_measure_may_be_an_instruments_or_an_own_one(write: Write, jamtland: Grupp, own: OwnMeasures) -> None:
    rows = [(*BRACKE[:2], "ebp.attityder", *BRACKE[3:]), ("Berg", "Fler cirklar", "egna.cirklar", *BRACKE[3:])]
    plan = read_plan(write(*rows), grupp=jamtland, own=own)
    assert [decision.measure for decision in plan.decisions] == ["ebp.attityder", "egna.cirklar"]


@pytest.fixture
def own(jamtland: Grupp, cirklar: Measure) -> OwnMeasures:
    return OwnMeasures({"egna.cirklar": cirklar}, jamtland, COUNTS.empty())


@pytest.fixture
def cirklar() -> Measure:
    return Measure("egna.cirklar", "Cirklar", "", ValueKind.ANTAL, "cirklar", 0, Direction.NONE, "", "FoU")


def test_faults_of_both_sheets_come_together_without_a_word_of_the_text(refused: Callable[..., list[str]]) -> None:
    rows = [
        ("Bräkke", *BRACKE[1:]),
        ("Berg", "", "U99999", "i fjol", 2024, "x" * 301, "hemlig"),
        ("Berg", "Cirklar", "egna.hemliga", 2023, 2024, None, "klar"),
    ]
    messages = refused(*rows, comments=[("Åre", "hemligt", "y" * 301), ("Åre", "lss", "")])
    said = "\n".join(messages)
    for part in (
        '"Beslut", kolumn "Kommun" (A), rad 2: okänd kommun',
        '"Beslut", kolumn "Beslut" (B), rad 3: cellen är tom',
        '"Beslut", kolumn "Mått" (C), rad 3, 4: okänt mått (2 rader)',
        '"Beslut", kolumn "Värde från" (D), rad 3: perioden går inte att läsa',
        '"Beslut", kolumn "Ansvarig" (F), rad 3: texten är för lång (1 rad); tillåtet: högst 300 tecken',
        '"Beslut", kolumn "Status" (G), rad 3: okänd status (1 rad); tillåtet: klar, pågår, ej påbörjad',
        '"Kommentarer", kolumn "Område" (B), rad 2: okänt område',
        '"Kommentarer", kolumn "Kommentar" (C), rad 2: texten är för lång',
        '"Kommentarer", kolumn "Kommentar" (C), rad 3: cellen är tom',
    ):
        assert part in said
    assert len(messages) == 9
    assert not any(text in said for text in ("Bräkke", "hemlig", "i fjol", "xxx", "yyy"))


def test_characters_that_do_not_show_are_taken_away(write: Write, jamtland: Grupp) -> None:
    row = ("Berg", "Öka\u200b \u202estödet\nnu\u0007", None, None, None, None, "klar")
    assert read_plan(write(row), grupp=jamtland).decisions[0].title == "Öka stödet nu"


def test_a_sheet_and_a_heading_that_are_missing(
    write: Write, write_book: Callable[..., Path], faults_of: Callable[..., list[str]], jamtland: Grupp
) -> None:
    a = write_book({"Om": [], "Plan": [DECISIONS, BRACKE]}, "a.xlsx")
    b = write(BRACKE, headings=(*DECISIONS[:-1], "Läge"), name="b.xlsx")
    sheet, heading = faults_of(lambda: read_plan(a, b, grupp=jamtland))
    assert sheet.startswith('a.xlsx: bladet "Beslut" finns inte')
    assert heading.startswith('b.xlsx, blad "Beslut": rubrikraden saknar "Status"')


def test_a_column_of_names_and_an_e_mail_address_stop_the_load(refused: Callable[..., list[str]]) -> None:
    row = (*BRACKE[:5], "anna@exempel.invalid", "klar", "Anna")
    email, name = refused(row, headings=(*DECISIONS, "Förnamn"))
    assert "kolumn F: kolumnen kan peka ut personer (e-post)" in email
    assert "kolumn H: kolumnen kan peka ut personer (namn)" in name


def joined(jamtland: Grupp, *paths: Path) -> tuple[Plan, list[str]]:
    parts = [read_plan_file(PlanFile(TablePlace(path, Origin(path.name))), jamtland, None) for path in paths]
    plan = join_plans(parts)
    notices = list(difference_notices(plan, parts))
    assert all(notice.kind == NoticeKind.OLIKA for notice in notices)
    return plan, [notice.text for notice in notices]


def test_what_two_copies_say_alike_stands_once(write: Write, jamtland: Grupp) -> None:
    comment = ("Bräcke", "lss", "Bra.")
    copies = [write(BRACKE, comments=[comment], name=name) for name in ("a.xlsx", "b.xlsx")]
    plan, notices = joined(jamtland, *copies)
    assert (len(plan.decisions), len(plan.comments), notices) == (1, 1, [])
    assert plan.decisions[0].source == "a.xlsx"


def test_a_decision_told_in_two_ways_stands_twice_and_is_told(write: Write, jamtland: Grupp) -> None:
    other = ("Strömsund", "Rutin", None, None, 2024, None, "klar")
    first = write(BRACKE, other, name="a.xlsx")
    second = write((*BRACKE[:-1], "klar"), other, name="b.xlsx")
    plan, notices = joined(jamtland, first, second)
    assert [(decision.unit, decision.status) for decision in plan.decisions] == [
        ("2305", "klar"),
        ("2305", "pågår"),
        ("2313", "klar"),
    ]
    assert notices == ["a.xlsx och b.xlsx säger olika om 1 beslut i Bräcke kommun; båda står kvar."]


def test_the_order_of_rows_does_not_matter_and_other_kommuner_are_set_aside(write: Write, jamtland: Grupp) -> None:
    rows = [BRACKE, ("Berg", "Ö", None, None, None, None, "klar"), ("Berg", "Å", None, None, None, None, "klar")]
    first, _ = joined(jamtland, write(*rows))
    second, _ = joined(jamtland, write(*reversed(rows), ("Skara", "Z", None, None, None, None, "klar")))
    assert [(one.unit, one.title) for one in first.decisions] == [(one.unit, one.title) for one in second.decisions]
    assert [one.title for one in first.decisions] == ["Planer i LSS-boende", "Å", "Ö"]
