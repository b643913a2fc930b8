"""The sheet that every form draws on: title, marks, notes and room for the drawing, measured in inches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering, render
from oj_analys.charts.lettering import Lettering

WIDTH = 6.7  # the text column of an A4 page
MARGIN = 0.08
INNER = WIDTH - 2 * MARGIN
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


class Picture(Figure):
    """A matplotlib figure of the column's width that places text and axes in inches from its lower left corner.

    ``marks`` are the words that it carries (EXEMPELDATA, UTKAST).
    """

    def __init__(self, height: float, marks: tuple[str, ...] = ()) -> None:
        """Open an empty white sheet."""
        super().__init__(figsize=(WIDTH, height), dpi=_SCREEN_DPI, facecolor="white")
        self.marks = marks

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
        """Return bare axes: no frame, no ticks until they are set."""
        tall = self.get_figheight()
        axes = self.add_axes((left / WIDTH, bottom / tall, width / WIDTH, height / tall), frameon=False)
        axes.tick_params(length=0, labelsize=theme().sizes.small, labelcolor=theme().colours.muted.hex, pad=3)
        return axes

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Show the figure in a notebook at its own size, without pyplot."""
        return render.png(self), {"width": round(self.get_figwidth() * _SCREEN_DPI)}


def rule(axes: Axes, xs: tuple[float, float], ys: tuple[float, float]) -> None:
    """Draw a thin line of the grid behind everything else.

    A PDF viewer makes no line thinner than a dot of the screen, so only half of the colour keeps it light there.
    """
    line = Line2D(xs, ys, color=theme().colours.grid.hex, alpha=0.5, linewidth=0.4, zorder=0, clip_on=False)
    axes.add_artist(line)


def open_picture(words: Words, body: float) -> tuple[Picture, float]:
    """Return a sheet with its words set, and the height above its lower edge where the drawing's room begins.

    The room is ``body`` high, from that height downwards, and ``INNER`` wide.
    """
    head = _header_lines(words)
    foot = _note_lines(words)
    above = _MARK_ROW * bool(words.marks) + sum(face.pitch for _, face in head) + _GAP
    below = sum(face.pitch for _, face in foot) + _GAP
    picture = Picture(MARGIN + above + body + below + MARGIN, words.marks)
    picture.set_label(words.title)
    top = picture.get_figheight() - MARGIN
    _write_marks(picture, words.marks, top)
    _write_lines(picture, head, top - _MARK_ROW * bool(words.marks))
    _write_lines(picture, foot, MARGIN + below - _GAP)
    return picture, top - above


def _header_lines(words: Words) -> list[tuple[str, Lettering]]:
    title, subtitle = lettering.title(), lettering.subtitle()
    return [
        *((line, title) for line in title.wrap(words.title, INNER)),
        *((line, subtitle) for line in subtitle.wrap(words.subtitle, INNER)),
    ]


def _note_lines(words: Words) -> list[tuple[str, Lettering]]:
    face = lettering.small(theme().colours.muted.hex)
    return [(line, face) for note in words.notes if note for line in face.wrap(note, INNER)]


def _write_lines(picture: Picture, lines: list[tuple[str, Lettering]], top: float) -> None:
    for text, face in lines:
        top -= face.pitch
        picture.write(MARGIN, top + 0.25 * face.pitch, text, face)


def _write_marks(picture: Picture, marks: tuple[str, ...], top: float) -> None:
    face = lettering.small(theme().colours.mark.hex, bold=True)
    right = WIDTH - MARGIN
    for mark in reversed(marks):
        text = picture.write(right - 0.06, top - 0.155, mark, face, "right")
        text.set_bbox({"boxstyle": "square,pad=0.3", "facecolor": "white", "edgecolor": face.colour, "linewidth": 0.8})
        right -= face.width(mark) + 0.22
