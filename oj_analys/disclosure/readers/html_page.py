"""HTML: headings, paragraphs, lists and tables as they are read, and what a page holds that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from oj_analys.disclosure.readers import svg
from oj_analys.disclosure.readers.content import Beside, Content
from oj_analys.disclosure.readers.data_uri import unpacked
from oj_analys.disclosure.readers.html_parts import HIDING, Parts
from oj_analys.disclosure.readers.html_tree import parse_html
from oj_analys.disclosure.readers.markup import local, plain
from oj_analys.disclosure.readers.unreadable import Unreadable

_FORMAL = {"class", "id", "lang", "charset", "scope", "colspan", "rowspan", "rel", "type", "xmlns"}
_FETCHED = {"src", "srcset", "data", "poster", "background"}
_CALLED = re.compile(r"\s*(?:javascript|vbscript):", re.IGNORECASE)


def read(data: bytes) -> Content:
    """Read a page of HTML in UTF-8.

    Raises:
        Unreadable: It is no HTML, or not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("filen är ingen HTML i UTF-8") from None
    root = parse_html(text)
    if root.find("html") is None or "\0" in text:
        raise Unreadable("filen är ingen HTML-sida")
    page = Parts()
    page.visit(root)
    page.end_block()
    packed = [found for item in root.iter() for value in item.attrib.values() if (found := unpacked(value))]
    return Content(
        parts=tuple(page.parts),
        beside=(*page.beside, *_attributes(root), *_drawn(packed)),
        authors=tuple(_authors(root)),
        raw=(data, *packed),
        faults=tuple(dict.fromkeys((*page.faults, *_faults(root)))),
    )


def _attributes(root: Element) -> Iterator[Beside]:
    for item in root.iter():
        for key, value in item.attrib.items():
            if key not in _FORMAL and plain(value) and not unpacked(value):
                yield Beside(f"{local(item)}, {key}", plain(value))


def _drawn(packed: Iterable[bytes]) -> Iterator[Beside]:
    """Yield the words of the pictures that lie inside attributes."""
    for content in packed:
        try:
            drawn = svg.read(content)
        except Unreadable:
            continue
        yield from (Beside("inbäddad bild", part.text) for part in drawn.parts if part.text)
        yield from (Beside(f"inbäddad bild, {beside.where}", beside.text) for beside in drawn.beside)


def _authors(root: Element) -> Iterator[str]:
    for meta in root.iter("meta"):
        if meta.get("name", "").casefold() in {"author", "creator", "dc.creator"}:
            yield plain(meta.get("content"))


def _faults(root: Element) -> Iterator[str]:
    for item in root.iter():
        tag = local(item)
        if tag == "style" and HIDING.search((item.text or "").casefold()):
            yield "sidans utseende gömmer text"
        if tag == "input" and item.get("type") == "hidden":
            yield "sidan har ett dolt fält"
        for key, value in item.attrib.items():
            if key.startswith("on") or _CALLED.match(value):
                yield "sidan har ett skript"
            elif key.startswith("data-") and any(map(str.isdigit, value)):
                yield "sidan har dolda data"
            elif (key in _FETCHED or (tag == "link" and key == "href")) and not unpacked(value):
                yield "sidan hämtar något utanför filen"
