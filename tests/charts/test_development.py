from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog
from oj_analys.charts.development import chart_development, draw_development
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError, Measure

Build = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
HOME_CARE = catalog.measure("oj.U21468")
FALLS = catalog.measure("oj.N20402")
BRACKE = {"2016": (40, 52), "2018": "sekretess", "2020": (48, 55), "2022": (57, 63), "2024": (44, 61)}
RIKET = {"2016": 89.0, "2018": 88.0, "2020": 88.2, "2022": 87.0, "2024": 86.3}
LANET = {"2016": 83.0, "2018": 84.0, "2020": 83.0, "2022": 84.0, "2024": 81.2}
MARKERS = {"own": "o", "riket": "s", "lan": "^"}

FIGURE = st.one_of(
    st.sampled_from(["bortfall", "sekretess"]),
    st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0, 100),
)


@pytest.fixture(scope="module")
def bracke(build: Build) -> pd.DataFrame:
    return build({"2305": BRACKE, "2303": {"2024": (10, 14)}}, {"riket": RIKET, "lan": LANET})


def _lines(figure: Figure, role: str) -> list[Line2D]:
    return [line for line in figure.axes[0].lines if line.get_marker() == MARKERS[role]]


def _points(figure: Figure, role: str) -> dict[int, float]:
    return {
        int(year): float(value)
        for line in _lines(figure, role)
        for year, value in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }


def _place(figure: Figure, text: str) -> float:
    return next(float(each.get_position()[0]) for each in figure.texts if each.get_text() == text)


def test_every_point_stands_at_its_year_and_value(bracke: pd.DataFrame) -> None:
    figure = chart_development(bracke, "U21468", highlight="Bräcke")
    shown = {2016: 4000 / 52, 2020: 4800 / 55, 2022: 5700 / 63, 2024: 4400 / 61}
    assert _points(figure, "own") == pytest.approx(shown)
    assert _points(figure, "riket") == {int(year): value for year, value in RIKET.items()}
    assert _points(figure, "lan") == {int(year): value for year, value in LANET.items()}


def test_a_missing_year_is_a_gap_with_its_mark_below(bracke: pd.DataFrame, texts: Texts) -> None:
    figure = chart_development(bracke, "U21468", highlight="Bräcke")
    assert [list(line.get_xdata()) for line in _lines(figure, "own")] == [[2016], [2020, 2022, 2024]]
    assert texts(figure).count("..") == 2
    assert "..\u00a0\u00a0visas inte, för att ingen enskild ska kunna pekas ut" in texts(figure)


def test_intervals_and_the_number_of_answers_are_shown(bracke: pd.DataFrame, texts: Texts) -> None:
    figure = chart_development(bracke, "U21468", highlight="Bräcke")
    bars = {line.get_xdata()[0]: line.get_ydata() for line in figure.axes[0].lines if line.get_marker() == "_"}
    row = bracke[(bracke["unit"] == "2305") & (bracke["period"] == "2024")].iloc[0]
    assert set(bars) == {2016, 2020, 2022, 2024}
    assert tuple(bars[2024]) == (row["low"], row["high"])
    assert {"Antal svar", "61", "63", "55", "52"} <= set(texts(figure))


def test_uneven_gaps_are_true_to_scale(build: Build) -> None:
    frame = build({"2305": {"2016": 70.0, "2017": 71.0, "2020": 72.0, "2024": 73.0}}, {})
    figure = chart_development(frame, "U21468", highlight="2305")
    places = {year: _place(figure, str(year)) for year in (2016, 2017, 2020, 2024)}
    step = places[2017] - places[2016]
    assert places[2020] - places[2017] == pytest.approx(3 * step)
    assert places[2024] - places[2020] == pytest.approx(4 * step)
    axes = figure.axes[0]
    edge = axes.get_position().x0 * figure.get_figwidth()
    wide = axes.get_position().width * figure.get_figwidth()
    low, high = axes.get_xlim()
    assert edge + wide * (2017 - low) / (high - low) == pytest.approx(places[2017])


def test_lines_differ_by_marker_and_dash(bracke: pd.DataFrame) -> None:
    figure = chart_development(bracke, "U21468", highlight="Bräcke")
    looks = {role: _lines(figure, role)[0] for role in MARKERS}
    assert [looks[role].get_linestyle() for role in MARKERS] == ["-", "-", "--"]
    assert looks["own"].get_linewidth() > looks["riket"].get_linewidth()


def test_lines_are_named_at_their_ends(bracke: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_development(bracke, "U21468", highlight="Bräcke"))
    assert {"Bräcke 72\u00a0%", "riket 86\u00a0%", "länet 81\u00a0%"} <= set(found)


