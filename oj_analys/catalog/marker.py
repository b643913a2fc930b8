"""What a source writes where a value is missing, table by table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Status

Markers = Mapping[str, Status]

REASONS = tuple(status for status in Status if status is not Status.OK)


def read_markers(file: Table) -> Mapping[str, Markers]:
    """Return each source's markers (the text of a cell → why the value is missing)."""
    return MappingProxyType({name: _read_source(file.table(name)) for name in file.keys})


def _read_source(table: Table) -> Markers:
    return MappingProxyType({text: table.choice(text, REASONS) or Status.OKAND for text in table.keys})
