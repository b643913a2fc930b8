"""How the surfaces of a map look: filled in steps, hatched where there is no value, lakes in level lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path
from shapely import Geometry

from oj_analys.catalog.theme import Colour, Use, contrast_on_white, theme

_WHITE = "#ffffff"
_NO_VALUE = 4 * "/"
_LEVEL = 4 * "-"
_BORDER, _RIM = 0.7, 2.2
_OWN, _OWN_RIM = 2.4, 4.4


@dataclass(frozen=True, slots=True)
class Surface:
    """The fill of a surface, the lines across it if there are any, and the colour of the words on it."""

    fill: str
    ink: str
    hatch: str = ""
    lines: str = "none"

    def dress(self, patch: Patch) -> Patch:
        """Give a patch this look, without a border."""
        patch.set(facecolor=self.fill, edgecolor=self.lines, hatch=self.hatch or None, linewidth=0)
        return patch


def filled(colour: Colour) -> Surface:
    """Return a surface of a colour, with white words where the colour is dark."""
    dark = contrast_on_white(colour.hex) >= Use.TEXT.least_contrast
    return Surface(colour.hex, _WHITE if dark else theme().colours.text.hex)


def plain() -> Surface:
    """Return a white surface."""
    return Surface(_WHITE, theme().colours.text.hex)


def no_value() -> Surface:
    """Return the surface of a kommun without a value to show."""
    return Surface(_WHITE, theme().colours.text.hex, _NO_VALUE, theme().colours.interval.hex)


def water() -> Surface:
    """Return the surface of a lake: its lines are level, so that it is told from a missing value without colour."""
    return Surface(_WHITE, theme().colours.text.hex, _LEVEL, theme().colours.high.hex)


def patch_of(shape: Geometry) -> PathPatch:
    """Return a shape with its islands and without its holes, in its own coordinates."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return PathPatch(_path(rings))


def borders(lines: Geometry, *, own: bool = False) -> tuple[PathPatch, PathPatch]:
    """Return borders as dark lines on wider white ones, which are seen on any fill."""
    path, ink = _path(shapely.get_parts(lines)), theme().colours.text.hex
    widths = ((_WHITE, _OWN_RIM), (ink, _OWN)) if own else ((_WHITE, _RIM), (ink, _BORDER))
    rim, line = (PathPatch(path, fill=False, edgecolor=colour, linewidth=width) for colour, width in widths)
    return rim, line


def _path(lines: Iterable[Geometry]) -> Path:
    return Path.make_compound_path(*(Path(np.asarray(line.coords)) for line in lines))
