from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from oj_analys.domain import Decision, Direction, Grupp, Measure, Plan, PlanStatus, ValueKind
from oj_analys.frames.persons import COUNTS, OwnMeasures
from oj_analys.sources._part import NoticeKind, Origin
from oj_analys.sources.files import PlanFile, TablePlace
from oj_analys.sources.plan.read import difference_notices, join_plans, read_plan, read_plan_file

Row = Sequence[object]
Write = Callable[..., Path]

DECISIONS = (
    "Kommun",
    "Område",
    "Mått",
    "Värde från",
    "Beslutsår",
    "Orsak",
    "Åtgärd",
    "Ansvarig roll",
    "Klart",
    "Status",
    "Uppföljning",
    "Kommentar",
    "Får delas",
)
COMMENTS = ("Kommun", "Område", "Kommentar")
FILLED = {
    "Kommun": "Bräcke",
    "Område": "Stöd enligt LSS",
    "Mått": "U28129",
    "Värde från": 2023,
    "Beslutsår": 2024,
    "Orsak": "Många är nya.",
    "Åtgärd": "Planer i LSS-boende",
    "Ansvarig roll": "enhetschef LSS",
    "Klart": date(2025, 12, 1),
    "Status": "Pågår",
    "Uppföljning": "Varje kvartal",
    "Kommentar": "Två enheter är klara.",
    "Får delas": "Ja",
}


def line(kommun: str = "Bräcke", **cells: object) -> Row:
    """Return a row of the sheet; blanks in a heading are ``_`` here."""
    named = {heading.replace("_", " "): cell for heading, cell in cells.items()}
    assert named.keys() <= set(DECISIONS)
    return [{**FILLED, "Kommun": kommun, **named}[heading] for heading in DECISIONS]


def bare(kommun: str, action: str, **cells: object) -> Row:
    """Return a row with nothing but what is needed, and some cells more."""
    empty = dict.fromkeys((heading.replace(" ", "_") for heading in DECISIONS[1:]), None)
    return line(kommun, **{**empty, "Åtgärd": action, **cells})


BRACKE = line()


@pytest.fixture
def write(write_book: Callable[..., Path]) -> Write:
    def of(
        *rows: Row,
        comments: Sequence[Row] = (),
        name: str = "plan.xlsx",
        headings: Row = DECISIONS,
        comment_headings: Row = COMMENTS,
    ) -> Path:
        sheets = {"Om": [("Text",)], "Beslut": [headings, *rows]}
        return write_book(sheets | ({"Kommentarer": [comment_headings, *comments]} if comments else {}), name)

    return of


@pytest.fixture
def refused(write: Write, faults_of: Callable[..., list[str]], jamtland: Grupp) -> Callable[..., list[str]]:
    def messages(*rows: Row, **other: object) -> list[str]:
        path = write(*rows, **other)
        return faults_of(lambda: read_plan(path, grupp=jamtland))

    return messages


def test_decisions_and_comments(write: Write, jamtland: Grupp) -> None:
    rows = [BRACKE, bare("Berg", "EBP i introduktionen", Beslutsår=date(2024, 11, 5), Status="EJ PÅBÖRJAD")]
    comments = [("Härjedalen", "Hemlöshet", "Vi svarar nästa gång."), ("2321", "lss", "Bra.")]
    plan = read_plan(write(*rows, comments=comments), grupp=jamtland)
    first, second = plan.decisions
    assert first == Decision(
        unit="2305",
        action="Planer i LSS-boende",
        source="plan.xlsx",
        area="lss",
        measure="oj.U28129",
        baseline="2023",
        decided="2024",
        cause="Många är nya.",
        responsible="enhetschef LSS",
        due="2025-12-01",
        follow_up="Varje kvartal",
        comment="Två enheter är klara.",
        status=PlanStatus.PAGAR,
        shared=True,
    )
    assert (second.measure, second.decided, second.status) == ("", "2024-11-05", PlanStatus.EJ_PABORJAD)
    assert [(comment.unit, comment.area) for comment in plan.comments] == [("2321", "lss"), ("2361", "hemloshet")]


def test_the_kommun_and_what_is_to_be_done_are_enough(write: Write, jamtland: Grupp) -> None:
    (decision,) = read_plan(write(("Berg", "Rutin"), headings=("Kommun", "Åtgärd")), grupp=jamtland).decisions
    assert decision == Decision("2326", "Rutin", "plan.xlsx")
    assert (decision.shared, decision.status) == (False, PlanStatus.EJ_ANGIVEN)


def test_the_headings_of_earlier_years_mean_the_same(write: Write, jamtland: Grupp) -> None:
    headings = ("kommun", "Beslut", "BESLUTAT", "Ansvarig", "Kommunens kommentar")
    path = write(("Berg", "Rutin", 2023, "socialchef", "Bra."), headings=headings)
    (decision,) = read_plan(path, grupp=jamtland).decisions
    told = (decision.action, decision.decided, decision.responsible, decision.comment)
    assert told == ("Rutin", "2023", "socialchef", "Bra.")


