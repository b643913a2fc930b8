"""The parts of an HTML page in reading order, and the text that nobody sees."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from oj_analys.disclosure.readers.content import Beside, Part
from oj_analys.disclosure.readers.markup import is_remark, local, plain, texts
from oj_analys.frames.shown import BlockKind

HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0\s*(?:[;}]|$)|font-size\s*:\s*0")
"""A style that keeps text from being seen."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "br", "dd", "details", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "nav", "ol", "option", "p"),
    *("pre", "section", "summary", "ul"),
}
_UNSEEN = {"template", "noscript", "datalist"}
_CODE = {"script": "ett skript", "iframe": "en inbäddad sida", "object": "en inbäddad fil", "embed": "en inbäddad fil"}


class Parts:
    """The parts of a page so far, what lies beside them, and what may not be there."""

    def __init__(self) -> None:
        """Begin an empty page."""
        self.parts: list[Part] = []
        self.beside: list[Beside] = []
        self.faults: list[str] = []
        self._run: list[str] = []  # text since the last part

    def visit(self, item: Element) -> None:
        """Take an element and everything in it; the text after it belongs to the one round it."""
        tag = local(item)
        if is_remark(item):
            self._set_aside("kommentar", plain(item.text), "sidan har en kommentar")
        elif tag in _CODE:
            self._set_aside(tag, " ".join(texts(item)), f"sidan har {_CODE[tag]}")
        elif tag in _UNSEEN or _is_hidden(item):
            self._set_aside("dold text", " ".join(texts(item)), "sidan har dold text")
        elif tag in {"title", "style"}:
            self.beside.append(Beside(tag, " ".join(texts(item))))
        elif tag in {"table", "img", "svg"}:
            self.end_block()
            self._take(tag, item)
        else:
            self._read_text(item, tag)

    def end_block(self, level: int = 0) -> None:
        """Make a part of the text since the last one, a heading if it has a level."""
        if words := plain("".join(self._run)):
            self.parts.append(Part(BlockKind.HEADING if level else BlockKind.TEXT, words, level=level))
        self._run.clear()

    def _read_text(self, item: Element, tag: str) -> None:
        is_block = tag in _BLOCKS or tag in _HEADINGS
        if is_block:
            self.end_block()
        self._run.append(item.text or "")
        for child in item:
            self.visit(child)
            self._run.append(child.tail or "")
        if is_block:
            self.end_block(_HEADINGS.get(tag, 0))

    def _take(self, tag: str, item: Element) -> None:
        if tag == "table":
            self._read_table(item)
        elif tag == "img":
            self.parts.append(Part(BlockKind.PICTURE, "", alt=plain(item.get("alt"))))
        else:
            drawn = (child for child in item.iter() if local(child) in {"title", "desc", "text"})
            self.parts += [Part(BlockKind.TEXT, words) for child in drawn if (words := " ".join(texts(child)))]

    def _read_table(self, table: Element) -> None:
        captions, rows = list[str](), list[tuple[str, ...]]()
        self._read_rows(table, captions, rows)
        self.parts.append(Part(BlockKind.TABLE, " ".join(captions), rows=tuple(rows)))

    def _read_rows(self, item: Element, captions: list[str], rows: list[tuple[str, ...]]) -> None:
        """Take the rows of a table or of a part of it; anything else in it is text round the table."""
        for child in item:
            tag = "" if _is_hidden(child) else local(child)
            if tag in {"thead", "tbody", "tfoot"}:
                self._read_rows(child, captions, rows)
            elif tag == "tr":
                rows.append(tuple(self._cell(cell) for cell in child if local(cell) in {"th", "td"}))
                self._read_stray([cell for cell in child if local(cell) not in {"th", "td"}])
            elif tag == "caption":
                captions.append(self._cell(child))
            else:
                self._read_stray([child])
            self._run.append(child.tail or "")

    def _read_stray(self, items: list[Element]) -> None:
        for item in items:
            self.visit(item)

    def _cell(self, cell: Element) -> str:
        """Return the words of a cell; what is not seen of it goes beside."""
        inner = Parts()
        inner.visit(cell)
        inner.end_block()
        self.beside += inner.beside
        self.faults += inner.faults
        words = (text for part in inner.parts for text in (part.text, part.alt, *(" ".join(row) for row in part.rows)))
        return " ".join(filter(None, words))

    def _set_aside(self, where: str, text: str, fault: str) -> None:
        self.faults.append(fault)
        if text:
            self.beside.append(Beside(where, text))


def _is_hidden(item: Element) -> bool:
    if is_remark(item):
        return False
    return "hidden" in item.attrib or HIDING.search(item.get("style", "").casefold()) is not None
