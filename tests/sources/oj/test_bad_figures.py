"""Workbooks with figures that cannot be right, in the order of the checklist of bad inputs; all figures are made up."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from oj_analys import catalog
from oj_analys.domain import DataError, Status
from oj_analys.sources._part import Origin, Part
from oj_analys.sources.oj.layout import read_layout
from oj_analys.sources.oj.read import read_oj, read_workbook

ReadBook = Callable[..., Part]
Refused = Callable[..., list[str]]

LAYOUT = """
[[blad]]
namn = "Data"
kolumn_kod = "Kod"
kolumn_namn = "Namn"
[[blad.matt]]
kolumn = "Andel"
matt = "U31404"
period = "2025"
[[blad.matt]]
kolumn = "Antal"
matt = "N01951"
period = "2025"
"""
HEADINGS = ("Kod", "Namn", "Andel", "Antal")
ARE = ("2321", "Åre", 50, 12693)


def sheet(*rows: Sequence[object], headings: Sequence[object] = HEADINGS) -> dict[str, list[Sequence[object]]]:
    return {"Data": [("EXEMPELDATA",), headings, *rows]}


def with_formula(path: Path, value: str) -> Path:
    """Write a workbook whose cell C3 holds a formula with this value."""
    with xlsxwriter.Workbook(path) as book:
        data = book.add_worksheet("Data")
        data.write_row("A2", HEADINGS)
        data.write_row("A3", ("2305", "Bräcke"))
        data.write_formula("C3", "=NA()", None, value)
        data.write("D3", 6035)
    path.with_suffix(".toml").write_text(LAYOUT, encoding="utf-8", newline="\n")
    return path


def test_15_a_formula_without_value(tmp_path: Path) -> None:
    path = with_formula(tmp_path / "oj.xlsx", "7")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<v>7</v>", b"")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(DataError, match=r"blad nr 1: formel utan värde i cell C3"):
        read_oj(path, layout=path.with_suffix(".toml"), markers="oj_arbetsbok")


def test_16_an_error_stops_unless_the_source_says_what_it_means(tmp_path: Path) -> None:
    path = with_formula(tmp_path / "oj.xlsx", "#N/A")
    with pytest.raises(DataError, match=r'\(cell C3\): okänd markör "#N/A"'):
        read_oj(path, layout=path.with_suffix(".toml"), markers="oj_arbetsbok")
    layout = read_layout(path.with_suffix(".toml"))
    part = read_workbook(path, layout, {"#N/A": Status.SAKNAS}, Origin(path.name))
    assert part.measures["status"].to_list() == ["saknas", "ok"]
    assert math.isnan(part.measures["value"].iloc[0])


@pytest.mark.parametrize(
    ("share", "count", "expected"),
    [
        ("72,5", "6\u00a0035", [72.5, 6035]),
        (" 72,5 ", "6 035", [72.5, 6035]),
        ("7,0", "1'006\u2019035", [7.0, 1006035]),
        ("+7", "6\u202f035", [7.0, 6035]),
    ],
)
def test_27_numbers_as_swedish_programs_write_them(
    read_book: ReadBook, share: str, count: str, expected: list[float]
) -> None:
    part = read_book(LAYOUT, sheet(("2305", "Bräcke", share, count)))
    assert part.measures["value"].to_list() == expected


def test_29_ragged_rows_are_missing_values(read_book: ReadBook) -> None:
    part = read_book(LAYOUT, sheet(("2305", "Bräcke"), (*ARE, "en anteckning")))
    assert part.measures["status"].to_list() == ["bortfall", "ok", "bortfall", "ok"]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (("Kod", "Namn", "Andel", "Antal", "Andel"), 'rubrikraden har "Andel" flera gånger (kolumn C och E)'),
        (("Kod", "Namn", "", "Antal"), '"Andel" finns ingenstans'),
    ],
)
def test_29_headers_that_are_twice_or_empty(book_refused: Refused, headings: Sequence[object], found: str) -> None:
    (message,) = book_refused(LAYOUT, sheet(("2305", "Bräcke", 1, 2, 3), headings=headings))
    assert message.startswith('oj.xlsx, blad "Data"')
    assert found in message


def test_29_a_duplicate_that_nobody_reads_is_no_fault(read_book: ReadBook) -> None:
    headings = (*HEADINGS, "Kommentar", "Kommentar", "")
    assert len(read_book(LAYOUT, sheet((*ARE, "a", "b", "c"), headings=headings)).measures) == 2


@pytest.mark.parametrize("marker", ["NA", "null", "x", "<5", "*", "#N/A!", "nan", "None", "‥"])
def test_30_an_unknown_marker_stops(book_refused: Refused, marker: str) -> None:
    (message,) = book_refused(LAYOUT, sheet(("2305", "Bräcke", marker, 6035), ARE))
    assert message.startswith(f'oj.xlsx, blad "Data", rad 3, kolumn "Andel" (cell C3): okänd markör "{marker}"')
    assert "markers.toml" in message


@pytest.mark.parametrize(("table", "marker"), [(t, m) for t in ("oj_arbetsbok", "kkik") for m in catalog.markers(t)])
def test_30_a_known_marker_is_a_missing_value_with_its_reason(read_book: ReadBook, table: str, marker: str) -> None:
    part = read_book(LAYOUT, sheet(("2305", "Bräcke", marker, 6035), ARE), table)
    row = part.measures.iloc[0]
    assert (row["unit"], row["status"]) == ("2305", catalog.markers(table)[marker])
    assert math.isnan(row["value"])


@pytest.mark.parametrize(
    ("share", "count", "cell", "found"),
    [
        (-1, 6035, "C3", "andelen är -1"),
        ("−1", 6035, "C3", "andelen är -1"),
        (101, 6035, "C3", "andelen är 101"),
        ("100,5", 6035, "C3", "andelen är 100,5"),
        ("1e400", 6035, "C3", 'okänd markör "1e400"'),
        ("inf", 6035, "C3", 'okänd markör "inf"'),
        ("9" * 400, 6035, "C3", 'okänd markör "9999'),
        (50, 1.5, "D3", "antalet är 1,5"),
        (50, "1,5", "D3", "antalet är 1,5"),
        (50, -3, "D3", "värdet är -3"),
        (50, 1e300, "D3", "värdet är 1e+300"),
        (True, 6035, "C3", 'okänd markör "True"'),
    ],
)
def test_31_figures_that_cannot_be(book_refused: Refused, share: object, count: object, cell: str, found: str) -> None:
    (message,) = book_refused(LAYOUT, sheet(("2305", "Bräcke", share, count), ARE))
    assert f"(cell {cell}): {found}" in message


def test_31_a_number_beyond_all_numbers(write_book: Callable[..., Path]) -> None:
    path = write_book(sheet(("2305", "Bräcke", 12345.5, 6035), ARE))
    path.with_suffix(".toml").write_text(LAYOUT, encoding="utf-8", newline="\n")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for written in (b"1e400", b"NaN", b"-1e400"):
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content.replace(b"<v>12345.5</v>", b"<v>%s</v>" % written))
        with pytest.raises(DataError, match="oj.xlsx"):
            read_oj(path, layout=path.with_suffix(".toml"), markers="oj_arbetsbok")


def test_31_shares_of_one_among_percentages(book_refused: Refused) -> None:
    (message,) = book_refused(LAYOUT, sheet(("2305", "Bräcke", 0.72, 6035), ARE))
    assert "(cell C3): andelarna ser ut att stå som 0–1 (0,72); tillåtet: 0–100 procent" in message


@pytest.mark.parametrize("share", [0, 0.4, 1, "0,5"])
def test_31_small_percentages_are_no_shares_of_one(read_book: ReadBook, share: object) -> None:
    assert len(read_book(LAYOUT, sheet(("2305", "Bräcke", share, 6035), ARE)).measures) == 4


@pytest.mark.parametrize("name", ["BRÄCKE", " Bräcke\u00a0kommun", "Bra\u0308cke", "bräcke "])
def test_32_other_spellings_are_the_same_kommun(read_book: ReadBook, name: str) -> None:
    without_code = LAYOUT.replace('kolumn_kod = "Kod"\n', "")
    for layout in (LAYOUT, without_code):
        assert set(read_book(layout, sheet((2305, name, 50, 6035))).measures["unit"]) == {"2305"}


def test_32_a_misspelt_kommun_stops_with_a_suggestion(book_refused: Refused) -> None:
    (message,) = book_refused(LAYOUT.replace('kolumn_kod = "Kod"\n', ""), sheet(("2305", "Bräkce", 50, 6035), ARE))
    assert "(cell B3)" in message
    assert "Menade du Bräcke" in message


@pytest.mark.parametrize("text", ["../x", "CON", "a/b", "x" * 300, "..\\x", "2305\u20602"])
def test_33_a_name_that_could_be_a_path_is_no_kommun(book_refused: Refused, text: str) -> None:
    by_code = book_refused(LAYOUT, sheet((text, "Bräcke", 50, 6035), ARE))
    by_name = book_refused(LAYOUT, sheet(("2305", text, 50, 6035), ARE))
    without_code = book_refused(LAYOUT.replace('kolumn_kod = "Kod"\n', ""), sheet(("", text, 50, 6035), ARE))
    for messages, cell in ((by_code, "A3"), (by_name, "B3"), (without_code, "B3")):
        assert [f"(cell {cell})" in message for message in messages] == [True]
        assert len(messages[0]) < 300
