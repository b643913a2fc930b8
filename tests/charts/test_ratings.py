from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts.ratings import chart_ratings, draw_ratings
from oj_analys.domain import SYNTHETIC_MARK, DataError

Spread = Callable[..., Mapping[tuple[str, str, str, str], object]]
Measured = Callable[..., pd.DataFrame]
Rated = Callable[..., pd.DataFrame]
Boxes = Callable[..., list[list[tuple[float, float]]]]
Texts = Callable[[Figure], list[str]]
ASI = catalog.interview_form("asi")
JAMTLAND = catalog.grupp("Jämtland")
NEED = [rating.measure for rating in ASI.ratings if rating.measure.endswith(".hjalpbehov")]
NAMES = [
    "Fysisk hälsa",
    "Arbete och försörjning",
    "Alkohol",
    "Narkotika",
    "Rättsliga problem",
    "Familj",
    "Umgänge",
    "Psykisk hälsa",
]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
PROVISO = "Variabler och skalor för ASI är preliminära (formulärets koder är inte bekräftade)."
EVEN = {0: 10.0, 1: 20.0, 2: 30.0, 3: 25.0, 4: 15.0}
GROUP = {"unit": "0023", "period": "2023/2024", "grupp": JAMTLAND}


@pytest.fixture(scope="session")
def rated(measured: Measured, spread: Spread) -> Rated:
    """Make a frame of the need for help in every area: measure → shares or status; all others are even."""

    def make(
        shares: Mapping[str, object], others: object = 2.0, period: str = "2023/2024", **more: Any
    ) -> pd.DataFrame:
        values: dict[tuple[str, str, str, str], object] = {}
        for measure in NEED:
            values |= spread(("0023", measure, period), shares.get(measure, EVEN), 71, others)
        return measured(values, **{"policy": "asi_klient", **more})

    return make


def test_each_area_is_one_whole_bar_in_the_order_of_the_form(rated: Rated, boxes: Boxes, texts: Texts) -> None:
    much = {0: 0.0, 1: 0.0, 2: 0.0, 3: 20.0, 4: 80.0}
    figure = draw_ratings(rated({NEED[2]: much}), ASI, **GROUP).figure
    even = [(0, 10), (10, 20), (30, 30), (60, 25), (85, 15)]
    assert boxes(figure) == [even, even, [(0, 20), (20, 80)], even, even, even, even, even]
    found = texts(figure)
    assert [text for text in found if text in NAMES] == NAMES
    assert found.count("71") == 8


def test_those_without_a_valid_answer_stand_in_a_column_of_their_own(
    measured: Measured, spread: Spread, boxes: Boxes, texts: Texts
) -> None:
    kinds = {"obesvarad": 4.0, "ej_aktuell": 22.0, "blank": 1.0, "avvisad": 2.0}
    values = spread(("0023", NEED[0], "2023/2024"), EVEN, 71, **kinds)
    figure = draw_ratings(measured(values, policy="asi_klient"), ASI, **GROUP).figure
    assert boxes(figure, 1) == [[(0, 4), (4, 25)]]
    assert "29" in texts(figure)


def test_the_bands_of_the_interviewer_are_found_by_their_first_code(
    measured: Measured, spread: Spread, boxes: Boxes, texts: Texts
) -> None:
    values: dict[tuple[str, str, str, str], object] = {}
    for rating in ASI.ratings:
        if rating.measure.endswith(".skattning"):
            bands = {0: 10.0, 2: 20.0, 4: 30.0, 6: 25.0, 8: 15.0}
            values |= spread(("0023", rating.measure, "2023/2024"), bands, 71)
    chart = draw_ratings(measured(values, policy="asi_klient"), ASI, "skattning", **GROUP)
    assert boxes(chart.figure) == [[(0, 10), (10, 20), (30, 30), (60, 25), (85, 15)]] * 7
    assert "Umgänge" not in texts(chart.figure)  # the interviewer rates family and social life together
    assert chart.title == "Intervjuarens skattning enligt ASI per område, länet 2023–2024"


def test_one_sex_is_named(rated: Rated, texts: Texts) -> None:
    frame = pd.concat([rated({}), rated({NEED[0]: "sekretess"}, sex="K")], ignore_index=True)
    chart = draw_ratings(frame, ASI, sex="K", **GROUP)
    assert chart.title == "Hjälpbehov enligt ASI per område, länet 2023–2024, kvinnor"
    assert texts(chart.figure).count("..") == 3
    assert ".." not in texts(draw_ratings(frame, ASI, **GROUP).figure)


