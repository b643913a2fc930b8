"""Pairs of figures as rows: what a drawing of dumbbells shows."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.catalog.theme import theme
from oj_analys.charts import lettering, wording
from oj_analys.charts.frame import Cell
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.scale import Scale


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a column to the right of the drawing; numbers are set to the right."""

    words: str
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: its two figures, what its columns hold, and whether the difference between the two is clear."""

    name: str
    first: Cell
    second: Cell
    columns: tuple[str, ...]
    is_group: bool = False
    clear: bool = False

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """Both figures."""
        return self.first, self.second

    @property
    def shown(self) -> tuple[Cell, ...]:
        """The figures that are drawn, in that order."""
        return tuple(cell for cell in self.cells if cell.value is not None)

    @property
    def reason(self) -> str:
        """Why the whole row is empty, in words; none where a figure is shown, or each is missing for its own reason."""
        alike = self.first.status is self.second.status
        return wording.no_value(self.first.status) if alike and not self.shown else ""

    @property
    def face(self) -> Lettering:
        """How the row is set."""
        colours = theme().colours
        return lettering.label((colours.lan if self.is_group else colours.text).hex, bold=self.is_group)


@dataclass(frozen=True, slots=True)
class Pairs:
    """All rows on one scale; ``words`` are what the first and the second figure are, ``fill`` whose mark is filled.

    ``clear`` is what a thick line says, empty where there is none.
    """

    rows: tuple[Pair, ...]
    headings: tuple[Heading, ...]
    words: tuple[str, str]
    fill: tuple[bool, bool]
    scale: Scale
    clear: str = ""

    @property
    def drawn(self) -> tuple[Cell, ...]:
        """The figures that are drawn, row by row."""
        return tuple(cell for row in self.rows for cell in row.shown)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All figures, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def has_intervals(self) -> bool:
        """True if any figure is drawn with its interval."""
        return any(cell.interval for cell in self.drawn)
