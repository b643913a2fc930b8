"""How large a table may be that is read: room for every county, and bounded memory for everything else."""

from __future__ import annotations

from oj_analys.swedish import number

MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
MOST_CELLS = 5_000_000
MOST_UNPACKED = 200_000_000  # bytes

ALLOWED = f"högst {number(MOST_ROWS)} rader, {number(MOST_COLUMNS)} kolumner och {number(MOST_CELLS)} celler"
"""The limits as a message tells them."""


def is_too_large(rows: int, columns: int) -> bool:
    """Say whether a table is larger than may be read.

    >>> is_too_large(200_000, 25), is_too_large(200_000, 26), is_too_large(1, 1_001)
    (False, True, True)
    """
    return rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS
