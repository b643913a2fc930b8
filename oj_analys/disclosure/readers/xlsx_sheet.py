"""One sheet of a workbook: its cells, the tables among them, and what it hides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from xml.etree.ElementTree import Element

from oj_analys.disclosure.readers.content import Part
from oj_analys.disclosure.readers.markup import local
from oj_analys.disclosure.readers.unreadable import Unreadable
from oj_analys.frames.shown import BlockKind

Place = tuple[int, int]
"""Row and column of a cell, from 1."""

_MOST_CELLS = 5_000_000  # of one table
_LETTERS = 26
_MOST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: Place) -> bool:
        """Say whether a cell lies in it."""
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a sheet as text in the file's order, which of them are hidden, and the sheet's faults in Swedish.

    ``strings`` are the places in the workbook's list of texts that its cells point to.
    """

    texts: Mapping[Place, str]
    hidden: frozenset[Place]
    strings: frozenset[int]
    faults: tuple[str, ...]


def area(written: str) -> Area:
    """Return a rectangle as a workbook writes it.

    >>> area("A6:B16")
    Area(top=6, left=1, bottom=16, right=2)
    """
    first, _, last = written.replace("$", "").partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
        raise Unreadable("en tabell i arbetsboken är orimligt stor")
    return Area(top, left, bottom, right)


def place(written: str) -> Place:
    """Return where a cell lies by its name.

    >>> place("AB3")
    (3, 28)
    """
    letters = written.rstrip("0123456789")
    number = written[len(letters) :]
    if not (number and letters.isascii() and letters.isalpha() and len(letters) <= _MOST_LETTERS):
        raise Unreadable("arbetsboken har en cell utan riktig plats")
    return int(number), _column(letters)


def cells(sheet: Element, shared: Sequence[str]) -> Cells:
    """Return the cells of a worksheet, most of whose texts stand in the workbook's own list."""
    hidden_columns = [span for column in _below(sheet, "cols") if (span := _hidden_span(column))]
    reading = _Reading(sheet.tag.removesuffix("worksheet"), shared, hidden_columns)
    for row in _below(sheet, "sheetData"):
        reading.read_row(row)
    counted = {
        "dolda rader": reading.hidden_rows,
        "dolda kolumner": len(reading.hidden_columns),
        "formler": reading.formulas,
    }
    faults = tuple(f"bladet har {what}" for what, count in counted.items() if count)
    return Cells(reading.texts, frozenset(reading.hidden), frozenset(reading.strings), faults)


def parts(name: str, found: Cells, tables: Sequence[Area]) -> Iterator[Part]:
    """Yield a sheet's name, the texts before its tables, the tables, and the texts after and beside them."""
    yield Part(BlockKind.HEADING, name, level=1)
    loose = {at: text for at, text in found.texts.items() if text and not any(table.holds(at) for table in tables)}
    for table in sorted(tables, key=lambda table: (table.top, table.left)):
        before = [at for at in loose if at[0] < table.top]
        yield from (Part(BlockKind.TEXT, loose.pop(at)) for at in before)
        yield Part(BlockKind.TABLE, name, rows=_rows(found.texts, table))
    yield from (Part(BlockKind.TEXT, text) for text in loose.values())


def _rows(texts: Mapping[Place, str], table: Area) -> tuple[tuple[str, ...], ...]:
    columns = range(table.left, table.right + 1)
    rows = range(table.top, table.bottom + 1)
    return tuple(tuple([texts.get((row, column), "") for column in columns]) for row in rows)


class _Reading:
    """A sheet being read, row by row; a row or cell that does not say where it is follows the one before.

    A sheet has hundreds of thousands of cells, so their names are compared whole, with the namespace.
    """

    def __init__(self, space: str, shared: Sequence[str], hidden_columns: Sequence[range]) -> None:
        self.hidden_columns = hidden_columns
        self.texts: dict[Place, str] = {}
        self.hidden: set[Place] = set()
        self.strings: set[int] = set()
        self.hidden_rows = self.formulas = 0
        self._shared = shared
        self._row = 0
        self._row_tag, self._cell, self._value, self._inline, self._formula = (
            space + name for name in ("row", "c", "v", "is", "f")
        )

    def read_row(self, row: Element) -> None:
        if row.tag != self._row_tag:
            return
        self._row = int(row.get("r", self._row + 1))
        is_hidden = _is_hidden(row, "ht")
        self.hidden_rows += is_hidden
        at = (self._row, 0)
        for cell in row:
            if cell.tag == self._cell:
                name = cell.get("r")
                at = place(name) if name else (self._row, at[1] + 1)
                self.texts[at] = self._text(cell)
                if is_hidden or (self.hidden_columns and any(at[1] in span for span in self.hidden_columns)):
                    self.hidden.add(at)

    def _text(self, cell: Element) -> str:
        kind, value = cell.get("t"), ""
        for child in cell:
            if child.tag == self._value:
                value = child.text or ""
            elif child.tag == self._inline:
                value = string(child)
            elif child.tag == self._formula:
                self.formulas += 1
        if kind == "s" and value:
            number = int(value)
            self.strings.add(number)
            return self._shared[number]
        return _number(value) if kind in {None, "n"} else value


def string(item: Element) -> str:
    """Return a text that may stand in several runs, without the reading aid above Asian letters."""
    aside = {inner for run in item if local(run) == "rPh" for inner in run}
    return "".join(text.text or "" for text in item.iter() if local(text) == "t" and text not in aside)


def _number(stored: str) -> str:
    """Return a number with all decimals that are stored, without an exponent."""
    if "e" not in stored.casefold():
        return stored
    try:
        return format(Decimal(stored), "f")
    except InvalidOperation:
        return stored


def _below(sheet: Element, name: str) -> Iterator[Element]:
    for child in sheet:
        if local(child) == name:
            yield from child


def _is_hidden(element: Element, size: str) -> bool:
    return element.get("hidden") in {"1", "true"} or element.get(size) in {"0", "0.0"}


def _hidden_span(column: Element) -> range:
    if not _is_hidden(column, "width"):
        return range(0)
    return range(int(column.get("min", "1")), int(column.get("max", "1")) + 1)


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter.upper()) - ord("A") + 1
    return number
