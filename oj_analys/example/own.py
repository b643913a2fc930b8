"""The county's own measures: what each of them counts, and a long table with their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from oj_analys import catalog
from oj_analys.example.excel import Content, Sheet, write_sheets
from oj_analys.example.toml import file_entry, key_value, write_toml
from oj_analys.example.truths import ARE, BERG, BRACKE, HARJEDALEN, KROKOM, OSTERSUND, RAGUNDA, STROMSUND

FILE = "egna-matt.xlsx"
DEFINITIONS = "egna-matt.toml"
YEARS = (2022, 2023, 2024)

Answer = str | float | None

_SHEET = "Värden"
_DAY = date(2025, 3, 3)
_HEADERS = ("Kommun", "Mått", "År", "Värde", "n", "Antal", "Räknar")
_SOURCE = "Kommunernas uppgifter till FoU Jämt"
_YES_NO = ("[[matt.kodning]]", "ja = 1", 'svar = { 1 = "Ja", 0 = "Nej" }')


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A measure and its values of 2022, 2023 and 2024 by kommun; None is an empty cell."""

    id: str
    title: str
    kind: str
    unit: str
    counts: str
    direction: str
    reason: str
    values: Mapping[str, tuple[Answer, Answer, Answer]]
    decimals: int = 0


MEASURES = (
    OwnMeasure(
        "fou_cirklar",
        "FoU-cirklar",
        "antal",
        "cirklar",
        "verksamhet",
        "none",
        "Antalet beror på hur stor kommunen är.",
        {
            RAGUNDA: (1, 1, 2),
            BRACKE: (1, 1, 2),
            KROKOM: (2, 3, 3),
            STROMSUND: (3, 3, 4),
            ARE: (2, 2, 2),
            BERG: (0, 1, 1),
            HARJEDALEN: (1, 2, 2),
            OSTERSUND: (6, 7, 8),
        },
    ),
    OwnMeasure(
        "cirkeldeltagare",
        "Deltagare i FoU-cirklar",
        "antal",
        "personer",
        "personer",
        "none",
        "Antalet beror på hur stor kommunen är.",
        {
            RAGUNDA: (2, 4, 3),
            BRACKE: (9, 10, 15),
            KROKOM: (14, 19, 21),
            STROMSUND: (18, 20, 25),
            ARE: (13, 12, 16),
            BERG: (0, 6, 7),
            HARJEDALEN: (8, 13, 14),
            OSTERSUND: (44, 51, 58),
        },
    ),
    OwnMeasure(
        "regionalt_stod",
        "Områden med regionalt stöd",
        "antal",
        "områden",
        "verksamhet",
        "none",
        "Behovet av stöd skiljer sig mellan kommunerna.",
        {
            RAGUNDA: (1, 1, 1),
            BRACKE: (2, 3, 3),
            KROKOM: (3, 4, 4),
            STROMSUND: (3, 3, 4),
            ARE: (2, 2, 2),
            BERG: (1, 1, 2),
            HARJEDALEN: (2, 2, 3),
            OSTERSUND: (5, 5, 6),
        },
    ),
    OwnMeasure(
        "handlingsplan_ebp",
        "Lokal handlingsplan för EBP finns",
        "ja_nej",
        "svar",
        "verksamhet",
        "up",
        "En plan gör arbetet mindre beroende av enskilda personer.",
        {
            RAGUNDA: ("Nej", "Nej", "Nej"),
            BRACKE: ("Nej", "Ja", "Ja"),
            KROKOM: ("Nej", "Nej", "Ja"),
            STROMSUND: ("Ja", "Ja", "Ja"),
            ARE: ("Nej", "Nej", "Ja"),
            BERG: ("Nej", "Nej", None),
            HARJEDALEN: ("Nej", "Nej", "Nej"),
            OSTERSUND: ("Nej", "Ja", "Ja"),
        },
    ),
    OwnMeasure(
        "fallriskbedomning",
        "Personer med fallriskbedömning",
        "antal",
        "personer",
        "personer",
        "none",
        "Antalet följer hur många som får hemsjukvård.",
        {
            RAGUNDA: (3, 2, 4),
            BRACKE: (112, 118, 127),
            KROKOM: (243, 251, 266),
            STROMSUND: (231, 238, 229),
            ARE: (136, None, 149),
            BERG: (4, 61, 74),
            HARJEDALEN: (187, 192, 203),
            OSTERSUND: (1104, 1148, 1210),
        },
    ),
    OwnMeasure(
        "fou_avgift",
        "Avgift till FoU-samarbetet",
        "kronor",
        "kronor per invånare",
        "kronor",
        "none",
        "Avgiften visar vad kommunerna har kommit överens om.",
        {
            RAGUNDA: (9.5, 9.5, 10.0),
            BRACKE: (9.5, 9.5, 10.0),
            KROKOM: (None, 8.5, 9.0),
            STROMSUND: (9.0, 9.0, 9.5),
            ARE: (8.5, 8.5, 9.0),
            BERG: (9.5, 9.5, 10.0),
            HARJEDALEN: (9.0, 9.0, 9.5),
            OSTERSUND: (6.5, 6.5, 7.0),
        },
        decimals=1,
    ),
)


def write_own(folder: Path) -> list[str]:
    """Write the values and the definitions beside them, and return the lines of ``underlag.toml``."""
    title = "Egna mått"
    about = ["Filen är gjord av oj_analys. En rad per kommun, mått och år. En tom cell betyder att värdet saknas."]
    write_sheets(folder / FILE, title, _DAY, about, Sheet(_SHEET, _HEADERS, list(_rows())))
    lines = [line for measure in MEASURES for line in _definition(measure)]
    write_toml(folder / DEFINITIONS, ["# EXEMPELDATA. Vad måtten i egna-matt.xlsx betyder och vad de räknar.", *lines])
    return file_entry(
        FILE,
        "egna_matt",
        matt=DEFINITIONS,
        blad=_SHEET,
        rubrikrad=1,
        producent="FoU Jämt",
        hamtad=_DAY,
        licens="Påhittade siffror, fri användning",
    )


def _rows() -> Iterator[tuple[Content, ...]]:
    for measure in MEASURES:
        for kommun, values in measure.values.items():
            for year, value in zip(YEARS, values, strict=True):
                yield catalog.kommun(kommun).name, measure.id, year, value, None, None, measure.counts


def _definition(measure: OwnMeasure) -> list[str]:
    return [
        "",
        "[[matt]]",
        key_value("id", measure.id),
        key_value("titel", measure.title),
        key_value("slag", measure.kind),
        key_value("enhet", measure.unit),
        key_value("decimaler", measure.decimals),
        key_value("raknar", measure.counts),
        key_value("riktning", measure.direction),
        key_value("skal", measure.reason),
        key_value("kalla", _SOURCE),
        *(_YES_NO if measure.kind == "ja_nej" else ()),
    ]
