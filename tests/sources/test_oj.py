from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.frames import check_measures
from oj_analys.sources._part import NoticeKind, Origin, Part
from oj_analys.sources._telling import refused_headings
from oj_analys.sources.layout import Layout, MeasureColumn, SheetLayout
from oj_analys.sources.oj import read_oj, read_workbook

RIKET = ("00", "Riket", "rike", 86, 12000, 72.0)
LAN = ("23", "Jämtlands län", "län", 84, 510, 75.0)
BRACKE = ("2305", "Bräcke", "kommun", 72, 61, "Nej")
ARE = ("2321", "Åre", "kommun", 94, 35, "Ja")

ReadRows = Callable[..., Part]
Refused = Callable[..., list[str]]


def values(part: Part) -> dict[tuple[str, str], float]:
    frame = part.measures
    return dict(zip(zip(frame["unit"], frame["measure"], strict=True), frame["value"], strict=True))


def bracke(part: Part, measure: str = "oj.U21468") -> pd.Series:
    frame = part.measures
    return frame[(frame["unit"] == "2305") & (frame["measure"] == measure)].iloc[0]


def test_rows_become_measures_with_units_of_the_frame(read_rows: ReadRows) -> None:
    part = read_rows(RIKET, LAN, BRACKE, ARE)
    check_measures(part.measures)
    assert values(part) == {
        ("0000", "oj.U21468"): 86,
        ("0023", "oj.U21468"): 84,
        ("2305", "oj.U21468"): 72,
        ("2321", "oj.U21468"): 94,
        ("2305", "oj.U28475"): 0,
        ("2321", "oj.U28475"): 1,
    }
    row = bracke(part)
    assert (row["n"], row["count"], row["period"], row["sex"]) == (61, 44, "2024", "T")
    assert (row["group"], row["policy"], row["status"]) == ("alla", "öppen", "ok")
    layout, book = part.inputs
    assert row["source"] == f"oj.xlsx#{book.sha256[:8]}"
    assert (layout.path, book.path) == ("oj.toml", "oj.xlsx")


def test_every_row_knows_its_cell(read_rows: ReadRows) -> None:
    part = read_rows(BRACKE, ARE)
    assert part.places == tuple(f'oj.xlsx, blad "Resultat", cell {cell}' for cell in ("D6", "D7", "F6", "F7"))


def test_order_of_rows_and_of_columns_does_not_matter(read_rows: ReadRows) -> None:
    def swapped(row: tuple[object, ...]) -> tuple[object, ...]:
        return (*row[3:], *row[:3])

    headers = swapped(("Kod", "Namn", "Nivå", "Ind 2", "B9", "Ind 3"))
    turned = read_rows(*map(swapped, (ARE, BRACKE, LAN, RIKET)), headers=headers)
    assert values(turned) == values(read_rows(RIKET, LAN, BRACKE, ARE))


@pytest.mark.parametrize(
    ("code", "name", "unit"),
    [
        (2305, "Bräcke", "2305"),
        (114, "Upplands Väsby", "0114"),
        ("114", "Upplands Väsby", "0114"),
        ("2321", unicodedata.normalize("NFD", "Åre"), "2321"),
        ("2321", " Åre\u00a0kommun ", "2321"),
        ("0980", "GOTLAND", "0980"),
    ],
)
def test_codes_and_names_in_the_spellings_of_real_books(
    read_rows: ReadRows, code: object, name: str, unit: str
) -> None:
    part = read_rows((code, name, "Kommun", 72, 61, "Ja"))
    assert set(part.measures["unit"]) == {unit}


@pytest.mark.parametrize(("written", "value"), [("72,5", 72.5), ("72", 72.0), (" 7,0\u00a0", 7.0)])
def test_numbers_stored_as_text(read_rows: ReadRows, written: str, value: float) -> None:
    assert bracke(read_rows(("2305", "Bräcke", "kommun", written, "1\u00a0234", "Nej")))["value"] == value


