from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import Direction, Grupp, Statistic, ValueKind
from oj_analys.frames.persons import COUNTS, OwnMeasures
from oj_analys.sources._part import Origin
from oj_analys.sources.files import OwnFile, TablePlace
from oj_analys.sources.own.read import read_measures, read_own

Row = Sequence[object]
Read = Callable[..., OwnMeasures]

HEADINGS = ("Kommun", "Mått", "År", "Värde", "n")
COUNTS_TOO = (*HEADINGS, "Antal")
COMMON = 'decimaler = 0\nriktning = "none"\nskal = "Antalet beror på storleken."\nkalla = "FoU Jämt"\n'
CIRCLES = f"""[[matt]]
id = "cirklar"
titel = "FoU-cirklar"
slag = "antal"
enhet = "cirklar"
raknar = "verksamhet"
{COMMON}"""
PARTS = f"""[[matt]]
id = "deltagare"
titel = "Deltagare"
slag = "antal"
enhet = "personer"
raknar = "personer"
{COMMON}"""
MEAN = f"""[[matt]]
id = "dagar"
titel = "Dagar i snitt"
slag = "medelvärde"
enhet = "dagar"
raknar = "verksamhet"
{COMMON}"""
LEVEL = f"""[[matt]]
id = "niva"
titel = "Nivå"
slag = "ordinal"
enhet = "svar"
raknar = "verksamhet"
{COMMON}
[[matt.kodning]]
till = 2022
ja = 1
svar = {{ 1 = "Ja", 0 = "Nej" }}
[[matt.kodning]]
fran = 2023
ja = 2
svar = {{ 2 = "Ja", 1 = "Delvis", 0 = "Nej" }}
"""
SHARE = f"""[[matt]]
id = "fall"
titel = "Fallrisk"
slag = "andel"
enhet = "procent"
raknar = "personer"
{COMMON}"""
PLAN = f"""[[matt]]
id = "plan"
titel = "Plan finns"
slag = "ja_nej"
enhet = "svar"
raknar = "verksamhet"
{COMMON}
[[matt.kodning]]
ja = 1
svar = {{ 1 = "Ja", 0 = "Nej" }}
"""
DEFINITIONS = CIRCLES + PARTS + SHARE + PLAN


@pytest.fixture
def read(write_book: Callable[..., Path], write_text: Callable[[str, str], Path], jamtland: Grupp) -> Read:
    def of(
        *rows: Row, headings: Row = HEADINGS, definitions: str = DEFINITIONS, grupp: Grupp = jamtland
    ) -> OwnMeasures:
        path = write_book({"Värden": [headings, *rows]}, "egna.xlsx")
        return read_measures(path, definitions=write_text("egna.toml", definitions), grupp=grupp)

    return of


@pytest.fixture
def refused(read: Read, faults_of: Callable[..., list[str]]) -> Callable[..., list[str]]:
    return lambda *rows, **other: faults_of(lambda: read(*rows, **other))


def cell(own: OwnMeasures, unit: str, measure: str) -> tuple[object, object, str]:
    rows = own.rows.set_index(["unit", "measure"]).loc[(unit, measure)]
    return (*(None if pd.isna(rows[name]) else rows[name] for name in ("value", "n")), rows["status"])


def test_the_definitions_say_what_is_counted_and_guarded(read: Read) -> None:
    definitions = read().definitions
    circles, parts, share, plan = (definitions[f"egna.{name}"] for name in ("cirklar", "deltagare", "fall", "plan"))
    assert (circles.policy, circles.population, circles.direction) == ("öppen", "egna.cirklar", Direction.NONE)
    assert (parts.policy, parts.statistic, parts.population) == ("egna_antal", Statistic.ANTAL, "egna.deltagare")
    assert (share.policy, share.statistic) == ("egna_antal", Statistic.ANDEL)
    assert (plan.policy, plan.kind, plan.codings[0].label(1)) == ("öppen", ValueKind.JA_NEJ, "Ja")


