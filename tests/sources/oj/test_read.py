from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.frames import check_measures
from oj_analys.sources._part import NoticeKind, Origin, Part
from oj_analys.sources._telling import refused_headings
from oj_analys.sources.oj.read import read_oj, read_workbook
from oj_analys.sources.oj.sheet_layout import Layout, MeasureColumn, SheetLayout

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
        (("0023", "Jämtlands län", "län", 72, 61, 50), "A6", ('okänd länskod "0023"',)),
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
        (("2305", "Bräcke", "kommun", 72, "9" * 400, "Nej"), "E6", ('antalet svar är "999',)),
        (("2305", "Bräcke", "kommun", "9" * 400, 61, "Nej"), "D6", ('okänd markör "999',)),
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


def test_an_indicator_may_ask_about_protected_identities(read_book: ReadRows) -> None:
    asks = "Ind 2 Aktuell rutin för att inte röja skyddade personuppgifter"
    part = read_book(told('kolumn_kod = "Kod"'), {"Resultat": [("Kod", asks), ("2305", 72)]})
    assert figures(part) == {"2305": 72}


def test_it_may_do_so_below_a_group_of_indicators_but_a_column_may_not(read_book: ReadRows) -> None:
    asks = "Ind 2 Aktuell rutin för att inte röja skyddade personuppgifter"
    layout = told('kolumn_kod = "Kod"\nrubrikrader = 2')
    assert figures(read_book(layout, {"Resultat": [("", "Rutiner"), ("Kod", asks), ("2305", 72)]})) == {"2305": 72}
    with pytest.raises(DataError, match="kan peka ut personer"):
        read_book(layout, {"Resultat": [("", asks, asks), ("Kod", "", "Personnummer"), ("2305", 72, 1)]})


def test_no_title_of_the_catalogue_is_such_a_heading() -> None:
    titles = [measure.title for measure in catalog.measures().values()]
    assert list(refused_headings("oj.xlsx", titles)) == []


SHARE = """
[[blad.matt]]
kolumn = "Ind 2"
matt = "U31404"
period = "2025"
"""
RIKE, KOMMUN = ("00", "Riket", 80), ("2305", "Bräcke", 72)


OWN_WORDS = """
[blad.radtyper]
"Hela riket" = "rike"
"Länsnivå" = "län"
"Kommunal regi" = "Offentlig"
"Alla" = "kommun"
"""


def told(toml: str) -> str:
    return f'[[blad]]\nnamn = "Resultat"\n{toml}{SHARE}'


def figures(part: Part) -> dict[str, float]:
    check_measures(part.measures)
    return dict(zip(part.measures["unit"], part.measures["value"], strict=True))


