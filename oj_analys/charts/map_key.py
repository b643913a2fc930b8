"""The keys of a map: above it in rows, or in a panel at its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text

from oj_analys.catalog.theme import theme
from oj_analys.charts import legend, lettering
from oj_analys.charts.legend import Key
from oj_analys.charts.picture import Picture
from oj_analys.charts.surface import Surface

_PITCH = 0.21
_APART = 0.12
_SIGN = 0.24


@dataclass(frozen=True, slots=True)
class Keys:
    """Groups of keys; the first names the fill from the lowest step to the highest."""

    groups: tuple[tuple[Key, ...], ...]

    @property
    def panel_width(self) -> float:
        """How wide they are in a panel."""
        return _SIGN + max((key.face.width(key.words) for group in self.groups for key in group), default=0.0)

    @property
    def panel_height(self) -> float:
        """How high they are in a panel."""
        return sum(len(group) * _PITCH + _APART for group in self.groups)

    def rows_height(self, width: float) -> float:
        """Return how high they are in rows of a width."""
        return sum(legend.height(group, width) for group in self.groups) + _APART


def surface_key(surface: Surface, words: str) -> Key:
    """Return the key of a surface."""
    return Key(partial(_swatch, surface), words, _face())


def mark_key(mark: str, words: str) -> Key:
    """Return the key of a mark."""
    return Key(partial(_mark, mark), words, _face())


def write_rows(picture: Picture, keys: Keys, top: float) -> None:
    """Set the keys in rows below a height, each group on lines of its own."""
    for group in keys.groups:
        legend.write_keys(picture, group, top)
        top -= legend.height(group, picture.inner)


def write_panel(picture: Picture, keys: Keys, left: float, top: float) -> None:
    """Set the keys one below the other, the highest step of the fill uppermost."""
    for at, group in enumerate(keys.groups):
        for key in group if at else reversed(group):
            middle = top - _PITCH / 2
            sign = key.sign(left + _SIGN / 2 - 0.04, middle)
            sign.set_transform(picture.dpi_scale_trans)
            picture.add_artist(sign)
            picture.write(left + _SIGN, middle - key.face.half_height, key.words, key.face)
            top -= _PITCH
        top -= _APART


def groups(*found: Sequence[Key]) -> Keys:
    """Return the groups that have any key."""
    return Keys(tuple(tuple(group) for group in found if group))


def _face() -> lettering.Lettering:
    return lettering.small(theme().colours.text.hex)


def _swatch(surface: Surface, x: float, y: float) -> Patch:
    box = surface.dress(Rectangle((x - 0.07, y - 0.06), 0.14, 0.12))
    box.set(linewidth=0.6, edgecolor=surface.lines if surface.hatch else theme().colours.text.hex)
    return box


def _mark(mark: str, x: float, y: float) -> Text:
    face = _face()
    return Text(x, y, mark, size=face.size, color=face.colour, weight="bold", ha="center", va="center_baseline")
