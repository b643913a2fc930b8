from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts.dots import chart_dots, draw_dots
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError
from oj_analys.stats.intervals import wilson

Build = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
HOME_CARE = catalog.measure("oj.U21468")
SKARABORG = catalog.grupp("skaraborg").members
NAMES = ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund"]

FIGURE = st.one_of(
    st.sampled_from(["bortfall", "saknas", "sekretess", "okänd"]),
    st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0, 100),
)


def _lines(figure: Figure, marker: str) -> list[Line2D]:
    return [line for line in figure.axes[0].lines if line.get_marker() == marker]


def _bars(figure: Figure) -> dict[int, list[float]]:
    plain = (line for line in _lines(figure, "None") if line.get_zorder() == 2)
    return {int(line.get_ydata()[0]): list(line.get_xdata()) for line in plain}


def _reference_lines(figure: Figure) -> list[Line2D]:
    return [line for line in _lines(figure, "None") if line.get_zorder() == 1]


def test_each_dot_stands_at_its_value_in_swedish_order(jamtland: pd.DataFrame, texts: Texts) -> None:
    figure = chart_dots(jamtland, "U21468", highlight="Bräcke")
    dots = {int(line.get_ydata()[0]): float(line.get_xdata()[0]) for line in _lines(figure, "o")}
    expected = {1: (44, 61), 3: (50, 57), 4: (10, 14), 5: (70, 88), 6: (60, 70), 7: (340, 402)}
    assert dots == pytest.approx({at: 100 * count / n for at, (count, n) in expected.items()})
    names = [text.split(" (")[0] for text in texts(figure) if text.split(" (")[0] in NAMES]
    assert names == NAMES


def test_intervals_end_at_their_limits(jamtland: pd.DataFrame) -> None:
    limits = wilson([44], [61])
    assert _bars(chart_dots(jamtland, "U21468"))[1] == pytest.approx([100 * limits.low[0], 100 * limits.high[0]])


def test_names_carry_the_number_of_answers_and_values_stand_to_the_right(jamtland: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_dots(jamtland, "U21468", highlight="2305"))
    assert {"Bräcke (61 svar)", "72\u00a0%", "Östersund (402 svar)", "85\u00a0%"} <= set(found)


def test_hidden_and_missing_kommuner_are_listed_with_their_reason(jamtland: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_dots(jamtland, "U21468"))
    assert "Berg" in found
    assert "–\u00a0\u00a0kommunen har inte besvarat frågan" in found
    assert "Härjedalen" in found
    assert "..\u00a0\u00a0visas inte, för att ingen enskild ska kunna pekas ut" in found


def test_nothing_is_drawn_of_a_hidden_figure(build: Build, texts: Texts) -> None:
    hidden = {"2305": {"2024": "sekretess"}}
    frame = build(hidden, {"riket": {"2024": 86.0}}, value=np.nan, low=11.0, high=33.0, n=4, count=1)
    chart = draw_dots(frame, HOME_CARE, highlight="2305")
    assert _lines(chart.figure, "o") == []
    assert _bars(chart.figure) == {}
    written = " ".join([*texts(chart.figure), chart.alt, chart.reading])
    assert not any(number in written for number in ("11", "33", "4 svar", "25"))


def test_the_highlighted_kommun_differs_by_more_than_colour(jamtland: pd.DataFrame) -> None:
    figure = chart_dots(jamtland, "U21468", highlight="Bräcke")
    own, other = _lines(figure, "o")[0], _lines(figure, "o")[1]
    assert own.get_markerfacecolor() == theme().colours.own.hex
    assert other.get_markerfacecolor() == "white"
    assert own.get_markersize() > other.get_markersize()
    bold = {text.get_text() for text in figure.texts if text.get_weight() == "bold"}
    assert bold >= {"Bräcke (61 svar)", "72\u00a0%"}
    assert "Krokom (57 svar)" not in bold


def test_riket_and_lanet_differ_by_dash_and_are_named(jamtland: pd.DataFrame, texts: Texts) -> None:
    figure = chart_dots(jamtland, "U21468")
    assert {line.get_xdata()[0]: line.get_linestyle() for line in _reference_lines(figure)} == {86.3: "-", 81.2: "--"}
    assert {"riket 86\u00a0%", "länet 81\u00a0%"} <= set(texts(figure))


