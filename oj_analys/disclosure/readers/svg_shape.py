"""Where the groups of an SVG are drawn: boxes round the points of their paths, through moves and scalings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from oj_analys.disclosure.readers.markup import local, name
from oj_analys.disclosure.readers.unreadable import Unreadable

Box = tuple[float, float, float, float]

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_CHANGE = re.compile(r"(\w+)\s*\(([^)]*)\)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_SHAPES = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "line", "use", "image"}
_PLACED = re.compile(r"(?:axes|text)_\d+")
_WHITE = re.compile(r"(?<![\w-])fill\s*:\s*#ffffff\b")
_UNFILLED = re.compile(r"(?<![\w-])fill\s*:\s*none")
_MOST_MET = 100_000  # shapes; one that is made of others can be drawn without end


class Frame(NamedTuple):
    """A moved and scaled system of coordinates."""

    x: float = 0.0
    y: float = 0.0
    wide: float = 1.0
    tall: float = 1.0

    def within(self, change: str) -> Frame:
        """Return the system inside this one after ``translate`` and ``scale``; other changes are not followed."""
        frame = self
        if not change:
            return frame
        for kind, written in _CHANGE.findall(change):
            numbers = _numbers(written)
            if kind == "translate" and numbers:
                x, y = (*numbers, 0.0)[:2]
                frame = frame._replace(x=frame.x + frame.wide * x, y=frame.y + frame.tall * y)
            elif kind == "scale" and numbers:
                wide, tall = (*numbers, numbers[0])[:2]
                frame = frame._replace(wide=frame.wide * wide, tall=frame.tall * tall)
        return frame

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of this system in the picture's coordinates."""
        return self.x + self.wide * x, self.y + self.tall * y


class Loose(NamedTuple):
    """A shape outside of every wanted group: its box, whether it is filled, and whether it belongs to the axes."""

    box: Box
    is_filled: bool
    in_axes: bool


class Shapes:
    """The shapes of a picture, some of them kept by name and drawn elsewhere."""

    def __init__(self, root: Element) -> None:
        """Note which shapes have a name."""
        self._root = root
        self._met = 0
        self._named: Mapping[str, Element] = {key: item for item in root.iter() if (key := item.get("id"))}

    def boxes(self, wanted: re.Pattern[str]) -> Iterator[tuple[str, Box]]:
        """Yield the name and the box of every group that is wanted and draws something."""
        yield from self._boxes(self._root, Frame(), wanted)

    def loose(self, wanted: re.Pattern[str]) -> Iterator[Loose]:
        """Yield every shape that no wanted group holds, but no letters."""
        yield from self._loose(self._root, Frame(), wanted, "")

    def _loose(self, element: Element, frame: Frame, wanted: re.Pattern[str], within: str) -> Iterator[Loose]:
        """Yield the loose shapes of an element; ``within`` is the axes or the text that it belongs to, if any."""
        kind, key = local(element), element.get("id", "")
        if kind in {"defs", "clipPath"} or (kind == "g" and wanted.fullmatch(key)):
            return
        if within.startswith("text") and (kind == "use" or _WHITE.search(element.get("style", ""))):
            return  # a letter, or what is behind one
        if kind in _SHAPES:
            if points := list(self._points(element, frame)):
                yield Loose(_box(points), _is_filled(element), within.startswith("axes"))
            return
        frame = frame.within(element.get("transform", ""))
        inner = key if kind == "g" and _PLACED.match(key) else within
        for child in element:
            yield from self._loose(child, frame, wanted, inner)

    def _boxes(self, element: Element, frame: Frame, wanted: re.Pattern[str]) -> Iterator[tuple[str, Box]]:
        frame = frame.within(element.get("transform", ""))
        key = element.get("id", "")
        if local(element) == "g" and wanted.fullmatch(key):
            points = [point for child in element for point in self._points(child, frame)]
            if points:
                yield key, _box(points)
        for child in element:
            yield from self._boxes(child, frame, wanted)

    def _points(self, element: Element, frame: Frame) -> Iterator[tuple[float, float]]:
        self._met += 1
        if self._met > _MOST_MET:
            raise Unreadable("bilden ritar samma former orimligt många gånger")
        if local(element) in {"defs", "clipPath"}:
            return
        frame = frame.within(element.get("transform", ""))
        if local(element) == "use":
            frame = frame.within(f"translate({_size(element, 'x')} {_size(element, 'y')})")
            used = self._named.get(_address(element))
            if used is not None:
                yield from self._points(used, frame)
        yield from (frame.place(x, y) for x, y in _own_points(element))
        for child in element:
            yield from self._points(child, frame)


def _own_points(element: Element) -> Iterator[tuple[float, float]]:
    kind = local(element)
    if kind == "path":
        yield from _path(element.get("d", ""))
    elif kind in {"rect", "image"}:
        x, y = _size(element, "x"), _size(element, "y")
        yield from ((x, y), (x + _size(element, "width"), y + _size(element, "height")))
    elif kind in {"circle", "ellipse"}:
        x, y, radius = _size(element, "cx"), _size(element, "cy"), _size(element, "r")
        wide, tall = _size(element, "rx") or radius, _size(element, "ry") or radius
        yield from ((x - wide, y - tall), (x + wide, y + tall))
    elif kind == "line":
        yield from ((_size(element, "x1"), _size(element, "y1")), (_size(element, "x2"), _size(element, "y2")))
    elif kind in {"polyline", "polygon"}:
        yield from list(pairwise(_numbers(element.get("points", ""))))[::2]


def _path(written: str) -> Iterator[tuple[float, float]]:
    """Yield the points of a path; a curve by the points that steer it."""
    x = y = 0.0
    start = (x, y)
    for step, listed in _STEP.findall(written):
        if step in "Zz":
            x, y = start
            continue
        takes = _TAKES[step.upper()]
        numbers = _numbers(listed)
        for at in range(0, len(numbers) - takes + 1, takes):
            points = list(_steered(step, numbers[at : at + takes], x, y))
            x, y = points[-1]
            if step in "Mm" and at == 0:
                start = (x, y)
            yield from points


def _steered(step: str, numbers: list[float], x: float, y: float) -> Iterator[tuple[float, float]]:
    """Yield the points of one step, from where the pen is."""
    from_x, from_y = (x, y) if step.islower() else (0.0, 0.0)
    if step in "Hh":
        yield from_x + numbers[0], y
    elif step in "Vv":
        yield x, from_y + numbers[0]
    else:
        ends = numbers[-2:] if step in "Aa" else numbers
        yield from ((from_x + ends[at], from_y + ends[at + 1]) for at in range(0, len(ends), 2))


def around(boxes: list[Box]) -> Box:
    """Return the box round some boxes."""
    return _box([point for left, top, right, bottom in boxes for point in ((left, top), (right, bottom))])


def _is_filled(element: Element) -> bool:
    return not _UNFILLED.search(f"fill: {element.get('fill', '')}; {element.get('style', '')}")


def _box(points: list[tuple[float, float]]) -> Box:
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def _address(element: Element) -> str:
    return next((value.lstrip("#") for key, value in element.attrib.items() if name(key) == "href"), "")


def _size(element: Element, key: str) -> float:
    numbers = _numbers(element.get(key, ""))
    return numbers[0] if numbers else 0.0


def _numbers(written: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(written)]
