"""Excel exports of Kolada's web page; the layout is assumed [A] and all figures are made up."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from oj_analys.frames import check_measures
from oj_analys.sources._part import Part

ReadBook = Callable[..., Part]
Refused = Callable[..., list[str]]

HEADINGS = ("Kommun-id", "Kommun", "Nyckeltal", "Kön", 2023, 2024)
LAYOUT = """
[[blad]]
namn = "Data"
kolumn_kod = "Kommun-id"
kolumn_namn = "Kommun"
kolumn_matt = "Nyckeltal"
kolumn_kon = "Kön"
[blad.kon_varden]
"Alla" = "T"
[blad.matt_namn]
"Antal svar" = "U31903"
"Bra att veta" = ""

[[blad.matt]]
kolumn = "2023"
period = "2023"
varden = "kod"
[[blad.matt]]
kolumn = "2024"
period = "2024"
varden = "kod"
"""
TITLES = (("Uttag ur Kolada",), ("Hämtad 2025-06-20",), ())


@pytest.fixture
def read_export(read_book: ReadBook) -> ReadBook:
    """Read an export with these rows."""
    return lambda *rows: read_book(LAYOUT, {"Data": [*TITLES, HEADINGS, *rows]}, "kolada_webb")


@pytest.fixture
def export_refused(book_refused: Refused) -> Refused:
    """Return the messages for rows that are not accepted."""
    return lambda *rows: book_refused(LAYOUT, {"Data": [*TITLES, HEADINGS, *rows]}, "kolada_webb")


def figures(part: Part) -> dict[str, float]:
    check_measures(part.measures)
    rows = part.measures.itertuples()
    return {f"{row.unit} {row.measure} {row.period} {row.sex}": row.value for row in rows if not pd.isna(row.value)}


def test_measure_and_sex_stand_in_the_row_and_the_year_above_the_column(read_export: ReadBook) -> None:
    part = read_export(
        ("0000", "Riket", "U31505 Helhetssyn", "Alla", 81, 82),
        (2305, "Bräcke", "U31505 Helhetssyn", "Kvinnor", "72", None),
        (114, "Upplands Väsby", "Helhetssyn (U31505)", "Män", "70,5", ".."),
    )
    assert figures(part) == {
        "0000 oj.U31505 2023 T": 81,
        "0000 oj.U31505 2024 T": 82,
        "2305 oj.U31505 2023 K": 72,
        "0114 oj.U31505 2023 M": 70.5,
    }
    missing = part.measures[part.measures["value"].isna()]
    assert set(zip(missing["unit"], missing["status"], strict=True)) == {("2305", "okänd"), ("0114", "sekretess")}


def test_koladas_regions_are_never_taken_for_a_county(read_export: ReadBook) -> None:
    part = read_export(
        ("0023", "Region Jämtland Härjedalen", "U31505", "Alla", 1, 2),
        (9, "Region Gotland", "U31505", "Alla", 1, 2),
        (14, "Västra Götalandsregionen", "U31505", "Alla", 1, 2),
        ("G33630", "Jämtlands läns kommuner (ovägt medel)", "U31505", "Alla", 3, 4),
        ("V15E144001301", "Ett boende", "U31505", "Alla", 3, 4),
        ("2305", "Bräcke", "U31505", "Alla", 72, 73),
    )
    assert set(part.measures["unit"]) == {"2305"}
    (tally,) = part.tallies
    assert (tally.read, tally.used) == (6, 1)
    assert tally.unused == {"för enhet": 1, "för kommungrupp": 1, "för region": 3}
    below, above = (notice.text for notice in part.notices)
    assert below.endswith("1 rad under kommunnivå används inte (enhet 1).")
    assert above.endswith("4 rader för regioner och grupper av kommuner används inte (kommungrupp 1 och region 3).")


def test_nyckeltal_outside_the_catalogue_are_left_out_and_named(read_export: ReadBook) -> None:
    part = read_export(
        ("2305", "Bräcke", "N00945 Invånare 80+", "Alla", 5, 5),
        ("2305", "Bräcke", "Bra att veta", "Alla", "x", "y"),
        ("2305", "Bräcke", "U31505", "Alla", 72, 73),
    )
    assert figures(part) == {"2305 oj.U31505 2023 T": 72, "2305 oj.U31505 2024 T": 73}
    assert part.tallies[0].unused == {
        "om nyckeltal utanför katalogen": 1,
        "om mått som layoutfilen väljer bort": 1,
    }
    assert "(nyckeltal utanför katalogen: N00945)" in part.notices[0].text
    assert "(mått som layoutfilen väljer bort: Bra att veta)" in part.notices[1].text


def test_the_number_of_answers_stands_in_a_measure_of_its_own(read_export: ReadBook) -> None:
    part = read_export(("2305", "Bräcke", "U31505", "Alla", 50, 50), ("2305", "Bräcke", "Antal svar", "Alla", 12, None))
    shares = part.measures[part.measures["measure"] == "oj.U31505"].set_index("period")
    assert (shares.loc["2023", "n"], shares.loc["2023", "count"]) == (12, 6)
    assert pd.isna(shares.loc["2024", "n"])


@pytest.mark.parametrize(
    ("kpi", "years", "codes"),
    [
        ("U30426", (2024, 2025), (0, 2)),  # Nej before and after the change of code
        ("U28462", (2017, 2018), (1, 2)),  # Ja before and after the break of the scale
    ],
)
def test_codes_are_read_by_the_coding_of_their_year(
    read_book: ReadBook, kpi: str, years: tuple[int, int], codes: tuple[int, int]
) -> None:
    layout = LAYOUT.replace("2024", str(years[1])).replace("2023", str(years[0]))
    rows = [(*HEADINGS[:4], *years), ("2305", "Bräcke", kpi, "T", *codes), ("0000", "Riket", kpi, "T", 0.4, 0.5)]
    part = read_book(layout, {"Data": rows}, "kolada_webb")
    assert part.measures["value"].to_list() == list(codes)
    assert "andel Ja för län och riket" in part.notices[0].text


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        (("2305", "Bräcke", "U30426", "T", 2, 0), ("cell E5", "värdet är 2", "1 (Ja), 0 (Nej)")),
        (("2305", "Bräcke", "U31505", "Flickor", 2, 0), ("cell D5", 'okänt kön "Flickor"', "kon_varden")),
        (("2305", "Bräcke", "Nöjdhet", "T", 2, 0), ("cell C5", 'okänt mått "Nöjdhet"', "matt_namn")),
        (("2305", "Bräcke", "U31404", "K", 2, 0), ("cell D5", "delar inte upp U31404 på kvinnor och män")),
        ((23, None, "U31505", "T", 2, 0), ("cell A5", "koden 23 kan vara länet (23) eller regionen (0023)")),
        (("23", "Uppsala län", "U31505", "T", 2, 0), ("cell B5", "men koden är 23")),
        (("2399", "Bräcke", "U31505", "T", 2, 0), ("cell A5", 'okänd kommunkod "2399"')),
    ],
)
def test_a_fault_names_its_cell(export_refused: Refused, row: tuple[object, ...], parts: tuple[str, ...]) -> None:
    messages = export_refused(row, ("2321", "Åre", "U31505", "T", 50, 60))
    assert any(all(part in message for part in parts) for message in messages), messages


def test_the_same_figure_twice(export_refused: Refused) -> None:
    row = ("2305", "Bräcke", "U31505", "T", 50, 60)
    first, _ = export_refused(row, row)
    assert first.startswith('oj.xlsx, blad "Data", cell E6: oj.U31505 2023 T för 2305 är 50, men står redan i ')


def test_one_nyckeltal_per_sheet_with_a_column_for_the_year(read_book: ReadBook) -> None:
    sheet = '\n[[blad]]\nnamn = "{0}"\nkolumn_kod = "Id"\nkolumn_period = "År"\n[[blad.matt]]\nkolumn = "Värde"\n'
    layout = "".join(sheet.format(kpi) + f'matt = "{kpi}"\n' for kpi in ("U31505", "N20402"))
    rows = [("Id", "År", "Värde"), ("0000", 2024, 80), (2305, 2023, 72), (2305, "2024", 73)]
    part = read_book(layout, {"U31505": rows, "N20402": rows}, "kolada_webb")
    assert figures(part) == {
        "0000 oj.U31505 2024 T": 80,
        "2305 oj.U31505 2023 T": 72,
        "2305 oj.U31505 2024 T": 73,
        "0000 oj.N20402 2022/2024 T": 80,
        "2305 oj.N20402 2021/2023 T": 72,
        "2305 oj.N20402 2022/2024 T": 73,
    }


def test_a_year_that_is_none(book_refused: Refused) -> None:
    layout = (
        '[[blad]]\nnamn = "Data"\nkolumn_kod = "Id"\nkolumn_period = "År"\n'
        '[[blad.matt]]\nkolumn = "Värde"\nmatt = "U31505"\n'
    )
    (message,) = book_refused(layout, {"Data": [("Id", "År", "Värde"), (2305, "2023/24", 72)]}, "kolada_webb")
    assert '(cell B2): perioden är "2023/24"; tillåtet: det år som mättes' in message
