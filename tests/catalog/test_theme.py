from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from colorspacious import cspace_convert

from oj_analys import catalog
from oj_analys.catalog.theme import Colour, Use, contrast, contrast_on_white, read_theme, theme
from oj_analys.catalog.toml_table import read_toml
from oj_analys.domain import Position, Problem, Status

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


SERIES = ("own", "other", "riket", "lan")
TWO_WAYS = ("lowest", "low", "middle", "high", "highest")
ONE_WAY = tuple(f"step{at}" for at in range(5))

SIGHTS = ("all", "deuteranomaly", "protanomaly", "tritanomaly")
APART = 15.0  # in CAM02-UCS, where 1 is about the least difference that anybody sees side by side
APART_IN_GREY = 11.0  # in its lightness, 0 to 100


def pairs_told_apart() -> list[tuple[str, str]]:
    """Return the pairs of roles that a reader must tell apart in one chart.

    What is hatched is told by that; the grey of other ways of not answering stands beside answers to either side.
    """
    sets = (SERIES, (*TWO_WAYS, "blank"), ONE_WAY)
    return [pair for roles in sets for pair in combinations(roles, 2)]


def hex_of(role: str) -> str:
    colour: Colour = getattr(theme().colours, role)
    return colour.hex


@cache
def seen(colour: str, sight: str) -> npt.NDArray[np.float64]:
    """Return a colour in CAM02-UCS as it is seen; colour blindness is total (Machado, Oliveira and Fernandes 2009)."""
    light = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    if sight != "all":
        light = np.clip(cspace_convert(light, {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}, "sRGB1"), 0, 1)
    return np.asarray(cspace_convert(light, "sRGB1", "CAM02-UCS"), dtype=float)


def distance(one: str, other: str, sight: str) -> float:
    return float(np.linalg.norm(seen(one, sight) - seen(other, sight)))


def lightness(colour: str) -> float:
    return float(seen(colour, "all")[0])


@pytest.mark.parametrize("role", ROLES)
def test_every_colour_has_the_contrast_of_its_use(role: str) -> None:
    colour: Colour = getattr(theme().colours, role)
    ground = theme().colours.text.hex if colour.use is Use.FILL else "#ffffff"
    assert _contrast(colour.hex, ground) >= {Use.TEXT: 4.5, Use.GRAPHICS: 3.0, Use.FILL: 4.5}[colour.use]


@pytest.mark.parametrize("one", ["#75a8b0", "#6c757d"])
@pytest.mark.parametrize("other", ["#1f2933", "#ffffff"])
def test_contrast_of_two_colours_does_not_depend_on_their_order(one: str, other: str) -> None:
    assert [contrast(one, other), contrast(other, one)] == pytest.approx([_contrast(one, other)] * 2)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("one", "other"), pairs_told_apart())
def test_colours_in_one_chart_are_told_apart_by_everybody(one: str, other: str, sight: str) -> None:
    assert distance(hex_of(one), hex_of(other), sight) >= APART


# The colours that the theme had before they were computed, and what they came to.
@pytest.mark.parametrize(
    ("one", "other", "sight", "expected"),
    [("#8a949b", "#409fa9", "protanomaly", 4.5), ("#005f73", "#3a3a8c", "tritanomaly", 11.1)],
)
def test_the_distance_finds_colours_that_are_mistaken(one: str, other: str, sight: str, expected: float) -> None:
    assert distance(one, other, sight) == pytest.approx(expected, abs=0.05)
    assert distance(one, other, sight) < APART <= distance(one, other, "all")


@pytest.mark.parametrize("steps", [2, 3, 4, 5])
def test_the_steps_from_nothing_to_much_grow_darker_in_grey(steps: int) -> None:
    grey = [lightness(colour.hex) for colour in theme().colours.one_way(steps)]
    assert all(lighter - darker >= APART_IN_GREY for lighter, darker in pairwise(grey))


def test_the_steps_to_either_side_of_a_middle_grow_darker_in_grey() -> None:
    colours = theme().colours
    for side in ((colours.middle, colours.low, colours.lowest), (colours.middle, colours.high, colours.highest)):
        grey = [lightness(colour.hex) for colour in side]
        assert all(lighter - darker >= APART_IN_GREY for lighter, darker in pairwise(grey))


def test_the_kommun_itself_is_set_off_in_grey() -> None:
    assert lightness(hex_of("other")) - lightness(hex_of("own")) >= APART_IN_GREY


@pytest.mark.parametrize("role", ["lowest", "low", "middle", "high", "highest", *(f"step{at}" for at in range(5))])
def test_a_number_can_be_read_on_every_step_of_a_scale(role: str) -> None:
    """Numbers on surfaces are white where white is readable, else in the colour of text."""
    assert max(_contrast(hex_of(role), ink) for ink in ("#ffffff", hex_of("text"))) >= 4.5


@pytest.mark.parametrize(("steps", "found"), [(2, "04"), (3, "024"), (4, "0134"), (5, "01234")])
def test_fewer_steps_take_their_colours_evenly_out_of_the_five(steps: int, found: str) -> None:
    colours = theme().colours
    assert colours.one_way(steps) == tuple(getattr(colours, f"step{at}") for at in found)


def test_vet_ej_is_hatched_and_no_other_grey_is() -> None:
    assert [role for role in ROLES if getattr(theme().colours, role).hatched] == ["unanswered"]


