"""Workbooks with results of Öppna jämförelser, read by a layout description."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from oj_analys import catalog
from oj_analys.catalog import Markers
from oj_analys.domain import DataError, Notice, Problem
from oj_analys.sources import _cells
from oj_analys.sources._cage import caged
from oj_analys.sources._columns import is_used, read_column
from oj_analys.sources._part import Input, NoticeKind, Origin, Part, Tally
from oj_analys.sources._rows import Rows
from oj_analys.sources._safe_open import open_workbook
from oj_analys.sources._sheet import Sheet, find_sheet
from oj_analys.sources._units import Units, read_units
from oj_analys.sources.layout import Layout, read_layout
from oj_analys.swedish import counted, join, number


@caged
def read_oj(path: str | Path, *, layout: str | Path, markers: str) -> Part:
    """Return the open figures of a workbook: one MEASURES row per unit, measure, period and sex.

    ``layout`` is the TOML file that says where the figures stand, ``markers`` the catalogue's table of what texts mean
    in place of a value.

    Shares are in percent (0–100). A cell with a marker becomes a row without value, with the marker's status. Answers
    in words carry the code of the catalogue's coding for the period. ``count`` is filled where value and n agree.

    Raises:
        DataError: every fault at once, with sheet and cell: sheet or header not as described, unknown row type, code,
            name, marker or answer, a unit that stands twice, a sheet without kommuner, a share beyond 0–100 or written
            as 0–1, an n that is no whole number. The layout's faults come first.

    Example:
        >>> book = "2025-6-9613-aldreomsorg"
        >>> read_oj(f"{book}.xlsx", layout=f"{book}.toml", markers="oj_arbetsbok").measures  # doctest: +SKIP
    """
    path, layout = Path(path), Path(layout)
    return read_workbook(path, read_layout(layout), catalog.markers(markers), Origin(path.name))


def read_workbook(path: Path, layout: Layout, markers: Markers, origin: Origin) -> Part:
    """Return what :func:`read_oj` does, of a workbook whose layout is read and whose origin is known."""
    workbook = open_workbook(path, origin.name)
    problems: list[Problem] = []
    notices: list[Notice] = []
    seen: list[tuple[Sheet, Units]] = []
    rows = Rows()
    for sheet_layout in layout.sheets:
        sheet = find_sheet(workbook, sheet_layout, origin.name, problems)
        if sheet:
            units = read_units(sheet)
            for column in sheet.layout.columns:
                read_column(sheet, column, units.rows, markers, rows)
            notices += _notices(sheet, units, origin)
            seen.append((sheet, units))
    if problems:
        raise DataError(problems)
    source = origin.source(origin.name, workbook.sha256)
    inputs = (Input(layout.name, layout.sha256), Input(origin.name, workbook.sha256))
    return rows.part(origin, source, notices, inputs, [_tally(sheet, units) for sheet, units in seen])


def _tally(sheet: Sheet, units: Units) -> Tally:
    below = {f"för {kind.lower()}": count for kind, count in sorted(units.set_aside.items())}
    read = sum(sheet.is_filled(row) for row in sheet.data_rows())
    return Tally(sheet.where, read, len(units.rows), {**below, "med bara en ifylld cell": units.footnotes})


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