def test_without_a_published_value_the_mean_says_that_it_is_one(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2024": (44, 61)}}, {"riket": {"2024": 86.3}, "lan_kommuner": {"2024": 79.9}})
    assert "medel för länets kommuner 80\u00a0%" in texts(chart_dots(frame, "U21468"))


def test_only_the_newest_period_is_drawn(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2022": (57, 63), "2024": (44, 61)}}, {})
    figure = chart_dots(frame, "U21468")
    assert len(_lines(figure, "o")) == 1
    assert "Procent, 2024. Strecken visar osäkerheten (95 procents intervall)." in texts(figure)


def test_without_answers_there_is_no_interval_but_a_warning(build: Build, texts: Texts) -> None:
    figure = chart_dots(build({"2305": {"2024": 72.0}, "2303": {"2024": 70.0}}, {}), "U21468")
    assert _bars(figure) == {}
    assert "Antal svar saknas i källan: små skillnader kan bero på slumpen." in texts(figure)


def test_only_those_without_answers_are_named_in_the_warning(build: Build, texts: Texts) -> None:
    figure = chart_dots(build({"2305": {"2024": (44, 61)}, "2303": {"2024": 70.0}}, {}), "U21468")
    assert "Antal svar saknas i källan för Ragunda: små skillnader kan bero på slumpen." in texts(figure)


def test_a_rate_has_no_answers_to_miss_and_a_count_no_uncertainty(build: Build, texts: Texts) -> None:
    rate = chart_dots(build({"2305": {"2022/2024": 2412.0}}, {}, measure="oj.N20402"), "N20402")
    assert "Osäkerheten kan inte räknas: små skillnader kan bero på slumpen." in texts(rate)
    count = chart_dots(build({"2305": {"2024": 6000.0}}, {}, measure="oj.N01951"), "N01951")
    assert not any("slumpen" in text for text in texts(count))


def test_answers_that_do_not_add_up_give_no_interval(build: Build, texts: Texts) -> None:
    figure = chart_dots(build({"2305": {"2024": 72.0}}, {}, n=61), "U21468")
    assert "Osäkerheten kan inte räknas: små skillnader kan bero på slumpen." in texts(figure)


@pytest.mark.parametrize(
    ("position", "title"),
    [
        ("sämre", "Hemtjänst, nöjda totalt: Bräcke 72 procent, tydligt sämre än riket (86)"),
        ("bättre", "Hemtjänst, nöjda totalt: Bräcke 72 procent, tydligt bättre än riket (86)"),
        ("lägre", "Hemtjänst, nöjda totalt: Bräcke 72 procent, riket 86"),
        ("ingen tydlig skillnad", "Hemtjänst, nöjda totalt: Bräcke 72 procent, riket 86"),
        ("osäkert", "Hemtjänst, nöjda totalt: Bräcke 72 procent, riket 86"),
    ],
)
def test_the_title_judges_only_what_is_judged(jamtland: pd.DataFrame, position: str, title: str) -> None:
    frame = jamtland.copy()
    frame.loc[frame["reference_kind"] == "riket", "position"] = position
    assert draw_dots(frame, HOME_CARE, highlight="2305").title == title


def test_the_title_asks_when_nobody_is_highlighted(jamtland: pd.DataFrame) -> None:
    assert draw_dots(jamtland, HOME_CARE).title == "Hemtjänst, nöjda totalt: hur ser det ut i kommunerna?"


def test_the_title_of_a_kommun_without_value_says_so(jamtland: pd.DataFrame) -> None:
    title = draw_dots(jamtland, HOME_CARE, highlight="2361").title
    assert title == "Hemtjänst, nöjda totalt: inget värde för Härjedalen, riket 86 procent"


def test_marks_and_source_stand_in_the_picture(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2024": (44, 61)}}, {}, source="exempel:a.xlsx#12345678")
    source = "Bearbetning: FoU Jämt. Grunddata: Socialstyrelsen. Uttag 2025-06-23."
    chart = draw_dots(frame, HOME_CARE, setting=Setting(marks=("UTKAST",), source_line=source))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == source
    assert SYNTHETIC_MARK in chart.alt


def test_a_chart_outside_a_report_names_the_producer(jamtland: pd.DataFrame, texts: Texts) -> None:
    assert texts(chart_dots(jamtland, "U21468"))[-1] == "Grunddata: Socialstyrelsen. Egen bearbetning."


def test_percent_runs_from_zero_to_a_hundred_in_swedish(
    jamtland: pd.DataFrame, ticks: Callable[[Axes], list[str]]
) -> None:
    axes = chart_dots(jamtland, "U21468").axes[0]
    assert axes.get_xlim() == (0, 100)
    assert ticks(axes)[-1] == "100\u00a0%"


def test_the_reading_aid_explains_what_is_there(jamtland: pd.DataFrame, build: Build) -> None:
    reading = draw_dots(jamtland, HOME_CARE).reading
    assert reading.startswith("Så läser du diagrammet: ")
    assert "riket (heldragen) och länet (streckad)" in reading
    assert "Strecket" in reading
    assert "Strecket" not in draw_dots(build({"2305": {"2024": 72.0}}, {}), HOME_CARE).reading


def test_a_question_in_words_is_refused(jamtland: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="besvaras i ord"):
        chart_dots(jamtland, "U37488")


def test_a_slide_is_sixteen_by_nine(jamtland: pd.DataFrame) -> None:
    slide = chart_dots(jamtland, "U21468", sheet="bild")
    assert slide.get_figwidth() / slide.get_figheight() == pytest.approx(16 / 9)
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_dots(jamtland, "U21468", sheet="a4")


@settings(max_examples=25, deadline=None)
@given(
    figures=st.lists(FIGURE, min_size=1, max_size=15),
    riket=st.one_of(st.none(), st.floats(0, 100)),
    apart=st.floats(-3, 3),
    title=st.sampled_from(
        ["Kort", "Hemtjänst, andel som är ganska eller mycket nöjda med sin hemtjänst i dess helhet"]
    ),
    own=st.integers(0, 14),
    sheet=st.sampled_from(list(Sheet)),
)
def test_no_text_is_cut_or_overlaps(
    build: Build,
    crowding: Callable[[Figure], list[str]],
    figures: list[object],
    riket: float | None,
    apart: float,
    title: str,
    own: int,
    sheet: Sheet,
) -> None:
    units = SKARABORG[: len(figures)]
    references = {}
    if riket is not None:
        references = {"riket": {"2024": riket}, "lan_kommuner": {"2024": min(max(riket + apart, 0.0), 100.0)}}
    frame = build({unit: {"2024": figure} for unit, figure in zip(units, figures, strict=True)}, references)
    measure = replace(HOME_CARE, title=title)
    chart = draw_dots(
        frame,
        measure,
        highlight=units[own % len(units)],
        setting=Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet),
    )
    assert crowding(chart.figure) == []
    assert len(_lines(chart.figure, "o")) == sum(not isinstance(figure, str) for figure in figures)
