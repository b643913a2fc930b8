from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import Grupp, Point
from oj_analys.frames.persons import RESPONSES
from oj_analys.sources._part import NoticeKind
from oj_analys.sources.survey.read import Round, read_survey

Row = Sequence[object]
Faults = Callable[[Callable[[], object]], list[str]]
Read = Callable[..., Round]

EBP = catalog.questionnaire("ebp")
LEADING = ("ID", "Kommun", "Yrkesroll")
HEADINGS = (*LEADING, *(f"{item.nr}." for item in EBP.items))
SETTINGS: Mapping[str, Any] = {
    "instrument": "ebp",
    "period": "2025",
    "id_column": "ID",
    "kommun_column": "Kommun",
    "background": {"roll": "Yrkesroll"},
}


def row(ident: object = 1, kommun: object = "Bräcke", role: object = "Chef", **answers: object) -> Row:
    """A row whose answers are 4, except those given by item (``p01``)."""
    return (ident, kommun, role, *(answers.get(item.id, 4) for item in EBP.items))


@pytest.fixture
def read(write_csv: Callable[..., Path], jamtland: Grupp) -> Read:
    """Read rows that stand below the headings, the first of them in row 2."""

    def of(*rows: Row, headings: Row = HEADINGS, **other: Any) -> Round:
        path = write_csv([headings, *rows], "ebp.csv", encoding="utf-8")
        return read_survey(path, grupp=jamtland, **{**SETTINGS, **other})

    return of


@pytest.fixture
def refused(read: Read, faults_of: Faults) -> Callable[..., list[str]]:
    return lambda *rows, **other: faults_of(lambda: read(*rows, **other))


def answers_of(responses: pd.DataFrame, item: str) -> list[tuple[object, ...]]:
    found = responses[responses["item"] == item]
    return list(found[["respondent", "answer", "state"]].fillna(0).itertuples(index=False, name=None))


def test_one_row_per_person_and_item(read: Read) -> None:
    responses = read(row(2, "Bergs kommun", "Handläggare"), row(1, "2305", p03="Vet ej", p04="")).responses
    RESPONSES.check(responses)
    assert len(responses) == 2 * 37
    assert responses["respondent"].iloc[0] == "1"
    assert set(responses["period"]) == {"2025"}
    assert dict(responses.groupby("unit")["background"].first()) == {"2305": "roll=chef", "2326": "roll=handlaggare"}
    assert answers_of(responses, "p03") == [("1", 0, "vet_ej"), ("2", 4, "besvarad")]
    assert answers_of(responses, "p04") == [("1", 0, "blank"), ("2", 4, "besvarad")]


def test_a_workbook_with_its_sheet_and_a_title(write_book: Callable[..., Path], jamtland: Grupp) -> None:
    sheets = {"Om": [("Text",)], "Svar": [("Enkäten våren 2025",), HEADINGS, row(p01="Instämmer helt")]}
    path = write_book(sheets, "ebp.xlsx")
    responses = read_survey(path, grupp=jamtland, sheet="Svar", header_row=2, **SETTINGS).responses
    assert answers_of(responses, "p01") == [("1", 5, "besvarad")]


@pytest.mark.parametrize(
    "form", ["{nr}.", "{nr})", "F{nr}", "Q1_{nr}", "Q1[SQ{nr:03}]", "Fråga {nr}: Text", "{nr}. {label}"]
)
def test_an_item_is_known_by_the_number_in_its_heading(read: Read, form: str) -> None:
    headings = (*LEADING, *(form.format(nr=item.nr, label=item.label) for item in EBP.items))
    assert answers_of(read(row(p12=2), headings=headings).responses, "p12") == [("1", 2, "besvarad")]


def test_an_item_is_known_by_our_own_label(read: Read) -> None:
    items = [item.id for item in reversed(EBP.items)]
    headings = (*LEADING, *(f"{item.label.upper()}\u00a0" for item in reversed(EBP.items)))
    cells = (*row()[:3], *(2 if item == "p12" else 4 for item in items))
    assert answers_of(read(cells, headings=headings).responses, "p12") == [("1", 2, "besvarad")]


def test_an_item_without_a_column_and_one_with_two(refused: Callable[..., list[str]]) -> None:
    headings = list(HEADINGS)
    headings[headings.index("7.")] = "F8"
    declare = "skriv under [fil.fragor] i underlag.toml vilken rubrik som är vilken fråga."
    number = 'Låt rubriken börja med frågans nummer, till exempel "1." eller "F1", eller'
    assert refused(row(), headings=headings) == [
        f"ebp.csv: fråga 8 har flera kolumner (J, K); tillåtet: en kolumn. Ta bort den ena, eller {declare}",
        f"ebp.csv: 1 fråga har ingen kolumn (7). {number} {declare}",
    ]


