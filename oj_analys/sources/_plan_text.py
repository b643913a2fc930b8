"""Texts that kommuner have written: one line without hidden characters, and not too long to print."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from oj_analys.sources._cells import Cell, text
from oj_analys.sources._table import Column, Row, Table
from oj_analys.sources._values import Fault
from oj_analys.swedish import nfc

LONGEST = 300

_TOO_LONG = Fault("texten är för lång", f"högst {LONGEST} tecken", "Korta den.")
_EMPTY = Fault("cellen är tom", "en text", "Fyll i den, eller ta bort raden.")
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn")  # control and format characters, and what is no character


def one_line(cell: Cell) -> str:
    r"""Return a cell as one line, without the characters that do not show.

    >>> one_line(" Öka\u200b stödet\n till unga "), one_line(datetime(2024, 3, 18))
    ('Öka stödet till unga', '2024-03-18')
    """
    plain = cell.date().isoformat() if isinstance(cell, datetime) else text(cell)
    return nfc("".join(letter for letter in plain if unicodedata.category(letter) not in _HIDDEN))


def read_text(table: Table, row: Row, column: Column) -> str:
    """Return a cell as one line; a text that is too long is noted as a fault."""
    plain = one_line(row.cells[column.place])
    if len(plain) > LONGEST:
        table.fault(row, column, _TOO_LONG)
    return plain


def need_text(table: Table, row: Row, column: Column) -> str:
    """Return what :func:`read_text` does; an empty cell is a fault too."""
    plain = read_text(table, row, column)
    if not plain:
        table.fault(row, column, _EMPTY)
    return plain
