"""Excel workbooks: every sheet as its name, texts and tables, and everything that a workbook can hide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Comment, Element

from oj_analys.disclosure.readers.archive import Archive, nested, unpack
from oj_analys.disclosure.readers.content import Beside, Content, Part
from oj_analys.disclosure.readers.markup import local, parse, plain, texts
from oj_analys.disclosure.readers.office import forbidden_elements, forbidden_parts, words
from oj_analys.disclosure.readers.unreadable import Unreadable
from oj_analys.disclosure.readers.xlsx_book import Book, Sheet, book_of
from oj_analys.disclosure.readers.xlsx_sheet import Cells, cells, parts, string

_XML = (".xml", ".rels", ".vml")
_STRINGS = "xl/sharedStrings.xml"
_NAMES = {"creator", "lastModifiedBy", "Company", "Manager"}
_EVERY_BOOK_HAS = ("xl/theme/", "[Content_Types].xml", "xl/calcChain.xml")


def read(data: bytes) -> Content:
    """Read a workbook; of each visible sheet a heading, the texts, and the tables with their header first.

    The table carries the sheet's name. A number is told as it is stored, with all its decimals.

    Raises:
        Unreadable: It is no workbook, or a broken, encrypted or unreasonably large one.
    """
    archive = unpack(data)
    try:
        return _content(data, archive)
    except Unreadable:
        raise
    except (ValueError, LookupError, ArithmeticError):
        raise Unreadable("arbetsboken är skadad") from None


def _content(data: bytes, archive: Archive) -> Content:
    trees = {name: parse(content) for name, content in archive.members.items() if name.casefold().endswith(_XML)}
    book = book_of(trees)
    shared = [string(item) for item in trees.get(_STRINGS, ()) if local(item) == "si"]
    read_sheets = {sheet: cells(sheet.root, shared) for sheet in book.sheets}
    used = frozenset[int]().union(*(found.strings for found in read_sheets.values()))
    unused = [text for at, text in enumerate(shared) if at not in used]
    unusual = forbidden_elements(trees.values())
    inner = list(nested(archive.members))
    return Content(
        parts=tuple(part for sheet, found in read_sheets.items() for part in _parts(sheet, found)),
        beside=(
            *(Beside("arkivets kommentar", text) for text in archive.remarks),
            *(Beside("text som ingen cell visar", text) for text in unused),
            *(beside for sheet, found in read_sheets.items() for beside in _beside_cells(sheet, found)),
            *_beside_parts(trees, book),
            *_inside(inner),
        ),
        authors=tuple(_authors(trees)),
        raw=(data, *archive.members.values(), *inner),
        faults=tuple(dict.fromkeys((*archive.faults, *_faults(archive, book, read_sheets, unused), *unusual))),
    )


def _parts(sheet: Sheet, found: Cells) -> Iterator[Part]:
    return parts(sheet.name, found, sheet.tables) if sheet.is_visible else iter(())


def _beside_cells(sheet: Sheet, found: Cells) -> Iterator[Beside]:
    """Yield what a hidden sheet, or a hidden row or column, holds."""
    where = f"bladet {sheet.name}, dold cell" if sheet.is_visible else f"dolt blad {sheet.name}"
    for at, text in found.texts.items():
        if text and (at in found.hidden or not sheet.is_visible):
            yield Beside(where, text)


def _beside_parts(trees: Mapping[str, Element], book: Book) -> Iterator[Beside]:
    """Yield what every part says but the cells, and the list of their texts."""
    yield from (Beside(f"definierat namn {name}", value) for name, value in book.names)
    for member, root in trees.items():
        if member == _STRINGS or member.startswith(_EVERY_BOOK_HAS):
            continue
        for child in root:
            if local(child) == "sheetData":
                yield from (Beside(f"{member}: anmärkning i filen", plain(item.text)) for item in child.iter(Comment))  # type: ignore[arg-type]
            elif local(child) not in {"definedNames", "sheets"}:
                yield from (Beside(f"{member}: {said.where}", said.text) for said in words(child))
        for relation in root if member.endswith(".rels") else ():
            if relation.get("TargetMode") == "External":
                yield Beside(f"{member}: länk", relation.get("Target", ""))


def _inside(members: list[bytes]) -> Iterator[Beside]:
    for content in members:
        try:
            yield from (Beside(f"inbäddad fil: {said.where}", said.text) for said in words(parse(content)))
        except Unreadable:
            continue


def _authors(trees: Mapping[str, Element]) -> Iterator[str]:
    for member, root in trees.items():
        if member.casefold().startswith("docprops/"):
            for item in root:
                if local(item) in _NAMES:
                    yield from texts(item)


def _faults(archive: Archive, book: Book, sheets: Mapping[Sheet, Cells], unused: list[str]) -> Iterator[str]:
    yield from forbidden_parts(archive.members)
    yield from book.faults
    for sheet, found in sheets.items():
        yield from (f"{sheet.name}: {fault}" for fault in found.faults)
        if not sheet.is_visible:
            yield "arbetsboken har ett dolt blad"
    if unused:
        yield "arbetsboken har texter som ingen cell visar"
