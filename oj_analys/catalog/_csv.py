"""Reading small CSV files whole, with every fault of every row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oj_analys import swedish
from oj_analys.catalog._text import read_text
from oj_analys.domain import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its place in the file (``kommuner.csv, rad 14``) and its cells by column."""

    where: str
    cells: dict[str, str]


def read_csv(path: Path, columns: tuple[str, ...], problems: list[Problem]) -> list[Row]:
    """Return the rows of a comma-separated UTF-8 file with exactly these columns.

    Cells are trimmed and composed (NFC). A row that has too many or too few cells, or an empty one, is a problem
    and left out.
    """
    text = read_text(path, path.name, problems)
    if text is None:
        return []
    header, *lines = csv.reader(io.StringIO(text or "\n"))
    if tuple(header) != columns:
        problems.append(Problem(f"{path.name}, rad 1", f'rubrikerna är "{",".join(header)}"', ",".join(columns)))
        return []
    return list(_rows(path.name, lines, columns, problems))


def _rows(name: str, lines: list[list[str]], columns: tuple[str, ...], problems: list[Problem]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        where = f"{name}, rad {number}"
        cells = [swedish.nfc(cell) for cell in line]
        if len(cells) != len(columns):
            problems.append(Problem(where, f"raden har {len(cells)} fält", str(len(columns))))
        elif "" in cells:
            problems.append(Problem(where, f'kolumnen "{columns[cells.index("")]}" är tom'))
        else:
            yield Row(where, dict(zip(columns, cells, strict=True)))
