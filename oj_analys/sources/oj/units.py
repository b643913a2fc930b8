"""Which rows of a sheet are about a kommun, a län or riket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from oj_analys import catalog
from oj_analys.domain import RIKET, DataError, Lan, Problem, RowType
from oj_analys.sources import _cells
from oj_analys.sources._values import Fault
from oj_analys.sources.oj.names import is_kommun, is_lan, lan_by_code, named_lan
from oj_analys.sources.oj.row_types import RIKET_CODES, RIKET_NAME, row_type
from oj_analys.sources.oj.sheet import Sheet
from oj_analys.sources.oj.sheet_layout import KommunRow


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row that is used: its place in the sheet (0 = first), its type and the unit that it is about."""

    row: int
    row_type: RowType
    unit: str


@dataclass(frozen=True, slots=True)
class Units:
    """The rows that are used, how many of each type are set aside, and how many say nothing.

    ``footnotes`` have a single filled cell, ``outside`` hold something in other columns only, ``other`` are the rows of
    a kommun's own sheet that its layout does not ask for.
    """

    rows: tuple[UnitRow, ...]
    set_aside: Mapping[RowType, int] = field(default_factory=dict)
    footnotes: int = 0
    outside: int = 0
    other: int = 0


def read_units(sheet: Sheet) -> Units:
    """Return the rows of a sheet by type; what cannot be understood is noted as the sheet's problems.

    Rows for a part of a kommun (stadsdel, enhet), of its activities (Offentlig, Enskild), for a region or for a group
    of kommuner are set aside: their figures are not those of the kommun or the län.
    """
    asked = sheet.layout.kommun_row
    return _row_of_kommun(sheet, asked) if asked else _rows_by_type(sheet)


def _rows_by_type(sheet: Sheet) -> Units:
    found: list[UnitRow] = []
    types: Counter[RowType] = Counter()
    few: Counter[int] = Counter()
    for row in sheet.rows:
        said = row_type(sheet, row)
        if isinstance(said, Fault):
            filled = sheet.filled(row)
            few[filled] += 1
            if filled > 1:
                sheet.fault(row, sheet.layout.row_type or _key(sheet), said)
            continue
        types[said] += 1
        if said in _READERS:
            unit = _READERS[said](sheet, row)
            found += [UnitRow(row, said, unit)] if unit else []
    if not sheet.layout.subject.headers:
        _check_once(sheet, found)
    if not types[RowType.KOMMUN]:
        action = "Rätta namn, rubrikrad eller kolumn_radtyp i layoutfilen."
        sheet.problems.append(Problem(sheet.where, "bladet har ingen rad för en kommun", "minst en", action))
    set_aside = {kind: count for kind, count in types.items() if kind not in _READERS}
    return Units(tuple(found), set_aside, footnotes=few[1], outside=few[0])


def _row_of_kommun(sheet: Sheet, asked: KommunRow) -> Units:
    """Return the one row of a kommun's own sheet that holds its figures."""
    column = sheet.columns[asked.header] if asked.header else 0
    wanted = asked.text.casefold()
    rows = [row for row in sheet.rows if _cells.text(sheet.cells[row][column]).casefold() == wanted]
    if len(rows) != 1:
        found = f'bladet har {len(rows)} rader med "{asked.text}" i kolumn {_cells.column_letters(column)}'
        sheet.problems.append(Problem(sheet.where, found, "en rad", "Rätta rad eller kolumn_rad i layoutfilen."))
    used = tuple(UnitRow(row, RowType.KOMMUN, sheet.kommun) for row in rows[:1])
    return Units(used, other=len(sheet.rows) - len(used))


def _key(sheet: Sheet) -> str:
    """Return the header that a unit is known by first: its code, else its name."""
    return sheet.layout.code or sheet.layout.unit_name


def _read_riket(sheet: Sheet, row: int) -> str:
    cell = sheet.cell(row, sheet.layout.code)
    if sheet.layout.code and _cells.code(cell, 2) not in RIKET_CODES:
        fault = Fault(f"koden för riket är {_cells.quote(cell)}", f'"{RIKET_CODES[0]}"')
        sheet.fault(row, sheet.layout.code, fault)
    else:
        _check_name(sheet, row, RIKET_CODES[0], RIKET_NAME, lambda name: name.casefold() == RIKET_NAME.casefold())
    return RIKET


def _read_lan(sheet: Sheet, row: int) -> str:
    lan = _lan(sheet, row)
    if lan:
        _check_name(sheet, row, lan.code, lan.name, lambda name: is_lan(name, lan))
    return lan.unit if lan else ""


def _lan(sheet: Sheet, row: int) -> Lan | None:
    cell, name = sheet.cell(row, sheet.layout.code), sheet.text(row, sheet.layout.unit_name)
    lan = lan_by_code().get(_cells.code(cell, 2)) if sheet.layout.code else named_lan(name)
    if lan is None and sheet.layout.code:
        fault = Fault(f"okänd länskod {_cells.quote(cell)}", "två siffror, till exempel 23")
        sheet.fault(row, sheet.layout.code, fault)
    elif lan is None:
        fault = Fault(f"okänt län {_cells.quote(name)}", "länets hela namn, till exempel Jämtlands län")
        sheet.fault(row, sheet.layout.unit_name, fault)
    return lan


def _read_kommun(sheet: Sheet, row: int) -> str:
    if not sheet.layout.code:
        return _kommun_by_name(sheet, row)
    cell = sheet.cell(row, sheet.layout.code)
    kommun = catalog.kommun_by_code().get(_cells.code(cell, 4))
    if kommun is None:
        fault = Fault(f"okänd kommunkod {_cells.quote(cell)}", "fyra siffror, till exempel 2305", "Rätta koden.")
        sheet.fault(row, sheet.layout.code, fault)
        return ""
    _check_name(sheet, row, kommun.code, kommun.name, lambda name: is_kommun(name, kommun))
    return kommun.code


def _kommun_by_name(sheet: Sheet, row: int) -> str:
    name = sheet.text(row, sheet.layout.unit_name)
    try:
        return catalog.kommun(name).code
    except DataError as error:
        (problem,) = error.problems
        fault = Fault(f"okänd kommun {_cells.quote(name)}", problem.allowed, problem.action or "Rätta namnet.")
        sheet.fault(row, sheet.layout.unit_name, fault)
        return ""


_READERS = {RowType.RIKE: _read_riket, RowType.LAN: _read_lan, RowType.KOMMUN: _read_kommun}


def _check_name(sheet: Sheet, row: int, code: str, name: str, fits: Callable[[str], bool]) -> None:
    """Note a name that is not the one that goes with a row's code; a sheet without names has none to check."""
    header = sheet.layout.unit_name
    if header and not fits(sheet.text(row, header)):
        found = f"namnet är {_cells.quote(sheet.cell(row, header))} men koden är {code}"
        sheet.fault(row, header, Fault(found, f'"{name}"', "Rätta koden eller namnet."))


def _check_once(sheet: Sheet, rows: Iterable[UnitRow]) -> None:
    first: dict[str, UnitRow] = {}
    for row in rows:
        before = first.setdefault(row.unit, row)
        if before is not row:
            shown = _cells.quote(sheet.cell(row.row, sheet.layout.unit_name or sheet.layout.code))
            fault = Fault(f"{shown} står redan på rad {before.row + 1}", "en rad", "Ta bort den ena.")
            sheet.fault(row.row, _key(sheet), fault)
