"""A finished chart: the picture together with the words that must follow it everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from oj_analys.frames.shown import Key


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Chart:
    """A drawn figure with its title, alternative text (generated from the data) and reading aid, in Swedish.

    ``figures`` are the figures of persons that it draws or names, hidden ones too; ``values`` is how many it draws. The
    drawn ones come first, in the order in which they are drawn.
    """

    figure: Figure
    title: str
    alt: str
    reading: str
    figures: tuple[Key, ...] = ()
    values: int = 0
