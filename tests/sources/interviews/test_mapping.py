"""What a mapping file may say of single variables, beside the headings; the persons are made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import Grupp
from oj_analys.sources._part import Origin
from oj_analys.sources.files import InterviewFile, TablePlace
from oj_analys.sources.interviews.read import InterviewRows, read_asi, read_interviews

Read = Callable[..., InterviewRows]

HEADINGS = ("Kod", "Kommun", "Datum", "Typ", "Formulär", "Kön", "Svar")
MAPPING = """
person = "Kod"
kommun = "Kommun"
datum = "Datum"
typ = "Typ"
formular = "Formulär"
kon = "Kön"
typer = { "Grund" = "grund" }
kon_varden = { "Man" = "M" }
"""


@pytest.fixture
def read(write_book: Callable[..., Path], write_text: Callable[[str, str], Path], jamtland: Grupp) -> Read:
    """Read one interview per answer to one question."""

    def of(*answers: object, variable: str = "alcohol_need", more: str = "") -> InterviewRows:
        rows = [(f"k{n}", "Åre", "2024-03-18", "Grund", "2017", "Man", answer) for n, answer in enumerate(answers)]
        path = write_book({"Uttag": [HEADINGS, *rows]}, "asi.xlsx")
        mapping = write_text("asi.toml", f'{MAPPING}{more}\n[variabler]\n{variable} = "Svar"\n')
        return read_asi(path, mapping=mapping, grupp=jamtland)

    return of


def said(part: InterviewRows) -> list[tuple[float, str]]:
    return list(part.rows[["value", "state"]].fillna(-1).itertuples(index=False, name=None))


def test_words_become_values_and_numbers_stay(read: Read) -> None:
    words = '[varden.car]\n"Ja" = 1\n"Nej" = 0\n"Vill inte" = "obesvarad"\n'
    part = read(" JA.", "nej", "vill  inte", 1, "kanske", "", variable="car", more=words)
    assert said(part) == [
        (1, "besvarad"),
        (0, "besvarad"),
        (-1, "obesvarad"),
        (1, "besvarad"),
        (-1, "avvisad"),
        (-1, "blank"),
    ]


def test_a_table_that_recodes_numbers_holds_every_number(read: Read) -> None:
    one_to_five = "[varden.alcohol_need]\n" + "".join(f'"{code + 1}" = {code}\n' for code in range(5))
    assert said(read(1, "5", 0, 6, more=one_to_five)) == [
        (0, "besvarad"),
        (4, "besvarad"),
        (-1, "avvisad"),
        (-1, "avvisad"),
    ]


def test_99_is_missing_only_where_the_mapping_says_so(read: Read) -> None:
    assert said(read(99, 999, variable="hospital_times")) == [(99, "besvarad"), (999, "besvarad")]
    everywhere = 'obesvarad = ["X", "99"]'
    assert said(read(99, "99,0", "x", variable="hospital_times", more=everywhere)) == [(-1, "obesvarad")] * 3
    for_one = '[varden.hospital_times]\n"99" = "obesvarad"\n"999" = "ej_aktuell"\n'
    told = [(-1, "obesvarad"), (-1, "ej_aktuell"), (98, "besvarad")]
    assert said(read("99", 999, 98, variable="hospital_times", more=for_one)) == told


def test_true_is_not_1(read: Read) -> None:
    assert said(read(*(1, True), variable="car")) == [(1, "besvarad"), (-1, "avvisad")]


@pytest.mark.parametrize(("unit", "kronor"), [("kronor", 12.5), ("tusental kronor", 12500)])
def test_amounts_are_told_in_kronor(read: Read, unit: str, kronor: float) -> None:
    part = read("12,50", variable="drug_money", more=f'pengar_enhet = "{unit}"')
    assert said(part) == [(kronor, "besvarad")]


def test_the_system_and_its_edition_stand_in_the_load_report(read: Read) -> None:
    part = read(3, more='system = "Systemet"\nutgava = "2022"')
    assert part.notices[0].text == "asi.xlsx: 1 rad läst, 1 används. Tolkad enligt asi.toml (Systemet, 2022)."


@pytest.mark.parametrize(
    ("variable", "more", "fault"),
    [
        ("drug_money", "", 'asi.toml: nyckeln "pengar_enhet" saknas'),
        (
            "drug_money",
            'pengar_enhet = "euro"',
            'asi.toml: nyckeln "pengar_enhet" är "euro"; tillåtet: kronor, tusental',
        ),
        (
            "alcohol_need",
            '[varden.alcohol_need]\n"Ja" = 5',
            'asi.toml, [varden], [alcohol_need]: "Ja" har en betydelse som alcohol_need inte kan ha; tillåtet: 0–4, ob',
        ),
        ("alcohol_need", '[varden.alcohol_need]\n"Ja" = "blank"', "asi.toml, [varden], [alcohol_need]: "),
        ("alcohol_need", '[varden.alcohol_need]\n"Ja" = true', "asi.toml, [varden], [alcohol_need]: "),
        ("alcohol_need", '[varden.car]\n"Ja" = 1', 'asi.toml, [varden]: variabeln "car" står inte i [variabler]'),
        (
            "alcohol_need",
            '[kontroller]\nbil = "missing"',
            'asi.toml, [kontroller]: okänd kontroll "bil"; tillåtet: bil_',
        ),
        (
            "alcohol_need",
            '[[fragas_inte]]\ntyp = "sen"\nformular = "2022"\nvariabler = ["alcohol_need"]',
            'asi.toml, [[fragas_inte]] nr 1: typ är "sen"; tillåtet: grund, uppfoljning',
        ),
        (
            "alcohol_need",
            '[[fragas_inte]]\ntyp = "grund"\nformular = "2022"\nvariabler = ["car"]',
            'asi.toml, [[fragas_inte]] nr 1: variabeln "car" står inte i [variabler]',
        ),
        ("alcohol_need", 'system = ""\nsystme = "x"', 'asi.toml: okänd nyckel "systme"'),
    ],
)
def test_faults(read: Read, faults_of: Callable[..., list[str]], variable: str, more: str, fault: str) -> None:
    messages = faults_of(lambda: read(3, variable=variable, more=more))
    assert any(message.startswith(fault) for message in messages), messages


def test_the_money_scale_is_handed_on(
    write_csv: Callable[..., Path], write_text: Callable[[str, str], Path], jamtland: Grupp
) -> None:
    path = write_csv([HEADINGS, ("k1", "Åre", "2024-03-18", "Grund", "2017", "Man", 3)], "asi.csv")
    mapping = write_text("asi.toml", f'{MAPPING}[variabler]\nalcohol_need = "Svar"\n')
    place, form = TablePlace(path, Origin("asi.csv")), catalog.interview_form("asi")
    assert read_interviews(InterviewFile(place, form, mapping, "asi.toml", 0.1), jamtland).money_scale == 0.1