def test_two_names_of_one_column_stop_the_load(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(("Berg", "Rutin", "Rutin"), headings=("Kommun", "Åtgärd", "Beslut"))
    assert 'rubrikraden har "Åtgärd" i 2 kolumner' in message


@pytest.mark.parametrize(
    ("cell", "shared"), [("Ja", True), ("JA ", True), (True, True), ("nej", False), (False, False), (None, False)]
)
def test_only_a_yes_shares(write: Write, jamtland: Grupp, cell: object, *, shared: bool) -> None:
    comments = [("Berg", "lss", "Bra.", cell)]
    path = write(line(Får_delas=cell), comments=comments, comment_headings=(*COMMENTS, "Får delas"))
    plan = read_plan(path, grupp=jamtland)
    assert [one.shared for one in (*plan.decisions, *plan.comments)] == [shared, shared]


def test_a_measure_may_be_an_instruments_or_an_own_one(write: Write, jamtland: Grupp, own: OwnMeasures) -> None:
    rows = [line(Mått="ebp.attityder"), line("Berg", Mått="egna.cirklar")]
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
        line("Bräkke"),
        line(
            "Berg",
            Område="hemligt",
            Mått="U99999",
            Värde_från="i fjol",
            Åtgärd="",
            Ansvarig_roll="x" * 301,
            Status="hemlig",
            Får_delas="kanske",
        ),
        line("Berg", Mått="egna.hemliga"),
    ]
    messages = refused(*rows, comments=[("Åre", "hemligt", "y" * 301), ("Åre", "lss", "")])
    said = "\n".join(messages)
    for part in (
        '"Beslut", kolumn "Kommun" (A), rad 2: okänd kommun',
        '"Beslut", kolumn "Område" (B), rad 3: okänt område',
        '"Beslut", kolumn "Mått" (C), rad 3, 4: okänt mått (2 rader)',
        '"Beslut", kolumn "Värde från" (D), rad 3: perioden går inte att läsa',
        '"Beslut", kolumn "Åtgärd" (G), rad 3: cellen är tom',
        '"Beslut", kolumn "Ansvarig roll" (H), rad 3: texten är för lång (1 rad); tillåtet: högst 300 tecken',
        '"Beslut", kolumn "Status" (J), rad 3: okänd status (1 rad); tillåtet: klar, pågår, ej påbörjad, ej angiven',
        '"Beslut", kolumn "Får delas" (M), rad 3: okänt svar (1 rad); tillåtet: Ja, Nej, eller tom cell',
        '"Kommentarer", kolumn "Område" (B), rad 2: okänt område',
        '"Kommentarer", kolumn "Kommentar" (C), rad 2: texten är för lång',
        '"Kommentarer", kolumn "Kommentar" (C), rad 3: cellen är tom',
    ):
        assert part in said
    assert len(messages) == 11
    assert not any(text in said for text in ("Bräkke", "hemlig", "i fjol", "kanske", "xxx", "yyy"))


def test_characters_that_do_not_show_are_taken_away(write: Write, jamtland: Grupp) -> None:
    row = bare("Berg", "Öka\u200b \u202estödet\nnu\u0007")
    assert read_plan(write(row), grupp=jamtland).decisions[0].action == "Öka stödet nu"


@pytest.mark.parametrize(
    "text", ["<b>fet</b> &amp;", "'=1+1", "@SUM(A1)", "$x$ 5 % _ # \\input{x}", "😀 {{x}} #panic()"]
)
def test_signs_that_mean_something_elsewhere_are_text_here(write: Write, jamtland: Grupp, text: str) -> None:
    plan = read_plan(write(line(Orsak=text), comments=[("Åre", "lss", text)]), grupp=jamtland)
    assert (plan.decisions[0].cause, plan.comments[0].text) == (text, text)


def test_a_sheet_and_a_heading_that_are_missing(
    write: Write, write_book: Callable[..., Path], faults_of: Callable[..., list[str]], jamtland: Grupp
) -> None:
    a = write_book({"Om": [], "Plan": [DECISIONS, BRACKE]}, "a.xlsx")
    b = write(("Berg", "Rutin"), headings=("Kommun", "Sak"), name="b.xlsx")
    sheet, heading = faults_of(lambda: read_plan(a, b, grupp=jamtland))
    assert sheet.startswith('a.xlsx: bladet "Beslut" finns inte')
    assert heading.startswith('b.xlsx, blad "Beslut": rubrikraden saknar "Åtgärd"')


def test_a_column_of_names_and_an_e_mail_address_beside_the_plan_stop_the_load(
    refused: Callable[..., list[str]],
) -> None:
    headings = (*DECISIONS, "Förnamn", "Övrigt")
    name, email = refused((*BRACKE, "Anna", "anna@exempel.invalid"), headings=headings)
    assert "kolumn N: kolumnen kan peka ut personer (namn)" in name
    assert "kolumn O: kolumnen kan peka ut personer (e-post)" in email


TEXTS = ("Beslutsår", "Orsak", "Åtgärd", "Ansvarig roll", "Klart", "Uppföljning", "Kommentar")


