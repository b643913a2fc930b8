"""How much ASI is used: one row per kommun and year, as the kommuner send it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from oj_analys import catalog
from oj_analys.example.excel import Content, Sheet, write_sheets
from oj_analys.example.toml import file_entry
from oj_analys.example.truths import ARE, BERG, BRACKE, HARJEDALEN, KROKOM, OSTERSUND, RAGUNDA, STROMSUND

FILE = "asi-anvandning.xlsx"

_SHEET = "Användning"
_DAY = date(2025, 2, 14)

USAGE: Mapping[int, Mapping[str, tuple[int, int, int, int, int, int]]] = {
    2023: {
        RAGUNDA: (4, 2, 4, 2, 2, 1),
        BRACKE: (14, 7, 14, 6, 7, 2),
        KROKOM: (18, 9, 17, 8, 8, 3),
        STROMSUND: (17, 8, 18, 7, 9, 2),
        ARE: (12, 5, 12, 5, 6, 1),
        HARJEDALEN: (15, 10, 15, 6, 7, 0),
        OSTERSUND: (34, 16, 36, 14, 15, 6),
    },
    2024: {
        RAGUNDA: (4, 2, 3, 1, 2, 1),
        BRACKE: (14, 8, 15, 6, 7, 2),
        KROKOM: (18, 10, 18, 7, 8, 5),
        STROMSUND: (17, 9, 17, 7, 8, 3),
        ARE: (12, 5, 12, 5, 5, 1),
        BERG: (13, 6, 14, 6, 6, 0),
        HARJEDALEN: (15, 7, 15, 6, 7, 0),
        OSTERSUND: (35, 17, 38, 16, 16, 8),
    },
}
"""By year and kommun: staff, trained interviewers, investigations begun, those of them with ASI Grund, follow-ups that
were due, those of them that were made with ASI. Berg has sent nothing for 2023."""


def write_usage(folder: Path) -> list[str]:
    """Write the table and return its lines of ``underlag.toml``."""
    headers = ("Kommun", "År", *(heading for heading, _ in catalog.interview_form("asi").usage))
    about = ["Filen är gjord av oj_analys. En rad per kommun och år. Ingen siffra kommer från en kommun."]
    title = "ASI: hur mycket intervjun används"
    write_sheets(folder / FILE, title, _DAY, about, Sheet(_SHEET, headers, list(_rows())))
    return file_entry(
        FILE,
        "anvandning",
        instrument="asi",
        blad=_SHEET,
        rubrikrad=1,
        producent="Kommunerna i länet",
        hamtad=_DAY,
        licens="Påhittade siffror, fri användning",
    )


def _rows() -> Iterator[tuple[Content, ...]]:
    for year, kommuner in USAGE.items():
        for code, counts in kommuner.items():
            yield (catalog.kommun(code).name, year, *counts)
