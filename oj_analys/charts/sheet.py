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
_HALVINGS = 3


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
    picture = draw(_paper(theme().grid.column, sheet))
    if not sheet.aspect or _fits(picture, sheet.aspect):
        return picture
    narrow = picture.get_figwidth()
    while not _fits(picture, sheet.aspect):
        narrow, picture = picture.get_figwidth(), draw(_paper(picture.get_figheight() * sheet.aspect, sheet))
    for _ in range(_HALVINGS):  # wide paper has fewer broken lines, so less of it may do
        between = draw(_paper((narrow + picture.get_figwidth()) / 2, sheet))
        if _fits(between, sheet.aspect):
            picture = between
        else:
            narrow = between.get_figwidth()
    return picture


def _paper(width: float, sheet: Sheet) -> Paper:
    return Paper(width, width / sheet.aspect if sheet.aspect else 0.0)


def _fits(picture: Picture, aspect: float) -> bool:
    return picture.get_figheight() <= picture.get_figwidth() / aspect + _EXACT
