"""The sheets that a chart may be drawn on, measured in inches: a column of print or a slide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from oj_analys.catalog.theme import theme
from oj_analys.domain import DataError, Problem

if TYPE_CHECKING:
    from oj_analys.charts.picture import Picture

_EXACT = 1e-6


class Sheet(StrEnum):
    """What a chart is made for: a column of print, as high as the chart needs, or a slide of 16:9."""

    COLUMN = "spalt"
    SLIDE = "bild"

    @property
    def aspect(self) -> float | None:
        """Width over height, None where the height is free."""
        grid = theme().grid
        return None if self is Sheet.COLUMN else grid.slide_width / grid.slide_height


@dataclass(frozen=True, slots=True)
class Paper:
    """The width that a drawing has, and the height that it fills at least."""

    width: float
    least: float = 0.0

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * theme().grid.margin

    def share(self, width: float) -> float:
        """Return how wide something is that has a width in the column: as much wider as the paper."""
        return width * self.inner / NARROW.inner


NARROW = Paper(theme().grid.column)


def sheet_named(name: str) -> Sheet:
    """Return a sheet by its name, ``spalt`` or ``bild``.

    Raises:
        DataError: If there is no such sheet.

    Example:
        >>> sheet_named("bild").aspect
        1.7777777777777777
    """
    if name in set(Sheet):
        return Sheet(name)
    raise DataError(Problem("diagrammet", f'formatet "{name}"', " eller ".join(Sheet), "Välj ett av dem."))


def fitted(draw: Callable[[Paper], Picture], sheet: Sheet) -> Picture:
    """Draw on the narrowest paper of a sheet's shape that holds the drawing.

    The type keeps its size, so a slide that is wider than the column is shown smaller: as much as its content needs.
    """
    width = theme().grid.column
    picture = draw(Paper(width, _least(width, sheet)))
    while sheet.aspect and picture.get_figheight() > _least(width, sheet) + _EXACT:
        width = picture.get_figheight() * sheet.aspect
        picture = draw(Paper(width, _least(width, sheet)))
    return picture


def _least(width: float, sheet: Sheet) -> float:
    return width / sheet.aspect if sheet.aspect else 0.0
