"""How kommuner beside riket are drawn: outside what chance gives, inside it, and the room that is chance's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering
from oj_analys.charts.judged import Judged, judgements
from oj_analys.charts.legend import Key
from oj_analys.charts.lettering import Lettering

ROOM_EDGE = 0.9
POINT = 0.06  # inches from the middle of a point to its edge
_SIZE = 5.5
_ROOM = "slumpen kan förklara skillnaden"


def point(row: Judged, x: float, y: float, size: float = _SIZE) -> Line2D:
    """Return a point: a filled diamond outside, a ring inside; the highlighted kommun's is larger and thicker."""
    colour = face(row).colour if row.outside or row.own else theme().colours.other.hex
    return Line2D(
        [x],
        [y],
        marker="D" if row.outside else "o",
        color=colour,
        markerfacecolor=colour if row.outside else "white",
        markersize=(size if row.outside else size + 1) * (1.2 if row.own else 1.0),
        markeredgewidth=2.0 if row.own else 1.2,
        linestyle="none",
        zorder=4 if row.own else 3,
        clip_on=False,
    )


def face(row: Judged) -> Lettering:
    """Return how a name is set; one on the grey room is as dark as text."""
    colours = theme().colours
    return lettering.small(colours.own.hex if row.own else colours.text.hex, bold=row.own or row.outside)


def keys_of(rows: Sequence[Judged]) -> list[Key]:
    """Return what the room and the points stand for; signs that are not drawn have no key."""
    small = lettering.small(theme().colours.text.hex)
    keys = [Key(_swatch, _ROOM, small)]
    for outside in (True, False):
        alike = [row for row in rows if row.share is not None and row.outside is outside]
        if alike:
            plain = Judged(alike[0].kommun, alike[0].cell, own=False, share=alike[0].share)
            keys.append(Key(partial(point, plain), judgements(alike), small))
    return keys


def _swatch(x: float, y: float) -> Rectangle:
    colours = theme().colours
    return Rectangle(
        (x - 0.06, y - 0.05),
        0.12,
        0.1,
        facecolor=colours.blank.hex,
        edgecolor=colours.interval.hex,
        linewidth=ROOM_EDGE,
    )
