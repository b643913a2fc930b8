"""Labels beside what they name: moved until none overlaps, then tied to their place with a thin line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering
from oj_analys.charts.lettering import Lettering, spread
from oj_analys.charts.picture import Picture

_SPACE = 0.12
_TIE = 0.06
_MOVED = 0.06
_ON_WHITE = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}


@dataclass(frozen=True, slots=True)
class Label:
    """One or more lines of text that name the point ``(x, y)``, in inches."""

    x: float
    y: float
    lines: tuple[str, ...]
    face: Lettering

    @property
    def height(self) -> float:
        """How high the lines are together."""
        return len(self.lines) * self.face.pitch

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        return self.face.widest(self.lines)


def write_above(picture: Picture, labels: Sequence[Label], low: float, high: float) -> None:
    """Set one-line labels above their points, in one row from ``low`` to ``high``."""
    wanted = [label.x for label in labels]
    sizes = [label.width + _SPACE for label in labels]
    for label, x in zip(labels, spread(wanted, sizes, low, high), strict=True):
        reach = label.width / 2 - _TIE
        nearest = min(max(label.x, x - reach), x + reach)
        _tie(picture, (label.x, label.y), (nearest, label.y + _TIE), label.face)
        picture.write(x, label.y + _TIE + 0.04, label.lines[0], label.face, "center")


def write_beside(picture: Picture, labels: Sequence[Label], x: float, low: float, high: float) -> None:
    """Set labels in a column that begins at ``x``, each as near the height of its point as the others allow."""
    middles = spread([label.y for label in labels], [label.height for label in labels], low, high)
    for label, middle in zip(labels, middles, strict=True):
        if abs(middle - label.y) > _MOVED or x - label.x > 2 * _SPACE:
            _tie(picture, (label.x + _TIE, label.y), (x - _TIE / 2, middle), label.face)
        first = middle + label.height / 2 - label.face.pitch / 2 - label.face.half_height
        for at, line in enumerate(label.lines):
            picture.write(x, first - at * label.face.pitch, line, label.face)


def write_reason(axes: Axes, at: float, words: str) -> None:
    """Set the reason for a missing value where its mark would begin, on white so that no line runs through it."""
    face = lettering.small(theme().marks.silent.colour.hex)
    axes.annotate(
        words,
        (axes.get_xlim()[0], at),
        xytext=(4, 0),
        textcoords="offset points",
        va="center_baseline",
        size=face.size,
        color=face.colour,
        bbox=_ON_WHITE,
    )


def write_value(axes: Axes, place: tuple[float, float], text: str, face: Lettering) -> None:
    """Set a value to the right of its mark, on white so that no line runs through it."""
    axes.annotate(
        text,
        place,
        xytext=(7, 0),
        textcoords="offset points",
        va="center_baseline",
        size=face.size,
        color=face.colour,
        weight=face.weight,
        bbox=_ON_WHITE,
    )


def _tie(picture: Picture, start: tuple[float, float], end: tuple[float, float], face: Lettering) -> None:
    line = Line2D(
        (start[0], end[0]), (start[1], end[1]), color=face.colour, linewidth=0.6, transform=picture.dpi_scale_trans
    )
    picture.add_artist(line)
