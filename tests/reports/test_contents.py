from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from oj_analys.domain import Edition, Grupp
from oj_analys.reports.blocks import Note, Table
from oj_analys.reports.contents import PROTECTION_ENTRY, FileEntry, contents_report, folder_entry

GRUPP = Grupp("skaraborg", "skaraborg", "Skaraborg", "i Skaraborg", "Skaraborgs", ("1496",))
EDITION = Edition("2025-06", date(2025, 6, 23), GRUPP, "Avsändaren", "fragor@exempel.invalid", "Mötet", syntetisk=True)
SKOVDE = {"a.pdf": 371_400, "a.xlsx": 2_450_000, "figurer/01.png": 60_000, "figurer/01.svg": 40_000}
ENTRIES = (
    folder_entry("Skövde", "kommun/skovde", SKOVDE),
    folder_entry("Töreboda", "kommun/toreboda", {"figurer/01.png": 3, "ny.txt": 3}),
)


def test_lists_every_file_and_folder_once_in_order() -> None:
    (table,) = (block for block in contents_report(EDITION, ENTRIES).blocks if isinstance(block, Table))
    assert [tuple(cell.text for cell in row) for row in table.rows] == [
        ("Skövde", "Rapport", "kommun/skovde/a.pdf", "371\u00a0kB"),
        ("Skövde", "Arbetsbok", "kommun/skovde/a.xlsx", "2,5\u00a0MB"),
        ("Skövde", "Diagram (2 filer)", "kommun/skovde/figurer/", "100\u00a0kB"),
        ("Töreboda", "Diagram (1 fil)", "kommun/toreboda/figurer/", "1\u00a0kB"),
        ("Töreboda", "ny.txt", "kommun/toreboda/ny.txt", "1\u00a0kB"),
    ]


def test_a_file_beside_the_folders_that_is_not_written_yet_has_no_size() -> None:
    (table,) = (block for block in contents_report(EDITION, [PROTECTION_ENTRY]).blocks if isinstance(block, Table))
    (row,) = table.rows
    assert [cell.text for cell in row] == ["Den som ansvarar för utgåvan", "Dataskydd", "dataskydd.pdf", ""]


@pytest.mark.parametrize("partial", [True, False])
def test_a_partial_edition_says_so(partial: bool) -> None:  # noqa: FBT001
    blocks = contents_report(replace(EDITION, partial=partial), ENTRIES).blocks
    assert any(isinstance(block, Note) for block in blocks) == partial


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "1\u00a0kB"),
        (1_499, "1\u00a0kB"),
        (18_500, "19\u00a0kB"),
        (1_000_000, "1,0\u00a0MB"),
        (25_000_000, "25,0\u00a0MB"),
    ],
)
def test_sizes_are_short(size: int, text: str) -> None:
    assert FileEntry("a.pdf", "Rapport", size).size_text == text
