"""A map: the newest value of every kommun in its shape, or in a tile where the shape is not known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import shapely
from matplotlib.figure import Figure
from shapely import Geometry

from oj_analys import catalog
from oj_analys.catalog import shapes
from oj_analys.catalog.theme import theme
from oj_analys.charts import county_map_words as says
from oj_analys.charts import lettering, map_key, style, surface, wording
from oj_analys.charts.chart import Chart
from oj_analys.charts.county_map_words import CountyMap
from oj_analys.charts.frame import kommun_in, require_number, select
from oj_analys.charts.map_drawing import Area, Corner, draw_map, draw_tiles
from oj_analys.charts.map_key import Keys
from oj_analys.charts.map_layout import Layout, Room, Tag, lay_out
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.charts.steps import step_at, steps_of
from oj_analys.charts.surface import Surface
from oj_analys.charts.tiles import lay_tiles
from oj_analys.charts.views import Row, across
from oj_analys.domain import DataError, Measure, Problem

_COLUMN_HEIGHT, _SLIDE_HEIGHT = 4.2, 3.7  # the less there is on a slide, the larger it is shown
_GAP = 0.3
_NEARLY = 0.95
_SHORE = 0.1  # kilometres; borders meet lakes where both were drawn from the same points
_MOST = 60  # more names would leave no map between them


def chart_map(compared: pd.DataFrame, measure: str, *, highlight: str | None = None, sheet: str = "spalt") -> Figure:
    """Draw the newest value of every kommun on a map.

    Args:
        compared: A COMPARED frame, from ``oj.compare``.
        measure: The id of a measure, ``oj.U21468`` or ``U21468``.
        highlight: Code or name of the kommun to set off.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure or the kommun, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    return draw_county_map(compared, catalog.measure(measure), highlight=highlight or "", setting=setting).figure


def draw_county_map(
    compared: pd.DataFrame, measure: Measure, *, highlight: str = "", setting: Setting = PLAIN
) -> Chart:
    """Draw the newest value of every kommun on a map; the fill follows the value and never judges.

    Args:
        compared: A COMPARED frame of open figures; every kommun in it is named, hidden and missing ones with a reason.
        measure: The measure to draw, no question answered in words.
        highlight: Code or name of the kommun to set off, empty for none.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the measure or the kommun, in Swedish.
    """
    require_number(measure)
    chosen = select(compared, measure)
    if len(chosen.kommuner) > _MOST:
        found, action = f"tabellen har {len(chosen.kommuner)} kommuner", "Välj en grupp med among i oj.compare."
        raise DataError(Problem("diagrammet", found, f"högst {_MOST} på en karta", action))
    own = kommun_in(compared, highlight).code if highlight else ""
    rows = across(chosen, own, setting.names)
    known = {row.kommun.code: shapes.shape(row.kommun.code) for row in rows.rows}
    shapeless = tuple(row.kommun.name for row in rows.rows if known[row.kommun.code] is None)
    lakes = _lakes([shape for shape in known.values() if shape is not None])
    view = CountyMap(rows, steps_of(measure, (row.cell.value for row in rows.rows)), shapeless)
    words = Words(
        wording.dots_title(rows),
        says.subtitle(view),
        chosen.marks(setting.marks),
        says.notes(view, setting.source([measure])),
    )
    areas = {row.kommun.code: _area(view, row, known[row.kommun.code]) for row in rows.rows}
    with style.settings():
        figure = fitted(partial(_draw, areas, lakes, _keys(view, lakes), words), setting.sheet)
    return Chart(figure, words.title, says.alt_text(view, words.marks), says.reading(view), says.table(view))


def _lakes(found: list[Geometry]) -> tuple[Geometry, ...]:
    """Return the parts of the great lakes that lie at or between some shapes, within the rectangle around them."""
    if not found:
        return ()
    land, sheet = shapely.union_all(found), shapely.box(*shapes.around(found))
    return tuple(shapely.intersection(lake, sheet) for lake in shapes.lakes() if shapely.dwithin(lake, land, _SHORE))


def _area(view: CountyMap, row: Row, shape: Geometry | None) -> Area:
    face = lettering.small(theme().colours.text.hex)
    bold = lettering.small(theme().colours.text.hex, bold=True)
    tag = Tag(row.kommun.name, says.value(view, row.cell), bold if row.own else face, bold)
    return Area(tag, _surface(view, row), row.own, shape)


def _surface(view: CountyMap, row: Row) -> Surface:
    if row.cell.value is None:
        return surface.no_value()
    at = step_at(view.steps, view.across.measure, row.cell.value)
    return surface.plain() if at is None else surface.filled(theme().colours.one_way(len(view.steps))[at])


def _keys(view: CountyMap, lakes: tuple[Geometry, ...]) -> Keys:
    colours = theme().colours.one_way(len(view.steps)) if view.steps else ()
    fills = [
        map_key.surface_key(surface.filled(colour), step.words)
        for colour, step in zip(colours, view.steps, strict=True)
    ]
    labels = catalog.labels().position
    marks = [map_key.mark_key(labels[one].mark, says.mark_words(one)) for one in view.positions]
    others = [map_key.surface_key(surface.no_value(), "inget värde, se nedan")] if view.without else []
    water = [map_key.surface_key(surface.water(), "sjö")] if lakes else []
    return map_key.groups(fills, marks, [*others, *water])


def _draw(areas: Mapping[str, Area], lakes: tuple[Geometry, ...], keys: Keys, words: Words, paper: Paper) -> Picture:
    """Draw the map with its keys above it, or beside it on a slide and where the map is no smaller for it."""
    placed = {code: area for code, area in areas.items() if area.shape is not None}
    loose = [area for area in areas.values() if area.shape is None]
    tiles = lay_tiles([area.tag for area in loose], paper.inner)
    layout, aside = _lay_out(placed, keys, paper)
    room = max(layout.room if layout else 0.0, keys.panel_height if aside else 0.0)
    above = 0.0 if aside else keys.rows_height(paper.inner)
    picture, top = open_picture(words, above + room + tiles.room, paper)
    taken = (layout.width if layout else 0.0) + (_GAP + keys.panel_width if aside else 0.0)
    left = MARGIN + (paper.inner - taken) / 2
    if aside:
        map_key.write_panel(picture, keys, left + taken - keys.panel_width, top)
    else:
        map_key.write_rows(picture, keys, top)
    if layout:
        draw_map(picture, placed, lakes, layout, Corner(left, top - above), room)
    draw_tiles(picture, loose, tiles, Corner(MARGIN, top - above - room))
    return picture


def _lay_out(placed: Mapping[str, Area], keys: Keys, paper: Paper) -> tuple[Layout | None, bool]:
    """Return the layout of the map, and whether its keys stand beside it."""
    if not placed:
        return None, False
    known = {code: area.shape for code, area in placed.items()}
    tags = {code: area.tag for code, area in placed.items()}
    height = _SLIDE_HEIGHT if paper.least else _COLUMN_HEIGHT
    widest = lay_out(known, tags, Room(paper.inner, height))
    beside = lay_out(known, tags, Room(paper.inner - keys.panel_width - _GAP, height))
    aside = bool(paper.least) or beside.height >= _NEARLY * widest.height
    return (beside, True) if aside else (widest, False)