@pytest.mark.parametrize(
    ("keys", "headings", "rows"),
    [
        ('kolumn_kod = "Kod"', ("Kod", "Ind 2"), (("0000", 80), ("2305", 72), ("23", 75), ("0023", 1), (114, 70))),
        (
            'kolumn_namn = "Namn"',
            ("Namn", "Ind 2"),
            (
                ("RIKET", 80),
                ("Bräcke kommun", 72),
                ("Jämtlands län", 75),
                ("Jämtlands läns kommuner (ovägt medel)", 1),
                ("upplands-väsby", 70),
            ),
        ),
        (
            f'kolumn_kod = "Kod"\nkolumn_radtyp = "Regi"\n{OWN_WORDS}',
            ("Kod", "Regi", "Ind 2"),
            (
                ("00", "Hela riket", 80),
                (2305, "alla", 72),
                (2305, "Kommunal regi", 1),
                (23, "Länsnivå", 75),
                ("0114", "Alla", 70),
            ),
        ),
    ],
)
def test_units_are_told_by_code_or_by_name_or_by_the_sources_own_words(
    read_book: ReadRows, keys: str, headings: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    part = read_book(told(keys), {"Resultat": [("En titel",), headings, *rows, ("Källa: påhittad",)]})
    assert figures(part) == {"0000": 80, "2305": 72, "0023": 75, "0114": 70}
    (tally,) = part.tallies
    assert (tally.read, tally.used, sorted(tally.unused.values())) == (6, 4, [1, 1])


@pytest.mark.parametrize(
    "heading",
    ["Ind 2", "Ind 2 Andel nöjda", "Ind 2.\nAndel nöjda", "Ind 2: Andel", "Ind 2, 2025", "Ind\u00a02 – andel"],
)
def test_an_indicator_is_known_by_its_number(read_book: ReadRows, heading: str) -> None:
    rows = [("Kod", "Ind 20 Andel", "Ind 2a", "Ind 2.1 Andel", heading), ("2305", 1, 2, 3, 72)]
    assert figures(read_book(told('kolumn_kod = "Kod"'), {"Resultat": rows})) == {"2305": 72}


def test_a_number_that_begins_two_headings_is_no_guess(book_refused: Refused) -> None:
    rows = [("Kod", "Ind 2 kvinnor", "Ind 2 män"), ("2305", 1, 2)]
    (message,) = book_refused(told('rubrikrad = 1\nkolumn_kod = "Kod"'), {"Resultat": rows})
    assert 'rubrikraden har "Ind 2" flera gånger (kolumn B och C)' in message


def test_the_heading_itself_comes_before_one_that_begins_with_it(read_book: ReadRows) -> None:
    layout = told('kolumn_kod = "Kod"') + SHARE.replace("Ind 2", "Ind 2 kv").replace("U31404", "U31505").replace(
        "period", 'kon = "K"\nperiod'
    )
    rows = [("Kod", "Ind 2 Andel", "Ind 2 kv"), ("2305", 72, 73)]
    assert read_book(layout, {"Resultat": rows}).measures["value"].to_list() == [72, 73]


def test_the_row_of_headers_is_found(read_book: ReadRows) -> None:
    rows = [("Kod", "Titel"), ("Ind 2 i ord", ""), (), ("Kod", "Ind 2"), ("2305", 72)]
    part = read_book(told('kolumn_kod = "Kod"'), {"Resultat": rows})
    assert part.places == ('oj.xlsx, blad "Resultat", cell B5',)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("Kod", "Ind 3"), (), ("", "Ind 2")], 'rad 1 har 1 av 2, övriga: "Ind 2" finns på rad 3'),
        ([("Kod", "Ind 3")], 'rad 1 har 1 av 2, övriga: "Ind 2" finns ingenstans'),
        ([("Namn", "Ind 3")], 'ingen av bladets första 60 rader har någon av rubrikerna "Kod", "Ind 2"'),
        ([("Kod", "Ind 2"), ("2305", 72), ("Kod", "Ind 2")], "raderna 1 och 3 har alla rubriker"),
    ],
)
def test_a_row_of_headers_that_cannot_be_told(book_refused: Refused, rows: Sequence[object], found: str) -> None:
    (message,) = book_refused(told('kolumn_kod = "Kod"'), {"Resultat": rows})
    assert message.startswith('oj.xlsx, blad "Resultat": ')
    assert found in message


def test_merged_headings_count_for_all_their_columns(read_book: ReadRows) -> None:
    layout = told('rubrikrader = 2\nkolumn_kod = "Kod"').replace("Ind 2", "Män / Ind 2")
    rows = [("Kod", "Kvinnor", "", "Män", ""), ("", "Ind 2 Andel", "Ind 3", "Ind 2 Andel", "Ind 3"), ("2305", 1, 2, 72)]
    part = read_book(layout, {"Resultat": rows}, merged=("A1:A2", "B1:C1", "D1:E1"))
    assert figures(part) == {"2305": 72}


PER_KOMMUN = """
[[blad]]
blad_per_kommun = true
rad = "Totalt"
""" + SHARE.replace("Ind 2", "F7")


def kommun_sheet(value: object, *more: Sequence[object]) -> list[Sequence[object]]:
    return [("Enkätsvar",), (), ("", "F7 Andel", "F70"), ("Kvinnor", 1, 2), ("Totalt", value, 3), *more, ("Not",)]


