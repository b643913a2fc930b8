"""The example county's release: nothing can be worked out from it, and what is let slip is found."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from oj_analys.disclosure import protect_release
from oj_analys.disclosure.attack import breaches
from oj_analys.domain import Measure, Status
from oj_analys.frames.shown import Register, Shown
from oj_analys.scoring import figures_of
from oj_analys.sources.loaded import load

NOTHING = Register()


@pytest.fixture(scope="module")
def release(example: Path, printed: Callable[..., Shown]) -> tuple[Shown, pd.DataFrame]:
    """What the county shows, and the figures before protection by key."""
    persons = load(example).persons
    own: dict[str, Measure] = {
        name: measure for one in persons for name, measure in getattr(one, "definitions", {}).items()
    }
    frames = figures_of(persons)
    before = pd.concat(frames).set_index(["unit", "measure", "period", "sex", "group"])
    return printed(protect_release(frames, own).measures, own), before


def test_nothing_follows_from_the_release(release: tuple[Shown, pd.DataFrame]) -> None:
    shown, _ = release
    assert [one.text for one in breaches(shown, NOTHING)] == []


def test_the_same_release_again_tells_nothing_new(
    release: tuple[Shown, pd.DataFrame], register: Callable[..., Register]
) -> None:
    shown, _ = release
    assert breaches(shown, register(shown.figures)) == ()


@pytest.mark.parametrize(
    "series", [("egna.fallriskbedomning", "2024"), ("asi.utredningar", "2024"), ("ebp.svarande", "2023")]
)
def test_the_smallest_kommun_is_found_when_the_others_slip_out(
    release: tuple[Shown, pd.DataFrame], series: tuple[str, str]
) -> None:
    shown, before = release
    hidden = {
        one.key: float(before.loc[tuple(one.key), "value"])
        for one in shown.figures
        if one.key[1:3] == series and one.status is Status.SEKRETESS and one.key.group == "alla"
    }
    smallest = min(hidden, key=lambda key: hidden[key])
    figures = tuple(
        replace(one, status=Status.OK, value=hidden[one.key]) if one.key in hidden and one.key != smallest else one
        for one in shown.figures
    )
    assert smallest in {one.key for one in breaches(replace(shown, figures=figures), NOTHING)}
