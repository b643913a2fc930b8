"""Which type of row a row is: what the source says itself, else what its code or name tells."""

from __future__ import annotations

import re

from oj_analys import catalog
from oj_analys.domain import DataError, RowType
from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell
from oj_analys.sources._values import Fault
from oj_analys.sources.oj.names import lan_by_code, named_lan
from oj_analys.sources.oj.sheet import Sheet

RIKET_CODES, RIKET_NAME = ("00", "0000"), "Riket"
BELOW_KOMMUN = (RowType.STADSDEL, RowType.OFFENTLIG, RowType.ENSKILD, RowType.ENHET)
ABOVE_KOMMUN = (RowType.REGION, RowType.KOMMUNGRUPP)

_TYPES = {row_type.casefold(): row_type for row_type in RowType}
_GROUP, _UNIT = re.compile(r"G[0-9]+"), re.compile(r"V[0-9]+E[0-9]+")  # Kolada's ids
_REGION_CODE = re.compile(r"00(?!00)[0-9]{2}")  # Kolada's own: 0023 is the Region, never the län
_UNWEIGHTED = "ovägt medel"  # of a group of kommuner, in Kolada's words
_REGION_WORDS = ("region", "landsting")


def row_type(sheet: Sheet, row: int) -> RowType | Fault:
    """Return the type of a row, or what is wrong if it cannot be told."""
    layout = sheet.layout
    if layout.row_type:
        text = sheet.text(row, layout.row_type).casefold()
        return layout.row_types.get(text) or _TYPES.get(text) or _unknown_type(sheet, row)
    code, name = sheet.cell(row, layout.code), sheet.text(row, layout.unit_name)
    said = layout.row_types.get((name or _cells.text(code)).casefold())
    return said or _type_of_code(code, name) or _type_of_name(name)


def _unknown_type(sheet: Sheet, row: int) -> Fault:
    found = f"okänd radtyp {_cells.quote(sheet.cell(row, sheet.layout.row_type))}"
    action = "Rätta cellen, kolumn_radtyp eller [blad.radtyper] i layoutfilen."
    return Fault(found, ", ".join(RowType), action)


def _type_of_code(cell: Cell, name: str) -> RowType | Fault | None:
    """Return what a code tells, None if there is no code."""
    code = _cells.text(cell)
    if not code:
        return None
    if _GROUP.fullmatch(code):
        return RowType.KOMMUNGRUPP
    if _UNIT.fullmatch(code):
        return RowType.ENHET
    if _is_region(name) and _cells.code(cell, 4) not in catalog.kommun_by_code():
        return RowType.REGION
    return _type_of_number(cell, name)


def _type_of_number(cell: Cell, name: str) -> RowType | Fault:
    if _cells.code(cell, 2) in RIKET_CODES:
        return RowType.RIKE
    if _REGION_CODE.fullmatch(_cells.text(cell)):
        return RowType.REGION
    if not _cells.text(cell).isdecimal():
        return Fault(f"okänd kod {_cells.quote(cell)}", "fyra siffror, till exempel 2305", "Rätta koden.")
    lan = lan_by_code().get(_cells.code(cell, 2))
    if lan is None:
        return RowType.KOMMUN
    if isinstance(cell, str) or name:
        return RowType.LAN
    found = f"koden {_cells.text(cell)} kan vara länet ({lan.code}) eller regionen ({lan.unit})"
    return Fault(found, "", "Skriv koden som text, eller ange kolumn_namn eller kolumn_radtyp i layoutfilen.")


def _type_of_name(name: str) -> RowType | Fault:
    if name.casefold() == RIKET_NAME.casefold():
        return RowType.RIKE
    if named_lan(name):
        return RowType.LAN
    if _UNWEIGHTED in name.casefold():
        return RowType.KOMMUNGRUPP
    if _is_region(name):
        return RowType.REGION
    return _fault_of_kommun(name) or RowType.KOMMUN


def _is_region(name: str) -> bool:
    return any(word in name.casefold() for word in _REGION_WORDS)


def _fault_of_kommun(name: str) -> Fault | None:
    try:
        catalog.kommun(name)
    except DataError as error:
        allowed = "namnet på en kommun, ett län eller Riket"
        (problem,) = error.problems
        return Fault(f"okänt namn {_cells.quote(name)}", allowed, problem.action or "Rätta cellen.")
    return None
