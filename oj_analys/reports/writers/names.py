"""Names that Excel accepts: of sheets, of tables and of table columns, each unique without regard to case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oj_analys.reports.writers.plain import clean
from oj_analys.swedish import slug

_SHEET_LIMIT = 31
_TABLE_LIMIT = 200
_CELL_LIMIT = 250
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"


def sheet_names(wanted: Iterable[str]) -> list[str]:
    r"""Return names of sheets: at most 31 letters, none of ``[]:*?/\``, no apostrophe at the ends.

    >>> sheet_names(["Ja/Nej", "ja-nej", ""])
    ['Ja-Nej', 'ja-nej (2)', 'Blad']
    """
    return _unique((_sheet_name(name) for name in wanted), _SHEET_LIMIT, " ({})")


def table_names(wanted: Iterable[str]) -> list[str]:
    """Return names of tables that do not look like a cell.

    >>> table_names(["äldreomsorg", "T1", "T1"])
    ['tbl_aldreomsorg', 'tbl_t1', 'tbl_t1_2']
    """
    return _unique((f"tbl_{slug(name) or 'tabell'}" for name in wanted), _TABLE_LIMIT, "_{}")


def column_names(wanted: Iterable[str]) -> list[str]:
    """Return titles of table columns; Excel repairs a table with an empty or repeated one.

    >>> column_names(["Mått", "", "mått"])
    ['Mått', 'Kolumn', 'mått (2)']
    """
    return _unique((clean(name).strip() or "Kolumn" for name in wanted), _CELL_LIMIT, " ({})")


def _sheet_name(name: str) -> str:
    allowed = _FORBIDDEN.sub("-", clean(name)).strip(" '")[:_SHEET_LIMIT].strip(" '")
    return f"{allowed} blad" if allowed.casefold() == _RESERVED else allowed or "Blad"


def _unique(names: Iterable[str], limit: int, suffix: str) -> list[str]:
    taken: list[str] = []
    for name in names:
        taken.append(_free(name[:limit], {other.casefold() for other in taken}, limit, suffix))
    return taken


def _free(name: str, taken: set[str], limit: int, suffix: str) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        ending = suffix.format(number)
        candidate = name[: limit - len(ending)] + ending
    return candidate
