from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import DataError, RowType
from oj_analys.sources.oj.layout import read_layout
from oj_analys.sources.oj.sheet_layout import KommunRow, MeasureColumn, RowColumn

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
    told = [column for column in sheet.columns if isinstance(column, MeasureColumn)]
    assert [(column.title, column.header, column.n_header) for column in told] == [
        ("U21468 2024 T", "Ind 2", "B9"),
        ("U21468 2024 K", "Ind 2 kv", "B9"),
    ]


def test_a_measure_of_three_years_gets_its_window(tmp_path: Path) -> None:
    (sheet,) = read_layout(write(tmp_path, SHEET + SHARE.replace("U21468", "N20402"))).sheets
    assert [column.period for column in sheet.columns if isinstance(column, MeasureColumn)] == ["2022/2024"]


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
        ("rubrikrad = 5", "rubrikrader = 4", ("rubrikrader är 4", "1 till 3")),
        ("rubrikrad = 5", 'kon = "k"', ('kon är "k"', "T, K, M")),
        ("rubrikrad = 5", "blad_per_kommun = 1", ('"blad_per_kommun"', "true eller false")),
        ("rubrikrad = 5", 'rad = "Totalt"', ('okänd nyckel "rad"',)),
        ('kolumn_kod = "Kod"\nkolumn_namn = "Namn"', "", ("kommunerna går inte att känna igen", "kolumn_kod")),
        ('kolumn_kod = "Kod"', 'kolumn_kod = ""', ('"kolumn_kod" är tom',)),
        ('"Nivå"', '"Nivå"\n[blad.radtyper]\nRegi = "delar"', ('"Regi" är "delar"', "stadsdel", "kommungrupp")),
        ('"Nivå"', '"Nivå"\n[blad.kon_varden]\nFlickor = "K"', ('okänd nyckel "kon_varden"',)),
        ('"B9"', '"B9"\nvarden = "kod"', ('varden är "kod", men U21468 är inget svar i ord',)),
        ('"B9"', '"B9"\nvarden = "tal"', ('varden är "tal"', "ord, kod")),
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
    (column,) = read_layout(write(tmp_path, text)).sheets[0].columns
    assert column.sex == "K"


def test_a_number_of_answers_that_the_catalogue_promises(tmp_path: Path) -> None:
    without = SHARE.replace("kolumn_n", "#")
    (message,) = refused(tmp_path, SHEET + without)
    assert "antalet svar för U21468 står i arbetsboken, men kolumn_n saknas" in message
    read_layout(write(tmp_path, SHEET + without + 'kon = "K"\n'))
    read_layout(write(tmp_path, SHEET + without + 'kolumn_n = ""\n'))


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    faulty = SHARE.replace("U21468", "U1").replace("2024", "24") + 'kon = "X"\n'
    assert len(refused(tmp_path, SHEET + faulty + SHEET.replace("rubrikrad = 5", "rubrikrad = 0"))) == 5


def test_an_empty_layout(tmp_path: Path) -> None:
    assert refused(tmp_path, "") == ["oj.toml: inget blad är beskrivet; tillåtet: minst ett [[blad]]"]


def test_what_the_rows_say_the_columns_leave_open(tmp_path: Path) -> None:
    words = '[blad.matt_namn]\n"Nöjdhet" = "U21468"\n"Not" = ""\n[blad.kon_varden]\n"Flickor" = "K"\n'
    rows = 'kolumn_matt = "Mått"\nkolumn_period = "År"\nkolumn_kon = "Kön"\n' + words
    column = '[[blad.matt]]\nkolumn = "Värde"\nkolumn_n = "Svar"\nvarden = "kod"\n'
    (sheet,) = read_layout(write(tmp_path, SHEET + rows + column)).sheets
    assert sheet.columns == (RowColumn("Värde", None, "", "", "Svar", coded=True),)
    assert sheet.subject.measures == {"Nöjdhet": catalog.measure("U21468"), "Not": None}
    assert sheet.subject.sexes == {"flickor": "K"}
    assert sheet.headers == ("Kod", "Namn", "Nivå", "Mått", "År", "Kön", "Värde", "Svar")


@pytest.mark.parametrize("key", ['matt = "U21468"', 'period = "2024"', 'kon = "K"'])
def test_a_column_does_not_say_what_its_rows_say(tmp_path: Path, key: str) -> None:
    rows = 'kolumn_matt = "Mått"\nkolumn_period = "År"\nkolumn_kon = "Kön"\n'
    (message,) = refused(tmp_path, f'{SHEET}{rows}[[blad.matt]]\nkolumn = "Värde"\n{key}\n')
    assert f'okänd nyckel "{key.split(maxsplit=1)[0]}"' in message


def test_a_sheet_has_its_sex_and_its_own_words_for_rows(tmp_path: Path) -> None:
    keys = 'kon = "K"\n[blad.radtyper]\n"Kommunal regi" = "Offentlig"\n'
    (sheet,) = read_layout(write(tmp_path, SHEET + keys + SHARE)).sheets
    assert [column.sex for column in sheet.columns] == ["K"]
    assert sheet.row_types == {"kommunal regi": RowType.OFFENTLIG}


def test_every_kommun_may_have_its_own_sheet(tmp_path: Path) -> None:
    head = '[[blad]]\nblad_per_kommun = true\nrad = "Totalt"\nkolumn_rad = "Svar"\n'
    (sheet,) = read_layout(write(tmp_path, head + SHARE)).sheets
    assert sheet.kommun_row == KommunRow("Totalt", "Svar")
    assert (sheet.header_row, sheet.headers) == (0, ("Svar", "Ind 2", "B9"))
    faulty = head.replace('rad = "Totalt"\n', 'kolumn_kod = "Kod"\n')
    assert len(refused(tmp_path, faulty + SHARE)) == 2


def test_the_examples_that_analysts_are_given_are_layouts(tmp_path: Path) -> None:
    told = (Path(__file__).parents[3] / "data" / "raw" / "README.md").read_text(encoding="utf-8")
    examples = [text for text in re.findall(r"```toml\n(.*?)```", told, re.DOTALL) if "[[blad]]" in text]
    assert [len(read_layout(write(tmp_path, example)).sheets) for example in examples] == [1, 1, 1, 2, 1]
