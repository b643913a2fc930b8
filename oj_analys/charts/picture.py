"""The sheet that every form draws on: title, marks, notes and room for the drawing, measured in inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering, notebook, render
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.sheet import Paper

if TYPE_CHECKING:
    from oj_analys.charts.table import DataTable

MARGIN = theme().grid.margin
_GAP = 0.1
_SCREEN_DPI = 96
_MARK_ROW = 0.26

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Words:
    """The text around the drawing: title, subtitle, marks (EXEMPELDATA, UTKAST) and the notes below, source last."""

    title: str
    subtitle: str
    marks: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture says to those who do not see it, how it is read, and its figures as a table."""

    alt: str
    reading: str
    table: DataTable


class Picture(Figure):
    """A matplotlib figure that places text and axes in inches from its lower left corner.

    ``marks`` are the words that it carries (EXEMPELDATA, UTKAST), ``told`` what must follow it everywhere.
    """

    def __init__(self, width: float, height: float, marks: tuple[str, ...] = ()) -> None:
        """Open an empty white sheet."""
        super().__init__(figsize=(width, height), dpi=_SCREEN_DPI, facecolor="white")
        self.marks = marks
        self.told: Told | None = None

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.get_figwidth() - 2 * MARGIN

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.get_figwidth() - MARGIN

    def write(self, x: float, y: float, text: str, face: Lettering, align: Align = "left") -> Text:
        """Set one line of text with its baseline at ``y``."""
        return self.text(
            x,
            y,
            text,
            size=face.size,
            color=face.colour,
            weight=face.weight,
            ha=align,
            va="baseline",
            transform=self.dpi_scale_trans,
        )

    def axes_at(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Return bare axes, without frame and ticks; see :mod:`oj_analys.charts.axis`."""
        wide, tall = self.get_figwidth(), self.get_figheight()
        return self.add_axes(
            (left / wide, bottom / tall, width / wide, height / tall), frameon=False, xticks=(), yticks=()
        )

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Show the figure in a notebook at its own size, without pyplot."""
        return render.png(self), {"width": round(self.get_figwidth() * _SCREEN_DPI)}

    def _repr_html_(self) -> str | None:
        """Show the figure in a notebook with how it is read and its figures as a table; a bare one as a picture."""
        return None if self.told is None else notebook.shown(self, self.told)


def rules(axes: Axes, segments: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    """Draw thin lines of the grid, each ``((x, x), (y, y))``, as one artist: lines are cheap and artists are not."""
    xs, ys = (tuple(end for segment in segments for end in (*segment[at], nan)) for at in (0, 1))
    rule(axes, xs, ys)


def rule(axes: Axes, xs: tuple[float, ...], ys: tuple[float, ...]) -> None:
    """Draw a thin line of the grid behind everything else.

    A PDF viewer makes no line thinner than a dot of the screen, so only half of the colour keeps it light there.
    """
    line = Line2D(xs, ys, color=theme().colours.grid.hex, alpha=0.5, linewidth=0.4, zorder=0, clip_on=False)
    axes.add_artist(line)


def open_picture(words: Words, body: float, paper: Paper) -> tuple[Picture, float]:
    """Return a sheet with its words set, and the height above its lower edge where the drawing's room begins.

    The room is ``body`` high, from that height downwards, and ``paper.inner`` wide; where the paper is higher than its
    content, the room stands in the middle between the words above and below.
    """
    head = _header_lines(words, paper.inner)
    foot = _note_lines(words, paper.inner)
    above = _MARK_ROW * bool(words.marks) + sum(face.pitch for _, face in head) + _GAP
    below = sum(face.pitch for _, face in foot) + _GAP
    height = MARGIN + above + body + below + MARGIN
    picture = Picture(paper.width, max(height, paper.least), words.marks)
    picture.set_label(words.title)
    top = picture.get_figheight() - MARGIN
    _write_marks(picture, words.marks, top)
    _write_lines(picture, head, top - _MARK_ROW * bool(words.marks))
    _write_lines(picture, foot, MARGIN + below - _GAP)
    return picture, top - above - max(paper.least - height, 0) / 2


def _header_lines(words: Words, width: float) -> list[tuple[str, Lettering]]:
    title, subtitle = lettering.title(), lettering.subtitle()
    return [
        *((line, title) for line in title.wrap(words.title, width)),
        *((line, subtitle) for line in subtitle.wrap(words.subtitle, width)),
    ]


def _note_lines(words: Words, width: float) -> list[tuple[str, Lettering]]:
    face = lettering.small(theme().colours.muted.hex)
    return [(line, face) for note in words.notes if note for line in face.wrap(note, width)]


def _write_lines(picture: Picture, lines: list[tuple[str, Lettering]], top: float) -> None:
    for text, face in lines:
        top -= face.pitch
        picture.write(MARGIN, top + 0.25 * face.pitch, text, face)


def _write_marks(picture: Picture, marks: tuple[str, ...], top: float) -> None:
    face = lettering.small(theme().colours.mark.hex, bold=True)
    right = picture.right
    for mark in reversed(marks):
        text = picture.write(right - 0.06, top - 0.155, mark, face, "right")
        text.set_bbox({"boxstyle": "square,pad=0.3", "facecolor": "white", "edgecolor": face.colour, "linewidth": 0.8})
        right -= face.width(mark) + 0.22
