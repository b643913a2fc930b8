"""What the door gives of a file with tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from oj_analys.sources._cells import Cell

Cells = tuple[tuple[Cell, ...], ...]


class MergedArea(NamedTuple):
    """Cells that a sheet shows as one, counted from 0 and with both ends in; only the first holds anything."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """The cells of every sheet from A1 on, by the sheet's name, and the fingerprint of the file.

    A csv or sav file is one sheet without a name. An Excel error stands as its text (``#N/A``), so that it can never be
    taken for an empty cell. ``merged`` are the merged cells of each sheet that has any, ``questions`` the question of
    each column where the file keeps it beside the heading (sav), ``remarks`` what was passed over (Swedish, nothing
    that stood in a cell).
    """

    sha256: str
    sheets: Mapping[str, Cells] = field(repr=False)
    merged: Mapping[str, tuple[MergedArea, ...]] = field(default_factory=dict)
    questions: tuple[str, ...] = field(default=(), repr=False)
    remarks: tuple[str, ...] = ()
