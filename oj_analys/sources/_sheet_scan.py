"""Measures a sheet before a reader meets it: how far it reaches, and which cells hold an error or nothing yet.

The reader reserves memory for the whole area up to the last cell, so one cell at XFD1048576 ends the process; and it
returns error cells as empty ones, which would turn ``#N/A`` into a missing answer. So it does with formulas that no
spreadsheet has computed yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Safe here: a document type is refused when it begins, so no entity is ever declared, expanded or fetched.
from xml.parsers import expat

from oj_analys.sources._cells import column_index, column_letters

_DIGITS = "0123456789"
_LETTERS = re.compile(r"[A-Z]{1,8}")
_ROW = re.compile(r"[0-9]{1,10}")


class UnsafeXmlError(ValueError):
    """XML with a document type, or with a cell address that no spreadsheet writes; says which, in Swedish."""


@dataclass(frozen=True, slots=True)
class SheetScan:
    """How many rows and columns hold values, the text of each error by its cell, and the cells that lack a value.

    A cell lacks a value if it holds a formula or an error and nothing else. Cells are known by address (``D14``).
    """

    rows: int
    columns: int
    errors: Mapping[str, str]
    without_value: tuple[str, ...]


def scan(xml: bytes) -> SheetScan:
    """Stream through one XML part of a workbook and return its extent; a part without cells has the extent 0 × 0.

    Raises UnsafeXmlError (a ValueError) for a document type, ValueError for an address that is none, and
    expat.ExpatError for XML that is not well-formed.
    """
    scanner = _Scanner()
    scanner.parser.Parse(xml, True)  # noqa: FBT003 - the parser's own way to say that this is all
    return scanner.result()


class _Scanner:
    """Collects the distinct columns and rows of cells with a value: few, however long the sheet is."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")  # the reader knows no other encoding, whatever the file says
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.columns: set[str] = set()
        self.rows: set[str] = set()
        self.errors: dict[str, str] = {}
        self.row = "0"
        self.address = ""
        self.type = ""
        self.pending = ""  # the address of a formula or an error until its value is met
        self.without_value: list[str] = []

    def result(self) -> SheetScan:
        """Return what was seen, or raise UnsafeXmlError for an address that is none."""
        self._end_cell()
        if strange := [text for text in self.columns if not _LETTERS.fullmatch(text)]:
            raise UnsafeXmlError(f'kolumnen "{strange[0]}"')
        if strange := [text for text in self.rows if not _ROW.fullmatch(text)]:
            raise UnsafeXmlError(f'raden "{strange[0]}"')
        columns = max((column_index(letters) + 1 for letters in self.columns), default=0)
        return SheetScan(max(map(int, self.rows), default=0), columns, self.errors, tuple(self.without_value))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self._end_cell()
            self.address = attributes.get("r") or self._next_address()
            self.type = attributes.get("t", "")
        elif tag == "f":
            self.pending = self.address
        elif tag in ("v", "is") and self.address:  # a chart keeps values that stand in no cell
            letters = self.address.rstrip(_DIGITS)
            self.columns.add(letters)
            self.rows.add(self.address[len(letters) :])
            self._start_value()
        elif tag == "row":
            self.row = attributes.get("r") or str(int(self.row) + 1)
            self.address = ""

    def _start_value(self) -> None:
        if self.type == "e":
            self.pending = self.address
            self.parser.CharacterDataHandler = self._error_text
        elif self.type == "str":  # the value of a formula may be an empty text
            self.pending = ""
        elif self.pending:
            self.parser.CharacterDataHandler = self._value_text

    def _end_cell(self) -> None:
        self.parser.CharacterDataHandler = None
        if self.pending:
            self.without_value.append(self.pending)
            self.pending = ""

    def _next_address(self) -> str:
        """The address of a cell that states none: the one after the cell before it."""
        before = self.address.rstrip(_DIGITS)
        return f"{column_letters(column_index(before) + 1 if before else 0)}{self.row}"

    def _value_text(self, text: str) -> None:
        if text.strip():
            self.pending = ""

    def _error_text(self, text: str) -> None:
        self._value_text(text)
        self.errors[self.address] = (self.errors.get(self.address, "") + text).strip()

    def _refuse_doctype(self, *_: object) -> None:
        raise UnsafeXmlError("<!DOCTYPE")
