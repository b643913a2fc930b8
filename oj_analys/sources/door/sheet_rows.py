"""Goes through the rows of a sheet cell by cell: how far they reach, and which hold an error or nothing yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from oj_analys.sources._cells import column_index, column_letters

TRUE = ("1", "true")

_DIGITS = "0123456789"
_LETTERS = re.compile(r"[A-Z]{1,8}")
_ROW = re.compile(r"[0-9]{1,10}")


class UnsafeXmlError(ValueError):
    """XML with a document type, or with a cell address that no spreadsheet writes; says which, in Swedish."""


class SheetRows:
    """Collects the distinct columns and rows of cells with a value: few, however long the sheet is."""

    def __init__(self, parser: expat.XMLParserType, at_end: Callable[[], None]) -> None:
        self.parser = parser
        self.at_end = at_end  # tells somebody else of what follows after the rows
        self.columns: set[str] = set()
        self.numbers: set[str] = set()
        self.errors: dict[str, str] = {}
        self.hidden: set[int] = set()
        self.row = 0
        self.address = ""
        self.type = ""
        self.pending = ""  # the address of a formula or an error until its value is met
        self.without_value: list[str] = []

    def begin(self) -> None:
        """Be told of all that follows."""
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = None

    def extent(self) -> tuple[int, int]:
        """Return how many rows and columns hold values, or raise UnsafeXmlError for an address that is none."""
        if not (all(map(_LETTERS.fullmatch, self.columns)) and all(map(_ROW.fullmatch, self.numbers))):
            raise UnsafeXmlError("celladresser som inget kalkylprogram skriver")
        columns = max((column_index(letters) + 1 for letters in self.columns), default=0)
        return max(map(int, self.numbers), default=0), columns

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self._end_cell()
            self.address = attributes.get("r") or self._next_address()
            self.type = attributes.get("t", "")
        elif tag == "f":
            self.pending = self.address
        elif tag in ("v", "is"):
            letters = self.address.rstrip(_DIGITS)
            self.columns.add(letters)
            self.numbers.add(self.address[len(letters) :])
            self._start_value()
        elif tag == "row":
            self.row = int(attributes.get("r") or self.row + 1)
            self.address = ""
            if attributes.get("hidden") in TRUE:
                self.hidden.add(self.row - 1)

    def _end(self, name: str) -> None:
        if name.endswith("sheetData"):
            self._end_cell()
            self.at_end()

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
