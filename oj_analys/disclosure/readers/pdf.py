"""PDF by its tags: headings, paragraphs, tables and pictures in reading order, and everything that lies beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf, Stream

from oj_analys.disclosure.readers.content import Beside, Content, Part
from oj_analys.disclosure.readers.markup import local, name, parse, plain, texts
from oj_analys.disclosure.readers.pdf_beside import entries, faults, said_in_drawing, streams, strings
from oj_analys.disclosure.readers.pdf_parts import drawn_words, parts
from oj_analys.disclosure.readers.pdf_tags import Tag, tags_of
from oj_analys.disclosure.readers.pdf_text import Words, words_of
from oj_analys.disclosure.readers.unreadable import Unreadable

_SILENT = {"/ID", "/Headers", "/Lang", "/Registry", "/Ordering"}
_AUTHORS = {"/Author", "XMP creator", "XMP publisher"}
_DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
_BROKEN = (pikepdf.PdfError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RuntimeError)


def read(data: bytes) -> Content:
    """Read a PDF; a table that goes over several pages is one, and its repeated header is no row of it.

    Words inside pictures, and everything that no tag holds (running titles, page numbers), lie beside.

    Raises:
        Unreadable: It is no PDF, or a broken or protected one.
    """
    words = words_of(data)
    try:
        with Pdf.open(BytesIO(data), suppress_warnings=True) as document:
            return _content(data, document, words)
    except Unreadable:
        raise
    except _BROKEN:
        raise Unreadable("PDF-filen är skadad") from None


def _content(data: bytes, document: Pdf, words: Words) -> Content:
    found = list(entries(document))
    unpacked = streams(document, found)
    said = [*strings(found), *_metadata(document)]
    tree = tags_of(document)
    told = tuple(parts(tree, words))
    spoken = [("text i stället för det som ritas", text) for one in unpacked for text in said_in_drawing(one)]
    beside = (*drawn_words(tree, words), *_untagged(tree, words), *_new([*said, *spoken], told))
    return Content(
        parts=told,
        beside=tuple(dict.fromkeys(beside)),
        authors=tuple(text for where, text in said if where in _AUTHORS),
        raw=(data, *unpacked, "\n".join(text for _, text in said).encode()),
        faults=tuple(dict.fromkeys((*faults(data, document, found), *_text_faults(tree, words)))),
    )


def _metadata(document: Pdf) -> Iterator[tuple[str, str]]:
    """Yield what every packet of metadata (XMP) says, by the property that says it."""
    for item in document.objects:
        if isinstance(item, Stream) and item.get("/Type") == Name.Metadata:
            for description in parse(item.read_bytes()).iter(_DESCRIPTION):
                yield from ((f"XMP {name(key)}", value) for key, value in description.attrib.items())
                yield from ((f"XMP {local(said)}", text) for said in description for text in texts(said))


def _untagged(tree: Tag, words: Words) -> Iterator[Beside]:
    """Yield the words that no tag holds: running titles, page numbers, and whatever somebody has put there."""
    tagged = set(tree.places())
    for place in words.runs:
        if place not in tagged:
            yield from (Beside(f"sida {place[0] + 1}, utanför texten", text) for text in words.scattered(place))


def _new(said: Sequence[tuple[str, str]], told: Iterable[Part]) -> Iterator[Beside]:
    """Yield the properties and names that say something that neither a part nor a name of a cell does."""
    known = {text for part in told for text in (part.text, part.alt)} | {""}
    known |= {text for where, text in said if where == "/ID"}
    for where, text in said:
        if where not in _SILENT and plain(text) not in known:
            yield Beside(where.removeprefix("/"), plain(text))


def _text_faults(tree: Tag, words: Words) -> Iterator[str]:
    if not tree.below:
        yield "PDF-filen saknar taggar"
    yield from (f"sida {page + 1} har osynlig text" for page in words.unseen)
