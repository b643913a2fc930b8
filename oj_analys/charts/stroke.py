"""How each line looks, so that it is told from the others without colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from oj_analys.catalog.theme import theme
from oj_analys.charts.views import Role


@dataclass(frozen=True, slots=True)
class Stroke:
    """Colour, dash, marker and width in points; a filled marker belongs to the kommun itself."""

    colour: str
    dash: Literal["-", "--"]
    marker: str
    width: float
    filled: bool

    @property
    def inside(self) -> str:
        """The colour inside the marker."""
        return self.colour if self.filled else "white"


def stroke_of(role: Role) -> Stroke:
    """Return a thick line with dots for the kommun itself, a solid one for riket, a dashed one for länet."""
    colours = theme().colours
    return {
        Role.OWN: Stroke(colours.own.hex, "-", "o", 2.2, filled=True),
        Role.RIKET: Stroke(colours.riket.hex, "-", "s", 1.4, filled=False),
        Role.LAN: Stroke(colours.lan.hex, "--", "^", 1.4, filled=False),
    }[role]
