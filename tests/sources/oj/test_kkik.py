"""Result files of Kommunens kvalitet i korthet; the layout is assumed [A] and all figures are made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from oj_analys.sources._part import NoticeKind, Part

ReadBook = Callable[..., Part]
Refused = Callable[..., list[str]]
Sheets = Mapping[str, Sequence[Sequence[object]]]

SHEET = """
[[blad]]
namn = "{0}"
kon = "{1}"
kolumn_namn = "Kommun"
[blad.radtyper]
"Medelvärde" = "kommungrupp"
[[blad.matt]]
kolumn = "Fråga 1"
matt = "U31402"
period = "2024"
"""
LAYOUT = "".join(SHEET.format(name, sex) for name, sex in (("totalt", "T"), ("kvinnor", "K"), ("män", "M")))


def sheet(*rows: Sequence[object]) -> Sequence[Sequence[object]]:
    return [
        ("Kommunens kvalitet i korthet",),
        (),
        ("Kommun", "Fråga 1: Handläggningstid", "Fråga 10: Annat"),
        *rows,
    ]


@pytest.fixture
def sheets() -> Sheets:
    return {
        "totalt": sheet(("Bräcke kommun", 14, 1), ("ÅRE", "-", 1), ("Medelvärde", 15, 1), ("Riket", 16, 1)),
        "kvinnor": sheet(("Bräcke", 13, 1), ("Åre", "..", 1)),
        "män": sheet(("Bräcke", 15, 1), ("Åre", "", 1)),
        "Pivot": [("Radetiketter", "Summa"), ("Bräcke", 99)],
    }


def test_each_sheet_has_its_sex(read_book: ReadBook, sheets: Sheets) -> None:
    rows = read_book(LAYOUT, sheets, "kkik").measures.itertuples()
    assert [(row.unit, row.sex, row.value if row.status == "ok" else row.status) for row in rows] == [
        ("2305", "T", 14),
        ("2321", "T", "bortfall"),
        ("0000", "T", 16),
        ("2305", "K", 13),
        ("2321", "K", "sekretess"),
        ("2305", "M", 15),
        ("2321", "M", "saknas"),
    ]


def test_a_sheet_outside_the_layout_is_told_to_the_analyst(read_book: ReadBook, sheets: Sheets) -> None:
    part = read_book(LAYOUT, sheets, "kkik")
    unread = [notice for notice in part.notices if notice.kind == NoticeKind.BLAD_LASES_INTE]
    assert [(notice.text, notice.internal) for notice in unread] == [
        ('oj.xlsx, blad "Pivot" läses inte: det står inte i layoutfilen.', True)
    ]
    assert [tally.read for tally in part.tallies] == [4, 2, 2]
    assert part.tallies[0].unused == {"för kommungrupp": 1}


def test_a_misspelt_kommun_stops_with_a_suggestion(book_refused: Refused, sheets: Sheets) -> None:
    faulty = {**sheets, "män": sheet(("Brcke", 15, 1), ("Åre", 1, 1))}
    (message,) = book_refused(LAYOUT, faulty, "kkik")
    assert message.startswith('oj.xlsx, blad "män", rad 4, kolumn "Kommun" (cell A4): okänt namn "Brcke"')
    assert "Menade du Bräcke" in message
