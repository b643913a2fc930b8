"""How long the door takes: bad files until they are refused, large ones beside the bare library in the same run."""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from oj_analys.domain import DataError
from oj_analys.sources._safe_open import open_table

ROWS, COLUMNS = 199_999, 20
ANSWERS, ITEMS = 20_000, 45
LABELS = {
    1.0: "Instämmer inte alls",
    2.0: "Instämmer inte",
    3.0: "Varken eller",
    4.0: "Instämmer",
    5.0: "Instämmer helt",
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD: dict[str, Callable[[], bytes]] = {
    "18 password": lambda: OLE + bytes(20_000_000) + "EncryptedPackage".encode("utf-16-le"),
    "19 html": lambda: b"<html><table>" + b"<tr><td>1" * 5_000_000,
    "19 xls": lambda: OLE + bytes(20_000_000),
    "20 truncated": lambda: b"PK\x03\x04" + bytes(20_000_000),
    "26 mixed": lambda: "Åre;1\n".encode() * 2_000_000 + "Åre;1\n".encode("cp1252"),
    "26 spoilt": lambda: "Ã…re;1\n".encode() * 2_000_000,
    "28 NUL": lambda: b"a;b\n" * 10_000_000 + b"\0",
    "28 one line": lambda: b"a;b" * 13_000_000,
    "28 open quote": lambda: b'a;b\n"' + b"1;2\n" * 10_000_000,
    "29 ragged": lambda: b"a;b\n" * 190_000 + b"a;b;c\n",
    "39 garbage": lambda: b"$FL2" + bytes(20_000_000),
    "41 pickle": lambda: pickle.dumps(list(range(5_000_000)), protocol=0),
    "41 gzip": lambda: gzip.compress(bytes(20_000_000)),
}


@pytest.mark.parametrize("kind", BAD)
def test_refuse(benchmark: BenchmarkFixture, tmp_path: Path, kind: str) -> None:
    """The aim is 2 s."""
    path = tmp_path / "fil.csv"
    path.write_bytes(BAD[kind]())

    def refuse() -> None:
        with pytest.raises(DataError):
            open_table(path)

    benchmark.pedantic(refuse, rounds=3)


@pytest.fixture(scope="module")
def csv_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Numbers with decimal commas, words and empty cells, in Windows' own letters."""
    random = np.random.default_rng(1)
    numbers = pd.DataFrame(random.normal(50, 10, (ROWS, COLUMNS - 2)).round(1)).mask(random.random((ROWS, 18)) < 0.05)
    words = pd.DataFrame({"id": np.arange(ROWS), "kommun": random.choice(["Åre", "Östersund", "Härjedalen"], ROWS)})
    path = tmp_path_factory.mktemp("csv") / "stor.csv"
    pd.concat([words, numbers], axis=1).to_csv(path, sep=";", decimal=",", index=False, encoding="cp1252")
    return path


@pytest.fixture(scope="module")
def sav_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answers on five points with labels, some declared missing, and a text."""
    random = np.random.default_rng(1)
    answers = pd.DataFrame(
        random.choice([1.0, 2, 3, 4, 5, 9], (ANSWERS, ITEMS - 1)), columns=[f"F{i}" for i in range(44)]
    )
    answers["kommun"] = random.choice(["Åre", "Östersund"], ANSWERS)
    path = tmp_path_factory.mktemp("sav") / "stor.sav"
    labels = {name: {**LABELS, 9.0: "Vet ej"} for name in answers if name != "kommun"}
    pyreadstat.write_sav(answers, path, variable_value_labels=labels, missing_ranges={key: [9] for key in labels})
    return path


def test_csv(benchmark: BenchmarkFixture, csv_file: Path) -> None:
    benchmark.pedantic(open_table, (csv_file,), rounds=3)


def test_csv_with_pandas(benchmark: BenchmarkFixture, csv_file: Path) -> None:
    settings = {"sep": ";", "decimal": ",", "encoding": "cp1252"}
    benchmark.pedantic(pd.read_csv, (csv_file,), settings, rounds=3)


def test_sav(benchmark: BenchmarkFixture, sav_file: Path) -> None:
    benchmark.pedantic(open_table, (sav_file,), rounds=3)


def test_sav_with_pyreadstat(benchmark: BenchmarkFixture, sav_file: Path) -> None:
    benchmark.pedantic(pyreadstat.read_sav, (sav_file,), {"user_missing": True}, rounds=3)
