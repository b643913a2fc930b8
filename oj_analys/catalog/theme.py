"""The look of charts and documents: font, type sizes and colours by role, read from ``theme.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from oj_analys import swedish
from oj_analys.domain import DataError, Problem


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
    """Return the theme that comes with the package."""
    with resources.as_file(resources.files("oj_analys.catalog") / "data" / "theme.toml") as path:
        return read_theme(path)


def read_theme(path: Path) -> Theme:
    """Read and check a theme.

    Raises:
        DataError: every missing or unknown role, every size that is no positive number and every colour that is
            malformed or too pale for its use, all at once.
    """
    table = _parse(path)
    problems = [
        *_font_problems(table, path.name),
        *_size_problems(table, path.name),
        *_colour_problems(table, path.name),
    ]
    if problems:
        raise DataError(problems)
    colours = {role: Colour(entry["hex"], Use(entry["use"])) for role, entry in table["colours"].items()}
    return Theme(table["font"], Sizes(**table["sizes"]), Palette(**colours))


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


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(Problem(path.name, f"filen går inte att läsa ({error})")) from error


def _font_problems(table: dict[str, Any], file: str) -> Iterator[Problem]:
    if not (isinstance(table.get("font"), str) and table["font"]):
        yield Problem(file, 'nyckeln "font" saknas eller är tom', "namnet på ett typsnitt")


def _size_problems(table: dict[str, Any], file: str) -> Iterator[Problem]:
    sizes = _table(table, "sizes")
    yield from _name_problems(sizes, Sizes, f"{file}, [sizes]")
    for name, size in sizes.items():
        if isinstance(size, bool) or not isinstance(size, int | float) or size <= 0:
            yield Problem(f"{file}, [sizes], {name}", f'"{size}"', "ett tal större än 0, i punkter")


def _colour_problems(table: dict[str, Any], file: str) -> Iterator[Problem]:
    colours = _table(table, "colours")
    yield from _name_problems(colours, Palette, f"{file}, [colours]")
    for role in colours:
        yield from _entry_problems(_table(colours, role), f"{file}, [colours.{role}]")


def _entry_problems(entry: dict[str, Any], where: str) -> Iterator[Problem]:
    code, use = str(entry.get("hex", "")), str(entry.get("use", ""))
    well_formed = re.fullmatch(r"#[0-9a-fA-F]{6}", code) is not None
    if not well_formed:
        yield Problem(where, f'hex = "{code}"', "# och sex hexadecimala siffror, till exempel #005f73")
    if use not in tuple(Use):
        yield Problem(where, f'use = "{use}"', ", ".join(Use))
    elif well_formed and contrast_on_white(code) < Use(use).least_contrast:
        found = swedish.number(contrast_on_white(code), 2)
        least = swedish.number(Use(use).least_contrast, 1)
        yield Problem(where, f"{code} har kontrasten {found}:1 mot vitt", f"minst {least}:1", "Välj en mörkare färg.")


def _name_problems(found: dict[str, Any], record: type[Sizes | Palette], where: str) -> Iterator[Problem]:
    allowed = [field.name for field in fields(record)]
    for name in allowed:
        if name not in found:
            yield Problem(where, f'"{name}" saknas', ", ".join(allowed))
    for name in found:
        if name not in allowed:
            yield Problem(where, f'okänt namn "{name}"', ", ".join(allowed))


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    return value if isinstance(value, dict) else {}
