"""The workbook: every reference, test, change, place and list that the pages have no room for."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.domain import SignalRule
from oj_analys.example import truths
from oj_analys.frames import Released
from oj_analys.reports.blocks import Report, Sheet, Text
from oj_analys.reports.comparison_method import rule_words
from oj_analys.reports.rug import rug_report

JUNE = "2025-06"

Releases = Callable[[str, str], Released]
Pack = Callable[[str, str], Report]
Lines = Callable[[Report], list[str]]


def sheet(report: Report, name: str) -> Sheet:
    return next(sheet for sheet in report.sheets if sheet.name == name)


def rows(found: Sheet) -> list[dict[str, str]]:
    titles = [column.title for column in found.table.columns]
    return [dict(zip(titles, (cell.text for cell in row), strict=True)) for row in found.table.rows]


def test_the_sheets_stand_in_reading_order(report: Pack) -> None:
    names = [sheet.name for sheet in report(JUNE, truths.BRACKE).sheets]
    assert names[:5] == ["Läget", "Signaler", "Kvinnor och män", "Svar över tid", "Alla värden"]


def test_laget_holds_every_reference_and_says_which_are_unweighted(report: Pack, released: Releases) -> None:
    found = sheet(report(JUNE, truths.BRACKE), "Läget")
    titles = [column.title for column in found.table.columns]
    kinds = set(released(JUNE, truths.BRACKE).compared["reference_kind"])
    wanted = {
        "riket": "Riket",
        "lan": "Länet",
        "lan_kommuner": "Länet, medel av kommuner",
        "liknande": "Liknande kommuner (RKA), medel av kommuner",
        "kommungrupp": "Kommungruppen (SKR), medel av kommuner",
    }
    assert {wanted[kind] for kind in kinds} == set(wanted.values()) & set(titles)
    assert len(set(titles)) == len(titles)


def test_laget_holds_the_test_the_change_and_the_places(report: Pack, released: Releases) -> None:
    compared = released(JUNE, truths.BRACKE).compared
    (own,) = compared[
        (compared["unit"] == truths.BRACKE)
        & (compared["measure"] == "oj.U21468")
        & (compared["period"] == "2024")
        & (compared["sex"] == "T")
        & (compared["reference_kind"] == "riket")
    ].to_dict("records")
    found = sheet(report(JUNE, truths.BRACKE), "Läget")
    titles = [column.title for column in found.table.columns]
    cells = next(row for row in found.table.rows if row[1].text == "U21468")
    numbers = dict(zip(titles, (cell.number for cell in cells), strict=True))
    for title, name in (
        ("Skillnad mot riket", "difference"),
        ("Skillnad, låg", "difference_low"),
        ("Skillnad, hög", "difference_high"),
        ("p", "p"),
        ("Testets felrisk", "chance"),
        ("Plats, från", "rank_low"),
        ("Plats, till", "rank_high"),
        ("Platser, av", "rank_of"),
        ("Färgplats", "colour_rank"),
    ):
        assert numbers[title] == pytest.approx(own[name]), title
    texts = dict(zip(titles, (cell.text for cell in cells), strict=True))
    assert (texts["Förra värdets år"], texts["Sedan förra"]) == ("2022", "tydligt sämre")
    assert texts["Trend"] == "kan inte bedömas: 3 mätningar"
    assert "Koladas färger" in found.text


def test_places_and_colours_stand_on_no_page(report: Pack, released: Releases, lines: Lines) -> None:
    packs = [report(JUNE, truths.BRACKE), report(JUNE, truths.OSTERSUND), rug_report(released(JUNE, ""))]
    for pack in packs:
        for line in lines(pack):
            assert not re.search(r"\bplats \d|\d+ av 290\b|färgplats|kvartil", line, re.IGNORECASE), line


def test_both_lists_stand_in_full_with_their_rule(report: Pack, released: Releases) -> None:
    signals = released(JUNE, truths.BRACKE).signals
    own = signals[signals["unit"] == truths.BRACKE]
    found = rows(sheet(report(JUNE, truths.BRACKE), "Signaler"))
    assert len(found) == len(own)
    assert {row["Lista"] for row in found} == {"Signaler", "Att titta närmare på"}
    assert {row["Regel"] for row in found} <= {rule_words(rule) for rule in SignalRule}
    changes = {row["Id"]: row["Sedan förra"] for row in found}
    assert changes["U21468"] == "tydligt sämre"
    for row in found:
        if row["Lista"] != "Signaler":
            assert not row["Mot riket"]
            assert row["Sedan förra"] in {"", "–", "ändrat", "oförändrat"}


def test_the_meetings_list_names_the_kommuner(released: Releases) -> None:
    whole = released(JUNE, "")
    found = rows(sheet(rug_report(whole), "Signaler"))
    named = [row["Kommuner"] for row in found if row["Kommuner"]]
    names = {catalog.kommun(code).name for code in whole.edition.grupp.members}
    assert named
    assert {name for words in named for name in words.split(", ")} <= names


def test_women_and_men_have_a_sheet_with_the_group_last(report: Pack) -> None:
    found = rows(sheet(report(JUNE, truths.BRACKE), "Kvinnor och män"))
    assert {row["Kommun"] for row in found} == {"Bräcke", "Länet"}
    by_measure = [row["Kommun"] for row in found if row["Id"] == "U21468"]
    assert by_measure == ["Bräcke", "Länet"]
    assert "N31807" not in {row["Id"] for row in found}  # said by nobody to be divided, and is not


def test_every_answer_of_every_year_stands_in_order_without_judgement(report: Pack, released: Releases) -> None:
    history = released(JUNE, truths.KROKOM).history
    found = rows(sheet(report(JUNE, truths.KROKOM), "Svar över tid"))
    assert len(found) == len(history[history["unit"] == truths.KROKOM])
    answers = [(row["År"], row["Svar"], row["Sedan förra"]) for row in found if row["Id"] == "U37490"]
    assert answers[-3:] == [("2023", "Ja", answers[-3][2]), ("2024", "Nej", "ändrat"), ("2025", "Ja", "ändrat")]
    assert {row["Sedan förra"] for row in found} <= {"ändrat", "oförändrat", "–"}


def test_the_meetings_answers_are_those_of_all_kommuner(released: Releases) -> None:
    found = rows(sheet(rug_report(released(JUNE, "")), "Svar över tid"))
    assert len({row["Kommun"] for row in found}) == len(truths.EIGHT)


def test_a_group_that_is_no_lan_bears_its_own_name(skaraborg: Released) -> None:
    found = sheet(rug_report(skaraborg), "Kvinnor och män") if len(skaraborg.gaps) else None
    texts = [] if found is None else [cell.text for row in found.table.rows for cell in row]
    assert not [text for text in texts if "länet" in text.casefold()]
    assert not [block for block in rug_report(skaraborg).blocks if isinstance(block, Text) and "länet" in block.text]
