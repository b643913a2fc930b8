"""Tables: every cell prints the figure that it should, a hidden one its mark, and no other cell a number of persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oj_analys.disclosure.auditor.cells import cell_fault, is_sentence
from oj_analys.disclosure.auditor.layout import Zone, figures_of
from oj_analys.disclosure.auditor.ledger import Ledger
from oj_analys.disclosure.auditor.notes import Notes
from oj_analys.frames.shown import Key, ShownBlock

ABSENT = "en redovisad cell finns inte"
STRANGER = "en cell har ett tal som inte hör till tabellens uppgifter"
UNDECLARED = "en rad om personer har ett tal som inte är redovisat"

_Rows = Sequence[Sequence[str]]


def check_table(zone: Zone, ledger: Ledger, notes: Notes) -> None:
    """Check the cells of a table that is there, declared or not; the header is its first row."""
    rows = zone.part.rows if zone.part else ()
    declared = _declared(zone.block, rows[1:], zone.where, notes) if zone.block else {}
    _check_figures(declared, rows[1:], zone.where, ledger, notes)
    _check_others(declared, rows, zone, ledger, notes)


def _declared(block: ShownBlock, body: _Rows, where: str, notes: Notes) -> dict[int, dict[int, tuple[Key, ...]]]:
    """Return by row and column the figures that a table's cells print."""
    found: dict[int, dict[int, tuple[Key, ...]]] = {}
    for cell in block.cells:
        if cell.row < len(body) and cell.column < len(body[cell.row]):
            found.setdefault(cell.row, {})[cell.column] = cell.figures
        else:
            notes.fault(where, ABSENT)
    return found


def _check_figures(
    declared: Mapping[int, Mapping[int, tuple[Key, ...]]], body: _Rows, where: str, ledger: Ledger, notes: Notes
) -> None:
    """Check the declared cells: sentences as sentences, and together all cells of a row that print the same figure."""
    for at, cells in declared.items():
        own: dict[Key, list[str]] = {}
        for column, keys in cells.items():
            text = body[at][column]
            if len(keys) == 1 and not is_sentence(text):
                own.setdefault(keys[0], []).append(text)
                continue
            notes.saw_in(text, keys, ledger)
            if ledger.strangers(text, keys):
                notes.fault(_row(where, at), STRANGER)
        for key, texts in own.items():
            if fault := cell_fault(texts, ledger.figures[key], ledger, notes):
                notes.fault(_row(where, at), fault)


def _check_others(
    declared: Mapping[int, Mapping[int, tuple[Key, ...]]], rows: _Rows, zone: Zone, ledger: Ledger, notes: Notes
) -> None:
    """Check the cells that print no figure: in a table about persons, and in a row that names a measure of them."""
    whole = figures_of(zone.block) if zone.block else ()
    if zone.block and zone.block.guarded and any(ledger.strangers(text, whole) for row in rows[:1] for text in row):
        notes.fault(zone.where, STRANGER)
    for at, row in enumerate(rows[1:]):
        cells = declared.get(at, {})
        is_about_persons = not cells and _names_persons(row, zone.block, ledger)
        if not is_about_persons and not (zone.block and zone.block.guarded):
            continue
        keys = tuple(dict.fromkeys(key for figures in cells.values() for key in figures))
        others = [text for column, text in enumerate(row) if column not in cells]
        if any(ledger.strangers(text, keys) for text in others):
            notes.fault(_row(zone.where, at), UNDECLARED if is_about_persons else STRANGER)


def _names_persons(row: Sequence[str], block: ShownBlock | None, ledger: Ledger) -> bool:
    """Say whether a row names a measure of persons or, where others in its table are about them, an instrument."""
    is_mixed = block is not None and bool(block.cells)
    return any(ledger.names_persons(text) or (is_mixed and ledger.names_instrument(text)) for text in row)


def _row(where: str, at: int) -> str:
    return ", ".join(filter(None, [where, f"rad {at + 1}"]))