@pytest.mark.parametrize(
    ("marker", "status"),
    [
        ("X", "sekretess"),
        ("..", "sekretess"),
        ("(.", "sekretess"),
        ("Uppgift saknas", "saknas"),
        ("--", "saknas"),
        (".", "ej_tillämplig"),
        ("-", "bortfall"),
        ("Ej\u00a0svar", "bortfall"),
        (None, "bortfall"),
    ],
)
def test_markers_become_rows_without_value_and_with_a_reason(
    read_rows: ReadRows, marker: str | None, status: str
) -> None:
    part = read_rows(("2305", "Bräcke", "kommun", marker, marker, marker))
    for measure in ("oj.U21468", "oj.U28475"):
        row = bracke(part, measure)
        assert (math.isnan(row["value"]), row["status"]) == (True, status)
        assert pd.isna(row["n"])
        assert pd.isna(row["count"])


def test_a_share_that_no_count_gives_keeps_its_n_and_is_told(read_rows: ReadRows) -> None:
    part = read_rows(("2305", "Bräcke", "kommun", 70, 4, "Nej"), ARE)
    row = bracke(part)
    assert row["n"] == 4
    assert pd.isna(row["count"])
    told = [notice for notice in part.notices if notice.kind == NoticeKind.ANTAL_STAMMER_INTE]
    assert [(notice.measure, notice.count) for notice in told] == [("oj.U21468", 1)]


def test_other_rows_are_set_aside_and_told(read_rows: ReadRows) -> None:
    part = read_rows(
        BRACKE,
        ("2305", "Bräcke", "Offentlig", "skräp", None, None),
        ("2305", "Bräcke", "enskild", 50, 3, None),
        ("01", "Rinkeby", "stadsdel", 50, 30, None),
        ("Källa: Socialstyrelsen", None, None, None, None, None),
        (None, None, None, None, None, None),
    )
    assert set(part.measures["unit"]) == {"2305"}
    rows, footnotes = part.notices
    assert (rows.kind, rows.count) == (NoticeKind.SATT_AT_SIDAN, 3)
    assert "Enskild 1, Offentlig 1 och stadsdel 1" in rows.text
    assert footnotes.count == 1


def test_shares_in_answer_columns_are_set_aside_and_told(read_rows: ReadRows) -> None:
    (notice,) = read_rows(RIKET, LAN, BRACKE).notices
    assert (notice.kind, notice.count) == (NoticeKind.SATT_AT_SIDAN, 2)
    assert "andel Ja för län och riket" in notice.text


def test_a_window_of_years_is_the_period(write_book: Callable[..., Path]) -> None:
    path = write_book({"Fall": [("Kod", "Namn", "Nivå", "Ind 1"), ("2305", "Bräcke", "kommun", 2800)]})
    column = MeasureColumn("Ind 1", catalog.measure("N20402"), "2022/2024")
    layout = Layout("oj.toml", "", (SheetLayout("Fall", 1, "Kod", "Namn", "Nivå", (column,)),))
    part = read_workbook(path, layout, {}, Origin(path.name))
    assert part.measures["period"].to_list() == ["2022/2024"]


def test_unknown_marker_names_sheet_row_header_cell_and_what_is_allowed(refused: Refused) -> None:
    (message,) = refused(BRACKE, ("2321", "Åre", "kommun", "abc", 35, "Ja"))
    assert message.startswith(
        'oj.xlsx, blad "Resultat", rad 7, kolumn "Ind 2" (cell D7): okänd markör "abc"; tillåtet: '
    )
    assert '"Uppgift saknas"' in message
    assert "markers.toml" in message