def test_a_line_that_ends_early_says_when(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2022": 70.0, "2024": "saknas"}}, {"riket": {"2024": 86.0}})
    assert "Bräcke 70\u00a0% (2022)" in texts(chart_development(frame, "U21468", highlight="2305"))


def test_a_new_definition_is_marked_and_never_crossed(bracke: pd.DataFrame, texts: Texts) -> None:
    chart = draw_development(bracke, replace(HOME_CARE, breaks=(2022,)), "2305")
    assert [list(line.get_xdata()) for line in _lines(chart.figure, "own")] == [[2016], [2020], [2022, 2024]]
    assert [list(line.get_xdata()) for line in _lines(chart.figure, "riket")] == [[2016, 2018, 2020], [2022, 2024]]
    assert [line.get_xdata()[0] for line in chart.figure.axes[0].lines if line.get_linestyle() == ":"] == [2021.5]
    assert "ny definition 2022" in texts(chart.figure)
    assert "ny definition 2022" in chart.alt


def test_a_break_outside_the_years_is_not_drawn(bracke: pd.DataFrame, texts: Texts) -> None:
    chart = draw_development(bracke, replace(HOME_CARE, breaks=(2010, 2016)), "2305")
    assert not any("ny definition" in text for text in texts(chart.figure))


def test_the_title_does_not_compare_across_a_break(bracke: pd.DataFrame) -> None:
    assert draw_development(bracke, HOME_CARE, "2305").title == (
        "Hemtjänst, nöjda totalt: Bräcke 72 procent 2024, tidigare\u00a090\u00a0(2022)"
    )
    broken = draw_development(bracke, replace(HOME_CARE, breaks=(2024,)), "2305")
    assert broken.title == "Hemtjänst, nöjda totalt: Bräcke 72 procent 2024"


def test_of_overlapping_periods_only_those_back_from_the_newest_are_drawn(build: Build, texts: Texts) -> None:
    periods = {f"{year - 2}/{year}": 2000.0 + year for year in range(2017, 2025)}
    figure = chart_development(build({"2305": periods}, {}, measure=FALLS.id), FALLS.id, highlight="2305")
    assert set(_points(figure, "own")) == {2018, 2021, 2024}
    found = texts(figure)
    assert {"2016–2018", "2019–2021", "2022–2024"} <= set(found)
    note = "Varje värde gäller tre år. Bara perioder som inte överlappar visas, räknat från den senaste."
    assert note in found


def test_a_retired_measure_says_when(bracke: pd.DataFrame, texts: Texts) -> None:
    assert "Måttet avslutades 2024." in texts(draw_development(bracke, replace(HOME_CARE, retired=2024), "2305").figure)


def test_a_kommun_without_values_still_gets_its_picture(build: Build, texts: Texts) -> None:
    frame = build({"2361": {"2022": "bortfall", "2024": "sekretess"}}, {"riket": {"2022": 87.0, "2024": 86.0}})
    chart = draw_development(frame, HOME_CARE, "2361")
    assert chart.title == "Hemtjänst, nöjda totalt: inget värde för Härjedalen"
    assert _lines(chart.figure, "own") == []
    assert {"–", ".."} <= set(texts(chart.figure))


def test_nothing_at_all_to_draw_is_no_crash(build: Build) -> None:
    chart = draw_development(build({"2305": {"2022/2024": "saknas"}}, {}, measure=FALLS.id), FALLS, "2305")
    assert chart.figure.axes[0].lines[0].get_marker() == "None"
    assert "Inget värde att visa" in chart.alt


def test_marks_source_and_reading_aid(bracke: pd.DataFrame, texts: Texts) -> None:
    chart = draw_development(
        bracke, HOME_CARE, "2305", setting=Setting(marks=("UTKAST",), source_line="Grunddata: SCB.")
    )
    assert texts(chart.figure)[0] == "UTKAST"
    assert texts(chart.figure)[-1] == "Grunddata: SCB."
    assert "UTKAST" in chart.alt
    assert chart.reading.startswith("Så läser du diagrammet: Den tjocka linjen är Bräcke")


def test_a_question_in_words_is_refused(bracke: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="chart_answers"):
        chart_development(bracke, "U37488", highlight="Bräcke")


def test_a_slide_is_sixteen_by_nine(bracke: pd.DataFrame, crowding: Callable[[Figure], list[str]]) -> None:
    slide = chart_development(bracke, "U21468", highlight="Bräcke", sheet="bild")
    assert slide.get_figwidth() / slide.get_figheight() == pytest.approx(16 / 9)
    assert crowding(slide) == []
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_development(bracke, "U21468", highlight="Bräcke", sheet="a4")


def _measure(*, window: bool, breaks: set[int]) -> Measure:
    return replace(FALLS if window else HOME_CARE, breaks=tuple(sorted(breaks)), retired=2024)


@settings(max_examples=30, deadline=None)
@given(
    figures=st.dictionaries(st.integers(2006, 2025), FIGURE, min_size=1, max_size=12),
    riket=st.floats(0, 100),
    apart=st.floats(-2, 2),
    window=st.booleans(),
    breaks=st.sets(st.integers(2008, 2024), max_size=2),
    place=st.sampled_from([(unit, sheet) for unit in ("2305", "0114", "1421") for sheet in Sheet]),
)
def test_no_text_is_cut_or_overlaps(
    build: Build,
    crowding: Callable[[Figure], list[str]],
    figures: dict[int, object],
    riket: float,
    apart: float,
    window: bool,  # noqa: FBT001
    breaks: set[int],
    place: tuple[str, Sheet],
) -> None:
    unit, sheet = place
    measure = _measure(window=window, breaks=breaks)
    periods = {f"{year - 2}/{year}" if window else str(year): figure for year, figure in figures.items()}
    references = {"riket": dict.fromkeys(periods, riket), "lan_kommuner": dict.fromkeys(periods, abs(riket + apart))}
    frame = build({unit: periods}, references, measure=measure.id, source="exempel:a.xlsx#12345678")
    chart = draw_development(frame, measure, unit, setting=Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet))
    assert crowding(chart.figure) == []
