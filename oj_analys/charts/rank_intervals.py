"""Rank intervals: the places in the country that every kommun may have, never a bare rank."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import ceil

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering, rank_words, rows, style
from oj_analys.charts.chart import Chart
from oj_analys.charts.frame import kommun_in, require_number, select
from oj_analys.charts.labels import write_reason
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import Picture, Words, open_picture
from oj_analys.charts.rank_view import Placed, Places, places_view, require_share
from oj_analys.charts.rows import Entry
from oj_analys.charts.scale import Scale
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.domain import Measure

_ABOVE = 0.22
_TALL = 0.5
_MOST_STEPS = 6
_APART = 0.6  # the share of a step that a tick keeps from the ends of the axis


@dataclass(frozen=True, slots=True)
class _Axis(Scale):
    """An axis of whole places, each as wide as the next."""

    @property
    def low(self) -> float:
        """Where the axis begins: half a place before the first."""
        return self.ticks[0] - 0.5

    @property
    def high(self) -> float:
        """Where the axis ends: half a place after the last."""
        return self.ticks[-1] + 0.5


def chart_ranks(
    compared: pd.DataFrame,
    measure: str,
    *,
    highlight: str | None = None,
    sheet: str = "spalt",
) -> Figure:
    """Draw the places in the country that every kommun may have when chance is taken into account.

    Args:
        compared: A COMPARED frame, from ``oj.compare`` of measures that hold every kommun of the country.
        measure: The id of a share, ``oj.U21468`` or ``U21468``.
        highlight: Code or name of the kommun to set off.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure, the kommun or the sheet, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    return draw_ranks(compared, catalog.measure(measure), highlight=highlight or "", setting=setting).figure


def draw_ranks(
    compared: pd.DataFrame,
    measure: Measure,
    *,
    highlight: str = "",
    setting: Setting = PLAIN,
) -> Chart:
    """Draw the places in the country that every kommun may have when chance is taken into account.

    Args:
        compared: A COMPARED frame; every kommun in it gets a row, those without places with their reason.
        measure: The share to draw.
        highlight: Code or name of the kommun to set off, empty for none.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the measure or the kommun, in Swedish.
    """
    require_number(measure)
    require_share(measure)
    chosen = select(compared, measure)
    view = places_view(compared, chosen, kommun_in(compared, highlight).code if highlight else "")
    words = Words(
        rank_words.title(view),
        rank_words.subtitle(view),
        chosen.marks(setting.marks),
        rank_words.foot(view, setting.source([measure])),
    )
    with style.settings():
        figure = fitted(partial(_draw, view, words), setting.sheet)
    said = rank_words.alt_text(view, words.marks)
    return Chart(figure, words.title, said, rank_words.reading(view), rank_words.table(view))


def _draw(view: Places, words: Words, paper: Paper) -> Picture:
    entries = [_entry(view, row) for row in view.rows]
    picture, top = open_picture(words, _ABOVE + rows.height(entries), paper)
    axes = rows.open_rows(picture, entries, _axis(view.of), top - _ABOVE)
    box = axes.get_position()
    face = lettering.small(theme().colours.muted.hex)
    for x, end, align in zip((box.x0, box.x1), rank_words.ends(), ("left", "right"), strict=True):
        picture.write(x * picture.get_figwidth(), top - _ABOVE + 0.06, end, face, align)  # type: ignore[arg-type]
    for at, (row, entry) in enumerate(zip(view.rows, entries, strict=True)):
        if row.places:
            axes.add_artist(_bar(at, row.places, entry.face.colour if row.own else theme().colours.interval.hex))
            y = top - _ABOVE - rows.middle(at) - entry.face.half_height
            picture.write(picture.right, y, entry.value, entry.face, "right")
        elif row.cell.value is not None:
            write_reason(axes, at, rank_words.no_place(row))
    return picture


def _axis(of: int | None) -> _Axis:
    """Return the axis of some places, with round numbers between the first and the last."""
    last = of or 1
    step = next(size * 10**power for power in range(9) for size in (1, 2, 5) if last <= _MOST_STEPS * size * 10**power)
    between = (at * step for at in range(1, ceil(last / step)))
    kept = (float(at) for at in between if at - 1 >= _APART * step and last - at >= _APART * step)
    return _Axis(tuple(dict.fromkeys((1.0, *kept, float(last)))), percent=False)


def _bar(at: int, places: tuple[int, int], colour: str) -> Rectangle:
    low, high = places
    return Rectangle((low - 0.5, at - _TALL / 2), high - low + 1, _TALL, facecolor=colour, label="platser")


def _entry(view: Places, row: Placed) -> Entry:
    return Entry(rank_words.name(view, row), rank_words.places(view, row), _face(row), row.cell.status)


def _face(row: Placed) -> Lettering:
    colours = theme().colours
    return lettering.label(colours.own.hex, bold=True) if row.own else lettering.label(colours.text.hex)
