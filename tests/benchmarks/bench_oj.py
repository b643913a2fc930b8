"""How long a large ÖJ workbook takes to read with all its checks, beside what pandas takes to read it with none."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import pandas as pd
import pytest
import xlsxwriter
from pytest_benchmark.fixture import BenchmarkFixture

from oj_analys import catalog
from oj_analys.domain import Kommun, ValueKind
from oj_analys.sources._part import Origin
from oj_analys.sources.oj.layout import read_layout
from oj_analys.sources.oj.read import read_workbook

pytestmark = pytest.mark.benchmark(disable_gc=True)  # as in the worker that reads files

INDICATORS = 300
ROUNDS = 5


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of all kommuner x 300 indicators (made-up shares, some hidden), its layout beside it."""
    path = tmp_path / "oj.xlsx"
    measures = [one for one in catalog.measures().values() if one.kind is ValueKind.ANDEL and not one.n_in_workbook]
    columns = [
        f'[[blad.matt]]\nkolumn = "Ind {place + 1}"\nmatt = "{measures[place % len(measures)].source_id}"\n'
        f'period = "{2000 + place // len(measures)}"\n'
        for place in range(INDICATORS)
    ]
    head = '[[blad]]\nnamn = "Resultat"\nkolumn_kod = "Kod"\nkolumn_namn = "Namn"\nkolumn_radtyp = "Nivå"\n'
    path.with_suffix(".toml").write_text(head + "".join(columns), encoding="utf-8", newline="\n")
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Resultat")
        sheet.write_row(4, 0, ["Kod", "Namn", "Nivå", *(f"Ind {place + 1}" for place in range(INDICATORS))])
        for row, kommun in enumerate(catalog.kommuner(), start=5):
            sheet.write_row(row, 0, _cells(kommun, row))
    return path


def _cells(kommun: Kommun, row: int) -> Sequence[object]:
    """Return a kommun's row: shares between 2 and 100, every twentieth hidden."""
    numbers = (row * 37 + column * 11 for column in range(INDICATORS))
    return (kommun.code, kommun.name, "kommun", *(".." if one % 20 == 0 else 2 + one % 99 for one in numbers))


def test_read_workbook_beside_pandas(benchmark: BenchmarkFixture, book: Path) -> None:
    layout, markers = read_layout(book.with_suffix(".toml")), catalog.markers("oj_arbetsbok")
    ours = lambda: read_workbook(book, layout, markers, Origin(book.name))  # noqa: E731 - timed beside the other
    others = _seconds(lambda: pd.read_excel(book, engine="openpyxl"))
    part = benchmark(ours)
    benchmark.extra_info["times_faster_than_pandas"] = round(others / benchmark.stats["median"], 1)
    assert len(part.measures) == len(catalog.kommuner()) * INDICATORS


def _seconds(read: Callable[[], object]) -> float:
    """Return the middle of five times."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read()
        times.append(time.perf_counter() - start)
    return median(times)
