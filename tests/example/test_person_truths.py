from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from oj_analys.domain import SYNTHETIC_MARK
from oj_analys.example.person_truths import PERSON_TRUTHS
from oj_analys.example.truths import TRUTHS
from oj_analys.identity import personnummer_in

if TYPE_CHECKING:
    from conftest import Record

    Tables = dict[str, dict[str, list[Record]]]

LARGEST_FILE = 60_000


def test_names_are_unique_and_every_truth_has_a_sentence() -> None:
    names = [truth.name for truth in (*TRUTHS, *PERSON_TRUTHS)]
    assert len(set(names)) == len(names)
    assert all(truth.text.endswith(".") for truth in PERSON_TRUTHS)


def test_no_personnummer_stands_in_any_cell(tables: Tables) -> None:
    cells = [
        cell
        for sheets in tables.values()
        for rows in sheets.values()
        for row in rows
        for pair in row.items()
        for cell in pair
    ]
    assert len(cells) > 10_000
    assert not [cell for cell in cells if personnummer_in(str(cell))]


def test_workbooks_of_persons_say_that_they_are_made_up_and_are_small(tables: Tables, written: Path) -> None:
    for name in tables:
        assert (written / name).stat().st_size < LARGEST_FILE
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(written / name)
            assert book.properties.description == SYNTHETIC_MARK
            assert book.sheetnames[0] == "Information"
            assert book["Information"]["A1"].value == SYNTHETIC_MARK
