from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts.profile import chart_profile, draw_profile
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Measured = Callable[..., pd.DataFrame]
Means = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
EBP = catalog.questionnaire("ebp")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
SUBSCALES = [f"ebp.{subscale.id}" for subscale in EBP.subscales]
BRACKE, LANET, BEFORE = ("2305", "2025"), ("0023", "2025"), ("2305", "2023")
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
PROVISO = "Indelningen i delskalor är preliminär (nyckeln är inte bekräftad)."

FIGURE = st.one_of(
    st.sampled_from(["sekretess", "saknas", "ej_beräknad"]),
    st.tuples(st.integers(10, 50).map(lambda tenths: tenths / 10), st.integers(7, 2000)),
)


@pytest.fixture(scope="session")
def means(measured: Measured) -> Means:
    """Make a frame of subscale means: (unit, period) → one figure per subscale, or one for all."""

    def make(rounds: Mapping[tuple[str, str], object], **more: Any) -> pd.DataFrame:
        return measured(
            {
                (unit, measure, period, "alla"): figures[at] if isinstance(figures, list) else figures
                for (unit, period), figures in rounds.items()
                for at, measure in enumerate(SUBSCALES)
            },
            **more,
        )

    return make


@pytest.fixture(scope="session")
def frame(means: Means) -> pd.DataFrame:
    own = [(3.0, 18), (4.1, 18), (1.0, 16), (5.0, 18)]
    return means({BRACKE: own, LANET: (3.4, 187), BEFORE: "sekretess", ("0023", "2023"): (3.2, 153)})


