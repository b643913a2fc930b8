from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import fastparquet
import pandas as pd
import pytest

from oj_analys.domain import DataError
from oj_analys.sources.kolada import table
from oj_analys.sources.kolada.decode import Entry, Page, Record
from oj_analys.sources.kolada.figures import Figures, figures_of
from oj_analys.sources.kolada.table import read_table, write_table


def figures() -> Figures:
    """Three values of two nyckeltal, the later one first; one is missing and one zero."""
    later = Record(
        "U31505", "2305", 2024, [Entry("T", 1, "", 0.0, isdeleted=False), Entry("K", 0, "", None, isdeleted=False)]
    )
    earlier = Record("N20402", "0000", "2023", [Entry("T", 1, "Preliminärt", 2800.25, isdeleted=False)])
    return figures_of([Page("data_1.json", (later, earlier), 2, "", "")])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.parquet"


def rows(one: Figures) -> list[tuple[object, ...]]:
    columns = ["kpi", "municipality", "year", "sex", "value", "count", "status"]
    return [tuple(row) for row in one.frame[columns].astype(object).fillna("").to_numpy()]


def test_values_come_back_sorted(path: Path) -> None:
    write_table(figures(), path)
    found = read_table(path.read_bytes(), 3, "x/data.parquet")
    assert rows(found) == [
        ("N20402", "0000", "2023", "T", 2800.25, 1, "Preliminärt"),
        ("U31505", "2305", "2024", "T", 0.0, 1, ""),
        ("U31505", "2305", "2024", "K", "", 0, ""),
    ]
    assert found.where(2) == "x/data.parquet, rad 3 (U31505, 2305, 2024, K)"


def write(path: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> bytes:
    fastparquet.write(str(path), change(table._table(figures())), write_index=False)
    return path.read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.drop(columns="status"),
        lambda table: table.assign(extra=1),
        lambda table: table.astype({"period": "float64"}),
        lambda table: table.astype({"kpi": "object"}),
        lambda table: table.astype({"value": "int64"}) if table["value"].notna().all() else table.head(2),
        lambda table: table.assign(gender=table["gender"].cat.rename_categories({"K": "F"})),
    ],
)
def test_another_table_is_refused(path: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    with pytest.raises(DataError, match="x: filen är ingen tabell som hamta har skrivit"):
        read_table(write(path, change), 3, "x")


@pytest.mark.parametrize("harm", [b"", b"PAR1", b"PAR1PAR1", b"PK\x03\x04"])
def test_what_is_no_table_is_refused(harm: bytes) -> None:
    with pytest.raises(DataError, match="ingen tabell"):
        read_table(harm, 3, "x")


def test_a_table_that_could_not_be_read_again_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LARGEST_FILE", 100)
    with pytest.raises(DataError, match="Hämta färre år eller nyckeltal"):
        write_table(figures(), path)