@pytest.mark.parametrize(
    ("row", "cell", "parts"),
    [
        (("2305", "Bräcke", "Komun", 72, 61, "Nej"), "C6", ('okänd radtyp "Komun"', "rike, län, kommun, stadsdel")),
        (("2305", "Bräcke", None, 72, 61, "Nej"), "C6", ("okänd radtyp", "tom cell")),
        (("9999", "Bräcke", "kommun", 72, 61, "Nej"), "A6", ('okänd kommunkod "9999"',)),
        (("2305", "Berg", "kommun", 72, 61, "Nej"), "B6", ('"Berg"', "2305", '"Bräcke"')),
        (("2305", "Brcke", "kommun", 72, 61, "Nej"), "B6", ('"Brcke"', '"Bräcke"')),
        (("2305", None, "kommun", 72, 61, "Nej"), "B6", ("tom cell", '"Bräcke"')),
        (("99", "Jämtlands län", "län", 72, 61, 50), "A6", ('okänd länskod "99"',)),
        (("22", "Jämtlands län", "län", 72, 61, 50), "B6", ('"Jämtlands län"', "22", '"Västernorrlands län"')),
        (("01", "Riket", "rike", 72, 61, 50), "A6", ('koden för riket är "01"', '"00"')),
        (("00", "Bräcke", "rike", 72, 61, 50), "B6", ('"Bräcke"', "00", '"Riket"')),
        (("2305", "Bräcke", "kommun", 101, 61, "Nej"), "D6", ("andelen är 101", "0–100 procent")),
        (("2305", "Bräcke", "kommun", "−3", 61, "Nej"), "D6", ("andelen är -3",)),
        (("2305", "Bräcke", "kommun", "72.5", 61, "Nej"), "D6", ('okänd markör "72.5"', "decimalkomma")),
        (("2305", "Bräcke", "kommun", "1e400", 61, "Nej"), "D6", ('okänd markör "1e400"',)),
        (("2305", "Bräcke", "kommun", True, 61, "Nej"), "D6", ("okänd markör",)),
        (("2305", "Bräcke", "kommun", "#N/A", 61, "Nej"), "D6", ('okänd markör "#N/A"',)),
        (("2305", "Bräcke", "kommun", 72, 61.5, "Nej"), "E6", ("antalet svar är 61,5", "heltal")),
        (("2305", "Bräcke", "kommun", 72, -1, "Nej"), "E6", ("antalet svar är -1",)),
        (("2305", "Bräcke", "kommun", 72, 2.0**63, "Nej"), "E6", ("antalet svar är", "heltal, 0–20\u00a0000\u00a0000")),
        (("2305", "Bräcke", "kommun", 72, "9" * 400, "Nej"), "E6", ("antalet svar är inf",)),
        (("2305", "Bräcke", "kommun", "9" * 400, 61, "Nej"), "D6", ("värdet är inf", "tusen miljarder")),
        (("2305", "Bräcke", "kommun", 72, "många", "Nej"), "E6", ('antalet svar är "många"',)),
        (("2305", "Bräcke", "kommun", 72, 61, "Kanske"), "F6", ('okänt svar "Kanske"', '"Ja", "Nej"')),
        (("2305", "Bräcke", "kommun", 72, 61, 1), "F6", ('okänt svar "1"', '"Ja", "Nej"')),
    ],
)
def test_a_fault_names_its_cell(refused: Refused, row: tuple[object, ...], cell: str, parts: tuple[str, ...]) -> None:
    (message,) = refused(row, ARE)
    assert f"(cell {cell})" in message
    assert all(part in message for part in parts), message


def test_shares_of_one_are_not_taken_for_percent(refused: Refused) -> None:
    (message,) = refused(("2321", "Åre", "kommun", 1, 35, "Ja"), ("2305", "Bräcke", "kommun", 0.72, 61, "Nej"))
    assert "(cell D7): andelarna ser ut att stå som 0–1 (0,72); tillåtet: 0–100 procent" in message


def test_small_shares_beside_large_ones_are_percent(read_rows: ReadRows) -> None:
    assert bracke(read_rows(("2305", "Bräcke", "kommun", 0.4, None, "Nej"), ARE))["value"] == 0.4
    assert bracke(read_rows(("2305", "Bräcke", "kommun", 1, 61, "Nej")))["value"] == 1


def test_a_share_with_more_decimals_is_held_to_all_of_them(read_rows: ReadRows) -> None:
    exact = read_rows(("2305", "Bräcke", "kommun", 4400 / 61, 61, "Nej"))
    assert bracke(exact)["count"] == 44
    assert pd.isna(bracke(read_rows(("2305", "Bräcke", "kommun", 72.4, 61, "Nej")))["count"])


@pytest.mark.parametrize("rows", [(), (RIKET,), (RIKET, LAN)])
def test_a_sheet_without_kommuner_gives_nothing(refused: Refused, rows: tuple[tuple[object, ...], ...]) -> None:
    (message,) = refused(*rows)
    assert message.startswith('oj.xlsx, blad "Resultat": bladet har ingen rad för en kommun')