def test_a_number_and_a_label_that_contradict(refused: Callable[..., list[str]]) -> None:
    headings = [*LEADING, *(f"{item.nr}. {item.label}" for item in EBP.items)]
    headings[3] = f"1. {EBP.items[4].label}"
    assert refused(row(), headings=headings)[0].startswith(
        "ebp.csv, kolumn D: numret i rubriken är 1 men texten är den för fråga 5"
    )


def test_faults_of_answers_name_item_rows_and_labels_but_never_the_text(refused: Callable[..., list[str]]) -> None:
    rows = [row(n, p02="hemligt svar", p05=6 if n < 3 else "4", p30="Instämmer") for n in range(1, 8)]
    unknown, code, frequency = refused(*rows)
    assert unknown.startswith(
        'ebp.csv, fråga 2 (kolumn E), rad 2, 3, 4, 5, 6, …: okänt svar (7 rader); tillåtet: "Instämmer inte alls"'
    )
    assert '"Vet ej"' in unknown
    assert "hemligt" not in unknown
    assert code.startswith("ebp.csv, fråga 5 (kolumn H), rad 2, 3: kod utanför skalan (2 rader); tillåtet: heltal 1–5")
    assert 'fråga 30 (kolumn AG), rad 2, 3, 4, 5, 6, …: okänt svar (7 rader); tillåtet: "Aldrig"' in frequency


def test_an_unknown_kommun_role_and_an_empty_id(refused: Callable[..., list[str]]) -> None:
    role, ident, misspelt, kommun = refused(row(1, "Brake"), row(2, "", "Rolig titel"), row(" "))
    assert misspelt.startswith('ebp.csv, kolumn "Kommun" (B), rad 2: okänd kommun (1 rad); tillåtet: kommunens namn')
    assert kommun.startswith('ebp.csv, kolumn "Kommun" (B), rad 3: okänd kommun (1 rad); tillåtet: kommunens namn')
    assert role.startswith('ebp.csv, kolumn "Yrkesroll" (C), rad 3: okänt svar (1 rad); tillåtet: "Chef"')
    assert ident.startswith('ebp.csv, kolumn "ID" (A), rad 4: id saknas (1 rad)')
    assert not any(word in message for message in (role, ident, misspelt, kommun) for word in ("Brake", "Rolig"))


def test_a_role_that_nobody_told_is_no_group(read: Read) -> None:
    assert set(read(row(1, role=None), row(2, role="-")).responses["background"]) == {""}
    assert set(read(row(1), background=None).responses["background"]) == {""}


