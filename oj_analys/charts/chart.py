"""A finished chart: the picture together with the words that must follow it everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Chart:
    """A drawn figure with its title, alternative text (generated from the data) and reading aid, in Swedish."""

    figure: Figure
    title: str
    alt: str
    reading: str