@pytest.mark.parametrize("heading", TEXTS)
@pytest.mark.parametrize(
    ("contact", "found"),
    [
        ("Fråga x.y@exempel.invalid om det", "en e-postadress"),
        ("Ring 070-000 00 00.", "det som ser ut som ett telefonnummer"),
    ],
)
def test_a_way_to_reach_a_person_in_any_text_stops_the_load_by_row(
    refused: Callable[..., list[str]], heading: str, contact: str, found: str
) -> None:
    (message,) = refused(BRACKE, line("Berg", **{heading.replace(" ", "_"): contact}))
    assert f'kolumn "{heading}"' in message
    assert f"rad 3: texten innehåller {found} (1 rad)" in message
    assert contact not in message


def test_a_way_to_reach_a_person_in_a_comment(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(BRACKE, comments=[("Åre", "lss", "Ring 063-00 00 00")])
    assert '"Kommentarer", kolumn "Kommentar" (C), rad 2: texten innehåller' in message


def test_a_name_for_a_role_stops_the_load_by_row(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(BRACKE, line("Berg", Ansvarig_roll="Kim Vikström"), line("Åre", Ansvarig_roll="Anna"))
    assert 'kolumn "Ansvarig roll" (H), rad 3, 4: texten ser ut som ett namn (2 rader); tillåtet: en roll' in message
    assert message.endswith("Skriv rollen, till exempel enhetschef.")
    assert not any(word in message for word in ("Kim", "Vikström", "Anna"))


@pytest.mark.parametrize("heading", TEXTS)
def test_a_personnummer_in_any_text_stops_the_load(
    refused: Callable[..., list[str]], personnummer: str, heading: str
) -> None:
    (message,) = refused(line(**{heading.replace(" ", "_"): f"Ärende {personnummer}"}))
    assert "personnummer" in message
    assert personnummer not in message


def test_the_repr_holds_counts_and_no_text(write: Write, jamtland: Grupp) -> None:
    plan = read_plan(write(BRACKE, comments=[("Åre", "lss", "Bra.")]), grupp=jamtland)
    assert repr(plan) == "Plan(1 beslut, 1 kommentarer)"
    shown = f"{plan.decisions} {plan.comments}"
    texts = [text for text in FILLED.values() if isinstance(text, str) and " " in text and text != FILLED["Område"]]
    assert texts
    assert not [text for text in (*texts, "Bra.") if text in shown]


def test_a_hidden_row_is_not_read_and_told_of(write: Write, jamtland: Grupp) -> None:
    path = write(BRACKE, line("Berg"))
    book = openpyxl.load_workbook(path)
    book["Beslut"].row_dimensions[3].hidden = True
    book.save(path)
    part = read_plan_file(PlanFile(TablePlace(path, Origin(path.name))), jamtland, None)
    assert [decision.unit for decision in part.plan.decisions] == ["2305"]
    assert any("dold" in notice.text for notice in part.notices)


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
    other = bare("Strömsund", "Rutin", Status="klar")
    first = write(BRACKE, other, name="a.xlsx")
    second = write(line(Åtgärd="planer i LSS-boende. ", Status="klar", Får_delas="Nej"), other, name="b.xlsx")
    plan, notices = joined(jamtland, first, second)
    assert [(decision.unit, decision.status) for decision in plan.decisions] == [
        ("2305", "pågår"),
        ("2305", "klar"),
        ("2313", "klar"),
    ]
    assert notices == [
        "a.xlsx och b.xlsx säger olika om 1 beslut i Bräcke kommun (Åtgärd, Status och Får delas); allt står kvar."
    ]


def test_a_comment_told_in_two_ways_stands_twice_and_is_told(write: Write, jamtland: Grupp) -> None:
    said = [("a.xlsx", "Bra."), ("b.xlsx", "Bättre.")]
    copies = [write(BRACKE, comments=[("Bräcke", "lss", text)], name=name) for name, text in said]
    plan, notices = joined(jamtland, *copies)
    assert [comment.text for comment in plan.comments] == ["Bra.", "Bättre."]
    assert notices == ["a.xlsx och b.xlsx säger olika om 1 kommentar i Bräcke kommun (Kommentar); allt står kvar."]


def test_one_file_may_have_the_same_action_for_two_measures(write: Write, jamtland: Grupp) -> None:
    plan, notices = joined(jamtland, write(BRACKE, line(Mått="U28125")))
    assert (len(plan.decisions), notices) == (2, [])


def test_the_order_of_rows_does_not_matter_and_other_kommuner_are_set_aside(write: Write, jamtland: Grupp) -> None:
    rows = [BRACKE, bare("Berg", "Ö"), bare("Berg", "Å")]
    first, _ = joined(jamtland, write(*rows))
    second, _ = joined(jamtland, write(*reversed(rows), bare("Skara", "Z")))
    assert [(one.unit, one.action) for one in first.decisions] == [(one.unit, one.action) for one in second.decisions]
    assert [one.action for one in first.decisions] == ["Planer i LSS-boende", "Å", "Ö"]
