"""One question of a chart of answers: lines for riket and länet, the kommun's own words below, above each year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from oj_analys import swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering, wording
from oj_analys.charts.ends import End, ends_of, widest, write_ends
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import Picture
from oj_analys.charts.scale import percent_scale
from oj_analys.charts.timeline import Box, Plot, draw_breaks, draw_line, open_plot, write_periods
from oj_analys.charts.views import Along

_HEIGHT = 0.95
_GAP = 0.1
_BREAKS = 0.24
_SPACE = 0.06
_PAD = 0.16
_WIDEST_END = 0.75
_ROOM_BELOW = 0.18


@dataclass(frozen=True, slots=True)
class Panel:
    """A question laid out: what is written where, all measures in inches."""

    view: Along
    width: float
    head: tuple[tuple[str, Lettering], ...]
    ends: tuple[End, ...]
    words: tuple[tuple[str, ...], ...]
    levels: int
    left: float
    right: float

    @property
    def above(self) -> float:
        """The room that title and break labels take above the axes."""
        return sum(face.pitch for _, face in self.head) + (_BREAKS if self.view.breaks else _GAP)

    @property
    def below(self) -> float:
        """The room from the upper edge of the axes down to the next row of panels."""
        return _HEIGHT + _GAP + _muted().pitch * (2 + self.levels * self.lines) + _ROOM_BELOW

    @property
    def lines(self) -> int:
        """The most lines that an answer takes."""
        return max(len(word) for word in self.words)


def panel_of(view: Along, title: str, width: float) -> Panel:
    """Lay out a question in a panel of a width, with a title or without."""
    ends = ends_of(view, view.references, swedish.percent_sign, _WIDEST_END)
    left = _muted().widest(percent_scale().labels) + _GAP
    right = widest(ends) + _GAP
    words, levels = _fit(_words(view), _slot(view, width - left - right - _PAD), 2 * (left + _PAD))
    return Panel(view, width, _head(view, title, width), ends, words, levels, left, right)


def draw_panel(picture: Picture, panel: Panel, x: float, top: float, above: float) -> None:
    """Draw a panel from its upper left corner; its axes begin ``above`` further down."""
    _write_head(picture, panel, x, top)
    top -= above
    box = Box(x + panel.left, top - _HEIGHT, panel.width - panel.left - panel.right, _HEIGHT)
    plot = open_plot(picture, box, panel.view, percent_scale(), _PAD)
    for series in panel.view.references:
        draw_line(plot, series)
    draw_breaks(plot)
    write_ends(plot, panel.ends)
    _write_strip(plot, panel, x)


def _muted() -> Lettering:
    return lettering.small(theme().colours.muted.hex)


def _own() -> Lettering:
    return lettering.small(theme().colours.own.hex, bold=True)


def _head(view: Along, title: str, width: float) -> tuple[tuple[str, Lettering], ...]:
    bold = lettering.label(theme().colours.text.hex, bold=True)
    share = f"Procent av kommunerna som svarat ”{wording.full_yes(view.measure, view.periods[-1])}”"
    lead = share if view.references else "Svaren jämförs inte med andra kommuner"
    return (
        *((line, bold) for line in bold.wrap(title, width) if title),
        *((line, _muted()) for line in _muted().wrap(lead, width)),
    )


def _write_head(picture: Picture, panel: Panel, x: float, top: float) -> None:
    for text, face in panel.head:
        top -= face.pitch
        picture.write(x, top + 0.25 * face.pitch, text, face)


def _words(view: Along) -> list[str]:
    return [
        wording.mark(cell.status) if cell.value is None else wording.answer(view.measure, period, cell.value)
        for period, cell in zip(view.periods, view.cells, strict=True)
    ]


def _slot(view: Along, room: float) -> float:
    """Return the room between the two nearest years."""
    nearest = min((later - earlier for earlier, later in pairwise(view.years)), default=1)
    return room * nearest / (view.years[-1] - view.years[0] or 1)


def _fit(words: Sequence[str], slot: float, most: float) -> tuple[tuple[tuple[str, ...], ...], int]:
    """Break words into lines and share them out on as few levels as keep neighbours apart.

    No line is wider than ``most``, so that the first year's does not begin outside the picture.
    """
    levels = next((few for few in range(1, len(words)) if _stand_apart(words, few * slot - _SPACE)), len(words))
    return tuple(_own().wrap(word, min(levels * slot - _SPACE, most)) for word in words), levels


def _stand_apart(words: Sequence[str], room: float) -> bool:
    return all(_own().widest(_own().wrap(word, room)) <= room for word in words)


def _write_strip(plot: Plot, panel: Panel, x: float) -> None:
    """Set whose answers they are, the answers above their years, and the years."""
    pitch = _own().pitch
    first = plot.box.bottom - _GAP - 0.75 * pitch
    plot.picture.write(x, first, f"{panel.view.kommun.name} svarar", _own())
    for at, (year, lines) in enumerate(zip(reversed(panel.view.years), reversed(panel.words), strict=True)):
        y = first - pitch * (1 + (at % panel.levels) * panel.lines)
        for down, line in enumerate(lines):
            plot.picture.write(plot.x(year), y - down * pitch, line, _own(), "center")
    bottom = first - pitch * (1 + panel.levels * panel.lines)
    write_periods(plot, bottom, _muted())
