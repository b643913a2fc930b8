"""Which rows of a sheet are about a kommun, a län or riket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from oj_analys import catalog
from oj_analys.domain import RIKET, Problem, RowType
from oj_analys.sources import _cells
from oj_analys.sources._names import is_kommun, is_lan, lan_by_code
from oj_analys.sources._sheet import Sheet
from oj_analys.sources._values import Fault

_ROW_TYPES = {row_type.casefold(): row_type for row_type in RowType}
_RIKET_CODE, _RIKET_NAME = "00", "Riket"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row that is used: its place in the sheet (0 = first), its type and the unit that it is about."""

    row: int
    row_type: RowType
    unit: str


@dataclass(frozen=True, slots=True)
class Units:
    """The rows that are used, how many of each type are set aside, and how many say nothing (footnotes)."""

    rows: tuple[UnitRow, ...]
    set_aside: Mapping[RowType, int]
    footnotes: int


def read_units(sheet: Sheet) -> Units:
    """Return the rows of a sheet by type; what cannot be understood is noted as the sheet's problems.

    Rows for a part of a kommun (stadsdel) or of its activities (Offentlig, Enskild) are set aside: their figures are
    not the kommun's.
    """
    found: list[UnitRow] = []
    types: Counter[RowType] = Counter()
    footnotes = 0
    for row in sheet.data_rows():
        row_type = _ROW_TYPES.get(_cells.text(sheet.cell(row, sheet.layout.row_type)).casefold())
        if row_type is None:
            footnotes += _is_footnote(sheet, row)
            continue
        types[row_type] += 1
        if row_type in _READERS:
            unit = _READERS[row_type](sheet, row)
            found += [UnitRow(row, row_type, unit)] if unit else []
    _check_once(sheet, found)
    if not types[RowType.KOMMUN]:
        action = "Rätta namn, rubrikrad eller kolumn_radtyp i layoutfilen."
        sheet.problems.append(Problem(sheet.where, "bladet har ingen rad för en kommun", "minst en", action))
    set_aside = {row_type: count for row_type, count in types.items() if row_type not in _READERS}
    return Units(tuple(found), set_aside, footnotes)


def _is_footnote(sheet: Sheet, row: int) -> bool:
    """Say whether a row without a row type holds one single text; an empty one is nothing, any other is a fault."""
    filled = sum(_cells.text(sheet.cell(row, header)) != "" for header in sheet.layout.headers)
    if filled > 1:
        header = sheet.layout.row_type
        found = f"okänd radtyp {_cells.quote(sheet.cell(row, header))}"
        sheet.fault(row, header, Fault(found, ", ".join(RowType), "Rätta cellen, eller kolumn_radtyp i layoutfilen."))
    return filled == 1


def _read_riket(sheet: Sheet, row: int) -> str:
    cell, name = sheet.cell(row, sheet.layout.code), sheet.cell(row, sheet.layout.unit_name)
    if _cells.code(cell, len(_RIKET_CODE)) != _RIKET_CODE:
        sheet.fault(row, sheet.layout.code, Fault(f"koden för riket är {_cells.quote(cell)}", f'"{_RIKET_CODE}"'))
    elif _cells.text(name).casefold() != _RIKET_NAME.casefold():
        sheet.fault(row, sheet.layout.unit_name, _mismatch(_RIKET_CODE, _RIKET_NAME, _cells.quote(name)))
    return RIKET


def _read_lan(sheet: Sheet, row: int) -> str:
    cell, name = sheet.cell(row, sheet.layout.code), sheet.cell(row, sheet.layout.unit_name)
    lan = lan_by_code().get(_cells.code(cell, 2))
    if lan is None:
        sheet.fault(
            row, sheet.layout.code, Fault(f"okänd länskod {_cells.quote(cell)}", "två siffror, till exempel 23")
        )
    elif not is_lan(_cells.text(name), lan):
        sheet.fault(row, sheet.layout.unit_name, _mismatch(lan.code, lan.name, _cells.quote(name)))
    return lan.unit if lan else ""


def _read_kommun(sheet: Sheet, row: int) -> str:
    cell, name = sheet.cell(row, sheet.layout.code), sheet.cell(row, sheet.layout.unit_name)
    kommun = catalog.kommun_by_code().get(_cells.code(cell, 4))
    if kommun is None:
        fault = Fault(f"okänd kommunkod {_cells.quote(cell)}", "fyra siffror, till exempel 2305", "Rätta koden.")
        sheet.fault(row, sheet.layout.code, fault)
    elif not is_kommun(_cells.text(name), kommun):
        sheet.fault(row, sheet.layout.unit_name, _mismatch(kommun.code, kommun.name, _cells.quote(name)))
    return kommun.code if kommun else ""


_READERS = {RowType.RIKE: _read_riket, RowType.LAN: _read_lan, RowType.KOMMUN: _read_kommun}


def _mismatch(code: str, name: str, found: str) -> Fault:
    return Fault(f"namnet är {found} men koden är {code}", f'"{name}"', "Rätta koden eller namnet.")


def _check_once(sheet: Sheet, rows: list[UnitRow]) -> None:
    first: dict[str, UnitRow] = {}
    for row in rows:
        before = first.setdefault(row.unit, row)
        if before is not row:
            found = f"{_cells.quote(sheet.cell(row.row, sheet.layout.unit_name))} står redan på rad {before.row + 1}"
            sheet.fault(row.row, sheet.layout.code, Fault(found, "en rad", "Ta bort den ena."))
