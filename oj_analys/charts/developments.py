"""Developments: small multiples over real years, one panel per kommun on the same scale, riket's line in each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import developments_words, legend, lettering, style, wording
from oj_analys.charts.chart import Chart
from oj_analys.charts.developments_panels import SMALL, Layout, draw_panels, layout_of
from oj_analys.charts.developments_words import Developments, developments
from oj_analys.charts.frame import require_number, select
from oj_analys.charts.legend import Key
from oj_analys.charts.picture import Picture, Words, open_picture
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import NARROW, Paper, Sheet, sheet_named
from oj_analys.charts.stroke import stroke_of
from oj_analys.charts.views import Role
from oj_analys.domain import DataError, Measure, Problem

_MOST = 60
_GAP = 0.1
_STEP = 1.04


def chart_developments(compared: pd.DataFrame, measure: str, *, sheet: str = "spalt") -> Figure:
    """Draw every kommun's values over the years in a panel of its own, all on the same scale, beside riket.

    Args:
        compared: A COMPARED frame, from ``oj.compare``.
        measure: The id of a measure, ``oj.U21468`` or ``U21468``.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure or the sheet, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    return draw_developments(compared, catalog.measure(measure), setting=setting).figure


def draw_developments(compared: pd.DataFrame, measure: Measure, *, setting: Setting = PLAIN) -> Chart:
    """Draw every kommun's values over the years in a panel of its own, all on the same scale, beside riket.

    Values before and after a new definition are never joined; of overlapping periods only those counted back from the
    newest are drawn; a missing year is a gap with its mark below.

    Args:
        compared: A COMPARED frame of open figures; every kommun in it gets a panel, also without any value.
        measure: The measure to draw, no question answered in words.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or the measure, in Swedish.
    """
    require_number(measure)
    chosen = select(compared, measure)
    _check_count(len(chosen.kommuner))
    view = developments(chosen, setting.names)
    words = Words(
        developments_words.title(view),
        developments_words.subtitle(view),
        chosen.marks(setting.marks),
        developments_words.all_notes(view, setting.source([measure])),
    )
    with style.settings():
        figure = _draw(view, words, setting.sheet)
    return Chart(
        figure,
        words.title,
        developments_words.alt_text(view, words.marks),
        developments_words.reading(view),
        developments_words.table(view),
    )


def _check_count(count: int) -> None:
    if count > _MOST:
        found = f"{swedish.number(count)} kommuner, en ruta för varje"
        raise DataError(Problem("diagrammet", found, f"högst {_MOST}", "Jämför en mindre grupp med oj.compare."))


def _draw(view: Developments, words: Words, sheet: Sheet) -> Picture:
    paper = _paper(view, words, sheet)
    layout = _filling(view, words, paper)
    picture, top = open_picture(words, _above(view, paper) + layout.room, paper)
    legend.write_keys(picture, _keys(view), top)
    draw_panels(picture, view, layout, top - _above(view, paper))
    return picture


def _paper(view: Developments, words: Words, sheet: Sheet) -> Paper:
    """Return the narrowest paper of a sheet's shape that holds the panels.

    A wider paper has more panels side by side and needs less height, so it is widened step by step.
    """
    paper = NARROW
    while sheet.aspect:
        least = paper.width / sheet.aspect
        if _needed(view, words, paper, layout_of(view, paper)) <= least:
            return Paper(paper.width, least)
        paper = Paper(paper.width * _STEP)
    return paper


def _filling(view: Developments, words: Words, paper: Paper) -> Layout:
    """Return the layout on a paper, with the axes as much higher as there is height left."""
    layout = layout_of(view, paper)
    spare = paper.least - _needed(view, words, paper, layout)
    return replace(layout, height=layout.height + max(spare, 0.0) / layout.rows)


def _needed(view: Developments, words: Words, paper: Paper, layout: Layout) -> float:
    """Return how high the picture is on a paper whose height is free."""
    picture, _ = open_picture(words, _above(view, paper) + layout.room, Paper(paper.width))
    return picture.get_figheight()


def _above(view: Developments, paper: Paper) -> float:
    """Return the room that the keys take."""
    return legend.height(_keys(view), paper.inner) + _GAP


def _keys(view: Developments) -> tuple[Key, ...]:
    own, riket = stroke_of(Role.OWN), stroke_of(Role.RIKET)
    keys = [Key(partial(_line, Role.OWN), "kommunen", lettering.small(own.colour, bold=True))]
    if view.riket is not None:
        text = developments_words.riket_words(view, view.riket)
        keys.append(Key(partial(_line, Role.RIKET), text, lettering.small(riket.colour)))
    face = lettering.small(theme().colours.text.hex)
    keys += [Key(_dotted, wording.break_words(view.panels[0], year), face) for year in view.breaks]
    return tuple(keys)


def _line(role: Role, x: float, y: float) -> Line2D:
    stroke = stroke_of(role)
    return Line2D(
        (x - 0.07, x, x + 0.07),
        (y, y, y),
        color=stroke.colour,
        linestyle=stroke.dash,
        linewidth=SMALL * stroke.width,
        marker=stroke.marker,
        markevery=[1],
        markersize=4.5,
        markerfacecolor=stroke.inside,
    )


def _dotted(x: float, y: float) -> Line2D:
    return Line2D((x, x), (y - 0.07, y + 0.07), color=theme().colours.text.hex, linestyle=":", linewidth=1.2)
