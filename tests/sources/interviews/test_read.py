from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from oj_analys.domain import Grupp
from oj_analys.frames.persons import INTERVIEWS
from oj_analys.sources.interviews.read import InterviewRows, read_asi

Row = Sequence[object]
Read = Callable[..., InterviewRows]
Faults = Callable[[Callable[[], object]], list[str]]

HEADINGS = ("Klientkod", "Kommun", "Datum", "Typ", "Formulär", "Kön", "Oro alkohol", "Hjälp", "Dagar")
MAPPING = """
person = "Klientkod"
kommun = "Kommun"
datum = "Datum"
typ = "Typ"
formular = "Formulär"
kon = "Kön"
obesvarad = ["X"]
ej_aktuell = ["N"]

[typer]
"Grundintervju" = "grund"
"Uppföljning" = "uppfoljning"

[kon_varden]
"Man" = "M"
"Kvinna" = "K"

[variabler]
alcohol_worry = "Oro alkohol"
alcohol_need = "Hjälp"
alcohol_problem_days = "Dagar"
"""


def row(person: object = "k1", kommun: object = "Åre", day: object = "2024-03-18", **other: object) -> Row:
    kind, form, sex = other.get("kind", "Grundintervju"), other.get("form", "2017"), other.get("sex", "Man")
    return (person, kommun, day, kind, form, sex, other.get("worry", 2), other.get("need", 3), other.get("days", "12"))


@pytest.fixture
def read(write_book: Callable[..., Path], write_text: Callable[[str, str], Path], jamtland: Grupp) -> Read:
    def of(*rows: Row, headings: Row = HEADINGS, mapping: str = MAPPING) -> InterviewRows:
        path = write_book({"Uttag": [headings, *rows]}, "asi.xlsx")
        return read_asi(path, mapping=write_text("asi.toml", mapping), grupp=jamtland)

    return of


@pytest.fixture
def refused(read: Read, faults_of: Faults) -> Callable[..., list[str]]:
    return lambda *rows, **other: faults_of(lambda: read(*rows, **other))


def values(part: InterviewRows, variable: str) -> list[tuple[object, ...]]:
    found = part.rows[part.rows["variable"] == variable]
    return list(found[["person", "value", "state"]].fillna(-1).itertuples(index=False, name=None))


def test_one_row_per_interview_and_variable_of_the_mapping(read: Read) -> None:
    part = read(row("k2", "2326", kind="UPPFÖLJNING", sex="kvinna"), row())
    INTERVIEWS.check(part.rows)
    assert len(part.rows) == 2 * 3
    first = part.rows.iloc[0]
    assert first.to_list()[:7] == ["k1", "2321", "M", "2024-03-18", "grund", "2017", "alcohol_need"]
    assert set(part.rows.loc[part.rows["person"] == "k2", "kind"]) == {"uppfoljning"}


def test_a_csv_file_with_decimal_commas(
    write_csv: Callable[..., Path], write_text: Callable[[str, str], Path], jamtland: Grupp
) -> None:
    path = write_csv([HEADINGS, row(days="12,0")], "asi.csv")
    part = read_asi(path, mapping=write_text("asi.toml", MAPPING), grupp=jamtland)
    assert values(part, "alcohol_problem_days") == [("k1", 12, "besvarad")]


@pytest.mark.parametrize(
    ("cell", "value", "state"),
    [
        (4, 4, "besvarad"),
        ("0", 0, "besvarad"),
        (" x ", -1, "obesvarad"),
        ("n", -1, "ej_aktuell"),
        (None, -1, "blank"),
        (" ", -1, "blank"),
        (5, -1, "avvisad"),
        (-1, -1, "avvisad"),
        ("2,5", -1, "avvisad"),
        ("4-5", -1, "avvisad"),
        ("ja", -1, "avvisad"),
        (99, -1, "avvisad"),
        (date(2024, 5, 4), -1, "avvisad"),
    ],
)
def test_a_value_or_why_there_is_none(read: Read, cell: object, value: float, state: str) -> None:
    assert values(read(row(need=cell)), "alcohol_need") == [("k1", value, state)]


def test_rejected_values_are_counted_per_variable_and_never_said(read: Read) -> None:
    notices = read(row(need="4-5", days=35), row("k2", need=77, worry="X", days="")).notices
    report, days, scales, missing = notices
    assert report.text == (
        "asi.xlsx: 2 rader lästa, 2 används. Utan svar på en fråga: obesvarad 1, inget svar 1 och avvisat värde 3."
    )
    assert days.text == (
        "asi.xlsx, kontroll 1 (avvisas): 1 värde som inte kan stämma (Dagar med besvär: alkohol (0–30) 1)."
    )
    assert scales.text == (
        "asi.xlsx, kontroll 2 (avvisas): 2 värden som inte kan stämma (Hjälpbehov: alkohol (0–4) 2)."
    )
    assert missing.text == (
        "asi.xlsx, kontroll 19 (bör granskas): 1 tomt svar, som formuläret inte tillåter. "
        "Utan svar per fråga: Dagar med besvär: alkohol (tomt 1) och Oro eller besvär: alkohol (X 1)."
    )
    assert [notice.count for notice in notices] == [2, 1, 2, 1]
    assert not any(text in notice.text for notice in notices for text in ("4-5", "35", "77", "Åre"))


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 3, 18),
        datetime(2024, 3, 18, 9, 30),  # noqa: DTZ001 - as a workbook holds it
        45369,
        45369.4,
        "2024-03-18",
        "20240318",
        "18 mars 2024",
        "18/3 2024",
    ],
)
def test_dates_as_exports_write_them(read: Read, day: object) -> None:
    assert set(read(row(day=day)).rows["date"]) == {"2024-03-18"}