def test_one_sheet_per_kommun(read_book: ReadRows) -> None:
    sheets = {"Innehåll": [("",)], "0114_upplands_v_sby": kommun_sheet(72), "2321_Åre": kommun_sheet("..")}
    part = read_book(PER_KOMMUN, sheets)
    assert part.measures["unit"].to_list() == ["0114", "2321"]
    assert part.measures["status"].to_list() == ["ok", "sekretess"]
    assert part.places[0] == 'oj.xlsx, blad "0114_upplands_v_sby", cell B5'
    assert [tally.text for tally in part.tallies] == [
        'oj.xlsx, 2 blad för var sin kommun: 6 rader lästa, 2 används, resten inte: 4 som inte är "Totalt".'
    ]
    assert [notice.text for notice in part.notices] == [
        'oj.xlsx, blad "0114_upplands_v_sby": 1 annan kolumn läses inte (C).',
        'oj.xlsx, blad "Innehåll" läses inte: det står inte i layoutfilen.',
    ]


def test_the_name_of_a_sheet_may_lose_its_first_letter(read_book: ReadRows) -> None:
    part = read_book(PER_KOMMUN, {"2321__re": kommun_sheet(72), "2380__stersund": kommun_sheet(70)})
    assert figures(part) == {"2321": 72, "2380": 70}


def test_sheets_of_kommuner_that_cannot_be_right(book_refused: Refused) -> None:
    sheets = {
        "2305_berg": kommun_sheet(1),
        "2399_okänd": kommun_sheet(1),
        "2321_Åre": kommun_sheet(1, ("Totalt", 2)),
        "2321": kommun_sheet(1),
    }
    name, code, twice, total = sorted(book_refused(PER_KOMMUN, sheets))
    assert 'blad "2305_berg": namnet är "berg" men koden är 2305; tillåtet: "Bräcke"' in name
    assert 'blad "2321": "2321_Åre" är ett blad för samma kommun' in code
    assert 'blad "2321_Åre": bladet har 2 rader med "Totalt" i kolumn A' in twice
    assert 'blad "2399_okänd": okänd kommunkod "2399"' in total


ASIDE = ("stadsdel", "Offentlig", "Enskild", "enhet", "region", "kommungrupp")


def made(kind: str, place: int) -> tuple[object, ...]:
    """Return a row of a kind; no two places give the same kommun or län."""
    kommun, lan = catalog.kommuner()[place], catalog.lan()[place]
    match kind:
        case "tom":
            return ()
        case "fotnot":
            return ("Källa: påhittad",)
        case "län":
            return (lan.code, lan.name, kind, 2.0 + place)
        case _:
            return (kommun.code, kommun.name, kind, 2.0 + place)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(("kommun", "län", "fotnot", "tom", *ASIDE)), max_size=20))
def test_every_kommun_comes_out_and_every_other_row_is_counted(read_book: ReadRows, drawn: list[str]) -> None:
    kinds = ["kommun", *drawn]
    rows = [made(kind, place) for place, kind in enumerate(kinds)]
    part = read_book(
        told('kolumn_kod = "Kod"\nkolumn_namn = "Namn"\nkolumn_radtyp = "Nivå"'),
        {"Resultat": [("Kod", "Namn", "Nivå", "Ind 2"), *rows]},
    )
    assert sorted(part.measures["value"]) == [
        2.0 + place for place, kind in enumerate(kinds) if kind in ("kommun", "län")
    ]
    (tally,) = part.tallies
    unused = {f"för {kind.lower()}": kinds.count(kind) for kind in ASIDE if kind in kinds}
    footnotes = {"med bara en ifylld cell": kinds.count("fotnot")} if "fotnot" in kinds else {}
    assert tally.unused == unused | footnotes
    assert tally.read == len(kinds) - kinds.count("tom")


def test_the_same_fault_of_a_whole_column_is_told_once(book_refused: Refused) -> None:
    layout = told('kolumn_kod = "Kod"').replace("U31404", "U31491")
    rows = [(kommun.code, 1) for kommun in catalog.kommun_by_code().values()]
    (message,) = book_refused(layout, {"Resultat": [("Kod", "Ind 2"), *rows]})
    assert f'kolumn "Ind 2", {len(rows)} celler (B2, B3, B4, B5, B6, …): okänt svar "1"' in message
    assert 'skriv varden = "kod" vid kolumnen i layoutfilen' in message
