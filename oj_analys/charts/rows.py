"""One row per kommun: its name to the left, its mark along the axis, its value or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from oj_analys.charts import wording
from oj_analys.charts.axis import label_below
from oj_analys.charts.labels import write_reason
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import MARGIN, Picture, rules
from oj_analys.charts.scale import Scale
from oj_analys.domain import Status

_PITCH = 0.235
_TICKS = 0.22
_GAP = 0.14


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: name and value as they are printed and set, and why there is no value where there is none.

    ``reason`` is said in place of the status's own words, where it tells more.
    """

    name: str
    value: str
    face: Lettering
    status: Status
    reason: str = ""


def height(entries: Sequence[Entry]) -> float:
    """Return the room that the rows and the labels of their axis take."""
    return len(entries) * _PITCH + _TICKS


def middle(at: int) -> float:
    """Return how far the middle of a row is below the upper edge of the first."""
    return (at + 0.5) * _PITCH


def open_rows(picture: Picture, entries: Sequence[Entry], scale: Scale, top: float) -> Axes:
    """Write the names, and the reasons of rows without a value, and return the axes to draw the others on.

    The first row is at height 0 of the axes, the second at 1; to their right is room for the widest value.
    """
    left = max(entry.face.width(entry.name) for entry in entries) + _GAP
    right = max(entry.face.width(entry.value) for entry in entries) + _GAP
    room = len(entries) * _PITCH
    axes = picture.axes_at(MARGIN + left, top - room, picture.inner - left - right, room)
    _set_axes(axes, scale, len(entries))
    for at, entry in enumerate(entries):
        picture.write(MARGIN, top - middle(at) - entry.face.half_height, entry.name, entry.face)
        if entry.status is not Status.OK:
            write_reason(axes, at, entry.reason or wording.no_value(entry.status))
    return axes


def _set_axes(axes: Axes, scale: Scale, rows: int) -> None:
    axes.set_xlim(scale.low, scale.high)
    axes.set_ylim(rows - 0.5, -0.5)
    label_below(axes, scale.ticks, scale.labels)
    rules(axes, [((tick, tick), (-0.5, rows - 0.5)) for tick in scale.ticks])
