"""Small raw files, written where a test needs them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from oj_analys import catalog
from oj_analys.domain import DataError, Grupp
from oj_analys.sources._part import Origin, Part
from oj_analys.sources.oj.read import read_oj, read_workbook
from oj_analys.sources.oj.sheet_layout import Layout, MeasureColumn, SheetLayout

Row = Sequence[object]

HEADERS = ("Kod", "Namn", "Nivå", "Ind 2", "B9", "Ind 3")


@pytest.fixture
def write_book(tmp_path: Path) -> Callable[..., Path]:
    """Write sheets of rows to a workbook; None is a blank cell, a text with "=" a formula without its text.

    ``merged`` are areas of the first sheet; each shows what stands in its first cell.
    """

    def write(sheets: Mapping[str, Sequence[Row]], name: str = "oj.xlsx", merged: Sequence[str] = ()) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for row, cells in enumerate(rows):
                    for column, cell in enumerate(cells):
                        sheet.write(row, column, cell)
            first_sheet, first_rows = book.worksheets()[0], next(iter(sheets.values()))
            for area in merged:
                row, column = xl_cell_to_rowcol(area.partition(":")[0])
                first_sheet.merge_range(area, first_rows[row][column])
        return path

    return write


@pytest.fixture
def read_book(write_book: Callable[..., Path]) -> Callable[..., Part]:
    """Read a workbook of these sheets by a layout in TOML."""

    def read(
        toml: str,
        sheets: Mapping[str, Sequence[Row]],
        markers: str = "oj_arbetsbok",
        merged: Sequence[str] = (),
    ) -> Part:
        path = write_book(sheets, merged=merged)
        path.with_suffix(".toml").write_text(toml, encoding="utf-8", newline="\n")
        return read_oj(path, layout=path.with_suffix(".toml"), markers=markers)

    return read


@pytest.fixture
def book_refused(read_book: Callable[..., Part]) -> Callable[..., list[str]]:
    """Return the messages for a workbook that is not accepted."""

    def messages(*args: Any, **kwargs: Any) -> list[str]:
        with pytest.raises(DataError) as caught:
            read_book(*args, **kwargs)
        return [str(problem) for problem in caught.value.problems]

    return messages


@pytest.fixture
def layout() -> Layout:
    """Headers in row 5: a share with its n, and an answer in words."""
    share = MeasureColumn("Ind 2", catalog.measure("U21468"), "2024", "T", "B9")
    answer = MeasureColumn("Ind 3", catalog.measure("U28475"), "2024")
    sheet = SheetLayout("Resultat", 5, "Kod", "Namn", "Nivå", (share, answer))
    return Layout("oj.toml", "", (sheet,))


@pytest.fixture
def read_rows(write_book: Callable[..., Path], layout: Layout) -> Callable[..., Part]:
    """Read rows that stand below the headers, the first of them in row 6."""

    def read(*rows: Row, headers: Row = HEADERS) -> Part:
        path = write_book({"Resultat": [(), (), (), (), headers, *rows]})
        return read_workbook(path, layout, catalog.markers("oj_arbetsbok"), Origin("oj.xlsx"))

    return read


@pytest.fixture
def refused(read_rows: Callable[..., Part]) -> Callable[..., list[str]]:
    """Return the messages for rows that are not accepted."""

    def messages(*rows: Row, headers: Row = HEADERS) -> list[str]:
        with pytest.raises(DataError) as caught:
            read_rows(*rows, headers=headers)
        return [str(problem) for problem in caught.value.problems]

    return messages


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[..., Path]:
    """Write rows to a text file as Swedish programs do, unless told otherwise; None is an empty field."""

    def write(rows: Iterable[Row], name: str = "data.csv", separator: str = ";", encoding: str = "cp1252") -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=separator).writerows(rows)
        return path

    return write


@pytest.fixture
def write_text(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text file."""

    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
        return tmp_path / name

    return write


@pytest.fixture
def jamtland() -> Grupp:
    return catalog.grupp("Jämtland")


@pytest.fixture
def personnummer() -> str:
    """A made-up number with a right check digit, as ``8503151234``."""
    digits = "850315123"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return f"{digits}{-sum(number // 10 + number % 10 for number in doubled) % 10}"


@pytest.fixture
def faults_of() -> Callable[[Callable[[], object]], list[str]]:
    """Return the messages of a reading that is refused; nothing of what was read may hang on to the error."""

    def messages(read: Callable[[], object]) -> list[str]:
        with pytest.raises(DataError) as caught:
            read()
        assert caught.value.__cause__ is None
        return [str(problem) for problem in caught.value.problems]

    return messages
