from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from oj_analys.catalog.theme import Colour, Use, contrast_on_white, read_theme, theme
from oj_analys.domain import DataError

ROLES = [field.name for field in fields(theme().colours)]


def _luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2, written once more so that the package does not mark its own work."""
    weights = {1: 0.2126, 3: 0.7152, 5: 0.0722}
    parts = {at: int(colour[at : at + 2], 16) / 255 for at in weights}
    return sum(
        weight * (parts[at] / 12.92 if parts[at] <= 0.04045 else ((parts[at] + 0.055) / 1.055) ** 2.4)
        for at, weight in weights.items()
    )


@pytest.mark.parametrize("role", ROLES)
def test_every_colour_has_the_contrast_of_its_use(role: str) -> None:
    colour: Colour = getattr(theme().colours, role)
    contrast = (1.0 + 0.05) / (_luminance(colour.hex) + 0.05)
    assert contrast >= {Use.TEXT: 4.5, Use.GRAPHICS: 3.0}[colour.use]


@pytest.mark.parametrize("role", ["own", "other", "riket", "lan", "text", "muted", "mark"])
def test_colours_that_words_are_set_in_are_made_for_text(role: str) -> None:
    assert getattr(theme().colours, role).use is Use.TEXT


# The project's palette sheet, worked out before this code.
@pytest.mark.parametrize(
    ("colour", "ratio"), [("#3a3a8c", 9.71), ("#555555", 7.46), ("#ee9b00", 2.25), ("#d9d9d9", 1.41)]
)
def test_contrast_agrees_with_figures_from_outside(colour: str, ratio: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.005)


def test_all_faults_of_a_theme_come_at_once(folder: Path, change: Callable[[str, str, str], None]) -> None:
    change("theme.toml", 'font = "Source Sans Pro"', 'font = ""')
    change("theme.toml", "small = 8.5", "smal = 0")
    change("theme.toml", 'hex = "#005f73"', 'hex = "005f73"')
    change("theme.toml", 'hex = "#9a4d00"', 'hex = "#ee9b00"')
    change("theme.toml", "[colours.mark]", "[colours.stamp]")
    with pytest.raises(DataError) as error:
        read_theme(folder / "theme.toml")
    message = str(error.value)
    assert len(error.value.problems) == 8
    assert '[sizes]: "small" saknas' in message
    assert "[colours.own]" in message
    assert "#ee9b00 har kontrasten 2,25:1 mot vitt; tillåtet: minst 4,5:1" in message
    assert 'okänt namn "stamp"' in message


def test_an_unknown_use_is_refused(folder: Path, change: Callable[[str, str, str], None]) -> None:
    change(
        "theme.toml", '[colours.riket]\nhex = "#9a4d00"\nuse = "text"', '[colours.riket]\nhex = "#9a4d00"\nuse = "pynt"'
    )
    with pytest.raises(DataError, match="pynt.*text, graphics"):
        read_theme(folder / "theme.toml")


@pytest.mark.parametrize("content", ["font = ", "\xff"])
def test_a_theme_that_is_no_toml_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "theme.toml"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(DataError, match="theme.toml: filen går inte att läsa"):
        read_theme(path)


def test_a_missing_theme_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="finns-inte.toml: filen går inte att läsa"):
        read_theme(tmp_path / "finns-inte.toml")