def test_an_unknown_background_question(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(row(), background={"titel": "Yrkesroll"})
    assert message == 'ebp.csv: okänd bakgrundsfråga "titel"; tillåtet: roll'


def test_headings_that_are_missing_or_stand_twice(refused: Callable[..., list[str]]) -> None:
    headings = ("ID", "ID", "Roll", *HEADINGS[3:])
    missing = refused(row(), headings=headings)
    assert [message.split(";")[0] for message in missing] == [
        'ebp.csv: rubrikraden har "ID" i 2 kolumner',
        'ebp.csv: rubrikraden saknar "Kommun"',
        'ebp.csv: rubrikraden saknar "Yrkesroll"',
    ]


def test_the_first_of_two_rows_with_the_same_id_stays(read: Read) -> None:
    part = read(row(1, p01=1), row(2), row(1, p01=5), row(2), row(2))
    assert answers_of(part.responses, "p01") == [("1", 1, "besvarad"), ("2", 4, "besvarad")]
    (tally,) = part.tallies
    assert (tally.read, tally.used) == (5, 2)
    assert tally.unused == {"helt lika en tidigare rad": 2, "med samma id som en tidigare rad, men andra uppgifter": 1}


def test_kommuner_outside_the_group_are_set_aside_and_counted(read: Read) -> None:
    part = read(row(1), row(2, "Stockholm"), row(3, "Skara"))
    assert set(part.responses["unit"]) == {"2305"}
    assert "3 rader lästa, 1 används, resten inte: 2 från kommuner utanför gruppen" in part.notices[0].text
    assert not any(name in notice.text for notice in part.notices for name in ("Stockholm", "Bräcke"))


def test_a_person_without_any_answer_stays(read: Read) -> None:
    blank = (7, "Åre", "Chef", *[None] * 37)
    responses = read(row(1), blank).responses
    assert set(responses.loc[responses["respondent"] == "7", "state"]) == {"blank"}


def test_the_load_report_counts_what_is_no_answer(read: Read) -> None:
    (notice,) = read(row(1, p01="Vet ej", p02="Vet inte"), row(2, "Åre", p01=None)).notices
    assert (notice.kind, notice.count, notice.unit) == (NoticeKind.LASTA_RADER, 2, "")
    assert notice.text == ("ebp.csv: 2 rader lästa, 2 används. Utan svar på en fråga: vet ej 2 och inget svar 1.")


def test_columns_that_could_point_out_a_person_are_left_out_and_told_by_kind(read: Read) -> None:
    extra = ("E-postadress", "Svarandens namn", "Kanal", "Kommentar", "Tid")
    cells = ("a@exempel.invalid", "Exempel Person", "192.0.2.17", "Mejla b@exempel.invalid", "09.12")
    part = read((*row(), *cells), headings=(*HEADINGS, *extra))
    _, telling, rest = part.notices
    kinds = "e-post i AO, namn i AP, ip-adress i AQ och e-post i AR"
    assert telling.text == f"ebp.csv: 4 kolumner som kan peka ut personer läses inte ({kinds})."
    assert rest.text == "ebp.csv: 1 annan kolumn läses inte (AS)."
    assert len(part.responses) == 37


@pytest.mark.parametrize(("heading", "kind"), [("Personnummer", "personnummer"), ("Skyddad identitet", "skyddade")])
def test_columns_that_no_source_may_have(refused: Callable[..., list[str]], heading: str, kind: str) -> None:
    (message,) = refused((*row(), "x"), headings=(*HEADINGS, heading))
    assert message.startswith(f"ebp.csv, kolumn AO: kolumnen kan peka ut personer ({kind}")
    assert message.endswith("Ta bort kolumnen ur filen.")


def test_an_e_mail_address_is_no_id(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(row("a@exempel.invalid"))
    assert message.startswith("ebp.csv, kolumn A: kolumnen kan peka ut personer (e-post)")


@pytest.mark.parametrize(("sheet", "said"), [("Blad1", 'bladet "Blad1" finns inte'), ("", "bladets namn saknas")])
def test_a_sheet_that_is_not_there(
    write_book: Callable[..., Path], jamtland: Grupp, faults_of: Faults, sheet: str, said: str
) -> None:
    path = write_book({"Hemligt": [HEADINGS], "Svar": [HEADINGS]}, "ebp.xlsx")
    (message,) = faults_of(lambda: read_survey(path, grupp=jamtland, sheet=sheet, **SETTINGS))
    assert message.startswith(f"ebp.xlsx: {said}; tillåtet: namnet på ett av filens 2 blad")
    assert "Hemligt" not in message


def test_a_row_of_headings_that_is_empty(refused: Callable[..., list[str]]) -> None:
    assert refused(row(), header_row=9)[0].startswith("ebp.csv, rad 9: raden har inga rubriker")


def test_a_round_that_is_none(refused: Callable[..., list[str]]) -> None:
    assert refused(row(), period="våren")[0].startswith('period: "våren"; tillåtet: år')


def test_the_order_of_the_rows_does_not_matter(read: Read) -> None:
    rows = [row(n, kommun, p01=n % 5 + 1) for n, kommun in enumerate(("Åre", "Berg", "Krokom", "Ragunda"), start=1)]
    pd.testing.assert_frame_equal(read(*rows).responses, read(*reversed(rows)).responses)


def test_nothing_of_a_person_shows_in_the_repr(read: Read) -> None:
    shown = repr(read(row("k-17", "Ragunda")))
    assert "k-17" not in shown
    assert "Ragunda" not in shown
    assert "vet_ej" not in shown


codes = st.lists(st.lists(st.integers(1, 5) | st.none(), min_size=37, max_size=37), min_size=1, max_size=3)


def _label(point: Point | None) -> str:
    return point.label if point else ""


@settings(deadline=None, max_examples=15)
@given(codes)
def test_codes_labels_and_both_give_the_same_frame(
    tmp_path_factory: pytest.TempPathFactory, people: list[list[int | None]]
) -> None:
    forms: tuple[Callable[[int, str], str], ...] = (
        lambda code, _: str(code),
        lambda _, label: label.upper(),
        lambda code, label: f"{code} - {label}",
        lambda code, label: f"{label} ({code})",
    )
    path = tmp_path_factory.mktemp("svar") / "ebp.csv"
    frames = []
    for form in forms:
        lines = [";".join(HEADINGS)]
        for ident, answers in enumerate(people):
            told = [
                "Vet ej" if code is None else form(code, _label(EBP.scale(item.scale).point(code)))
                for item, code in zip(EBP.items, answers, strict=True)
            ]
            lines.append(";".join((str(ident), "Åre", "Chef", *told)))
        path.write_text("\n".join(lines), encoding="utf-8")
        frames.append(read_survey(path, grupp=catalog.grupp("Jämtland"), **SETTINGS).responses)
    for frame in frames[1:]:
        pd.testing.assert_frame_equal(frame, frames[0])
