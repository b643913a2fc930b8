"""SVG: the words of a picture, also of letters that are drawn as shapes, and where it draws its values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from oj_analys.disclosure.readers.content import Beside, Content, Mark, Part
from oj_analys.disclosure.readers.data_uri import unpacked
from oj_analys.disclosure.readers.markup import is_remark, local, name, parse, plain, texts
from oj_analys.disclosure.readers.svg_shape import Box, Shapes, around
from oj_analys.disclosure.readers.unreadable import Unreadable
from oj_analys.frames.shown import BlockKind

VALUE = re.compile(r"varde-(\d+)")
"""The name of a group that draws one value; the numbers run from 0 in the order of the figures."""

_WRITTEN = {"title", "desc", "text"}
_FOREIGN = {"script": "ett skript", "foreignObject": "främmande innehåll", "image": "en inbäddad bild"}
_WORDED = {"alt", "label", "title", "content", "aria-label", "aria-description"}


def read(data: bytes) -> Content:
    """Read an SVG file: its texts in order, then one picture with a mark for each value that it draws.

    A text whose letters are drawn as shapes is read from the remark beside them.

    Raises:
        Unreadable: It is no SVG, is broken, or declares entities.
    """
    root = parse(data)
    if local(root) != "svg":
        raise Unreadable("filen är ingen SVG-bild")
    packed = [found for element in root.iter() for value in element.attrib.values() if (found := unpacked(value))]
    return Content(
        parts=(*_texts(root), Part(BlockKind.PICTURE, "", marks=marks(root), strays=len(strays(root)))),
        beside=tuple(_beside(root)),
        authors=tuple(_authors(root)),
        raw=(data, *packed),
        faults=tuple(dict.fromkeys(_faults(root))),
    )


def marks(root: Element) -> tuple[Mark, ...]:
    """Return the values that a picture draws, by their number."""
    found = [
        (int(match[1]), Mark(match[0], *box))
        for group, box in Shapes(root).boxes(VALUE)
        if (match := VALUE.fullmatch(group))
    ]
    return tuple(mark for _, mark in sorted(found, key=lambda item: item[0]))


def strays(root: Element) -> tuple[Box, ...]:
    """Return the shapes that stand where values are drawn, but draw none by name; letters and grid lines do not count.

    Where values are drawn is what the axes reach over, or the values themselves if there are no axes.
    """
    shapes = Shapes(root)
    named = [box for _, box in shapes.boxes(VALUE)]
    loose = list(shapes.loose(VALUE))
    places = [*named, *(one.box for one in loose if one.in_axes)]
    if not places:
        return ()
    area = around(places)
    return tuple(one.box for one in loose if one.is_filled and _is_within(one.box, area))


def _is_within(box: Box, area: Box) -> bool:
    """Say whether the middle of a shape lies in an area that it does not cover."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    covers = box[0] <= area[0] and box[1] <= area[1] and box[2] >= area[2] and box[3] >= area[3]
    return area[0] <= across <= area[2] and area[1] <= down <= area[3] and not covers


def _texts(root: Element) -> Iterator[Part]:
    described = {inner for outer in root.iter() if local(outer) == "metadata" for inner in outer.iter()}
    for element in root.iter():
        words = ""
        if is_remark(element):
            words = plain(element.text)
        elif local(element) in _WRITTEN and element not in described:
            words = " ".join(texts(element))
        if words:
            yield Part(BlockKind.TEXT, words)


def _beside(root: Element) -> Iterator[Beside]:
    for element in root.iter():
        kind = local(element)
        if kind == "metadata":
            yield from (Beside("metadata", words) for words in texts(element))
        elif kind in {"style", "script"}:
            yield from (Beside(kind, words) for words in texts(element))
        for key, value in element.attrib.items():
            if name(key) in _WORDED or name(key).startswith("data-"):
                yield Beside(f"attributet {name(key)}", plain(value))
            elif name(key) == "href" and not value.startswith("#"):
                yield Beside("länk", value[:200])


def _authors(root: Element) -> Iterator[str]:
    for element in root.iter():
        if local(element) in {"creator", "publisher", "contributor", "rights"}:
            yield from texts(element)


def _faults(root: Element) -> Iterator[str]:
    for element in root.iter():
        if local(element) in _FOREIGN:
            yield f"bilden har {_FOREIGN[local(element)]}"
        for key, value in element.attrib.items():
            if name(key).startswith("on"):
                yield "bilden har ett skript"
            elif name(key).startswith("data-"):
                yield "bilden har dolda data"
            elif name(key) == "href" and not value.startswith(("#", "data:")):
                yield "bilden hämtar eller länkar till något utanför filen"
