"""What stands in a cell: text, number, code and address, each read in one way by every source."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from oj_analys.swedish import MINUS, nfc

Cell = str | float | bool | date | time | timedelta

LONGEST_QUOTE = 40
MOST_LISTED = 5

_PLAIN_SIGNS = str.maketrans({MINUS: "-", "\u2011": "-", "’": "'"})
_AS_PYTHON = str.maketrans({" ": "", "'": "", ",": "."})
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:(?: \d{3})+|(?:'\d{3})+)|\d+)(?:,\d+)?", re.ASCII)


def text(cell: Cell) -> str:
    r"""Return a cell as text, a whole number without decimals.

    >>> text(" Uppgift\xa0saknas "), text(2305.0), text("")
    ('Uppgift saknas', '2305', '')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return nfc(str(cell))


def number(cell: Cell) -> float | None:
    r"""Return a cell as a number, None if it is not one.

    Text may have a decimal comma, spaces of any kind or apostrophes between thousands, and any minus sign. A decimal
    point is refused: it cannot be told from a thousands point.

    >>> number(72.5), number("1\xa0234,5"), number("−3"), number("72.5"), number("X")
    (72.5, 1234.5, -3.0, None, None)
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, str):
        plain = nfc(cell).translate(_PLAIN_SIGNS)
        cell = float(plain.translate(_AS_PYTHON)) if _NUMBER.fullmatch(plain) else math.nan
    return float(cell) if isinstance(cell, int | float) and math.isfinite(cell) else None


def code(cell: Cell, digits: int) -> str:
    """Return a code as text; a spreadsheet drops the first zeros of a code that it stores as a number.

    >>> code(114.0, 4), code("0114", 4), code("G123", 4)
    ('0114', '0114', 'G123')
    """
    plain = text(cell)
    return plain.zfill(digits) if plain.isdecimal() else plain


def address(row: int, column: int) -> str:
    """Return the address of a cell from its row and column, both counted from 0.

    >>> address(13, 3), address(0, 26)
    ('D14', 'AA1')
    """
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> column_letters(0), column_letters(701), column_letters(702)
    ('A', 'ZZ', 'AAA')
    """
    letters = ""
    rest = column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the place of a column, counted from 0.

    >>> column_index("A"), column_index("AAA")
    (0, 702)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def quote(cell: Cell) -> str:
    """Return a cell as a message shows it: in quotes and cut if long.

    >>> quote("abc"), quote("")
    ('"abc"', '"" (tom cell)')
    """
    plain = text(cell)
    if not plain:
        return '"" (tom cell)'
    return f'"{plain[:LONGEST_QUOTE]}…"' if len(plain) > LONGEST_QUOTE else f'"{plain}"'


def listed(texts: Sequence[str]) -> str:
    """Return the first five texts as a message lists them, with … for the rest.

    >>> listed(["A1", "A2"]), listed(["1", "2", "3", "4", "5", "6"])
    ('A1, A2', '1, 2, 3, 4, 5, …')
    """
    return ", ".join(texts[:MOST_LISTED]) + (", …" if len(texts) > MOST_LISTED else "")
