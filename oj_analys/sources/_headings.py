"""What the columns of a table are called: up to three rows of headings, some of them over several columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell
from oj_analys.sources.door.workbook import MergedArea, Workbook
from oj_analys.sources.files import TablePlace

BETWEEN = " / "


class Heading(NamedTuple):
    """The texts above a column, the highest first, and ``notes``: what else the file says of it."""

    parts: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that stands above the column."""
        return BETWEEN.join(self.parts)

    @property
    def names(self) -> tuple[str, ...]:
        """What the column goes by: all that stands above it, each part with the lowest first, then the notes."""
        return tuple(dict.fromkeys((self.text, *reversed(self.parts), *self.notes)))


def read_headings(workbook: Workbook, sheet: str, place: TablePlace) -> tuple[Heading, ...]:
    """Return the heading of each column of a sheet, empty where nothing stands above it.

    A heading over several columns is that of each of them only where its cells are merged. Notes are the survey tool's
    own descriptions below the headings, and the question that a sav file keeps of each column.
    """
    cells, last = workbook.sheets[sheet], place.header_row - 1 + place.header_rows
    rows = [list(map(_cells.text, row)) for row in cells[place.header_row - 1 : last]]
    for area in workbook.merged.get(sheet, ()):
        _fill(rows, area, place.header_row - 1)
    notes = [[_cells.text(cell) for cell in row] for row in cells[last : last + place.skipped_rows]]
    told = (*notes, workbook.questions)
    columns = zip_longest(*rows, fillvalue="")
    beside = zip_longest(*told, fillvalue="")
    return tuple(Heading(_said(parts), _said(more)) for parts, more in zip_longest(columns, beside, fillvalue=()))


def _fill(rows: Sequence[list[str]], area: MergedArea, first: int) -> None:
    """Write what merged cells hold into each of them, if they begin among the headings."""
    begins = area.first_row - first
    if not 0 <= begins < len(rows) or area.first_column >= len(rows[begins]):
        return
    text = rows[begins][area.first_column]
    for row in rows[begins : area.last_row - first + 1]:
        for column in range(area.first_column, min(area.last_column + 1, len(row))):
            row[column] = text


def _said(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def is_empty(row: Sequence[Cell]) -> bool:
    """Say whether no cell of a row holds anything."""
    return not any(map(_cells.text, row))
