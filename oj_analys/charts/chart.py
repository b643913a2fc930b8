"""A finished chart: the picture together with the words that must follow it everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oj_analys.charts.picture import Told

if TYPE_CHECKING:
    from oj_analys.charts.picture import Picture
    from oj_analys.charts.table import DataTable
    from oj_analys.frames.shown import Key


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Chart:
    """A drawn figure with its title, alternative text (from the data), reading aid and data table, in Swedish.

    The figure carries them too, so that a notebook shows them with it.

    ``figures`` are the figures of persons that it draws or names, hidden ones too; ``values`` is how many it draws. The
    drawn ones come first, in the order in which they are drawn.
    """

    figure: Picture
    title: str
    alt: str
    reading: str
    table: DataTable
    figures: tuple[Key, ...] = ()
    values: int = 0

    def __post_init__(self) -> None:
        """Let the figure tell what must follow it."""
        self.figure.told = Told(self.alt, self.reading, self.table)
