"""The look of charts and documents: font, type sizes and colours by role, read from ``theme.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path

from oj_analys import swedish
from oj_analys.catalog.toml_table import Table, read_toml
from oj_analys.domain import DataError, Problem

FILE = "theme.toml"


class Use(StrEnum):
    """What a colour may be used for, on white."""

    TEXT = "text"
    GRAPHICS = "graphics"

    @property
    def least_contrast(self) -> float:
        """The contrast that WCAG 2.2 asks for: 4.5:1 for text (1.4.3), 3:1 for graphics (1.4.11)."""
        return 4.5 if self is Use.TEXT else 3.0


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as ``#rrggbb`` and what it may be used for."""

    hex: str
    use: Use


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


@dataclass(frozen=True, slots=True)
class Sizes:
    """The type sizes in points."""

    title: float
    subtitle: float
    label: float
    small: float


@dataclass(frozen=True, slots=True)
class Theme:
    """One font family, four type sizes and a palette."""

    font: str
    sizes: Sizes
    colours: Palette


@cache
def theme() -> Theme:
    """Return the theme that comes with the package.

    Raises:
        DataError: every fault of the file at once.
    """
    problems: list[Problem] = []
    found = read_theme(read_toml(Path(__file__).parent / "data" / FILE, FILE, problems))
    if problems:
        raise DataError(problems)
    return found


def read_theme(file: Table) -> Theme:
    """Return the theme; every size is above 0 and every colour has the contrast of its use."""
    found = Theme(file.text("font"), _read_sizes(file.table("sizes")), _read_palette(file.table("colours")))
    file.close()
    return found


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of ``#rrggbb`` against white, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast_on_white("#000000"), 1), round(contrast_on_white("#6c757d"), 2)
    (21.0, 4.69)
    """
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    dark = 0.04045  # the limit of the straight part of the sRGB curve
    return channel / 12.92 if channel <= dark else float(((channel + 0.055) / 1.055) ** 2.4)


def _read_sizes(table: Table) -> Sizes:
    sizes = Sizes(*(_read_size(table, field.name) for field in fields(Sizes)))
    table.close()
    return sizes


def _read_size(table: Table, key: str) -> float:
    size = table.need(key, float)
    if size <= 0:
        table.fault(f'nyckeln "{key}" är {size:g}', "ett tal större än 0, i punkter")
    return size


def _read_palette(table: Table) -> Palette:
    palette = Palette(*(_read_colour(table.table(field.name)) for field in fields(Palette)))
    table.close()
    return palette


def _read_colour(table: Table) -> Colour:
    code, use = table.text("hex"), table.choice("use", tuple(Use))
    table.close()
    if code and not re.fullmatch(r"#[0-9a-fA-F]{6}", code):
        table.fault(f'nyckeln "hex" är "{code}"', "# och sex hexadecimala siffror, till exempel #005f73")
    elif code and use and contrast_on_white(code) < use.least_contrast:
        found, least = (swedish.number(ratio, 2) for ratio in (contrast_on_white(code), use.least_contrast))
        table.fault(f"{code} har kontrasten {found}:1 mot vitt", f"minst {least}:1", "Välj en mörkare färg.")
    return Colour(code, use or Use.TEXT)
