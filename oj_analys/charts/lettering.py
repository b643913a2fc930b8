"""Text that is measured before it is set, so that nothing is cut and nothing overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from oj_analys.catalog.theme import theme
from oj_analys.charts import style

_POINTS = 72  # to the inch
_PITCH = 1.22


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a piece of text is set: size in points, colour, weight. All measures are in inches."""

    size: float
    colour: str
    bold: bool = False

    @property
    def weight(self) -> str:
        """The weight as matplotlib names it."""
        return "bold" if self.bold else "regular"

    @property
    def pitch(self) -> float:
        """The distance from one line of text to the next."""
        return self.size * _PITCH / _POINTS

    @property
    def half_height(self) -> float:
        """Half the height of a capital letter, to set a line in the middle of a row."""
        return 0.33 * self.size / _POINTS

    def width(self, text: str) -> float:
        """Return how wide a line of text is."""
        return _width(text, self.size, self.weight)

    def widest(self, texts: Sequence[str]) -> float:
        """Return how wide the widest line is, 0 without lines."""
        return max((self.width(text) for text in texts), default=0.0)

    def wrap(self, text: str, width: float) -> tuple[str, ...]:
        """Break a text between words into lines of at most the width; a longer word stands alone."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)


@cache
def _width(text: str, size: float, weight: str) -> float:
    style.register_fonts()
    font = FontProperties(family=[theme().font], size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / _POINTS


def title() -> Lettering:
    """Return the lettering of a picture's title."""
    return Lettering(theme().sizes.title, theme().colours.text.hex, bold=True)


def subtitle() -> Lettering:
    """Return the lettering of the line under the title."""
    return Lettering(theme().sizes.subtitle, theme().colours.muted.hex)


def label(colour: str, *, bold: bool = False) -> Lettering:
    """Return the lettering of names and values in the drawing."""
    return Lettering(theme().sizes.label, colour, bold)


def small(colour: str, *, bold: bool = False) -> Lettering:
    """Return the lettering of axes, notes and sources."""
    return Lettering(theme().sizes.small, colour, bold)


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels along a line as little as possible so that none overlaps another.

    Args:
        wanted: Where the middle of each label should be.
        sizes: How much room each label takes, its gap included.
        low: Where the line begins.
        high: Where the line ends; labels that do not fit between ``low`` and ``high`` reach beyond ``low``.

    Returns:
        The middles, in the order given; labels keep their order along the line. Least squares by pooling neighbours
        (isotonic regression).

    Example:
        >>> spread([5, 5], [2, 2], 0, 10)
        [4.0, 6.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    offsets = _offsets([sizes[at] for at in order])
    pooled = _pool([wanted[at] - offset for at, offset in zip(order, offsets, strict=True)])
    if not order:
        return []
    first = low + sizes[order[0]] / 2
    last = high - offsets[-1] - sizes[order[-1]] / 2
    middles = [0.0] * len(wanted)
    for at, position, offset in zip(order, pooled, offsets, strict=True):
        middles[at] = min(max(position, first), last) + offset
    return middles


def _offsets(sizes: Sequence[float]) -> list[float]:
    """Return how far each label must stand from the first one when they stand side by side."""
    offsets = [0.0] * len(sizes)
    for at in range(1, len(sizes)):
        offsets[at] = offsets[at - 1] + (sizes[at - 1] + sizes[at]) / 2
    return offsets


def _pool(values: Sequence[float]) -> list[float]:
    """Return the nondecreasing values nearest to the given ones."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        blocks.append((float(value), 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (after, many), (before, few) = blocks.pop(), blocks.pop()
            blocks.append(((after * many + before * few) / (many + few), many + few))
    return [mean for mean, size in blocks for _ in range(size)]
