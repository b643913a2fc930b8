"""Where the names of a map stand: inside their kommun where they fit, else in a column at its side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import Geometry

from oj_analys.catalog.shapes import around
from oj_analys.charts.lettering import Lettering

TIE = 0.3  # inches between the map and a column of names
AIR = 0.05  # inches between the names of a column

_TRIED = 21  # places along each side of a kommun's rectangle
_PAD = 0.04

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tag:
    """What is written of a kommun: its name, and below it (or after it, where that is ``flat``) its value and mark."""

    name: str
    value: str
    name_face: Lettering
    value_face: Lettering
    flat: bool = False

    @property
    def lines(self) -> tuple[tuple[str, Lettering], ...]:
        """The lines with their lettering."""
        if self.flat:
            return ((f"{self.name}: {self.value}", self.name_face),)
        return (self.name, self.name_face), (self.value, self.value_face)

    @property
    def width(self) -> float:
        """How wide it is."""
        return max(face.width(text) for text, face in self.lines)

    @property
    def height(self) -> float:
        """How high it is."""
        return sum(face.pitch for _, face in self.lines)


@dataclass(frozen=True, slots=True)
class Room:
    """The greatest width and height of a map, in inches."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """Names at a side of the map, and the points in kilometres that they are tied to; by code."""

    tags: Mapping[str, Tag]
    points: Mapping[str, Point]

    @property
    def width(self) -> float:
        """How wide it is, with the room for its ties."""
        return max((tag.width + TIE for tag in self.tags.values()), default=0.0)

    @property
    def height(self) -> float:
        """How high it is."""
        return sum(tag.height + AIR for tag in self.tags.values())

    @property
    def flat(self) -> Column:
        """The same with every name and value on one line."""
        return Column({code: replace(tag, flat=True) for code, tag in self.tags.items()}, self.points)


@dataclass(frozen=True, slots=True)
class Layout:
    """A map of ``scale`` inches to the kilometre within ``bounds`` (west, south, east, north).

    ``inside`` are the middles of the names that fit in their kommun, ``left`` and ``right`` the columns of the others;
    ``room`` is how high all of it is.
    """

    scale: float
    bounds: tuple[float, float, float, float]
    inside: Mapping[str, Point]
    left: Column
    right: Column
    room: float

    @property
    def map_width(self) -> float:
        """How wide the map is without its columns."""
        return (self.bounds[2] - self.bounds[0]) * self.scale

    @property
    def width(self) -> float:
        """How wide the map and its columns are."""
        return self.left.width + self.map_width + self.right.width

    @property
    def height(self) -> float:
        """How high the map is."""
        return (self.bounds[3] - self.bounds[1]) * self.scale


def lay_out(shapes: Mapping[str, Geometry], tags: Mapping[str, Tag], room: Room) -> Layout:
    """Return the largest map that fits with its columns; a name that fits nowhere in its kommun goes to the side."""
    beside: set[str] = set()
    while True:
        layout = _attempt(shapes, tags, room, beside)
        misfits = set(shapes) - set(layout.inside) - beside
        if not misfits:
            return layout
        beside |= misfits


def _attempt(shapes: Mapping[str, Geometry], tags: Mapping[str, Tag], room: Room, beside: set[str]) -> Layout:
    """Try a map with some names in the columns."""
    bounds = around(shapes.values())
    west, south, east, north = bounds
    points = {code: _point(shapes[code]) for code in shapes if code in beside}
    to_left = {code for code, point in points.items() if _is_freer_to_the_left(shapes, code, point)}
    left, right = _columns(points, to_left, tags, room.height)
    scale = min((room.width - left.width - right.width) / (east - west), room.height / (north - south))
    tried = {code: place_inside(shapes[code], tags[code], scale) for code in shapes if code not in beside}
    inside = {code: place for code, place in tried.items() if place is not None}
    return Layout(scale, bounds, inside, left, right, max((north - south) * scale, left.height, right.height))


def _columns(
    points: Mapping[str, Point], to_left: set[str], tags: Mapping[str, Tag], height: float
) -> tuple[Column, Column]:
    """Part the names as they are best tied, or in two equal columns where one would be too high."""
    ordered = sorted(points, key=lambda code: (code not in to_left, points[code]))
    equal = sorted(points, key=lambda code: points[code])
    for codes, cut in ((ordered, len(to_left)), (equal, len(equal) // 2)):
        left, right = (
            Column({code: tags[code] for code in side}, {code: points[code] for code in side})
            for side in (codes[:cut], codes[cut:])
        )
        if max(left.height, right.height) <= height:
            return left, right
    return left.flat, right.flat


def _is_freer_to_the_left(shapes: Mapping[str, Geometry], code: str, point: Point) -> bool:
    """Say whether a level tie to the left crosses less of the other kommuner, or as much and is shorter."""
    (x, y), (west, _, east, _) = point, around(shapes.values())
    others = [shape for other, shape in shapes.items() if other != code]
    crossed = [
        round(float(shapely.length(shapely.intersection(others, shapely.LineString([(x, y), (edge, y)]))).sum()), 3)
        for edge in (west, east)
    ]
    return (crossed[0], x - west) < (crossed[1], east - x)


def place_inside(shape: Geometry, tag: Tag, scale: float) -> Point | None:
    """Return the middle of a name's rectangle where it is farthest from the border, None where it does not fit."""
    half_width = (tag.width / 2 + _PAD) / scale
    half_height = tag.height / 2 / scale
    west, south, east, north = around([shape])
    if east - west < 2 * half_width or north - south < 2 * half_height:
        return None
    across, along = np.meshgrid(
        np.linspace(west + half_width, east - half_width, _TRIED),
        np.linspace(south + half_height, north - half_height, _TRIED),
    )
    xs, ys = across.ravel(), along.ravel()
    boxes = shapely.box(xs - half_width, ys - half_height, xs + half_width, ys + half_height)
    shapely.prepare(shape)
    fits = np.flatnonzero(shapely.contains_properly(shape, boxes))
    if not fits.size:
        return None
    free = np.round(shapely.distance(shape.boundary, boxes[fits]), 3)
    best = fits[int(np.argmax(free))]
    return float(xs[best]), float(ys[best])


def _point(shape: Geometry) -> Point:
    """Return the middle of the largest circle in a shape."""
    middle = shapely.get_coordinates(shapely.maximum_inscribed_circle(shape))[0]
    return float(middle[0]), float(middle[1])
