"""The workbook holds every guarded value, and says why one is hidden."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from oj_analys import catalog
from oj_analys.example.truths import ARE, BERG, BRACKE, HARJEDALEN, RAGUNDA
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Sheet
from oj_analys.reports.kommun import kommun_report
from oj_analys.reports.rug import rug_report

Seen = Callable[[str], Released]

PHRASE = "visas inte, för att ingen enskild ska kunna pekas ut"


def sheet(released: Released, name: str) -> Sheet:
    return next(sheet for sheet in kommun_report(released).sheets if sheet.name == name)


def records(found: Sheet) -> list[dict[str, Cell]]:
    titles = [column.title for column in found.table.columns]
    return [dict(zip(titles, row, strict=True)) for row in found.table.rows]


def test_the_sheets_stand_in_order(seen: Seen) -> None:
    names = [sheet.name for sheet in kommun_report(seen(BRACKE)).sheets]
    assert names == [
        "Läget",
        "Signaler",
        "Kvinnor och män",
        "Alla värden",
        "EBP",
        "EBP svar",
        "ASI",
        "Egna mått",
        "Beslut",
        "Källor",
        "Om underlaget",
    ]


def test_hidden_values_have_their_mark_and_reason_and_no_number(seen: Seen) -> None:
    rows = [row for row in records(sheet(seen(ARE), "EBP")) if row["Kommun"].text == "Åre"]
    hidden = [row for row in rows if row["Period"].text == "2023"]
    assert {row["Värde"].text for row in hidden} == {".."}
    assert {row["Status"].text for row in hidden} == {PHRASE}
    assert not [row for row in hidden if row["Värde"].number is not None or row["Räknat på (antal)"].number is not None]
    assert {row["Värde"].number for row in rows if row["Id"].text == "ebp.kunskap"} == {None, 3.4}


def test_a_hidden_value_hides_its_n_even_if_the_frame_has_one(seen: Seen) -> None:
    whole = seen(RAGUNDA)
    hidden = whole.measures["status"] == "sekretess"
    whole = replace(whole, measures=whole.measures.assign(n=whole.measures["n"].mask(hidden, 7319)))
    cells = [cell for found in kommun_report(whole).sheets for row in found.table.rows for cell in row]
    assert 7319 not in {cell.number for cell in cells}


@pytest.mark.parametrize(
    ("name", "instrument", "least"),
    [("EBP", "ebp", "från 7 personer"), ("EBP svar", "ebp", "från 10 personer"), ("ASI", "asi", "antal 1–4")],
)
def test_the_proviso_and_the_least_numbers_stand_above_the_table(
    seen: Seen, name: str, instrument: str, least: str
) -> None:
    text = sheet(seen(BRACKE), name).text
    assert catalog.instruments()[instrument].proviso in text
    assert least in text


def test_what_a_value_is_computed_on_is_told_and_explained(seen: Seen) -> None:
    bases = {
        (name, row["Id"].text): row["Räknat på (antal)"].number
        for name in ("EBP", "EBP svar", "ASI")
        for row in records(sheet(seen(BRACKE), name))
        if row["Kommun"].text == "Bräcke"
    }
    assert bases["EBP", "ebp.svarsfrekvens"] == 20
    assert bases["EBP", "ebp.kunskap"] == 16
    assert bases["EBP svar", "ebp.p01"] == 16
    assert bases["ASI", "asi.tackning"] == 77
    assert bases["ASI", "asi.utredningar"] is None
    assert "Svarsfrekvens är procent av de inbjudna." in sheet(seen(BRACKE), "EBP").text
    assert "Täckning är procent av inledda utredningar i missbruksvården." in sheet(seen(BRACKE), "ASI").text


def test_the_status_says_why_a_value_is_missing(seen: Seen) -> None:
    absent = {row["Status"].text for row in records(sheet(seen(BERG), "EBP")) if row["Kommun"].text == "Berg"}
    assert absent == {"kommunen deltog inte"}
    rate = {
        row["Period"].text: row["Status"].text
        for row in records(sheet(seen(HARJEDALEN), "EBP"))
        if (row["Id"].text, row["Kommun"].text) == ("ebp.svarsfrekvens", "Härjedalen")
    }
    assert rate == {"2023": "antalet inbjudna är inte känt", "2025": "värdet finns"}


def test_who_took_no_part_has_no_rows_of_answers(seen: Seen, meeting: Released) -> None:
    assert "EBP svar" not in {sheet.name for sheet in kommun_report(seen(BERG)).sheets}
    answers = next(sheet for sheet in rug_report(meeting).sheets if sheet.name == "EBP svar")
    named = {row["Kommun"].text for row in records(answers)}
    assert "Bräcke" in named
    assert "Ragunda" in named
    assert "Berg" not in named


def test_each_sheet_says_what_it_holds(seen: Seen) -> None:
    titles = {each.name: each.title for each in kommun_report(seen(BRACKE)).sheets}
    assert titles["EBP"] == "EBP-termometern: antal svarande, svarsfrekvens och medelvärden"
    assert titles["EBP svar"] == "EBP-termometern: svaren på varje påstående"


def test_only_own_rows_and_the_groups_are_there(seen: Seen) -> None:
    for name in ("EBP", "EBP svar", "ASI"):
        assert {row["Kommun"].text for row in records(sheet(seen(BRACKE), name))} == {"Bräcke", "Länet"}


def test_answers_and_roles_are_written_in_words(seen: Seen) -> None:
    answers = [row["Vilka eller vilket svar"].text for row in records(sheet(seen(BRACKE), "EBP svar"))][:14:2]
    assert answers == [
        "1 Instämmer inte alls",
        "2 Instämmer inte",
        "3 Varken eller",
        "4 Instämmer",
        "5 Instämmer helt",
        "vet ej",
        "inget svar",
    ]
    roles = {row["Vilka eller vilket svar"].text for row in records(sheet(seen(BRACKE), "EBP"))}
    assert roles == {"Alla", "Yrkesroll: Chef"}


def test_the_indicators_sheet_holds_no_figure_of_persons(seen: Seen) -> None:
    ids = {row["Id"].text for row in records(sheet(seen(BRACKE), "Alla värden"))}
    assert ids == {"U21468", "U28129"}
