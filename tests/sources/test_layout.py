from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.sources.layout import read_layout

SHEET = """
[[blad]]
namn = "Resultat"
rubrikrad = 5
kolumn_kod = "Kod"
kolumn_namn = "Namn"
kolumn_radtyp = "Nivå"
"""
SHARE = """
[[blad.matt]]
kolumn = "Ind 2"
matt = "U21468"
period = "2024"
kolumn_n = "B9"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "oj.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_layout(write(folder, text))
    return [str(problem) for problem in caught.value.problems]


def test_a_layout_says_what_each_column_holds(tmp_path: Path) -> None:
    women = SHARE.replace('"Ind 2"', '"Ind\u00a02 kv"').replace("kolumn_n", 'kon = "K"\nkolumn_n')
    layout = read_layout(write(tmp_path, SHEET + SHARE + women))
    (sheet,) = layout.sheets
    assert layout.sha256 == hashlib.sha256((tmp_path / "oj.toml").read_bytes()).hexdigest()
    assert (sheet.name, sheet.header_row, sheet.code, sheet.unit_name, sheet.row_type) == (
        "Resultat",
        5,
        "Kod",
        "Namn",
        "Nivå",
    )
    assert [(column.title, column.header, column.n_header) for column in sheet.columns] == [
        ("U21468 2024 T", "Ind 2", "B9"),
        ("U21468 2024 K", "Ind 2 kv", "B9"),
    ]


def test_a_measure_of_three_years_gets_its_window(tmp_path: Path) -> None:
    (sheet,) = read_layout(write(tmp_path, SHEET + SHARE.replace("U21468", "N20402"))).sheets
    assert sheet.columns[0].period == "2022/2024"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('"U21468"', '"U21486"', ('"U21486" finns inte', "Menade du", "U21468")),
        ('"2024"', '"2024/25"', ('period är "2024/25"', "det år som mättes")),
        ('"2024"', "2024", ('"period"', "text")),
        ('"U21468"', '"U28129"\nkon = "K"', ("delar inte upp U28129 på kvinnor och män", "T")),
        ('kolumn_n = "B9"', 'kolumn_n = "Ind 2"', ('kolumnen "Ind 2" används till 2 saker',)),
        ('"Ind 2"', '"Namn"', ('kolumnen "Namn" används till 2 saker',)),
        ('"B9"', '"B9"\nkolum = 1', ('okänd nyckel "kolum"', 'Menade du "kolumn"?')),
        ('kolumn_n = "B9"', 'kon = "F"', ('kon är "F"', "T, K, M")),
        ('kolumn = "Ind 2"', "", ('"kolumn" saknas',)),
        ("rubrikrad = 5", "rubrikrad = 0", ("rubrikrad är 0", "1 eller mer")),
        ("rubrikrad = 5", 'rubrikrad = "5"', ('"rubrikrad"', "heltal")),
    ],
)
def test_a_fault_names_the_file_and_the_table(tmp_path: Path, old: str, new: str, parts: tuple[str, ...]) -> None:
    (message,) = refused(tmp_path, (SHEET + SHARE).replace(old, new))
    assert message.startswith("oj.toml, [[blad]] nr 1")
    assert all(part in message for part in parts), message


def test_an_answer_needs_a_coding_for_its_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = catalog.measure("U28462")
    recent = replace(measure, codings=measure.codings[1:])
    monkeypatch.setattr(catalog, "measure", lambda _: recent)
    (message,) = refused(tmp_path, SHEET + SHARE.replace("2024", "2017"))
    assert "katalogen har ingen kodning av U28462 för 2017" in message


def test_the_same_figure_in_two_columns(tmp_path: Path) -> None:
    (message,) = refused(tmp_path, SHEET + SHARE + SHARE.replace("Ind 2", "Ind 3"))
    assert 'U21468 2024 T står i två kolumner: "Ind 2" och "Ind 3"' in message


def test_two_measures_cannot_share_a_column(tmp_path: Path) -> None:
    (message,) = refused(tmp_path, SHEET + SHARE + SHARE.replace("U21468", "U23471"))
    assert message == (
        'oj.toml, [[blad]] nr 1: kolumnen "Ind 2" används till 2 saker; tillåtet: en. Rätta den rubrik som är fel.'
    )


def test_the_number_of_answers_may_be_divided_where_its_measure_is(tmp_path: Path) -> None:
    text = SHEET + SHARE.replace("U21468", "U31903").replace("kolumn_n", 'kon = "K" #')
    assert read_layout(write(tmp_path, text)).sheets[0].columns[0].sex == "K"


def test_a_number_of_answers_that_the_catalogue_promises(tmp_path: Path) -> None:
    without = SHARE.replace("kolumn_n", "#")
    (message,) = refused(tmp_path, SHEET + without)
    assert "antalet svar för U21468 står i arbetsboken, men kolumn_n saknas" in message
    read_layout(write(tmp_path, SHEET + without + 'kon = "K"\n'))


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    faulty = SHARE.replace("U21468", "U1").replace("2024", "24") + 'kon = "X"\n'
    assert len(refused(tmp_path, SHEET + faulty + SHEET.replace("rubrikrad = 5", ""))) == 5


def test_an_empty_layout(tmp_path: Path) -> None:
    assert refused(tmp_path, "") == ["oj.toml: inget blad är beskrivet; tillåtet: minst ett [[blad]]"]
