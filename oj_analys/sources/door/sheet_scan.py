"""Looks through the XML parts of a workbook before a reader meets them: how far a sheet reaches, and what hides in it.

The reader reserves memory for the whole area up to the last cell, so one cell at XFD1048576 ends the process; and it
returns error cells as empty ones, which would turn ``#N/A`` into a missing answer. So it does with formulas that no
spreadsheet has computed yet. It says nothing of rows and columns that are hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# Safe here: a document type is refused when it begins, so no entity is ever declared, expanded or fetched.
from xml.parsers import expat

from oj_analys.sources._cells import column_index
from oj_analys.sources.door.plain_rows import plain_extent
from oj_analys.sources.door.sheet_rows import TRUE, SheetRows, UnsafeXmlError
from oj_analys.sources.door.workbook import MergedArea

EXTERNAL_BOOK = "externalBook"

_LINKS = frozenset({EXTERNAL_BOOK, "ddeLink", "oleLink"})
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_FIRST, _LAST = b"<sheetData>", b"</sheetData>"
_PARAGRAPHS = ("p", "text", "si", "is")


@dataclass(frozen=True, slots=True)
class PartScan:
    """What one XML part of a workbook holds; a part that is no sheet has the extent 0 × 0.

    ``rows`` and ``columns`` say how many hold values. ``errors`` is the text of each error by its cell. A cell
    of ``without_value`` holds a formula or an error and nothing else. Cells are known by address (``D14``), hidden rows
    and columns by their place from 0. ``texts`` are all texts and attributes outside of the cells, ``links`` the
    elements that fetch something from elsewhere.
    """

    rows: int
    columns: int
    errors: Mapping[str, str]
    without_value: tuple[str, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[range, ...]
    merged: tuple[MergedArea, ...]
    texts: frozenset[str] = field(repr=False)
    links: frozenset[str]


def scan(xml: bytes) -> PartScan:
    """Look through one XML part; rows that are plain are not parsed.

    Raises UnsafeXmlError (a ValueError) for a document type, another encoding than UTF-8 and an address that is none,
    ValueError for other nonsense, and expat.ExpatError for XML that is not well-formed.
    """
    first = xml.find(_FIRST) + len(_FIRST)
    last = xml.find(_LAST, first) if first >= len(_FIRST) else -1
    extent = plain_extent(xml[first:last]) if last > 0 else None
    pieces = (xml,) if extent is None else (xml[:first], xml[last:])
    part = _Part()
    _parse(part.parser, *pieces)
    return part.result(*(extent or (0, 0)))


def refuse_unsafe(xml: bytes) -> None:
    """Raise as ``scan`` does, without looking at what the part holds."""
    _parse(_parser(), xml)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")  # the reader knows no other encoding, whatever the file says
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _parse(parser: expat.XMLParserType, *pieces: bytes) -> None:
    for piece in pieces:
        parser.Parse(piece, False)  # noqa: FBT003 - the parser's own way to say that more comes
    parser.Parse(b"", True)  # noqa: FBT003 - and that this was all
    if any(b"\0" in piece for piece in pieces):
        raise UnsafeXmlError("text i en annan teckenkodning än UTF-8")


def _refuse_doctype(*_: object) -> None:
    raise UnsafeXmlError("<!DOCTYPE")


class _Part:
    """Collects what a part holds outside of the rows of a sheet, and leaves those to another."""

    def __init__(self) -> None:
        self.parser = _parser()
        self.parser.buffer_text = True
        self.rows = SheetRows(self.parser, self._begin)
        self.hidden_columns: list[range] = []
        self.merged: list[MergedArea] = []
        self.links: set[str] = set()
        self.texts: set[str] = set()
        self.text: list[str] = []  # a paragraph may be cut into pieces of different looks
        self.has_text = False
        self._begin()

    def result(self, rows: int, columns: int) -> PartScan:
        """Return what was seen beside the plain rows, which reach that far."""
        far_rows, far_columns = self.rows.extent()
        return PartScan(
            max(rows, far_rows),
            max(columns, far_columns),
            self.rows.errors,
            tuple(self.rows.without_value),
            frozenset(self.rows.hidden),
            tuple(self.hidden_columns),
            tuple(self.merged),
            frozenset((*self.texts, "".join(self.text))),
            frozenset(self.links),
        )

    def _begin(self) -> None:
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        self.has_text = False
        self.texts.update(value for key, value in attributes.items() if not _is_id(tag, key, value))
        if tag == "sheetData":
            self.rows.begin()
        elif tag == "col" and attributes.get("hidden") in TRUE:
            self.hidden_columns.append(range(int(attributes["min"]) - 1, int(attributes["max"])))
        elif tag == "mergeCell":
            self.merged.append(_area(attributes["ref"]))
        elif tag in _LINKS:
            self.links.add(tag)

    def _text(self, text: str) -> None:
        if text.strip():
            self.text.append(text)
            self.has_text = True

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in _PARAGRAPHS or (self.has_text and tag != "t"):
            self.texts.add("".join(self.text))
            self.text.clear()
        self.has_text = False


def _is_id(tag: str, key: str, value: str) -> bool:
    """Say whether an attribute is a number that a program has drawn: one in a hundred of them looks like a person's."""
    return value.isdigit() and (key.casefold().endswith("id") or tag.casefold().endswith(("id", "crossax")))


def _area(reference: str) -> MergedArea:
    match = _AREA.fullmatch(reference)
    if not match:
        raise UnsafeXmlError("sammanfogade celler utan riktig adress")
    first_letters, first_row, last_letters, last_row = match.groups()
    first = int(first_row) - 1, column_index(first_letters)
    return MergedArea(*first, *((int(last_row) - 1, column_index(last_letters)) if last_letters else first))
