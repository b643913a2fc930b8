"""The example is written twice for all tests, and its files are read as another program would read them."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from oj_analys.example import write_example
from oj_analys.example.truths import JUNE, OCTOBER

Grid = list[tuple[Any, ...]]
Record = dict[str, Any]


class Place(NamedTuple):
    measure: str
    unit: str
    year: int
    sex: str


class Told(NamedTuple):
    value: float | str | None
    n: float | str | None = None


@dataclass(frozen=True)
class Files:
    """One edition as it lies on disk."""

    folder: Path
    workbooks: dict[str, dict[str, Grid]]
    layouts: dict[str, dict[str, Any]]
    pages: dict[str, dict[str, Any]]
    figures: dict[Place, list[Told]]

    def told(self, measure: str, unit: str, year: int, sex: str = "T") -> Told:
        """Return what the files say; every file that says anything must say the same."""
        found = self.figures[Place(measure, unit, year, sex)]
        assert all(one == found[0] for one in found)
        return found[0]

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """Return the values of all pages of one kind."""
        return [row for name, page in self.pages.items() if name.startswith(f"{kind}_") for row in page["values"]]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exempel")
    write_example(folder)
    return folder


@pytest.fixture(scope="session")
def committed() -> Path:
    return Path(__file__).parents[2] / "data" / "raw" / "exempel"


@pytest.fixture(scope="session")
def editions(written: Path) -> dict[str, Files]:
    return {JUNE: _read(written), OCTOBER: _read(written / OCTOBER)}


@pytest.fixture(scope="session")
def tables(written: Path) -> dict[str, dict[str, list[Record]]]:
    """Return the sheets of the persons' workbooks, and the sheet "" of the export of interviews, row by row."""
    workbooks = [path for path in sorted(written.glob("*.xlsx")) if not path.name.startswith("20")]
    tables = {path.name: {name: _records(grid) for name, grid in _sheets(path).items()} for path in workbooks}
    for path in written.glob("*.csv"):
        lines = path.read_bytes().decode("cp1252").splitlines()
        tables[path.name] = {"": list(csv.DictReader(lines, delimiter=";"))}
    return tables


@pytest.fixture(params=[JUNE, OCTOBER])
def utgava(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def files(editions: dict[str, Files], utgava: str) -> Files:
    return editions[utgava]


@pytest.fixture
def june(editions: dict[str, Files]) -> Files:
    return editions[JUNE]


def _read(folder: Path) -> Files:
    workbooks = {path.name: _sheets(path) for path in sorted(folder.glob("20*.xlsx"))}
    layouts = {f"{path.stem}.xlsx": tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("20*.toml")}
    pages = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("kolada-*/*.json"))}
    figures: dict[Place, list[Told]] = {}
    for name, layout in layouts.items():
        for place, told in _of_workbook(workbooks[name]["Resultat"], layout["blad"][0]):
            figures.setdefault(place, []).append(told)
    for place, told in _of_pages(pages):
        figures.setdefault(place, []).append(told)
    return Files(folder, workbooks, layouts, pages, figures)


def _sheets(path: Path) -> dict[str, Grid]:
    book = openpyxl.load_workbook(path, read_only=True)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return sheets


def _records(grid: Grid) -> list[Record]:
    headers, *rows = grid
    return [dict(zip(map(str, headers), row, strict=True)) for row in rows]


def _of_workbook(grid: Grid, sheet: dict[str, Any]) -> Iterator[tuple[Place, Told]]:
    headers = list(grid[sheet["rubrikrad"] - 1])
    code, kind = headers.index(sheet["kolumn_kod"]), headers.index(sheet["kolumn_radtyp"])
    columns = [
        (one, headers.index(one["kolumn"]), headers.index(one["kolumn_n"]) if "kolumn_n" in one else None)
        for one in sheet["matt"]
    ]
    for row in grid[sheet["rubrikrad"] :]:
        if unit := _unit(str(row[code]), str(row[kind])):
            for one, value, n in columns:
                place = Place(one["matt"], unit, int(one["period"]), one.get("kon", "T"))
                yield place, Told(row[value], None if n is None else row[n])


def _unit(code: str, kind: str) -> str:
    widths = {"rike": 4, "län": 4, "kommun": 4}
    return code.zfill(widths[kind]) if kind in widths else ""


def _of_pages(pages: dict[str, Any]) -> Iterator[tuple[Place, Told]]:
    for name, page in pages.items():
        for row in page["values"] if name.startswith("data_") else []:
            for value in row["values"]:
                yield Place(row["kpi"], row["municipality"], row["period"], value["gender"]), Told(value["value"])