def test_every_kommun_has_a_row(read: Read, jamtland: Grupp) -> None:
    own = read(
        ("Ragunda", "cirklar", 2024, 2, None),
        ("Bräcke", "egna.fall", 2024, "72,5", 40),
        ("Åre kommun", "Plan", "2024", "JA", None),
        ("Berg", "plan", "2024", None, None),
    )
    COUNTS.check(own.rows)
    assert len(own.rows) == 3 * len(jamtland.members)
    assert cell(own, "2303", "egna.cirklar") == (2, None, "ok")
    assert cell(own, "2305", "egna.fall") == (72.5, 40, "ok")
    assert cell(own, "2321", "egna.plan") == (1, None, "ok")
    assert cell(own, "2326", "egna.plan") == (None, None, "saknas")
    assert cell(own, "2380", "egna.cirklar") == (None, None, "saknas")


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        ("deltagare", 17.25, "värdet är omöjligt för deltagare (1 rad); tillåtet: ett heltal"),
        ("deltagare", -17, "värdet är omöjligt för deltagare (1 rad); tillåtet: 0 eller mer"),
        ("fall", 101.25, "värdet är omöjligt för fall (1 rad); tillåtet: 0–100 procent"),
        ("fall", 0.1725, "andelarna ser ut att stå som 0–1 (1 rad); tillåtet: 0–100 procent"),
        ("cirklar", "sjutton", "värdet är inget tal (1 rad); tillåtet: tal med decimalkomma, eller tom cell"),
        ("plan", "Kanske", 'okänt svar (1 rad); tillåtet: "Ja", "Nej"'),
        ("plan", 17, 'okänt svar (1 rad); tillåtet: "Ja", "Nej"'),
    ],
)
def test_a_value_that_the_measure_cannot_have_is_never_said(
    refused: Callable[..., list[str]], measure: str, value: object, said: str
) -> None:
    (message,) = refused(("Åre", measure, 2024, value, None))
    assert f'egna.xlsx, kolumn "Värde" (D), rad 2: {said}' in message
    assert not any(part in message for part in ("17", "101", "sjutton", "Kanske"))


def test_faults_of_the_rows_come_together(refused: Callable[..., list[str]]) -> None:
    messages = refused(
        ("Bergg", "cirklar", 2024, 2, None),
        ("Berg", "hemligt", 2024, 2, None),
        ("Berg", "cirklar", "i fjol", 2, None),
        ("Berg", "deltagare", 2024, 7, "många"),
        ("Berg", "deltagare", "2024", 8, 12),
    )
    said = "\n".join(messages)
    for part in (
        "rad 2: okänd kommun",
        "rad 3: okänt mått (1 rad); tillåtet: cirklar, deltagare, fall, plan",
        "rad 4: perioden går inte att läsa",
        "rad 5: n går inte att läsa",
        "rad 6: samma kommun, mått och period står på en tidigare rad",
    ):
        assert part in said
    assert not any(text in said for text in ("hemligt", "i fjol", "många"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'raknar = "verksamhet"',
            'raknar = "cirklar"',
            'nyckeln "raknar" är "cirklar"; tillåtet: personer, verksamhet, kronor',
        ),
        ('raknar = "verksamhet"', "", 'nyckeln "raknar" saknas'),
        ('id = "cirklar"', 'id = "FoU-cirklar"', 'id är "FoU-cirklar"; tillåtet: små bokstäver'),
        ('id = "cirklar"', 'id = "fall"', 'id "egna.fall" står 2 gånger'),
        ('titel = "FoU-cirklar"', 'titel = "Deltagare"', 'titel "Deltagare" står 2 gånger'),
        (
            'slag = "andel"',
            'slag = "median"',
            'slaget är median men raknar är "personer"; tillåtet: antal, andel, medelvärde',
        ),
        ('slag = "antal"', 'slag = "ordinal"', "slaget är ordinal; tillåtet: [[matt.kodning]]"),
        ('enhet = "procent"', 'enhet = "%"', 'enhet är "%"; tillåtet: "procent"'),
        ("decimaler = 0", "decimaler = 9", "decimaler är 9; tillåtet: 0 till 3"),
        ("ja = 1", "ja = 2", '"ja" är 2; tillåtet: 1, 0'),
    ],
)
def test_faults_of_the_definitions(refused: Callable[..., list[str]], old: str, new: str, said: str) -> None:
    messages = refused(definitions=DEFINITIONS.replace(old, new))
    assert all(message.startswith("egna.toml") for message in messages)
    assert any(said in message for message in messages), messages


