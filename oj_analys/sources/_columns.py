"""The values of one column of a sheet: a number, an answer in words, or the reason why there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from oj_analys.catalog import Markers
from oj_analys.domain import RowType, Status
from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell
from oj_analys.sources._rows import Rows
from oj_analys.sources._sheet import Sheet
from oj_analys.sources._units import UnitRow
from oj_analys.sources._values import Fault, count_fault, first_fraction, fraction_fault, labels_text, value_fault
from oj_analys.sources.layout import MeasureColumn

Value = tuple[float, str]

_OK = str(Status.OK)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the cells of a column are read: what each text means, and whether a number can be a value."""

    column: MeasureColumn
    is_answer: bool
    words: Mapping[str, Value]


def read_column(sheet: Sheet, column: MeasureColumn, units: Iterable[UnitRow], markers: Markers, rows: Rows) -> None:
    """Add the values of a column to ``rows``; what cannot be understood is noted as the sheet's problems.

    Answers are read for kommuner only: beside a län or riket such a column holds a share, not an answer.
    """
    used = [unit for unit in units if is_used(unit, column)]
    reading = _reading(column, markers)
    values = [_read_value(sheet, reading, unit.row) for unit in used]
    _check_percent(sheet, column, used, [value for value, _ in values])
    place = sheet.place(column.header)
    rows.describe(column.measure, column.period, column.sex, len(used))
    rows.unit += [unit.unit for unit in used]
    rows.value += [value for value, _ in values]
    rows.status += [status for _, status in values]
    rows.n += [_read_n(sheet, column.n_header, unit.row, markers) for unit in used]
    rows.places += [f"{place}{unit.row + 1}" for unit in used]


def _check_percent(sheet: Sheet, column: MeasureColumn, units: Sequence[UnitRow], values: Sequence[float]) -> None:
    place = first_fraction(column.measure, values)
    if place is not None:
        sheet.fault(units[place].row, column.header, fraction_fault(values[place]))


def is_used(unit: UnitRow, column: MeasureColumn) -> bool:
    """Say whether a cell holds a value of the measure."""
    return unit.row_type is RowType.KOMMUN or not column.measure.kind.is_answer


def _reading(column: MeasureColumn, markers: Markers) -> _Reading:
    """Return what each text means: a marker as it is written, an answer in any case."""
    coding = column.measure.coding(column.period) if column.measure.kind.is_answer else None
    labels = {label.casefold(): (code, _OK) for code, label in coding.labels} if coding else {}
    words = {**labels, **{text: (math.nan, str(status)) for text, status in markers.items()}}
    return _Reading(column, column.measure.kind.is_answer, words)


def _read_value(sheet: Sheet, reading: _Reading, row: int) -> Value:
    cell = sheet.cell(row, reading.column.header)
    if isinstance(cell, str):
        text = _cells.text(cell)
        known = reading.words.get(text) or reading.words.get(text.casefold())
        if known:
            return known
    number = None if reading.is_answer else _cells.number(cell)
    fault = (
        _unknown(cell, reading)
        if number is None
        else value_fault(reading.column.measure, reading.column.period, number)
    )
    if fault:
        sheet.fault(row, reading.column.header, fault)
    return (math.nan if number is None else number, _OK)


def _unknown(cell: Cell, reading: _Reading) -> Fault:
    if reading.is_answer:
        allowed = labels_text(reading.column.measure, reading.column.period)
        return Fault(f"okänt svar {_cells.quote(cell)}", allowed, "Rätta cellen, eller kodningen i katalogen.")
    allowed = "tal med decimalkomma, " + ", ".join(f'"{word}"' for word in reading.words if word) + " eller tom cell"
    action = "Rätta cellen, eller lägg till texten i källans tabell i markers.toml."
    return Fault(f"okänd markör {_cells.quote(cell)}", allowed, action)


def _read_n(sheet: Sheet, header: str, row: int, markers: Markers) -> float:
    if not header:
        return math.nan
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
