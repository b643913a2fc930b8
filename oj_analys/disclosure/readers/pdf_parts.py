"""The parts of a tagged PDF in reading order: its structure, filled with the words that its pages draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oj_analys.disclosure.readers.content import Beside, Part
from oj_analys.disclosure.readers.markup import plain
from oj_analys.disclosure.readers.pdf_tags import Tag
from oj_analys.disclosure.readers.pdf_text import Place, Words
from oj_analys.frames.shown import BlockKind

_HEADINGS = {"Title": 1, "H": 1, **{f"H{level}": level for level in range(1, 7)}}
_INLINE = {"Span", "Link", "Quote", "Em", "Strong", "Code", "Reference", "Annot", "Sub"}
_TEXTS = {"P", "LI", "Note", "FENote", "BlockQuote", "Formula", "TOCI", "BibEntry", "Aside", "Lbl", *_INLINE}
_ROW_GROUPS = {"THead", "TBody", "TFoot"}


def parts(tag: Tag, words: Words) -> Iterator[Part]:
    """Yield the parts of an element; a caption belongs to the table or the picture that it stands with."""
    caption = ""
    for item in tag.below:
        kind = item.kind if isinstance(item, Tag) else "P"
        if kind == "Caption":
            caption = f"{caption} {_said(item, words)}"
        elif kind in {"Table", "Figure"} and isinstance(item, Tag):
            yield from _table(item, caption, words) if kind == "Table" else _pictures([item], caption, words)
            caption = ""
        elif kind in _HEADINGS:
            yield Part(BlockKind.HEADING, plain(_said(item, words)), level=_HEADINGS[kind])
        elif kind in _TEXTS:
            yield from _text(_said(item, words))
            yield from _pictures(item.figures() if isinstance(item, Tag) else (), "", words)
        elif isinstance(item, Tag):
            yield from parts(item, words)
    yield from _text(caption)


def drawn_words(tag: Tag, words: Words) -> Iterator[Beside]:
    """Yield the words that the pictures draw; pictures are numbered from 1 in reading order."""
    for number, figure in enumerate(tag.figures(), start=1):
        for place in figure.places():
            yield from (Beside(f"text i bild {number}, sida {place[0] + 1}", text) for text in words.scattered(place))


def _table(table: Tag, caption: str, words: Words) -> Iterator[Part]:
    rows: list[tuple[str, ...]] = []
    loose: list[str] = []
    for item in _flattened(table):
        if not isinstance(item, Tag):
            loose.append(_said(item, words))
        elif item.kind == "Caption":
            caption = f"{caption} {_said(item, words)}"
        elif item.kind == "TR":
            rows.append(tuple(plain(_said(cell, words)) for cell in item.below))
        else:
            loose.append(_said(item, words))
    yield Part(BlockKind.TABLE, plain(caption), rows=tuple(rows))
    for text in loose:
        yield from _text(text)
    yield from _pictures(table.figures(), "", words)


def _flattened(table: Tag) -> Iterator[Tag | Place]:
    """Yield what is in a table, without the groups that its rows stand in."""
    for item in table.below:
        if isinstance(item, Tag) and item.kind in _ROW_GROUPS:
            yield from _flattened(item)
        else:
            yield item


def _pictures(figures: Iterable[Tag], caption: str, words: Words) -> Iterator[Part]:
    for figure in figures:
        own = [_said(item, words) for item in figure.below if isinstance(item, Tag) and item.kind == "Caption"]
        yield Part(BlockKind.PICTURE, plain(" ".join([caption, *own])), alt=plain(figure.alt))


def _text(said: str) -> Iterator[Part]:
    if words := plain(said):
        yield Part(BlockKind.TEXT, words)


def _said(item: Tag | Place, words: Words) -> str:
    """Return the words of an element without those that its pictures draw; a paragraph in it stands apart."""
    if not isinstance(item, Tag):
        return words.flowing(item)
    if item.kind == "Figure":
        return ""
    said = "".join(_said(inner, words) for inner in item.below)
    return said if item.kind in _INLINE else f" {said} "
