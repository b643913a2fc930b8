"""Keys above a drawing: a sign and what it stands for, set side by side on as few lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist

from oj_analys.charts.lettering import Lettering
from oj_analys.charts.picture import MARGIN, Picture

_SIGN = 0.2
_APART = 0.22
_PITCH = 0.19


@dataclass(frozen=True, slots=True)
class Key:
    """A sign, drawn around a point given in inches, and its words."""

    sign: Callable[[float, float], Artist]
    words: str
    face: Lettering

    @property
    def width(self) -> float:
        """How wide sign and words are together."""
        return _SIGN + self.face.width(self.words)


def height(keys: Sequence[Key], width: float) -> float:
    """Return how high the keys are in a width."""
    return len(_rows(keys, width)) * _PITCH


def write_keys(picture: Picture, keys: Sequence[Key], top: float) -> None:
    """Set the keys below a height."""
    for at, row in enumerate(_rows(keys, picture.inner)):
        x, middle = MARGIN, top - (at + 0.5) * _PITCH
        for key in row:
            sign = key.sign(x + _SIGN / 2 - 0.03, middle)
            sign.set_transform(picture.dpi_scale_trans)
            picture.add_artist(sign)
            picture.write(x + _SIGN, middle - key.face.half_height, key.words, key.face)
            x += key.width + _APART


def _rows(keys: Sequence[Key], width: float) -> list[list[Key]]:
    rows: list[list[Key]] = []
    room = 0.0
    for key in keys:
        if not rows or key.width > room:
            rows.append([])
            room = width
        rows[-1].append(key)
        room -= key.width + _APART
    return rows
