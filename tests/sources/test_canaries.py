"""What stands in a cell is never said: not in an error, not in a notice, a repr or a log, wherever it stands."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.sources.interviews.read import read_asi
from oj_analys.sources.invited import read_invited
from oj_analys.sources.own.read import read_measures
from oj_analys.sources.plan.read import read_plan
from oj_analys.sources.survey.read import read_survey
from oj_analys.sources.usage import read_usage

Row = tuple[object, ...]

CANARY = "Kanariefågel Ö."
GRUPP = catalog.grupp("Jämtland")
EBP, ASI = catalog.questionnaire("ebp"), catalog.interview_form("asi")
MAPPING = """
person = "Kod"
kommun = "Kommun"
datum = "Datum"
typ = "Typ"
formular = "Formulär"
kon = "Kön"
obesvarad = ["X"]
ej_aktuell = ["N"]
typer = { "Grund" = "grund" }
kon_varden = { "Man" = "M" }
variabler = { alcohol_need = "Hjälp" }
"""
DEFINITIONS = """
[[matt]]
id = "deltagare"
titel = "Deltagare"
slag = "antal"
enhet = "personer"
decimaler = 0
raknar = "personer"
riktning = "none"
skal = "Storlek."
kalla = "FoU"
"""


@dataclass(frozen=True)
class Kind:
    """A kind of file: its headings, a faultless row, its sheet, and how it is read."""

    headings: Row
    row: Row
    sheet: str
    read: Callable[[Path], object]


def _survey(path: Path) -> object:
    background = {"roll": "Roll"}
    columns = {"id_column": "ID", "kommun_column": "Kommun"}
    return read_survey(path, instrument="ebp", period="2025", grupp=GRUPP, background=background, **columns)


KINDS: Mapping[str, Kind] = {
    "enkat": Kind(
        ("ID", "Kommun", "Roll", *(f"{item.nr}." for item in EBP.items), "Kommentar"),
        (1, "Åre", "Chef", *[4] * len(EBP.items), ""),
        "Svar",
        _survey,
    ),
    "inbjudna": Kind(
        ("Kommun", "Omgång", "Inbjudna", "Anm."),
        ("Åre", 2025, 22, ""),
        "Inbjudna",
        lambda path: read_invited(path, instrument="ebp", grupp=GRUPP),
    ),
    "intervju": Kind(
        ("Kod", "Kommun", "Datum", "Typ", "Formulär", "Kön", "Hjälp", "Anteckning"),
        ("k1", "Åre", "2024-03-18", "Grund", "2017", "Man", 3, ""),
        "Uttag",
        lambda path: read_asi(path, mapping=path.parent / "asi.toml", grupp=GRUPP),
    ),
    "anvandning": Kind(
        ("Kommun", "År", *(heading for heading, _ in ASI.usage), "Anm."),
        ("Åre", 2024, 12, 5, 12, 5, 5, 1, ""),
        "Användning",
        lambda path: read_usage(path, grupp=GRUPP),
    ),
    "egna_matt": Kind(
        ("Kommun", "Mått", "År", "Värde", "n", "Antal", "Räknar", "Anm."),
        ("Åre", "deltagare", 2024, 12, 20, 12, "personer", ""),
        "Värden",
        lambda path: read_measures(path, definitions=path.parent / "egna.toml", grupp=GRUPP),
    ),
    "handlingsplan": Kind(
        ("Kommun", "Åtgärd", "Mått", "Värde från", "Beslutsår", "Ansvarig roll", "Status", "Kommentar", "Anm."),
        ("Åre", "Rutin", "U28129", 2023, 2024, "socialchef", "klar", "Bra.", ""),
        "Beslut",
        lambda path: read_plan(path, grupp=GRUPP),
    ),
}


@pytest.fixture(autouse=True)
def _beside(write_text: Callable[[str, str], Path]) -> None:
    write_text("asi.toml", MAPPING)
    write_text("egna.toml", DEFINITIONS)


def planted(kind: Kind, text: str) -> Iterator[Sequence[Row]]:
    """Yield the table once for each column with the text in a cell of it, and once with it in an unknown heading."""
    for place in range(len(kind.row)):
        yield [kind.headings, kind.row, (*kind.row[:place], text, *kind.row[place + 1 :])]
    yield [(*kind.headings[:-1], text), (*kind.row[:-1], "x")]


def said(read: Callable[[Path], object], path: Path) -> tuple[str, bool]:
    """Return everything that a reading says, and whether it was refused."""
    try:
        result = read(path)
    except DataError as error:
        chain = (str(error), repr(error), repr(error.problems), "".join(traceback.format_exception(error)))
        return "\n".join(chain), True
    return f"{result!r} {result!s} {getattr(result, 'notices', '')}", False


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_text_in_any_column(
    write_book: Callable[..., Path],
    write_csv: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    name: str,
    form: str,
) -> None:
    kind = KINDS[name]
    if name == "handlingsplan" and form == "csv":
        pytest.skip("a plan has two sheets")
    for rows in planted(kind, CANARY):
        path = write_book({kind.sheet: rows}, "fil.xlsx") if form == "xlsx" else write_csv(rows, "fil.csv")
        words, _ = said(kind.read, path)
        assert "kanarie" not in words.casefold()
    told = capsys.readouterr()
    assert "kanarie" not in f"{told.out}{told.err}{caplog.text}".casefold()


@pytest.mark.parametrize("name", KINDS)
def test_a_personnummer_in_any_column_stops_the_load(
    write_book: Callable[..., Path], personnummer: str, name: str
) -> None:
    kind = KINDS[name]
    for rows in planted(kind, f"{personnummer[:6]}-{personnummer[6:]}"):
        words, refused = said(kind.read, write_book({kind.sheet: rows}, "fil.xlsx"))
        assert refused
        assert "innehåller det som ser ut som personnummer" in words
        assert personnummer[6:] not in words


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("heading", ["Personnr", "Skyddade personuppgifter", "Sekretessmarkering"])
def test_what_no_source_may_have_stops_every_kind(write_book: Callable[..., Path], name: str, heading: str) -> None:
    kind = KINDS[name]
    words, refused = said(kind.read, write_book({kind.sheet: [(*kind.headings, heading), (*kind.row, "Nej")]}))
    assert refused
    assert "kan peka ut personer" in words


@pytest.mark.parametrize("name", [name for name in KINDS if name != "enkat"])
@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Namn", ""),
        ("E-postadress", ""),
        ("Mobilnummer", ""),
        ("Adress", ""),
        ("IP", ""),
        ("Anm. 2", "x@exempel.invalid"),
    ],
)
def test_only_a_survey_may_have_columns_of_names_and_the_like(
    write_book: Callable[..., Path], name: str, heading: str, cell: str
) -> None:
    kind = KINDS[name]
    words, refused = said(kind.read, write_book({kind.sheet: [(*kind.headings, heading), (*kind.row, cell)]}))
    assert refused
    assert "kan peka ut personer" in words


@pytest.mark.parametrize("name", KINDS)
def test_a_faultless_table_is_read(write_book: Callable[..., Path], name: str) -> None:
    kind = KINDS[name]
    assert said(kind.read, write_book({kind.sheet: [kind.headings, kind.row]}))[1] is False