@pytest.mark.parametrize("day", ["2024-02-30", "mars 2024", "", 7, "18/3"])
def test_a_date_that_cannot_be_read(refused: Callable[..., list[str]], day: object) -> None:
    (message,) = refused(row(), row("k2", day=day))
    assert message == (
        'asi.xlsx, kolumn "Datum" (C), rad 3: datumet går inte att läsa (1 rad); '
        "tillåtet: till exempel 2024-03-18. Rätta cellen."
    )


def test_faults_of_a_row_name_the_column_and_what_is_allowed(refused: Callable[..., list[str]]) -> None:
    kommun, person, sex, kind = refused(row(""), row("k2", "Hemlig ort"), row("k3", sex="Annat", kind="Samtal"))
    assert 'kolumn "Kommun" (B), rad 3: okänd kommun' in kommun
    assert 'kolumn "Klientkod" (A), rad 2: personens kod saknas' in person
    assert 'kolumn "Kön" (F), rad 4: okänt ord (1 rad); tillåtet: "man", "kvinna"' in sex
    assert 'kolumn "Typ" (D), rad 4: okänt ord (1 rad); tillåtet: "grundintervju", "uppföljning"' in kind


def test_a_row_without_kind_or_form_is_set_aside_and_a_double_stands_once(read: Read) -> None:
    again = row(need=0)
    part = read(row(need=3), again, row("k2", kind=""), row("k3", form=None), row("k4", "Skara"))
    assert values(part, "alcohol_need") == [("k1", 3, "besvarad")]
    assert part.notices[0].text == (
        "asi.xlsx: 5 rader lästa, 1 används, resten inte: 1 från kommuner utanför gruppen, 2 utan typ eller formulär "
        "och 1 med samma person, dag och typ som en tidigare rad."
    )


def test_what_the_mapping_does_not_name_is_left_out_and_listed_by_letter(read: Read) -> None:
    part = read((*row(), "Fritext om någon", None), headings=(*HEADINGS, "Anteckning", ""))
    assert part.notices[-1].text == "asi.xlsx: 1 annan kolumn läses inte (J)."
    assert "Fritext" not in part.rows.to_string()


@pytest.mark.parametrize(
    ("heading", "cell", "kind"),
    [
        ("Klientens namn", "x", "namn"),
        ("E-post", "", "e-post"),
        ("Övrigt", "a@exempel.invalid", "e-post"),
        ("Övrigt", "070-123 45 67", "telefon"),
        ("Gatuadress", "", "adress"),
        ("Sekretessmarkerad", "Nej", "skyddade personuppgifter"),
        ("Personnummer", "", "personnummer"),
    ],
)
def test_a_column_that_could_point_out_a_person_stops_the_load(
    refused: Callable[..., list[str]], heading: str, cell: str, kind: str
) -> None:
    (message,) = refused((*row(), cell), headings=(*HEADINGS, heading))
    assert message == (f"asi.xlsx, kolumn J: kolumnen kan peka ut personer ({kind}). Ta bort kolumnen ur filen.")


def test_a_heading_of_the_mapping_that_is_missing(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(row(), headings=(*HEADINGS[:-1], "Antal dagar"))
    assert message.startswith('asi.xlsx: rubrikraden saknar "Dagar"')


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kon = "Kön"', "", 'asi.toml: nyckeln "kon" saknas'),
        ('person = "Klientkod"', 'person = ""', 'asi.toml: nyckeln "person" är tom'),
        ("alcohol_need", "alkohol_behov", 'asi.toml, [variabler]: okänd variabel "alkohol_behov"'),
        ('"Dagar"', '"Hjälp"', 'asi.toml: kolumnen "hjälp" används till 2 saker'),
        ('= "uppfoljning"', '= "uppföljning"', 'asi.toml, [typer]: "Uppföljning" är "uppföljning"; tillåtet: grund'),
        ('"Man" = "M"', '"Man" = "man"', 'asi.toml, [kon_varden]: "Man" är "man"; tillåtet: K, M'),
        ("[typer]", "[sorter]", "asi.toml, [typer]: tabellen saknas eller är tom"),
        ('obesvarad = ["X"]', "obesvarad = [1]", 'asi.toml: listan "obesvarad" innehåller 1'),
        ("ej_aktuell", "ej_aktuel", 'asi.toml: okänd nyckel "ej_aktuel"'),
    ],
)
def test_faults_of_the_mapping(refused: Callable[..., list[str]], old: str, new: str, said: str) -> None:
    assert any(message.startswith(said) for message in refused(row(), mapping=MAPPING.replace(old, new)))


def test_a_mapping_without_variables(refused: Callable[..., list[str]]) -> None:
    mapping = MAPPING.split("[variabler]", maxsplit=1)[0]
    assert refused(row(), mapping=mapping)[0].startswith("asi.toml, [variabler]: inga variabler är angivna")


def test_the_order_of_the_rows_does_not_matter(read: Read) -> None:
    rows = [row(f"k{n}", need=n % 5) for n in range(6)]
    pd.testing.assert_frame_equal(read(*rows).rows, read(*reversed(rows)).rows)


def test_nothing_of_a_person_shows_in_the_repr(read: Read) -> None:
    shown = repr(read(row("k-hemlig", "Ragunda")))
    assert "k-hemlig" not in shown
    assert "Ragunda" not in shown