def _points(figure: Figure) -> list[tuple[str, float, float]]:
    """Return marker, value and height from the top of each point, the topmost first."""
    lines = (line for line in figure.axes[0].lines if line.get_marker() in ("o", "^", "D"))
    found = [(str(line.get_marker()), float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in lines]
    return sorted(found, key=lambda point: point[2])


def _signs(figure: Figure) -> list[Line2D]:
    return [line for line in figure.get_children() if isinstance(line, Line2D)]


def test_each_subscale_has_a_lane_per_series_in_the_order_given(frame: pd.DataFrame, texts: Texts) -> None:
    figure = draw_profile(frame, EBP, [BRACKE, LANET], grupp=JAMTLAND).figure
    values = [(marker, value) for marker, value, _ in _points(figure)]
    assert values == [("o", 3.0), ("^", 3.4), ("o", 4.1), ("^", 3.4), ("o", 1.0), ("^", 3.4), ("o", 5.0), ("^", 3.4)]
    found = texts(figure)
    names = [subscale.name for subscale in EBP.subscales]
    assert [text for text in found if text in names] == names
    assert [text for text in found if text in {"3,0", "4,1", "1,0", "5,0"}] == ["3,0", "4,1", "1,0", "5,0"]


def test_equal_values_stand_apart(means: Means) -> None:
    figure = draw_profile(means({BRACKE: (3.4, 18), LANET: (3.4, 187)}), EBP, [BRACKE, LANET], grupp=JAMTLAND).figure
    heights = [height for _, _, height in _points(figure)]
    assert len(set(heights)) == 8


def test_the_axis_is_the_scale_and_says_so(frame: pd.DataFrame, texts: Texts) -> None:
    figure = draw_profile(frame, EBP, [BRACKE], grupp=JAMTLAND).figure
    assert figure.axes[0].get_xlim() == (1, 5)
    subtitle = "Medel på skalan 1–5, där 5 är mest gynnsamt. Axeln visar hela skalan och börjar vid 1."
    assert subtitle in " ".join(texts(figure))


def test_the_legend_names_each_series_with_its_answers(frame: pd.DataFrame, texts: Texts) -> None:
    figure = draw_profile(frame, EBP, [BRACKE, LANET, BEFORE], grupp=JAMTLAND).figure
    assert {"Bräcke 2025, 16–18 svar", "Länet 2025, 187 svar", "Bräcke 2023"} <= set(texts(figure))


def test_series_differ_by_more_than_colour(frame: pd.DataFrame) -> None:
    signs = _signs(draw_profile(frame, EBP, [BRACKE, LANET, BEFORE], grupp=JAMTLAND).figure)
    assert [sign.get_marker() for sign in signs] == ["o", "^", "D"]
    colours = theme().colours
    assert [sign.get_color() for sign in signs] == [colours.own.hex, colours.lan.hex, colours.own.hex]
    assert [sign.get_markerfacecolor() for sign in signs] == [colours.own.hex, "white", "white"]


def test_hidden_means_are_marks_with_the_one_phrase_below(frame: pd.DataFrame, texts: Texts) -> None:
    chart = draw_profile(frame, EBP, [BRACKE, BEFORE], grupp=JAMTLAND)
    assert len(_points(chart.figure)) == 4
    found = texts(chart.figure)
    assert found.count("..\u00a0\u00a0Bräcke 2023") == 4
    assert f"..\u00a0\u00a0{HIDDEN}" in found
    assert f"Bräcke 2023 ({HIDDEN})" in chart.alt


def test_nothing_is_drawn_or_said_of_a_hidden_figure(means: Means, texts: Texts) -> None:
    bare = means({LANET: (3.4, 187), BRACKE: ["sekretess", (2.0, 18), "sekretess", "saknas"]})
    planted = bare.assign(n=bare["n"].fillna(4), low=1.5, high=2.5, count=3).astype({"count": "Int64"})
    one, other = (draw_profile(each, EBP, [BRACKE, LANET], grupp=JAMTLAND) for each in (bare, planted))
    assert (one.title, one.alt, one.reading) == (other.title, other.alt, other.reading)
    assert texts(one.figure) == texts(other.figure)
    assert _points(one.figure) == _points(other.figure)
    assert len(_points(one.figure)) == 5


def test_where_a_mean_is_hidden_the_minimum_need_not_be_why(means: Means, texts: Texts) -> None:
    more = "Ibland döljs fler, så att inget dolt går att räkna ut."
    shown, hidden = means({BRACKE: (3.4, 18)}), means({BRACKE: ["sekretess", *[(3.4, 18)] * 3]})
    found = [" ".join(texts(draw_profile(each, EBP, [BRACKE], grupp=JAMTLAND).figure)) for each in (shown, hidden)]
    assert [more in each for each in found] == [False, True]
    missing = means({BRACKE: ["saknas", *[(3.4, 18)] * 3]})
    assert more not in " ".join(texts(draw_profile(missing, EBP, [BRACKE], grupp=JAMTLAND).figure))


def test_a_missing_mean_says_so(means: Means, texts: Texts) -> None:
    chart = draw_profile(means({BRACKE: "saknas", LANET: (3.4, 187)}), EBP, [BRACKE, LANET], grupp=JAMTLAND)
    assert "–\u00a0\u00a0uppgift saknas i källan" in texts(chart.figure)
    assert "Bräcke 2025 (uppgift saknas i källan)" in chart.alt


@pytest.mark.parametrize("status", ["sekretess", "saknas"])
def test_without_any_mean_there_is_nothing_to_draw(means: Means, status: str) -> None:
    with pytest.raises(DataError, match="inget att rita för Bräcke 2025"):
        draw_profile(means({BRACKE: status}), EBP, [BRACKE], grupp=JAMTLAND)


def test_the_proviso_stands_while_the_key_is_assumed(frame: pd.DataFrame, texts: Texts) -> None:
    chart = draw_profile(frame, EBP, [BRACKE], grupp=JAMTLAND)
    assert PROVISO in texts(chart.figure)
    assert chart.alt.endswith(PROVISO)
    confirmed = draw_profile(frame, replace(EBP, assumed=False), [BRACKE], grupp=JAMTLAND)
    assert PROVISO not in texts(confirmed.figure)
    assert PROVISO not in confirmed.alt


def test_threshold_chance_source_and_marks_stand_in_the_picture(means: Means, texts: Texts) -> None:
    frame = means({BRACKE: (3.4, 18)}, source="exempel:a.xlsx#12345678", policy="utkast:ebp_personal")
    chart = draw_profile(frame, EBP, [BRACKE], grupp=JAMTLAND, setting=Setting(source_line="Bearbetning: FoU Jämt."))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Bearbetning: FoU Jämt."
    chance = "Små skillnader kan bero på slumpen; skillnaderna är inte prövade."
    assert f"Medel visas bara för grupper med minst 7 svar. {chance}" in found
    assert f"{SYNTHETIC_MARK}. UTKAST." in chart.alt


def test_title_and_alternative_text_come_from_the_data(frame: pd.DataFrame) -> None:
    chart = draw_profile(frame, EBP, [BRACKE, LANET], grupp=JAMTLAND)
    assert chart.title == "EBP-termometern: hur ser delskalorna ut i Bräcke och länet 2025?"
    assert chart.alt == (
        "Punktdiagram: EBP-termometern, medel per delskala på skalan 1–5. "
        "Bräcke 2025 (16–18 svar): kunskap om EBP 3,0, attityder till EBP 4,1, förutsättningar för EBP 1,0, "
        "användning av EBP 5,0; Länet 2025 (187 svar): kunskap om EBP 3,4, attityder till EBP 3,4, "
        f"förutsättningar för EBP 3,4, användning av EBP 3,4. {PROVISO}"
    )
    assert chart.reading.startswith(
        "Så läser du diagrammet: Varje rad är en delskala. "
        "Fylld punkt är Bräcke 2025, ihålig triangel är länet 2025. Ju längre till höger märket står, "
    )


def test_a_named_group_is_called_by_its_name(means: Means) -> None:
    frame = means({("1499", "2025"): (3.1, 18), ("skaraborg", "2023"): (3.3, 340), ("skaraborg", "2025"): (3.4, 400)})
    series = [("1499", "2025"), ("skaraborg", "2025"), ("skaraborg", "2023")]
    chart = draw_profile(frame, EBP, series, grupp=SKARABORG)
    assert chart.title == "EBP-termometern: hur ser delskalorna ut i Falköping och Skaraborg 2023 och 2025?"


def test_the_group_is_drawn_when_no_kommun_is_named(frame: pd.DataFrame, texts: Texts) -> None:
    figure = chart_profile(frame)
    assert [text for text in texts(figure) if text.endswith(" svar")] == [
        "Länet 2025, 187 svar",
        "Länet 2023, 153 svar",
    ]


@pytest.mark.parametrize("kommun", ["Bräcke", "2305"])
def test_a_kommun_is_drawn_in_the_newest_round_where_it_is_shown(means: Means, texts: Texts, kommun: str) -> None:
    rounds = {BRACKE: "sekretess", BEFORE: (2.1, 16), ("2305", "2021"): (2.0, 15), LANET: (3.4, 187)}
    figure = chart_profile(means({**rounds, ("0023", "2023"): (3.2, 153)}), kommun=kommun)
    keys = [text for text in texts(figure) if text.endswith(" svar")]
    assert keys == ["Bräcke 2023, 16 svar", "Länet 2023, 153 svar", "Bräcke 2021, 15 svar"]


def test_a_round_may_be_named(frame: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_profile(frame, period="2023"))
    assert "Länet 2023, 153 svar" in found
    assert not any("2025" in text for text in found)


def test_a_slide_is_sixteen_to_nine_and_an_unknown_sheet_is_refused(frame: pd.DataFrame) -> None:
    wide, tall = chart_profile(frame, sheet="bild").get_size_inches()
    assert wide / tall == pytest.approx(16 / 9)
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_profile(frame, sheet="a4")


def test_a_kommun_that_is_never_shown_cannot_be_drawn(means: Means) -> None:
    with pytest.raises(DataError, match="ingen omgång visas för Bräcke"):
        chart_profile(means({BRACKE: "sekretess", LANET: (3.4, 187)}), kommun="Bräcke")


@pytest.mark.parametrize("series", [[], [BRACKE, BRACKE], [BRACKE, LANET, BEFORE, ("0023", "2023")]])
def test_one_to_three_different_series(frame: pd.DataFrame, series: list[tuple[str, str]]) -> None:
    with pytest.raises(DataError, match=f"{len(series)} serier; tillåtet: 1 till 3, alla olika"):
        draw_profile(frame, EBP, series, grupp=JAMTLAND)


def test_a_kommun_of_another_group_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="2305 hör inte till Skaraborg"):
        draw_profile(frame, EBP, [BRACKE], grupp=SKARABORG)


@settings(max_examples=15, deadline=None)
@given(
    figures=st.lists(st.lists(FIGURE, min_size=4, max_size=4), min_size=1, max_size=3),
    unit=st.sampled_from(SKARABORG.members),
    round_=st.sampled_from(["2025", "2025-2"]),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    means: Means,
    crowding: Callable[[Figure], list[str]],
    figures: list[list[object]],
    unit: str,
    round_: str,
    sheet: Sheet,
) -> None:
    series = [(unit, round_), ("skaraborg", round_), (unit, "2023")][: len(figures)]
    frame = means({("skaraborg", "2021"): (3.4, 10), **dict(zip(series, figures, strict=True))})
    assume(any(isinstance(figure, tuple) for each in figures for figure in each))
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    chart = draw_profile(frame, EBP, series, grupp=SKARABORG, setting=setting)
    assert crowding(chart.figure) == []
    shown = [figure[0] for each in figures for figure in each if isinstance(figure, tuple)]
    assert sorted(value for _, value, _ in _points(chart.figure)) == pytest.approx(np.sort(shown))
