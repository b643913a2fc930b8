"""The values of one column of a sheet: a number, an answer, or the reason why there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from oj_analys.catalog import Markers
from oj_analys.domain import Measure, RowType, Status, ValueKind
from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell
from oj_analys.sources._rows import Rows
from oj_analys.sources._values import (
    WHOLE_SHARE,
    Fault,
    count_fault,
    first_fraction,
    fraction_fault,
    labels_text,
    value_fault,
)
from oj_analys.sources.oj.sheet import Sheet
from oj_analys.sources.oj.sheet_layout import MeasureColumn
from oj_analys.sources.oj.units import UnitRow

Value = tuple[float, str]

_OK = str(Status.OK)
_MEND_ANSWER = "Rätta cellen, eller kodningen i katalogen."


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the cells of a column are read: what each text means, and whether a number can be a value."""

    column: MeasureColumn
    words: Mapping[str, Value]
    numbers: bool


def read_column(sheet: Sheet, column: MeasureColumn, units: Sequence[UnitRow], markers: Markers, rows: Rows) -> None:
    """Add the values of a column to ``rows``; what cannot be understood is noted as the sheet's problems.

    Answers are read for kommuner only: beside a län or riket such a column holds a share, not an answer.
    """
    used = _used(column, units)
    values, statuses = _read_values(sheet, _reading(column, markers), used)
    _check_values(sheet, column, used, values)
    place = sheet.place(column.header)
    rows.describe(column.measure, column.period, column.sex, len(used))
    rows.unit += [unit.unit for unit in used]
    rows.value += values
    rows.status += statuses
    rows.n += [_read_n(sheet, column.n_header, unit.row, markers) for unit in used] if column.n_header else _none(used)
    rows.places += [f"{place}{unit.row + 1}" for unit in used]


def _used(column: MeasureColumn, units: Sequence[UnitRow]) -> Sequence[UnitRow]:
    """Return the rows in which a column holds values of its measure."""
    if column.measure.kind.is_answer:
        return [unit for unit in units if unit.row_type is RowType.KOMMUN]
    return units


def _none(units: Sequence[UnitRow]) -> list[float]:
    return [math.nan] * len(units)


def _reading(column: MeasureColumn, markers: Markers) -> _Reading:
    """Return what each text means: a marker as it is written, an answer in any case."""
    is_answer = column.measure.kind.is_answer
    coding = column.measure.coding(column.period) if is_answer else None
    labels = {label.casefold(): (code, _OK) for code, label in coding.labels} if coding else {}
    words = {**labels, **{text: (math.nan, str(status)) for text, status in markers.items()}}
    return _Reading(column, words, column.coded or not is_answer)


def _read_values(sheet: Sheet, reading: _Reading, units: Sequence[UnitRow]) -> tuple[list[float], list[str]]:
    """Return value and status of each row; most cells are plain numbers and need no closer look."""
    place = sheet.columns[reading.column.header]
    cells: list[Any] = [sheet.cells[unit.row][place] for unit in units]
    statuses = [_OK] * len(cells)
    for at, cell in enumerate(cells):
        if type(cell) is not float or cell != cell or not reading.numbers:  # noqa: PLR0124 - NaN is not itself
            cells[at], statuses[at] = _read_cell(sheet, reading, units[at].row, cell)
    return cells, statuses


def _read_cell(sheet: Sheet, reading: _Reading, row: int, cell: Cell) -> Value:
    if isinstance(cell, str):
        text = _cells.text(cell)
        known = reading.words.get(text) or reading.words.get(text.casefold())
        if known:
            return known
    number = _cells.number(cell) if reading.numbers else None
    if number is None:
        sheet.fault(row, reading.column.header, _unknown(cell, reading))
        return math.nan, _OK
    return number, _OK


def _unknown(cell: Cell, reading: _Reading) -> Fault:
    if reading.column.measure.kind.is_answer:
        allowed = labels_text(reading.column.measure, reading.column.period)
        is_code = not reading.numbers and _cells.number(cell) is not None
        action = 'Är svaren koder: skriv varden = "kod" vid kolumnen i layoutfilen.' if is_code else _MEND_ANSWER
        return Fault(f"okänt svar {_cells.quote(cell)}", allowed, action)
    allowed = "tal med decimalkomma, " + ", ".join(f'"{word}"' for word in reading.words if word) + " eller tom cell"
    action = "Rätta cellen, eller lägg till texten i källans tabell i markers.toml."
    return Fault(f"okänd markör {_cells.quote(cell)}", allowed, action)


def _check_values(sheet: Sheet, column: MeasureColumn, units: Sequence[UnitRow], values: Sequence[float]) -> None:
    for place in _doubtful(column.measure, values):
        if fault := value_fault(column.measure, column.period, values[place]):
            sheet.fault(units[place].row, column.header, fault)
    first = first_fraction(column.measure, values)
    if first is not None:
        sheet.fault(units[first].row, column.header, fraction_fault(values[first]))


def _doubtful(measure: Measure, values: Sequence[float]) -> list[int]:
    """Return the places of the values to judge one by one: all of them, but for shares, of which there are most."""
    numbers = np.array(values, dtype=float)
    if measure.kind is ValueKind.ANDEL:
        return np.flatnonzero((numbers < 0) | (numbers > WHOLE_SHARE)).tolist()
    return np.flatnonzero(~np.isnan(numbers)).tolist()


def _read_n(sheet: Sheet, header: str, row: int, markers: Markers) -> float:
    cell = sheet.cell(row, header)
    number = _cells.number(cell)
    if number is None and isinstance(cell, str) and _cells.text(cell) in markers:
        return math.nan
    if fault := _not_a_number(cell) if number is None else count_fault(number):
        sheet.fault(row, header, fault)
    return math.nan if number is None else number


def _not_a_number(cell: Cell) -> Fault:
    allowed = "ett heltal, 0 eller mer, eller en känd markör"
    return Fault(f"antalet svar är {_cells.quote(cell)}", allowed, "Rätta cellen.")