def test_a_file_without_definitions(refused: Callable[..., list[str]]) -> None:
    assert refused(definitions="") == ["egna.toml: inga mått är beskrivna; tillåtet: minst ett [[matt]]"]


def test_a_column_of_addresses_stops_the_load(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(("Åre", "cirklar", 2024, 2, None, "x"), headings=(*HEADINGS, "Hemadress"))
    assert "kolumn F: kolumnen kan peka ut personer (adress)" in message


def test_another_group_gets_nothing_of_these_kommuner(read: Read) -> None:
    assert read(("Åre", "cirklar", 2024, 2, None), grupp=catalog.grupp("Skaraborg")).rows.empty


def test_the_repr_shows_counts_only(read: Read) -> None:
    assert repr(read(("Åre", "deltagare", 2024, 17, None))) == "OwnMeasures(4 mått, 8 värden)"


def test_a_share_is_computed_from_its_counts(read: Read) -> None:
    own = read(("Åre", "fall", 2024, None, 40, 29), ("Berg", "fall", 2024, None, 300, 1), headings=COUNTS_TOO)
    assert cell(own, "2321", "egna.fall") == (72.5, 40, "ok")
    assert cell(own, "2326", "egna.fall") == (pytest.approx(100 / 300), 300, "ok")


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (("fall", 2024, 73, 40, 29), 73),
        (("fall", 2024, 72, 40, 29), 72),
        (("fall", 2024, None, 40, None), None),
        (("deltagare", 2024, None, None, 17), 17),
        (("deltagare", 2024, 17, None, 17), 17),
        (("deltagare", 2024, None, None, 0), 0),
        (("dagar", 2024, 12, 40, None), 12),
    ],
)
def test_counts_that_go_with_the_value(read: Read, row: Row, value: float | None) -> None:
    own = read(("Åre", *row), headings=COUNTS_TOO, definitions=DEFINITIONS + MEAN)
    assert cell(own, "2321", f"egna.{row[0]}")[0] == value


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("fall", 2024, 74, 40, 29), "värde, antal och n stämmer inte med varandra (1 rad); tillåtet: 100 · antal / n"),
        (("fall", 2024, None, 40, 41), "antalet är större än n (över 100 procent)"),
        (("fall", 2024, 72, None, 40), "antal står utan n (1 rad); tillåtet: båda, eller bara n. Antal är hur många"),
        (("fall", 2024, 72, 40, "massor"), "antalet går inte att läsa (1 rad); tillåtet: ett heltal, 0 eller mer"),
        (("fall", 2024, 72, 40, -29), "antalet går inte att läsa"),
        (("deltagare", 2024, 17, None, 18), "värdet och antalet är olika"),
        (("dagar", 2024, 12, None, 40), "antal står vid ett mått som inte har det"),
    ],
)
def test_counts_that_contradict_the_value(refused: Callable[..., list[str]], row: Row, said: str) -> None:
    (message,) = refused(("Åre", *row), headings=COUNTS_TOO, definitions=DEFINITIONS + MEAN)
    assert f'kolumn "Antal" (F), rad 2: {said}' in message
    assert not any(number in message for number in ("29", "41", "17", "18", "massor"))


