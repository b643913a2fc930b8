from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

from oj_analys.catalog.theme import Colour, Use, contrast, contrast_on_white, read_theme, theme
from oj_analys.catalog.toml_table import read_toml
from oj_analys.domain import Problem

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

ROLES = [field.name for field in fields(theme().colours)]


def _luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2, written once more so that the package does not mark its own work."""
    weights = {1: 0.2126, 3: 0.7152, 5: 0.0722}
    parts = {at: int(colour[at : at + 2], 16) / 255 for at in weights}
    return sum(
        weight * (parts[at] / 12.92 if parts[at] <= 0.04045 else ((parts[at] + 0.055) / 1.055) ** 2.4)
        for at, weight in weights.items()
    )


def _contrast(one: str, other: str) -> float:
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("role", ROLES)
def test_every_colour_has_the_contrast_of_its_use(role: str) -> None:
    colour: Colour = getattr(theme().colours, role)
    ground = theme().colours.text.hex if colour.use is Use.FILL else "#ffffff"
    assert _contrast(colour.hex, ground) >= {Use.TEXT: 4.5, Use.GRAPHICS: 3.0, Use.FILL: 4.5}[colour.use]


@pytest.mark.parametrize("one", ["#8fc0c9", "#6c757d"])
@pytest.mark.parametrize("other", ["#1f2933", "#ffffff"])
def test_contrast_of_two_colours_does_not_depend_on_their_order(one: str, other: str) -> None:
    assert [contrast(one, other), contrast(other, one)] == pytest.approx([_contrast(one, other)] * 2)


def test_the_steps_of_a_scale_differ_in_grey() -> None:
    colours = theme().colours
    for steps in (colours.one_way(5), (colours.high, colours.highest), (colours.low, colours.lowest)):
        for lighter, darker in pairwise(steps):
            assert _contrast(lighter.hex, darker.hex) > 1.25
            assert _luminance(lighter.hex) > _luminance(darker.hex)


@pytest.mark.parametrize(("steps", "found"), [(2, "04"), (3, "024"), (4, "0134"), (5, "01234")])
def test_fewer_steps_take_their_colours_evenly_out_of_the_five(steps: int, found: str) -> None:
    colours = theme().colours
    assert colours.one_way(steps) == tuple(getattr(colours, f"step{at}") for at in found)


def test_vet_ej_is_hatched_and_no_other_grey_is() -> None:
    assert [role for role in ROLES if getattr(theme().colours, role).hatched] == ["unanswered"]


@pytest.mark.parametrize("role", ["own", "other", "riket", "lan", "text", "muted", "mark"])
def test_colours_that_words_are_set_in_are_made_for_text(role: str) -> None:
    assert getattr(theme().colours, role).use is Use.TEXT


# The project's palette sheet, worked out before this code.
@pytest.mark.parametrize(
    ("colour", "ratio"), [("#3a3a8c", 9.71), ("#555555", 7.46), ("#ee9b00", 2.25), ("#d9d9d9", 1.41)]
)
def test_contrast_agrees_with_figures_from_outside(colour: str, ratio: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.005)


OWN = '[colours.own]       # den kommun som diagrammet handlar om\nhex = "#005f73"\nuse = "text"\n'
FIRST = "theme.toml, [colours], [own]: "


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('font = "Source Sans Pro"', 'font = ""', ['theme.toml: nyckeln "font" är tom']),
        ('font = "Source Sans Pro"', 'font = "A"\nfärg = 1', ["theme.toml, rad"]),
        (
            'font = "Source Sans Pro"',
            'font = "A"\nfarg = 1',
            ['theme.toml: okänd nyckel "farg"; tillåtet: font, sizes'],
        ),
        ("small = 8.5", "small = 0", ['theme.toml, [sizes]: nyckeln "small" är 0; tillåtet: ett tal större än 0']),
        ("small = 8.5", "small = nan", ['theme.toml, [sizes]: nyckeln "small" är nan; tillåtet: tal']),
        ("small = 8.5", "small = inf", ['theme.toml, [sizes]: nyckeln "small" är inf; tillåtet: tal']),
        ("small = 8.5", "small = true", ['theme.toml, [sizes]: nyckeln "small" är true; tillåtet: tal']),
        (
            "small = 8.5",
            "smal = 8.5",
            ['theme.toml, [sizes]: nyckeln "small" saknas', 'theme.toml, [sizes]: okänd nyckel "smal"'],
        ),
        (OWN, OWN.replace('"#', '"'), [f'{FIRST}nyckeln "hex" är "005f73"; tillåtet: # och sex']),
        (OWN, OWN.replace('"#005f73"', "5"), [f'{FIRST}nyckeln "hex" är 5; tillåtet: text']),
        (
            OWN,
            OWN.replace("005f73", "ee9b00"),
            [f"{FIRST}#ee9b00 har kontrasten 2,25:1 mot vitt; tillåtet: minst 4,50:1"],
        ),
        (
            OWN,
            OWN.replace('"text"', '"fill"'),
            [f"{FIRST}#005f73 har kontrasten 2,03:1 mot textfärgen; tillåtet: minst 4,50:1. Välj en ljusare färg."],
        ),
        (OWN, OWN.replace('"text"', '"pynt"'), [f'{FIRST}nyckeln "use" är "pynt"; tillåtet: text, graphics, fill']),
        (OWN, f"{OWN}hatched = 1\n", [f'{FIRST}nyckeln "hatched" är 1; tillåtet: true eller false']),
        (OWN, f"{OWN}bold = true\n", [f'{FIRST}okänd nyckel "bold"; tillåtet: hex, use, hatched']),
        (
            "[colours.mark]",
            "[colours.stamp]",
            [
                'theme.toml, [colours]: nyckeln "mark" saknas',
                'theme.toml, [colours]: okänd nyckel "stamp"; tillåtet: own, other',
            ],
        ),
    ],
)
def test_a_fault_in_the_theme_is_named_once(
    change: Change, faults: Faults, old: str, new: str, found: list[str]
) -> None:
    change("theme.toml", old, new)
    assert [fault[: len(start)] for fault, start in zip(faults(), found, strict=True)] == found


def test_a_theme_saved_by_notepad_is_read(folder: Path) -> None:
    path = folder / "theme.toml"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    problems: list[Problem] = []
    assert (read_theme(read_toml(path, path.name, problems)), problems) == (theme(), [])