@pytest.mark.parametrize("role", ["own", "other", "riket", "lan", "text", "muted", "mark"])
def test_colours_that_words_are_set_in_are_made_for_text(role: str) -> None:
    assert getattr(theme().colours, role).use is Use.TEXT


def test_no_text_of_a_document_is_too_small_to_read() -> None:
    documents = theme().documents
    assert min(asdict(documents.page).values()) >= 9
    assert min(asdict(documents.sheet).values()) >= 11
    for density in documents.first_page:
        assert min(density.title, density.section, density.body, density.note) >= 10
    assert min(asdict(theme().sizes).values()) >= 8.5


def test_the_roomiest_first_page_comes_first() -> None:
    rows = [tuple(asdict(density).values()) for density in theme().documents.first_page]
    for roomy, dense in pairwise(rows):
        assert all(one >= other for one, other in zip(roomy, dense, strict=True))


def test_headings_stand_out_by_their_size() -> None:
    page = theme().documents.page
    assert page.title > page.section > page.part > page.body > page.small
    for density in theme().documents.first_page:
        assert density.title > density.section > density.body


def test_a_mark_never_tells_good_from_bad_by_its_look() -> None:
    looks = theme().marks
    assert {looks.of(code) for code in (Position.BATTRE, Position.SAMRE, Position.HOGRE, Position.LAGRE)} == {
        looks.clear
    }


def test_marks_that_say_nothing_of_the_kommun_are_quiet() -> None:
    looks = theme().marks
    assert {looks.of(status) for status in Status if status is not Status.OK} == {looks.silent}
    assert looks.of(Position.OSAKERT) == looks.of(Position.EJ_JAMFORBAR) == looks.silent
    assert looks.of(Position.INGEN) == looks.level


def test_marks_are_told_apart_without_their_look() -> None:
    labels = catalog.labels()
    marks = [label.mark for label in labels.position.values()] + [labels.status[Status.SEKRETESS].mark]
    assert len(set(marks)) == len(marks)
    assert labels.status[Status.SAKNAS].mark not in marks


@pytest.mark.parametrize("look", ["clear", "level", "silent"])
@pytest.mark.parametrize("ground", ["step0", "step1"])
def test_marks_can_be_read_on_white_and_on_the_palest_surface(look: str, ground: str) -> None:
    assert _contrast(getattr(theme().marks, look).colour.hex, hex_of(ground)) >= 4.5


def test_a_theme_without_a_first_page_is_refused(folder: Path) -> None:
    path = folder / "theme.toml"
    kept, rest = path.read_text(encoding="utf-8").split("[[documents.first_page]]", 1)
    sheet = rest[rest.index("[documents.sheet]") :]
    path.write_text(kept + sheet, encoding="utf-8")
    problems: list[Problem] = []
    read_theme(read_toml(path, path.name, problems))
    assert [str(problem) for problem in problems] == [
        'theme.toml, [documents]: listan "first_page" är tom; tillåtet: minst en [[documents.first_page]]'
    ]


# The project's palette sheet, worked out before this code.
@pytest.mark.parametrize(
    ("colour", "ratio"), [("#3a3a8c", 9.71), ("#555555", 7.46), ("#ee9b00", 2.25), ("#d9d9d9", 1.41)]
)
def test_contrast_agrees_with_figures_from_outside(colour: str, ratio: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.005)


OWN = '[colours.own]       # den kommun som diagrammet handlar om\nhex = "#004e5f"\nuse = "text"\n'
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
        (
            "part = 12",
            "part = -1",
            ['theme.toml, [documents], [page]: nyckeln "part" är -1; tillåtet: ett tal större än 0, i punkter'],
        ),
        (
            "inset = 2.2",
            "",
            ['theme.toml, [documents], [[first_page]] nr 3: nyckeln "inset" saknas'],
        ),
        (
            '[marks.clear]       # + ! > <: en tydlig skillnad, åt vilket håll som helst\ncolour = "text"',
            '[marks.clear]\ncolour = "interval"',
            ['theme.toml, [marks], [clear]: nyckeln "colour" är "interval"; tillåtet: own, other, riket, lan, text'],
        ),
        (
            '[marks.clear]       # + ! > <: en tydlig skillnad, åt vilket håll som helst\ncolour = "text"\nbold = true',
            '[marks.clear]\ncolour = "text"\nbold = "ja"',
            ['theme.toml, [marks], [clear]: nyckeln "bold" är "ja"; tillåtet: true eller false'],
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
        (OWN, OWN.replace('"#', '"'), [f'{FIRST}nyckeln "hex" är "004e5f"; tillåtet: # och sex']),
        (OWN, OWN.replace('"#004e5f"', "5"), [f'{FIRST}nyckeln "hex" är 5; tillåtet: text']),
        (
            OWN,
            OWN.replace("004e5f", "ee9b00"),
            [f"{FIRST}#ee9b00 har kontrasten 2,25:1 mot vitt; tillåtet: minst 4,50:1"],
        ),
        (
            OWN,
            OWN.replace('"text"', '"fill"'),
            [f"{FIRST}#004e5f har kontrasten 1,58:1 mot textfärgen; tillåtet: minst 4,50:1. Välj en ljusare färg."],
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