def test_a_file_in_which_antal_was_the_denominator_is_refused(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(("Åre", "fall", 2024, 72, 40), headings=("Kommun", "Mått", "Period", "Värde", "Antal"))
    assert message == (
        'egna.xlsx, kolumn "Antal" (E), rad 2: antal står utan n (1 rad); tillåtet: båda, eller bara n. '
        "Antal är hur många som räknas (täljaren), n är hur många de räknas bland (nämnaren)."
    )


def test_what_a_row_counts_agrees_with_the_definition(read: Read, refused: Callable[..., list[str]]) -> None:
    headings = ("Kommun", "Mått", "Period", "Värde", "Räknar")
    rows = (("Åre", "deltagare", 2024, 12, "Personer"), ("Åre", "cirklar", 2024, 2, None))
    assert cell(read(*rows, headings=headings), "2321", "egna.deltagare") == (12, None, "ok")
    (message,) = refused(*rows, ("Berg", "cirklar", 2024, 2, "personer"), headings=headings)
    assert 'kolumn "Räknar" (E), rad 4: cirklar räknar inte det som står (1 rad); tillåtet: verksamhet' in message


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (("Kommun", "Mått", "År", "Värde", "Period"), "rubrikraden har både År och Period; tillåtet: en av dem"),
        (("Kommun", "Mått", "Värde", "n", "x"), 'rubrikraden saknar "År"'),
    ],
)
def test_the_year_has_one_column(refused: Callable[..., list[str]], headings: Row, said: str) -> None:
    assert said in refused(("Åre", "cirklar", 2, None, None), headings=headings)[0]


@pytest.mark.parametrize(
    ("year", "answer", "code"),
    [(2022, "Ja", 1), (2023, "JA", 2), (2023, "delvis", 1), (2022, 1, 1), (2023, "1", 1), ("2023-2", "Nej", 0)],
)
def test_an_answer_in_words_or_as_a_code_is_read_by_the_coding_of_its_period(
    read: Read, year: object, answer: object, code: float
) -> None:
    own = read(("Åre", "niva", year, answer, None), definitions=LEVEL)
    assert cell(own, "2321", "egna.niva") == (code, None, "ok")


@pytest.mark.parametrize(
    ("year", "answer", "allowed"),
    [
        (2022, "Delvis", '"Ja", "Nej"'),
        (2022, 2, '"Ja", "Nej"'),
        (2023, 3, '"Ja", "Delvis", "Nej"'),
        (2023, "kanske", '"Ja", "Delvis", "Nej"'),
    ],
)
def test_an_answer_that_the_coding_of_its_period_lacks(
    refused: Callable[..., list[str]], year: int, answer: object, allowed: str
) -> None:
    (message,) = refused(("Åre", "niva", year, answer, None), definitions=LEVEL)
    assert f"okänt svar (1 rad); tillåtet: {allowed}. Rätta cellen" in message


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["Åre", "Berg", "Skara", "1495"]), st.integers(2000, 2024), st.integers(0, 99)),
        unique_by=lambda row: row[:2],
        min_size=1,
    )
)
def test_the_load_report_adds_up(
    write_csv: Callable[..., Path],
    write_text: Callable[[str, str], Path],
    jamtland: Grupp,
    rows: list[tuple[str, int, int]],
) -> None:
    path = write_csv([HEADINGS, *((kommun, "cirklar", year, value, None) for kommun, year, value in rows)], "egna.csv")
    definitions = write_text("egna.toml", DEFINITIONS)
    place = TablePlace(path, Origin("egna.csv"))
    (tally,) = read_own(OwnFile(place, definitions, definitions.name), jamtland).tallies
    inside = sum(kommun in ("Åre", "Berg") for kommun, *_ in rows)
    assert (tally.read, tally.used, sum(tally.unused.values())) == (len(rows), inside, len(rows) - inside)
