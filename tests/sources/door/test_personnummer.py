"""A personnummer anywhere in any file stops the load, and is never said."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from oj_analys.domain import DataError
from oj_analys.sources._safe_open import open_table, open_workbook, read_json, read_toml

WriteBook = Callable[..., Path]


def refused(read: Callable[[Path], object], path: Path, secret: str) -> str:
    with pytest.raises(DataError) as caught:
        read(path)
    for error in (caught.value, caught.value.__cause__, caught.value.__context__):
        assert secret not in repr(error)
        assert secret not in str(error)
    return str(caught.value)


def sheet(*cells: object) -> Sequence[Sequence[object]]:
    return [("Kod", "Namn", "Värde"), ("2305", "Bräcke", 72), cells]


def test_in_a_cell_of_a_workbook(write_book: WriteBook, personnummer: str) -> None:
    path = write_book(
        {"Om": [("Fritt",)], "Svar": sheet("x", f"se {personnummer[:6]}-{personnummer[6:]}", None)}, "a.xlsx"
    )
    message = refused(open_workbook, path, personnummer[6:])
    assert message == (
        "a.xlsx, blad nr 2, kolumn B: 1 rad innehåller det som ser ut som personnummer. "
        "Ta bort kolumnen ur filen; personnummer får inte läsas in."
    )


def test_in_a_sheet_that_is_called_as_somebody(write_book: WriteBook, personnummer: str) -> None:
    path = write_book({"Svar": sheet(), "Kanariefågel Ö.": sheet(personnummer)}, "a.xlsx")
    assert "Kanarie" not in refused(open_workbook, path, personnummer)


def test_as_numbers_in_two_columns(write_book: WriteBook, personnummer: str) -> None:
    number = int(personnummer)
    path = write_book({"Svar": [*sheet(number, "x", int(f"19{personnummer}")), (number, "y", 1)]}, "a.xlsx")
    message = refused(open_workbook, path, personnummer)
    assert "blad nr 1, kolumnerna A, C: 2 rader innehåller" in message
    assert "Ta bort kolumnerna" in message


def test_in_the_name_of_a_sheet(write_book: WriteBook, personnummer: str) -> None:
    path = write_book({"Svar": sheet(), personnummer: sheet()}, "a.xlsx")
    assert refused(open_workbook, path, personnummer).startswith("a.xlsx, blad nr 2: bladets namn innehåller")


def test_in_a_csv_file(write_csv: Callable[..., Path], personnummer: str) -> None:
    path = write_csv(sheet(personnummer, "", ""), "a.csv")
    assert refused(open_table, path, personnummer).startswith("a.csv, kolumn A: 1 rad innehåller")


def test_in_a_heading(write_csv: Callable[..., Path], personnummer: str) -> None:
    path = write_csv([("Kod", personnummer), ("1", "2")], "a.csv")
    assert refused(open_table, path, personnummer).startswith("a.csv, kolumn B: 1 rad innehåller")


@pytest.mark.parametrize("content", [{"values": [{"title": "{}"}]}, {"{}": 1}, {"values": [1, 2, "{}"]}])
def test_in_a_json_file(tmp_path: Path, personnummer: str, content: object) -> None:
    path = tmp_path / "data_1.json"
    path.write_text(json.dumps(content).replace("{}", personnummer), encoding="utf-8")
    assert refused(read_json, path, personnummer).startswith("data_1.json: 1 uppgift innehåller")


def test_as_a_number_in_a_json_file(tmp_path: Path, personnummer: str) -> None:
    (tmp_path / "a.json").write_text(f'{{"a": [{personnummer}, {personnummer}.0, 1.5]}}', encoding="utf-8")
    assert "innehåller det som ser ut som personnummer" in refused(read_json, tmp_path / "a.json", personnummer)


@pytest.mark.parametrize("line", ["# fråga {}", 'a = "{}"', '"{}" = 1', "a = {}"])
def test_in_a_toml_file(write_text: Callable[[str, str], Path], personnummer: str, line: str) -> None:
    path = write_text("u.toml", f"b = 1\n{line.format(personnummer)}\n")
    assert refused(read_toml, path, personnummer).startswith("u.toml, rad 2: 1 rad innehåller")


def test_other_numbers_are_none(write_book: WriteBook, personnummer: str) -> None:
    wrong = f"{personnummer[:-1]}{(int(personnummer[-1]) + 1) % 10}"
    rows = sheet(wrong, int(wrong), 0.1 + int(personnummer))
    assert open_workbook(write_book({"Svar": rows})).sheets["Svar"][2][0] == wrong


def test_in_the_name_of_a_file_that_is_read(write_csv: Callable[..., Path], personnummer: str) -> None:
    path = write_csv([("Kod", "Värde"), ("1", "2")], f"{personnummer}.csv")
    assert refused(open_table, path, personnummer).startswith("mappen med råfiler: 1 fil har det som ser ut som")


def test_behind_an_escape_in_a_toml_file(tmp_path: Path, personnummer: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f'titel = "{personnummer[:6]}\\u002d{personnummer[6:]}"\n', encoding="utf-8")
    assert "ser ut som personnummer" in refused(read_toml, path, personnummer[6:])
