"""Which kommun each row of a table is about; rows of kommuner outside the group are set aside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from oj_analys.catalog import lookup
from oj_analys.catalog.contents import bundled
from oj_analys.sources._table import Column, Row, Table
from oj_analys.sources._values import Fault

_UNKNOWN = Fault("okänd kommun", "kommunens namn eller kod", "Rätta stavningen, eller fyll i det som saknas.")


@dataclass(frozen=True, slots=True)
class KommunRows:
    """The rows of the group's kommuner with the code of each, and how many rows are set aside."""

    rows: tuple[tuple[Row, str], ...] = field(repr=False)
    set_aside: int


def split_by_kommun(table: Table, column: Column, members: Collection[str]) -> KommunRows:
    """Return the rows by the kommun that stands in a column; one that is unknown is noted as a fault."""
    codes = {text: _code(text) for text in set(table.texts(column.place))}
    found = [(row, codes[row.text(column)]) for row in table.rows]
    for row, code in found:
        if not code:
            table.fault(row, column, _UNKNOWN)
    kept = tuple((row, code) for row, code in found if code in members)
    return KommunRows(kept, sum(code != "" and code not in members for _, code in found))


def _code(text: str) -> str:
    return _codes().get(lookup.spelling(text), "")


@cache
def _codes() -> Mapping[str, str]:
    """Return the code of every kommun by each of its names; no suggestion is asked for, which might quote a text."""
    return {name: kommun.code for name, kommun in lookup.kommun_names(bundled()).members.items()}
