"""Tiles in rows: the kommuner whose shape is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys.charts.map_layout import Tag

_GAP = 0.08
_ROOM = (0.2, 0.14)


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile's lower left corner in inches; ``down`` is counted from the upper edge of all."""

    x: float
    down: float


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles of one size, as many in a row as the width holds."""

    width: float
    height: float
    places: tuple[Tile, ...]

    @property
    def room(self) -> float:
        """How high they are together, with the space above them."""
        return max((tile.down for tile in self.places), default=0.0)


def lay_tiles(tags: Sequence[Tag], inner: float) -> Tiles:
    """Return a tile for each tag, wide enough for the widest."""
    width = max((tag.width for tag in tags), default=0.0) + _ROOM[0]
    height = max((tag.height for tag in tags), default=0.0) + _ROOM[1]
    in_row = max(int((inner + _GAP) // (width + _GAP)), 1)
    places = (Tile(at % in_row * (width + _GAP), (at // in_row + 1) * (height + _GAP)) for at in range(len(tags)))
    return Tiles(width, height, tuple(places))
