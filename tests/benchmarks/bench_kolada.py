"""How long a million values of Kolada take: from pages of its API, and from a snapshot read again.

The aims are five times the speed of ``pandas.json_normalize`` on the same pages, at most 1 GB, and one second for a
snapshot; nothing is asserted on seconds. Everything is read and checked in the process itself, as the worker does it.
"""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice, product
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from oj_analys import catalog
from oj_analys.domain import Measure, ValueKind
from oj_analys.sources._cage import work_here
from oj_analys.sources.kolada.checks import note_value_faults
from oj_analys.sources.kolada.faults import Faults
from oj_analys.sources.kolada.fetch import Fetched
from oj_analys.sources.kolada.folder import Stored, read_page_folder
from oj_analys.sources.kolada.manifest import Asked
from oj_analys.sources.kolada.new_snapshot import _write
from oj_analys.sources.kolada.read import read_kolada
from oj_analys.sources.kolada.revisions import Changes
from oj_analys.sources.kolada.select import Aside, select
from oj_analys.sources.kolada.snapshot import read_snapshot
from oj_analys.sources.kolada.units import read_units

pytestmark = pytest.mark.benchmark(disable_gc=True)  # as in the worker that reads files

VALUES = 1_000_000
PER_PAGE = 5000
YEARS = tuple(range(2090, 1930, -1))  # made up: the catalogue has too few nyckeltal for a million in ten years

_READ = """
import gc
import sys
from pathlib import Path
from oj_analys.sources._cage import work_here
from oj_analys.sources.kolada.read import read_kolada
work_here()
gc.disable()  # as in the worker
read_kolada(Path(sys.argv[1]))
"""


def measures() -> list[Measure]:
    return [one for one in catalog.measures().values() if one.kind is ValueKind.ANDEL and one.by_sex]


def entry(sex: str, value: float | None) -> dict[str, Any]:
    return {"gender": sex, "count": int(value is not None), "status": "", "value": value, "isdeleted": False}


def records() -> Iterator[dict[str, Any]]:
    """Three values for each nyckeltal, kommun and year; one of twenty is missing."""
    chance = random.Random(1)  # noqa: S311 - made-up values
    units = ("0000", *(kommun.code for kommun in catalog.kommuner()))
    for year, measure, unit in product(YEARS, measures(), units):
        values = [None if chance.random() < 0.05 else 1 + round(chance.random() * 99, 1) for _ in "TKM"]
        entries = [entry(sex, value and min(value, 100.0)) for sex, value in zip("TKM", values, strict=True)]
        yield {"kpi": measure.source_id, "municipality": unit, "period": year, "values": entries}


def write_pages(folder: Path, kind: str, values: list[dict[str, Any]]) -> None:
    pages = [values[start : start + PER_PAGE] for start in range(0, len(values), PER_PAGE)]
    for number, page in enumerate(pages, start=1):
        following = f"https://exempel.invalid/{number + 1}" if number < len(pages) else None
        whole = {"values": page, "count": len(page), "next_url": following, "previous_url": None}
        (folder / f"{kind}_{number}.json").write_text(json.dumps(whole), encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sidor") / "kolada-2026-11-23"
    folder.mkdir()
    fields = ("title", "description", "municipality_type", "auspice", "operating_area", "perspective")
    empty = dict.fromkeys((*fields, "prel_publication_date", "publication_date", "publ_period", "has_ou_data"), "")
    kpis = [{"id": one.source_id, "is_divided_by_gender": True, **empty} for one in measures()]
    units = [{"id": one.code, "title": one.name, "type": "K"} for one in catalog.kommuner()]
    write_pages(folder, "kpi", kpis)
    write_pages(folder, "municipality", [{"id": "0000", "title": "Riket", "type": "L"}, *units])
    write_pages(folder, "data", [*islice(records(), -(-VALUES // 3))])
    return folder


@pytest.fixture(scope="module")
def snapshot(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same values as ``hamta`` stores them."""
    stored = read_page_folder(pages, pages.name, Faults())
    kpis, units = (
        {record["id"]: record for page in kind for record in page.records}
        for kind in (stored.kpis, stored.municipalities)
    )
    fetched = Fetched(kpis, units, {}, stored.figures, 0, 0, ())
    folder = tmp_path_factory.mktemp("hamtat") / pages.name
    asked = Asked(tuple(kpis), tuple(units), YEARS)
    _write(
        folder, asked, fetched, Changes(), "https://exempel.invalid/", datetime(2026, 11, 23, tzinfo=UTC).isoformat()
    )
    return folder


def normalized(folder: Path) -> pd.DataFrame:
    """What pandas itself makes of the pages, without a single check."""
    contents = (json.loads(path.read_bytes()) for path in sorted(folder.glob("data_*.json")))
    keys = ["kpi", "municipality", "period"]
    return pd.concat([pd.json_normalize(one["values"], "values", keys) for one in contents], ignore_index=True)


def checked(stored: Stored, faults: Faults) -> int:
    """Every check up to the columns of which MEASURES is made."""
    used = select(stored.figures, read_units(stored.municipalities, []), stored.kpi_ids, Aside(), faults)
    note_value_faults(used, faults)
    assert not [*faults.problems()]
    return len(used.frame)


def check_pages(folder: Path) -> int:
    faults = Faults()
    return checked(read_page_folder(folder, folder.name, faults), faults)


def check_snapshot(folder: Path) -> int:
    return checked(read_snapshot(folder, folder.name), Faults())


def seconds(work: Callable[[Path], object], folder: Path) -> float:
    start = time.perf_counter()
    work(folder)
    return time.perf_counter() - start


def peak_mb(folder: Path) -> int:
    """The most memory that a fresh process has while it reads, looked at every hundredth of a second."""
    peak = 0
    with subprocess.Popen([sys.executable, "-c", _READ, str(folder)]) as run:
        process = psutil.Process(run.pid)
        while run.poll() is None:
            with contextlib.suppress(psutil.Error):
                peak = max(peak, process.memory_info().rss)
            time.sleep(0.01)
    assert run.returncode == 0
    return round(peak / 1e6)


def test_pages(benchmark: BenchmarkFixture, pages: Path) -> None:
    """All checks, from files to columns; ``json_normalize`` between the same files and a frame, in the same run."""
    assert benchmark.pedantic(check_pages, (pages,), rounds=3) >= VALUES
    plain = min(seconds(normalized, pages) for _ in range(2))
    benchmark.extra_info["json_normalize_s"] = round(plain, 2)
    benchmark.extra_info["times_faster"] = round(plain / benchmark.stats.stats.min, 1)


def test_pages_to_measures(benchmark: BenchmarkFixture, pages: Path) -> None:
    """The whole verb, MEASURES and the place of each row included, and the memory of a fresh process."""
    work_here()
    assert len(benchmark.pedantic(read_kolada, (pages,), rounds=2).measures) >= VALUES
    benchmark.extra_info["peak_memory_mb"] = peak_mb(pages)


def test_snapshot(benchmark: BenchmarkFixture, snapshot: Path) -> None:
    """A snapshot again: fingerprints, columns, all checks."""
    assert benchmark.pedantic(check_snapshot, (snapshot,), rounds=5) >= VALUES


def test_snapshot_to_measures(benchmark: BenchmarkFixture, snapshot: Path) -> None:
    work_here()
    assert len(benchmark.pedantic(read_kolada, (snapshot,), rounds=2).measures) >= VALUES
    benchmark.extra_info["peak_memory_mb"] = peak_mb(snapshot)
