"""How long the door takes for workbooks: large ones beside pandas with openpyxl, and those that do harm.

Nothing is asserted on seconds; the ratios stand in README.md beside this file.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from pytest_benchmark.fixture import BenchmarkFixture

from oj_analys.domain import DataError
from oj_analys.sources._safe_open import open_workbook
from tests.sources.door.hostile import BAD, Bad, empty_rows

KOMMUNER, INDICATORS = 290, 300
LONG = 200_000
KINDS = ("T", "K", "M")


pytestmark = pytest.mark.benchmark(disable_gc=True)  # as in the worker that reads files


def write_wide(path: Path) -> None:
    """Write a workbook of Öppna jämförelser: a row for each kommun, a column for each indicator."""
    chance = random.Random(1)  # noqa: S311 - made-up figures
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Resultat")
        sheet.write_row(0, 0, ["Kod", "Namn", "Nivå", *(f"Ind {number}" for number in range(INDICATORS - 3))])
        for row in range(1, KOMMUNER + 1):
            figures = [chance.choice([round(chance.random() * 100, 1)] * 19 + ["X"]) for _ in range(INDICATORS - 3)]
            sheet.write_row(row, 0, [f"{row:04}", f"Kommun {row}", "kommun", *figures])


def write_long(path: Path) -> None:
    """Write a table of ten columns that is as long as is read."""
    chance = random.Random(2)  # noqa: S311 - made-up figures
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Kod", "År", "Kön", "Mått", "Värde", "Antal", "Grupp", "Status", "Svar", "Vikt"])
        for row in range(1, LONG):
            keys = [f"{row % KOMMUNER:04}", 2015 + row % 10, KINDS[row % 3], f"U{row % INDICATORS:05}"]
            figures = [round(chance.random() * 100, 2), chance.randrange(10_000)]
            sheet.write_row(row, 0, [*keys, *figures, "alla", "ok", chance.randrange(5), chance.random()])


@pytest.mark.parametrize("write", [write_wide, write_long])
def test_open_workbook(benchmark: BenchmarkFixture, tmp_path: Path, write: Callable[[Path], None]) -> None:
    """Open and check a large workbook; the aim is a fifth of what pandas takes to read it without any check."""
    path = tmp_path / "bok.xlsx"
    write(path)
    workbook = benchmark.pedantic(open_workbook, (path,), rounds=5)
    (rows,) = workbook.sheets.values()
    height, width = len(rows), len(rows[0])
    del workbook, rows  # so that the other reader has as free a memory
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        frame = pd.read_excel(path, engine="openpyxl")
        seconds.append(time.perf_counter() - start)
    assert (height, width) == (len(frame) + 1, len(frame.columns))
    benchmark.extra_info["pandas_seconds"] = min(seconds)
    benchmark.extra_info["times_faster"] = min(seconds) / benchmark.stats.stats.median


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.row} {bad.name}")
def test_refuse_workbook(benchmark: BenchmarkFixture, tmp_path: Path, bad: Bad) -> None:
    """Refuse a dangerous or damaged workbook; the aim is 2 s, and 1 s for row 1."""
    path = tmp_path / "bok.xlsx"
    bad.make(path)
    benchmark.pedantic(refuse, (path,), rounds=3)


def refuse(path: Path) -> None:
    with pytest.raises(DataError):
        open_workbook(path)


@pytest.mark.parametrize("cells", ["", '<c r="C3" s="1"/>'])
def test_open_empty_rows(benchmark: BenchmarkFixture, tmp_path: Path, cells: str) -> None:
    """Open a sheet of 1 048 576 empty rows, row 8 of the list; the aim is 10 s."""
    path = tmp_path / "bok.xlsx"
    empty_rows(1_048_576, cells)(path)
    workbook = benchmark.pedantic(open_workbook, (path,), rounds=3)
    assert len(workbook.sheets["Blad1"]) == 2