def test_a_workbook_and_its_layout_are_enough(write_book: Callable[..., Path]) -> None:
    path = write_book({"Fall": [("Kod", "Namn", "Nivå", "Ind 1"), ("2305", "Bräcke", "kommun", "X")]})
    layout = path.with_suffix(".toml")
    columns = 'kolumn_kod = "Kod"\nkolumn_namn = "Namn"\nkolumn_radtyp = "Nivå"\n'
    measure = '[[blad.matt]]\nkolumn = "Ind 1"\nmatt = "N20402"\nperiod = "2024"\n'
    layout.write_text(f'[[blad]]\nnamn = "Fall"\nrubrikrad = 1\n{columns}{measure}', encoding="utf-8")
    part = read_oj(str(path), layout=str(layout), markers="oj_arbetsbok")
    assert part.measures["status"].to_list() == ["sekretess"]
    with pytest.raises(DataError, match="markörtabell"):
        read_oj(path, layout=layout, markers="okänd")


def test_a_unit_that_stands_twice(refused: Refused) -> None:
    (message,) = refused(BRACKE, ARE, BRACKE)
    assert 'rad 8, kolumn "Kod" (cell A8): "Bräcke" står redan på rad 6' in message


def test_all_faults_of_a_book_come_at_once(refused: Refused) -> None:
    messages = refused(("2305", "Bräcke", "kommun", "abc", 1.5, "Kanske"), ("9999", "Åre", "kommun", 1, 1, "Ja"))
    assert len(messages) == 4


def test_headers_that_are_missing_are_named_beside_those_that_stand_there(refused: Refused) -> None:
    (message,) = refused(BRACKE, headers=("Kod", "Namn", "Nivå", "Indikator 2", "B9", "Ind 3"))
    assert message.startswith('oj.xlsx, blad "Resultat", rad 5: rubrikraden saknar "Ind 2"')
    assert '"Indikator 2"' in message


def test_a_header_that_stands_twice_is_no_guess(refused: Refused) -> None:
    (message,) = refused((*BRACKE, 50), headers=("Kod", "Namn", "Nivå", "Ind 2", "B9", "Ind 3", "Ind 2"))
    assert 'rubrikraden har "Ind 2" flera gånger' in message


def test_a_missing_sheet_is_named_beside_those_that_are_there(write_book: Callable[..., Path], layout: Layout) -> None:
    path = write_book({"Information": [()], "Resultat kommun": [()]}, "oj å.xlsx")
    with pytest.raises(DataError) as caught:
        read_workbook(path, layout, {}, Origin(path.name))
    (problem,) = caught.value.problems
    assert (problem.where, problem.found) == ("oj å.xlsx", 'bladet "Resultat" finns inte')
    assert problem.allowed == '"Information", "Resultat kommun"'


@pytest.mark.parametrize(("formula", "error"), [("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ("=A99999!A1", "#REF!")])
def test_an_excel_error_is_no_blank_cell(tmp_path: Path, layout: Layout, formula: str, error: str) -> None:
    path = tmp_path / "oj.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Resultat")
        sheet.write_row("A5", ("Kod", "Namn", "Nivå", "Ind 2", "B9", "Ind 3"))
        sheet.write_row("A6", ("2305", "Bräcke", "kommun"))
        sheet.write_formula("D6", formula, None, error)
        sheet.write_row("E6", (61, "Ja"))
    with pytest.raises(DataError, match="cell D6") as caught:
        read_workbook(path, layout, catalog.markers("oj_arbetsbok"), Origin(path.name))
    assert f'okänd markör "{error}"' in str(caught.value)


@pytest.mark.parametrize("heading", ["Personnummer", "Skyddad identitet"])
def test_a_heading_that_no_source_may_have(refused: Callable[..., list[str]], heading: str) -> None:
    (message,) = refused((*BRACKE, "x"), headers=("Kod", "Namn", "Nivå", "Ind 2", "B9", "Ind 3", heading))
    assert message.startswith('oj.xlsx, blad "Resultat", kolumn G: kolumnen kan peka ut personer')


def test_no_title_of_the_catalogue_is_such_a_heading() -> None:
    titles = [measure.title for measure in catalog.measures().values()]
    assert list(refused_headings("oj.xlsx", titles)) == []
