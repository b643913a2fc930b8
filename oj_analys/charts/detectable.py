"""Strips of detectable differences: how far from riket each kommun must be before its answers can show it."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from oj_analys import catalog
from oj_analys.analysis.detectability import detectability
from oj_analys.catalog.theme import theme
from oj_analys.charts import detectable_words, legend, lettering, rows, style, wording
from oj_analys.charts.chart import Chart
from oj_analys.charts.detectable_words import OFTEN, UNTESTED, Detectable, Strip
from oj_analys.charts.frame import Selection, optional, select
from oj_analys.charts.given import as_compared
from oj_analys.charts.judged import judged, name_of_riket, reference_of, require_share
from oj_analys.charts.judged_signs import ROOM_EDGE, keys_of, point
from oj_analys.charts.labels import Label, write_above, write_reason
from oj_analys.charts.legend import Key
from oj_analys.charts.picture import MARGIN, Picture, Words, open_picture
from oj_analys.charts.rows import Entry
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.charts.stroke import stroke_of
from oj_analys.charts.views import Role
from oj_analys.domain import Measure

_ABOVE = 0.26
_TALL = 0.56
_END = 0.22
_FOUND = f"utanför strecken: upptäcks minst {OFTEN}"


def chart_detectable(compared: pd.DataFrame, measure: str, *, sheet: str = "spalt") -> Figure:
    """Draw which differences from riket each kommun's number of answers can show.

    Args:
        compared: A COMPARED frame, from ``oj.compare``, with riket among its references.
        measure: The id of an open share, ``oj.U21468`` or ``U21468``.
        sheet: ``spalt`` (a column of print) or ``bild`` (a slide).

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure or the sheet, in Swedish.
    """
    return draw_detectable(compared, catalog.measure(measure), setting=Setting(sheet=sheet_named(sheet))).figure


def draw_detectable(compared: pd.DataFrame, measure: Measure, *, setting: Setting = PLAIN) -> Chart:
    """Draw which differences from riket each kommun's number of answers can show.

    Args:
        compared: A COMPARED frame with riket among its references; every kommun in it gets a row, hidden, missing and
            untested ones with their reason.
        measure: The measure to draw, an open share.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or the measure, in Swedish.
    """
    require_share(measure)
    compared = as_compared(compared)
    chosen = select(compared, measure)
    view = _view(chosen, detectability(compared, measure.id, chosen.periods[-1]), setting)
    words = Words(
        detectable_words.title(view),
        detectable_words.subtitle(view),
        chosen.marks(setting.marks),
        detectable_words.below(view, setting.source([measure])),
    )
    with style.settings():
        figure = fitted(partial(_draw, view, words), setting.sheet)
    alt = detectable_words.alt_text(view, words.marks)
    return Chart(figure, words.title, alt, detectable_words.reading(view), detectable_words.table(view))


def _view(chosen: Selection, found: pd.DataFrame, setting: Setting) -> Detectable:
    period = chosen.periods[-1]
    riket = reference_of(chosen, period)
    columns = found[["unit", "found_low", "found_high", "smallest"]].itertuples(index=False, name=None)
    ends = {unit: tuple(optional(end) for end in numbers) for unit, *numbers in columns}
    strips = tuple(Strip(row, *ends.get(row.kommun.code, ())) for row in judged(chosen, period, found, ""))
    return Detectable(chosen.measure, period, strips, riket, name_of_riket(setting.names))


def _draw(view: Detectable, words: Words, paper: Paper) -> Picture:
    keys = [*keys_of(view.rows), Key(_sign, _FOUND, lettering.small(theme().colours.text.hex))]
    face = lettering.label(theme().colours.text.hex)
    entries = [
        Entry(detectable_words.name(view, strip.row), detectable_words.smallest(strip), face, strip.row.cell.status)
        for strip in view.strips
    ]
    above = legend.height(keys, paper.inner) + _ABOVE
    picture, top = open_picture(words, above + rows.height(entries), paper)
    legend.write_keys(picture, keys, top)
    axes = rows.open_rows(picture, entries, view.scale, top - above)
    _draw_riket(picture, axes, view)
    for at, (strip, entry) in enumerate(zip(view.strips, entries, strict=True)):
        if strip.untested:
            write_reason(axes, at, UNTESTED)
        if strip.row.share is not None:
            _draw_strip(axes, at, strip)
            axes.add_artist(point(strip.row, strip.row.share, at))
        picture.write(picture.right, top - above - rows.middle(at) - face.half_height, entry.value, face, "right")
    return picture


def _draw_riket(picture: Picture, axes: Axes, view: Detectable) -> None:
    stroke, box = stroke_of(Role.RIKET), axes.get_position()
    axes.axvline(view.riket, color=stroke.colour, linewidth=stroke.width, linestyle=stroke.dash, zorder=2)
    x = (box.x0 + view.scale.share(view.riket) * box.width) * picture.get_figwidth()
    text = f"{view.riket_name} {wording.printed(view.measure, view.riket)}"
    label = Label(x, box.y1 * picture.get_figheight(), (text,), lettering.small(stroke.colour))
    write_above(picture, [label], MARGIN, picture.right)


def _draw_strip(axes: Axes, at: int, strip: Strip) -> None:
    """Draw the room in which nothing is judged, to the end of the axis where no limit is, and what is found."""
    colours, (first, last) = theme().colours, axes.get_xlim()
    low = first if strip.row.low is None else strip.row.low
    high = last if strip.row.high is None else strip.row.high
    room = Rectangle(
        (low, at - _TALL / 2),
        high - low,
        _TALL,
        facecolor=colours.blank.hex,
        edgecolor=colours.interval.hex,
        linewidth=ROOM_EDGE,
        zorder=1,
    )
    axes.add_artist(room)
    for edge, end in ((strip.row.low, strip.found_low), (strip.row.high, strip.found_high)):
        if edge is not None and end is not None:
            for xs, ys in (((edge, end), (at, at)), ((end, end), (at - _END, at + _END))):
                axes.add_artist(Line2D(xs, ys, color=colours.muted.hex, linewidth=1.1, zorder=1))


def _sign(x: float, y: float) -> Line2D:
    half = 0.05
    xs, ys = (x - 0.07, x + 0.07, x + 0.07, x + 0.07), (y, y, y - half, y + half)
    return Line2D(xs, ys, color=theme().colours.muted.hex, linewidth=1.1)
