"""Workbooks with results of Öppna jämförelser, read by a layout description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from oj_analys.catalog import Markers
from oj_analys.domain import DataError, Notice, Problem
from oj_analys.sources import _cells
from oj_analys.sources._columns import is_used, read_column
from oj_analys.sources._part import Input, NoticeKind, Origin, Part
from oj_analys.sources._rows import Rows
from oj_analys.sources._safe_open import open_workbook
from oj_analys.sources._sheet import Sheet, find_sheet
from oj_analys.sources._units import Units, read_units
from oj_analys.sources.layout import SheetLayout
from oj_analys.swedish import counted, join, number


def read_oj(path: Path, layout: Sequence[SheetLayout], *, markers: Markers, origin: Origin | None = None) -> Part:
    """Return the open figures of a workbook: one MEASURES row per unit, measure, period and sex.

    ``layout`` comes from :func:`read_layout`, ``markers`` from the catalogue (``catalog.markers("oj_arbetsbok")``).
    Shares are in percent (0–100). A cell with a marker becomes a row without value, with the marker's status. Answers
    in words carry the code of the catalogue's coding for the period. ``count`` is filled where value and n agree.

    Raises:
        DataError: every fault at once, with sheet and cell: sheet or header not as described, unknown row type, code,
            name, marker or answer, a unit that stands twice, a share beyond 0–100, an n that is no whole number.
    """
    origin = origin or Origin(path.name)
    workbook = open_workbook(path, origin.name)
    problems: list[Problem] = []
    notices: list[Notice] = []
    rows = Rows()
    for sheet_layout in layout:
        sheet = find_sheet(workbook, sheet_layout, origin.name, problems)
        if sheet:
            notices += _read_sheet(sheet, markers, rows, origin)
    if problems:
        raise DataError(problems)
    source = origin.source(origin.name, workbook.sha256)
    return rows.part(origin, source, notices, (Input(origin.name, workbook.sha256),))


def _read_sheet(sheet: Sheet, markers: Markers, rows: Rows, origin: Origin) -> Iterator[Notice]:
    units = read_units(sheet)
    for column in sheet.layout.columns:
        read_column(sheet, column, units.rows, markers, rows)
    return _notices(sheet, units, origin)


def _notices(sheet: Sheet, units: Units, origin: Origin) -> Iterator[Notice]:
    if units.set_aside:
        count = sum(units.set_aside.values())
        kinds = join(f"{kind} {number(units.set_aside[kind])}" for kind in sorted(units.set_aside))
        text = f"{counted(count, 'rad', 'rader')} under kommunnivå används inte ({kinds})."
        yield _set_aside(sheet, origin, count, text)
    if units.footnotes:
        text = (
            f"{counted(units.footnotes, 'rad', 'rader')} med bara en ifylld cell, till exempel fotnoter, används inte."
        )
        yield _set_aside(sheet, origin, units.footnotes, text)
    if shares := _answer_shares(sheet, units):
        cells = counted(shares, "cell", "celler")
        text = f"{cells} med andel Ja för län och riket används inte: andelen räknas ur kommunernas svar."
        yield _set_aside(sheet, origin, shares, text)


def _set_aside(sheet: Sheet, origin: Origin, count: int, text: str) -> Notice:
    return Notice(origin.name, NoticeKind.SATT_AT_SIDAN, "", "", count, f"{sheet.where}: {text}")


def _answer_shares(sheet: Sheet, units: Units) -> int:
    """How many filled cells of answer columns stand beside a län or riket."""
    return sum(
        _cells.text(sheet.cell(unit.row, column.header)) != ""
        for column in sheet.layout.columns
        for unit in units.rows
        if not is_used(unit, column)
    )
