"""The table that goes with a chart: the same figures in the same order, as text and as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oj_analys import catalog, swedish
from oj_analys.charts import wording
from oj_analys.domain import Measure

if TYPE_CHECKING:
    from oj_analys.charts import frame
    from oj_analys.frames.shown import Key


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: the printed text, and the number behind it where there is one.

    The workbook shows the number with as many decimals as the text. ``figure`` is the figure of persons that it prints.
    """

    text: str
    number: float | None = None
    figure: Key | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; numbers are set to the right. ``width`` is its share of the table's width."""

    title: str
    numeric: bool = False
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class DataTable:
    """What a chart shows, row by row; the first cell of each row names it, ``note`` explains marks."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def value_cell(measure: Measure, cell: frame.Cell) -> Cell:
    """Return a figure as it is printed, or the mark and the reason where there is none."""
    if cell.value is None:
        return Cell(wording.no_value(cell.status), figure=cell.key)
    return Cell(cell.band.brief(wording.printed(measure, cell.value)), cell.value, cell.key)


def limit_cell(measure: Measure, limit: float | None) -> Cell:
    """Return an end of an interval or a reference, or a dash."""
    return Cell(swedish.DASH) if limit is None else Cell(wording.printed(measure, limit), limit)


def count_cell(count: int | None) -> Cell:
    """Return a number of answers, or a dash."""
    return Cell(swedish.DASH) if count is None else Cell(swedish.number(count), float(count))


def position_cell(position: str) -> Cell:
    """Return a judgement with its mark: ``! tydligt sämre``."""
    label = catalog.labels().position[position]
    return Cell(f"{label.mark} {label.text}".strip())