def test_nothing_of_a_hidden_area_is_drawn_or_said(rated: Rated, boxes: Boxes, texts: Texts) -> None:
    bare = rated({NEED[4]: "sekretess", NEED[5]: {**EVEN, 2: "sekretess"}})
    planted = bare.assign(n=bare["n"].fillna(4), low=1.5, high=2.5, count=3).astype({"count": "Int64"})
    one, other = (draw_ratings(frame, ASI, **GROUP) for frame in (bare, planted))
    assert (one.title, one.alt, one.reading) == (other.title, other.alt, other.reading)
    assert texts(one.figure) == texts(other.figure)
    assert boxes(one.figure) == boxes(other.figure)
    assert len(boxes(one.figure)) == 6
    assert f"rättsliga problem ({HIDDEN})" in one.alt


@pytest.mark.parametrize(("status", "reason"), [("sekretess", HIDDEN), ("saknas", "uppgift saknas i källan")])
def test_without_any_area_there_is_nothing_to_draw(rated: Rated, status: str, reason: str) -> None:
    with pytest.raises(DataError, match=f"inget att rita för Hjälpbehov, länet 2023–2024: {reason}"):
        draw_ratings(rated(dict.fromkeys(NEED, status)), ASI, **GROUP)


def test_coverage_proviso_threshold_and_marks_stand_in_the_picture(rated: Rated, texts: Texts) -> None:
    coverage = "Täckningen är okänd, så svaren gäller inte alla klienter."
    frame = rated({}, source="exempel:a.csv#12345678", policy="utkast:asi_klient")
    chart = draw_ratings(frame, ASI, coverage=coverage, source_line="Bearbetning: FoU Jämt.", **GROUP)
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-3:] == [coverage, PROVISO, "Bearbetning: FoU Jämt."]
    assert any(text.startswith("Svarsfördelningar visas för grupper med minst 10 personer.") for text in found)
    assert chart.alt.endswith(PROVISO)
    bare = draw_ratings(frame, replace(ASI, assumed=False), **GROUP)
    assert PROVISO not in [*texts(bare.figure), bare.alt]


def test_the_alternative_text_comes_from_the_data(rated: Rated) -> None:
    assert draw_ratings(rated({NEED[2]: {**EVEN, 2: 35.0, 3: 20.0}}), ASI, **GROUP).alt == (
        "Liggande staplar till 100 procent: Hjälpbehov enligt ASI, länet 2023–2024. "
        "Andel påtagligt eller mycket stort: fysisk hälsa 40 procent (71 svar), arbete och försörjning 40 procent "
        "(71 svar), alkohol 35 procent (71 svar), narkotika 40 procent (71 svar), rättsliga problem 40 procent "
        "(71 svar), familj 40 procent (71 svar), umgänge 40 procent (71 svar), psykisk hälsa 40 procent (71 svar). "
        f"{PROVISO}"
    )


def test_the_group_is_drawn_in_its_newest_period(rated: Rated) -> None:
    frame = pd.concat([rated({}, period="2022"), rated({}), rated({}, period="2023")], ignore_index=True)
    assert chart_ratings(frame).get_label() == "Hjälpbehov enligt ASI per område, länet 2023–2024"


def test_an_unknown_rating_is_refused_with_those_there_are(rated: Rated) -> None:
    with pytest.raises(DataError, match='"dagar" finns inte i ASI; tillåtet: oro, hjalpbehov, skattning'):
        chart_ratings(rated({}), "dagar")


@settings(max_examples=12, deadline=None)
@given(
    parts=st.lists(st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any), min_size=8, max_size=8),
    hidden=st.sets(st.integers(0, 7)),
    others=st.sampled_from([0.0, 4.0, 25.0, "sekretess"]),
)
def test_no_text_is_cut_or_overlaps(
    rated: Rated,
    crowding: Callable[[Figure], list[str]],
    boxes: Boxes,
    parts: list[list[int]],
    hidden: set[int],
    others: object,
) -> None:
    assume(len(hidden) < 8)
    shares: dict[str, object] = {
        measure: {code: float(round(100 * part / sum(each))) for code, part in enumerate(each)}
        for measure, each in zip(NEED, parts, strict=True)
    }
    shares |= {NEED[at]: "sekretess" for at in hidden}
    chart = draw_ratings(rated(shares, others), ASI, marks=(SYNTHETIC_MARK, "UTKAST"), **GROUP)
    assert crowding(chart.figure) == []
    ends = [row[-1][0] + row[-1][1] for row in boxes(chart.figure)]
    assert ends == pytest.approx([sum(each.values()) for each in shares.values() if isinstance(each, dict)])
