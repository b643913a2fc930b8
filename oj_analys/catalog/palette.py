"""The colours of charts and documents by role, each with the contrast that its use asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum

from oj_analys import swedish
from oj_analys.catalog.toml_table import Table

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_WHITE = "#ffffff"


class Use(StrEnum):
    """What a colour may be used for: text and graphics on white, or a surface with an outline that words stand on."""

    TEXT = "text"
    GRAPHICS = "graphics"
    FILL = "fill"

    @property
    def least_contrast(self) -> float:
        """The contrast that WCAG 2.2 asks for: 4.5:1 for text (1.4.3), 3:1 for graphics (1.4.11)."""
        return 3.0 if self is Use.GRAPHICS else 4.5

    @property
    def ground(self) -> str:
        """What the colour is seen against; a surface against the words on it, since its outline sets it off."""
        return "textfärgen" if self is Use.FILL else "vitt"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as ``#rrggbb`` and what it may be used for; ``hatched`` surfaces are drawn in lines of it on white."""

    hex: str
    use: Use
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours by role; a role never tells good from bad."""

    own: Colour
    other: Colour
    riket: Colour
    lan: Colour
    interval: Colour
    text: Colour
    muted: Colour
    grid: Colour
    mark: Colour
    lowest: Colour
    low: Colour
    middle: Colour
    high: Colour
    highest: Colour
    step0: Colour
    step1: Colour
    step2: Colour
    step3: Colour
    step4: Colour
    unanswered: Colour
    blank: Colour

    @property
    def two_ways(self) -> tuple[Colour, ...]:
        """The colours of five answers to either side of a middle, from the lowest to the highest."""
        return self.lowest, self.low, self.middle, self.high, self.highest

    def one_way(self, steps: int) -> tuple[Colour, ...]:
        """Return the colours of two to five answers from nothing to much, spread evenly over the five.

        >>> from oj_analys.catalog.theme import theme
        >>> [colour.hex for colour in theme().colours.one_way(2)]
        ['#ffffff', '#004e5f']
        """
        five = (self.step0, self.step1, self.step2, self.step3, self.step4)
        return tuple(five[round(at * (len(five) - 1) / (steps - 1))] for at in range(steps))


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of ``#rrggbb`` against white, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast_on_white("#000000"), 1), round(contrast_on_white("#6c757d"), 2)
    (21.0, 4.69)
    """
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1), round(contrast("#6c757d", "#000000"), 2)
    (21.0, 4.48)
    """
    ratio = contrast_on_white(one) / contrast_on_white(other)
    return max(ratio, 1 / ratio)


def _linear(channel: float) -> float:
    dark = 0.04045  # the limit of the straight part of the sRGB curve
    return channel / 12.92 if channel <= dark else float(((channel + 0.055) / 1.055) ** 2.4)


def read_palette(table: Table) -> Palette:
    """Return the palette; every colour has the contrast of its use."""
    tables = {field.name: table.table(field.name) for field in fields(Palette)}
    found = Palette(*map(_read_colour, tables.values()))
    for name, entry in tables.items():
        _check_contrast(entry, getattr(found, name), found.text)
    table.close()
    return found


def _read_colour(table: Table) -> Colour:
    code, use = table.text("hex"), table.choice("use", tuple(Use))
    hatched = table.optional("hatched", bool) or False
    table.close()
    if code and not _HEX.fullmatch(code):
        table.fault(f'nyckeln "hex" är "{code}"', "# och sex hexadecimala siffror, till exempel #005f73")
    return Colour(code, use or Use.TEXT, hatched)


def _check_contrast(table: Table, colour: Colour, text: Colour) -> None:
    ground = text.hex if colour.use is Use.FILL else _WHITE
    if table.values.get("use") != colour.use or not all(map(_HEX.fullmatch, (colour.hex, ground))):
        return  # that is a fault already
    found, least = contrast(colour.hex, ground), colour.use.least_contrast
    if found < least:
        ratios = [swedish.number(ratio, 2) for ratio in (found, least)]
        action = f"Välj en {'ljusare' if colour.use is Use.FILL else 'mörkare'} färg."
        table.fault(
            f"{colour.hex} har kontrasten {ratios[0]}:1 mot {colour.use.ground}", f"minst {ratios[1]}:1", action
        )
