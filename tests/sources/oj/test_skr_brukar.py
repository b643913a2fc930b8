"""Brukarundersökningar of SKR: shares beside numbers of answers; the layout is assumed [A], all figures are made up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from oj_analys.sources._part import Part

ReadBook = Callable[..., Part]
Refused = Callable[..., list[str]]

LAYOUT = """
[[blad]]
namn = "Resultat"
rubrikrader = 2
kolumn_kod = "Kommunkod"
kolumn_namn = "Kommun"

[[blad.matt]]
kolumn = "Fråga 1 / Andel ja"
kolumn_n = "Fråga 1 / Antal svar"
matt = "U28532"
period = "2024"
[[blad.matt]]
kolumn = "Fråga 2 / Andel ja"
kolumn_n = "Fråga 2 / Antal svar"
matt = "U31505"
period = "2024"
"""
QUESTIONS = ("", "", "Fråga 1. Får du bestämma?", "", "Fråga 2. Får du hjälp?", "")
UNDER = ("Kommunkod", "Kommun", "Andel ja", "Antal svar", "Andel ja", "Antal svar")
MERGED = ("C3:D3", "E3:F3")


def sheets(*rows: Sequence[object], questions: Sequence[object] = QUESTIONS) -> dict[str, list[Sequence[object]]]:
    return {"Resultat": [("Brukarundersökning",), (), questions, UNDER, *rows]}


def test_shares_stand_beside_their_number_of_answers(read_book: ReadBook) -> None:
    part = read_book(
        LAYOUT, sheets(("2305", "Bräcke", 50, 12, 75, 8), ("2321", "Åre", "..", 4, "-", "")), "skr_brukar", MERGED
    )
    rows = part.measures.set_index(["unit", "measure"])
    assert rows.loc[("2305", "oj.U28532"), ["value", "n", "count"]].to_list() == [50, 12, 6]
    assert rows.loc[("2305", "oj.U31505"), ["value", "n", "count"]].to_list() == [75, 8, 6]
    hidden = rows.loc[("2321", "oj.U28532")]
    assert (hidden["status"], hidden["n"]) == ("sekretess", 4)
    assert rows.loc[("2321", "oj.U31505"), "status"] == "saknas"
    assert pd.isna(rows.loc[("2321", "oj.U31505"), "n"])


def test_a_group_heading_without_merged_cells_is_no_guess(book_refused: Refused) -> None:
    (message,) = book_refused(LAYOUT, sheets(("2305", "Bräcke", 50, 12, 75, 8)), "skr_brukar")
    assert "ingen rad har alla rubriker; rad 3 har 4 av 6" in message
    assert '"Fråga 1 / Antal svar" finns ingenstans' in message


def test_headings_that_are_alike_below_are_told_apart_by_their_group(book_refused: Refused) -> None:
    layout = LAYOUT.replace("Fråga 1 / Andel ja", "Andel ja")
    (message,) = book_refused(
        layout.replace("rubrikrader", "rubrikrad = 3\nrubrikrader"),
        sheets(("2305", "Bräcke", 50, 12, 75, 8), questions=("", "", "Ett", "", "Två", "")),
        "skr_brukar",
        MERGED,
    )[:1]
    assert 'saknar "Fråga 1 / Antal svar"' in message


@pytest.mark.parametrize(("n", "found"), [(12.5, "antalet svar är 12,5"), ("fem", 'antalet svar är "fem"')])
def test_an_odd_number_of_answers_names_its_cell(book_refused: Refused, n: object, found: str) -> None:
    (message,) = book_refused(LAYOUT, sheets(("2305", "Bräcke", 50, n, 75, 8)), "skr_brukar", MERGED)
    assert f'rad 5, kolumn "Fråga 1 / Antal svar" (cell D5): {found}' in message
