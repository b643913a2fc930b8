"""Which kommun each row of a table is about; rows of kommuner outside the group are set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from oj_analys.catalog import lookup
from oj_analys.catalog.contents import bundled
from oj_analys.sources._table import Column, Row, Table
from oj_analys.sources._values import Fault

MOST_SUGGESTED = 50  # different spellings; a column with more of them does not hold kommuner

_MEND = "Rätta stavningen, eller fyll i det som saknas."


@dataclass(frozen=True, slots=True)
class KommunRows:
    """The rows of the group's kommuner with the code of each, and how many rows are set aside."""

    rows: tuple[tuple[Row, str], ...] = field(repr=False)
    set_aside: int


def split_by_kommun(table: Table, column: Column, members: Collection[str]) -> KommunRows:
    """Return the rows by the kommun that stands in a column; one that is unknown is noted as a fault.

    The fault names the kommun that may be meant, never what stands in the cell.
    """
    codes = {text: _code(text) for text in dict.fromkeys(table.texts(column.place))}
    suggestions = _suggestions(text for text, code in codes.items() if not code)
    kept: list[tuple[Row, str]] = []
    set_aside = 0
    for row in table.rows:
        text = row.text(column)
        if not codes[text]:
            table.fault(row, column, _unknown(suggestions.get(text, "")))
        elif codes[text] in members:
            kept.append((row, codes[text]))
        else:
            set_aside += 1
    return KommunRows(tuple(kept), set_aside)


def _code(text: str) -> str:
    kommun = _names().get(text)
    return kommun.code if kommun else ""


def _suggestions(unknown: Iterable[str]) -> Mapping[str, str]:
    return {text: _names().suggestion(text) for text in islice(unknown, MOST_SUGGESTED)}


def _unknown(suggestion: str) -> Fault:
    return Fault("okänd kommun", "kommunens namn eller kod", suggestion or _MEND)


@cache
def _names() -> lookup.KommunNames:
    return lookup.kommun_names(bundled())
