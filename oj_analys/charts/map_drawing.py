"""The drawing of a map: lakes, fills, borders and names; and the tiles of kommuner whose shape is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from shapely import Geometry

from oj_analys.catalog.theme import theme
from oj_analys.charts import surface
from oj_analys.charts.lettering import Lettering, spread
from oj_analys.charts.map_layout import AIR, TIE, Column, Layout, Point, Tag
from oj_analys.charts.picture import Align, Picture
from oj_analys.charts.surface import Surface
from oj_analys.charts.tiles import Tiles

_BEHIND_WORDS = 2.5  # ties run over the map and under the names


@dataclass(frozen=True, slots=True)
class Area:
    """A kommun on the map: what is written of it, how its surface looks, its shape and whether it is set off."""

    tag: Tag
    surface: Surface
    own: bool
    shape: Geometry | None = None


@dataclass(frozen=True, slots=True)
class Corner:
    """Where a drawing begins: its left edge and its upper edge, in inches."""

    left: float
    top: float


def draw_map(
    picture: Picture, areas: Mapping[str, Area], lakes: Sequence[Geometry], layout: Layout, corner: Corner, room: float
) -> None:
    """Draw the kommuner that have a shape, by code, in a room that is ``room`` high."""
    bottom = corner.top - (room + layout.height) / 2
    axes = picture.axes_at(corner.left + layout.left.width, bottom, layout.map_width, layout.height)
    west, south, east, north = layout.bounds
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    _draw_surfaces(axes, areas, lakes)
    names = _Names(picture, layout, Corner(corner.left + layout.left.width, bottom))
    for code, place in layout.inside.items():
        names.write_inside(areas[code], place)
    names.write_column(layout.left, "right", corner.top, room)
    names.write_column(layout.right, "left", corner.top, room)


def draw_tiles(picture: Picture, areas: Sequence[Area], tiles: Tiles, corner: Corner) -> None:
    """Draw a tile per kommun below a height."""
    for area, tile in zip(areas, tiles.places, strict=True):
        left, bottom = corner.left + tile.x, corner.top - tile.down
        box = area.surface.dress(Rectangle((left, bottom), tiles.width, tiles.height))
        frame = Rectangle((left, bottom), tiles.width, tiles.height, fill=False)
        frame.set(edgecolor=theme().colours.text.hex, linewidth=2.4 if area.own else 0.7)
        box.set_label(area.tag.name)
        for patch in (box, frame):
            patch.set_transform(picture.dpi_scale_trans)
            picture.add_artist(patch)
        _write_on(picture, area, (left + tiles.width / 2, bottom + tiles.height / 2))


def _draw_surfaces(axes: Axes, areas: Mapping[str, Area], lakes: Sequence[Geometry]) -> None:
    """Draw lakes, then fills, then all borders, those of a kommun that is set off last."""
    for lake in lakes:
        axes.add_artist(surface.water().dress(surface.patch_of(lake)))
    shown = [area for area in areas.values() if area.shape is not None]
    for area in shown:
        patch = area.surface.dress(surface.patch_of(area.shape))
        patch.set_label(area.tag.name)
        axes.add_artist(patch)
    everyone = surface.borders(shapely.union_all([shapely.boundary(area.shape) for area in shown]))
    own = [line for area in shown if area.own for line in surface.borders(shapely.boundary(area.shape), own=True)]
    for line in (*everyone, *own):
        line.set_clip_on(False)
        axes.add_artist(line)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a map whose lower left corner stands at ``origin``."""

    picture: Picture
    layout: Layout
    origin: Corner

    def write_column(self, column: Column, align: Align, top: float, room: float) -> None:
        """Write names at the side of the map, each tied to its point."""
        starts = [self._inches(point) for point in column.points.values()]
        heights = [tag.height + AIR for tag in column.tags.values()]
        edge = self.origin.left - TIE if align == "right" else self.origin.left + self.layout.map_width + TIE
        towards = AIR if align == "right" else -AIR
        middles = spread([y for _, y in starts], heights, top - room, top)
        for tag, start, middle in zip(column.tags.values(), starts, middles, strict=True):
            self._tie(start, (edge + towards, middle))
            _write_lines(self.picture, tag, (edge, middle), theme().colours.text.hex, align)

    def write_inside(self, area: Area, place: Point) -> None:
        """Write a name in its kommun."""
        _write_on(self.picture, area, self._inches(place))

    def _inches(self, point: Point) -> Point:
        west, south, _, _ = self.layout.bounds
        return (
            self.origin.left + (point[0] - west) * self.layout.scale,
            self.origin.top + (point[1] - south) * self.layout.scale,
        )

    def _tie(self, start: Point, end: Point) -> None:
        """Draw a line with a dot at its start, white around it so that it is seen on any fill."""
        for colour, width, dot in (("white", 2.2, 5.0), (theme().colours.text.hex, 0.7, 3.0)):
            line = Line2D((start[0], end[0]), (start[1], end[1]), color=colour, linewidth=width)
            line.set(marker="o", markevery=[0], markersize=dot, markeredgewidth=0)
            line.set(transform=self.picture.dpi_scale_trans, zorder=_BEHIND_WORDS)
            self.picture.add_artist(line)


def _write_on(picture: Picture, area: Area, middle: Point) -> None:
    """Write a tag on its surface, on plain fill so that neither a tie nor a hatch runs through it."""
    for text in _write_lines(picture, area.tag, middle, area.surface.ink, "center"):
        text.set_bbox({"boxstyle": "square,pad=0.08", "facecolor": area.surface.fill, "edgecolor": "none"})


def _write_lines(picture: Picture, tag: Tag, place: Point, ink: str, align: Align) -> list[Text]:
    """Write the lines of a tag around the height of a place."""
    x, middle = place
    texts, down = [], middle + tag.height / 2
    for text, face in tag.lines:
        down -= face.pitch
        texts.append(picture.write(x, down + face.pitch / 2 - face.half_height, text, _inked(face, ink), align))
    return texts


def _inked(face: Lettering, colour: str) -> Lettering:
    return Lettering(face.size, colour, face.bold)
