"""Each value of persons that a picture draws has a mark of its own in the file, at the released value and no finer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from oj_analys import catalog
from oj_analys.charts.bars import draw_bars
from oj_analys.charts.chart import Chart
from oj_analys.charts.likert import draw_likert
from oj_analys.charts.profile import draw_profile
from oj_analys.charts.ratings import draw_ratings
from oj_analys.charts.render import svg_paths, svg_text
from oj_analys.charts.said import Said
from oj_analys.frames.shown import Key

Measured = Callable[..., Any]
Spread = Callable[..., dict[tuple[str, str, str, str], object]]
EBP, ASI = catalog.questionnaire("ebp"), catalog.interview_form("asi")
JAMTLAND = catalog.grupp("Jämtland")
RATE = catalog.measure("ebp.svarsfrekvens")
USE = [f"ebp.{item.id}" for item in EBP.items_of("anvandning")]
COVERAGE = Key("0023", "asi.tackning", "2024", "T", "alla")


@pytest.fixture(scope="module")
def bars(measured: Measured) -> Chart:
    rates = {"2326": (75.0, 20), "2305": "sekretess", "2309": (0.0, 12), "0023": (62.0, 187)}
    frame = measured({(unit, RATE.id, "2025", "alla"): figure for unit, figure in rates.items()})
    return draw_bars(frame, RATE, "2025", grupp=JAMTLAND)


@pytest.fixture(scope="module")
def profile(measured: Measured) -> Chart:
    scores = [f"ebp.{subscale.id}" for subscale in EBP.subscales]
    own = dict.fromkeys(scores, (3.4, 18)) | {scores[1]: "sekretess"}
    values = {("2305", score, "2025", "alla"): own[score] for score in scores}
    values |= {("0023", score, "2025", "alla"): (3.1, 187) for score in scores}
    return draw_profile(measured(values), EBP, [("2305", "2025"), ("0023", "2025")], grupp=JAMTLAND)


@pytest.fixture(scope="module")
def likert(measured: Measured, spread: Spread) -> Chart:
    values: dict[tuple[str, str, str, str], object] = {}
    for item in USE:
        kinds = {"vet_ej": 6.0, "ej_aktuell": 2.0, "vill_ej": 0.0, "blank": 4.0}
        shares = "sekretess" if item == USE[0] else {1: 10.0, 2: 20.0, 3: 30.0, 4: 40.0, 5: 0.0}
        values |= spread(("2305", item, "2025"), shares, **kinds)
    return draw_likert(measured(values), EBP, "anvandning", "2305", "2025", grupp=JAMTLAND)


@pytest.fixture(scope="module")
def ratings(measured: Measured, spread: Spread) -> Chart:
    values: dict[tuple[str, str, str, str], object] = {}
    for rating in ASI.ratings:
        if rating.measure.endswith(".hjalpbehov"):
            values |= spread(("0023", rating.measure, "2024"), dict.fromkeys(range(5), 20.0), 60)
    frame, said = measured(values, policy="asi_klient"), Said("Täckning i länet: 41 procent 2024.", (COVERAGE,))
    return draw_ratings(frame, ASI, unit="0023", period="2024", grupp=JAMTLAND, coverage=said)


@pytest.mark.parametrize("write", [svg_text, svg_paths])
@pytest.mark.parametrize("form", ["bars", "profile", "likert", "ratings"])
def test_every_drawn_value_has_its_mark(form: str, write: Callable[..., bytes], request: pytest.FixtureRequest) -> None:
    chart: Chart = request.getfixturevalue(form)
    assert marks(write(chart.figure)) == [f"varde-{number}" for number in range(chart.values)]


def test_the_drawn_come_first_and_then_what_is_hidden_or_named(bars: Chart, likert: Chart, ratings: Chart) -> None:
    assert [key.unit for key in bars.figures] == ["2326", "2309", "0023", "2305"]
    assert bars.values == 3
    drawn, hidden = likert.figures[: likert.values], likert.figures[likert.values :]
    assert {key.measure for key in hidden} == {USE[0]}
    assert [key.group for key in drawn[:4]] == ["svar=1", "svar=2", "svar=4", "svar=5"]
    assert ratings.figures[ratings.values :] == (COVERAGE,)


def test_what_is_neither_drawn_nor_told_is_not_among_the_figures(likert: Chart) -> None:
    gone = [key.group for key in likert.figures if key.measure == USE[0]]
    assert gone == [f"svar={code}" for code in range(1, 6)]  # why nobody answered is told of no hidden statement


def test_marks_are_where_the_released_values_are(bars: Chart, profile: Chart, likert: Chart) -> None:
    bare = bars.figure.axes[0]
    assert {patch.get_gid(): patch.get_width() for patch in bare.patches} == {
        "varde-0": 75,
        "varde-1": 0,
        "varde-2": 62,
    }
    points = {line.get_gid(): line.get_xdata()[0] for line in profile.figure.axes[0].lines if line.get_gid()}
    assert set(points.values()) == {3.4, 3.1}
    assert len(points) == profile.values == 7
    parts = [patch for axes in likert.figure.axes for patch in axes.patches if patch.get_gid()]
    assert sorted(patch.get_width() for patch in parts[:4]) == [0, 10, 20, 40]
    assert sum(patch.get_width() for patch in parts) == (100 + 12) * (len(USE) - 1)


def test_open_figures_have_no_marks(measured: Measured) -> None:
    known = catalog.measure("oj.U21468")
    frame = measured({("2305", known.id, "2024", "alla"): (72.0, 61)}, policy="öppen")
    chart = draw_bars(frame, known, "2024", grupp=JAMTLAND)
    assert (chart.figures, chart.values, marks(svg_paths(chart.figure))) == ((), 0, [])


def marks(svg: bytes) -> Sequence[str]:
    return re.findall(r'<g id="(varde-[^"]*)">', svg.decode())
