"""What a PDF holds beside its pages: properties, names, links, attached files, code, layers, older versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, String

from oj_analys.disclosure.readers.markup import plain
from oj_analys.disclosure.readers.unreadable import Unreadable

_FORBIDDEN = {
    "/EF": "en bifogad fil",
    "/EmbeddedFiles": "en bifogad fil",
    "/JS": "ett skript",
    "/JavaScript": "ett skript",
    "/AcroForm": "formulärfält",
    "/XFA": "formulärfält",
    "/OCProperties": "dolda lager",
    "/RichMedia": "inbäddad media",
    "/PieceInfo": "ett annat programs egna uppgifter",
}
_DOING = {"/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound"}
_FONTS = {"/FontFile", "/FontFile2", "/FontFile3"}
_MOST_UNPACKED = 500_000_000  # bytes, all streams together
_SAID = re.compile(rb"/(?:ActualText|Alt|E)\s*(<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\)])*\))\s*(?=/|>>)", re.DOTALL)


class Entry(NamedTuple):
    """A key somewhere in the file, and what stands there."""

    key: str
    value: object


def entries(document: Pdf) -> Iterator[Entry]:
    """Yield every entry of every object, at any depth, each once."""
    for item in chain([document.trailer], document.objects):
        yield Entry("", item)
        yield from _entries(item, "")


def strings(found: list[Entry]) -> list[tuple[str, str]]:
    """Return the texts among entries, by their key."""
    return [(entry.key, str(entry.value)) for entry in found if isinstance(entry.value, String)]


def streams(document: Pdf, found: list[Entry]) -> list[bytes]:
    """Return the unpacked streams that can hold text: neither fonts nor pictures.

    Raises:
        Unreadable: They become larger than any report.
    """
    fonts = {entry.value.objgen for entry in found if entry.key in _FONTS and isinstance(entry.value, Object)}
    unpacked: list[bytes] = []
    for item in document.objects:
        if isinstance(item, Stream) and item.objgen not in fonts and item.get("/Subtype") != Name.Image:
            unpacked.append(_unpacked(item))
            if sum(map(len, unpacked)) > _MOST_UNPACKED:
                raise Unreadable("PDF-filen blir orimligt stor när den packas upp")
    return unpacked


def said_in_drawing(content: bytes) -> Iterator[str]:
    """Yield what a page says in place of what it draws, but for the hyphens of broken words.

    >>> list(said_in_drawing(rb"/Span <</ActualText (3 personer)>> BDC /Span<</ActualText<FEFF00AD>>>BDC"))
    ['3 personer']
    """
    for match in _SAID.finditer(content):
        if said := plain(str(Object.parse(match[1]))):
            yield said


def faults(data: bytes, document: Pdf, found: list[Entry]) -> Iterator[str]:
    """Yield in Swedish what may not be in a report."""
    for entry in found:
        if entry.key in _FORBIDDEN:
            yield f"PDF-filen har {_FORBIDDEN[entry.key]}"
        elif entry.key == "/S" and isinstance(entry.value, Name) and str(entry.value) in _DOING:
            yield "PDF-filen har en länk som gör något"
    if any(note.get("/Subtype") != Name.Link for page in document.pages for note in page.get("/Annots", Array())):
        yield "PDF-filen har en anteckning"
    if sum(entry.key == "/Type" and entry.value == Name.Page for entry in found) > len(document.pages):
        yield "PDF-filen har sidor som inte visas"
    if data.count(b"startxref") > 1:
        yield "PDF-filen har äldre versioner av sig själv kvar"
    if not data.rstrip().endswith(b"%%EOF"):
        yield "det ligger något efter filens slut"
    if document.get_warnings():
        yield "PDF-filen är skadad"


def _entries(item: object, key: str) -> Iterator[Entry]:
    if isinstance(item, Dictionary | Stream):
        inner = [Entry(name, value) for name, value in item.items()]
    elif isinstance(item, Array):
        inner = [Entry(key, value) for value in item]
    else:
        return
    for entry in inner:
        yield entry
        if isinstance(entry.value, Object) and not entry.value.is_indirect:
            yield from _entries(entry.value, entry.key)


def _unpacked(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except PdfError:  # packed in a way that only pictures are
        return stream.read_raw_bytes()
