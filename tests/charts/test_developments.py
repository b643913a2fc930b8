from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts import render
from oj_analys.charts.chart import Chart
from oj_analys.charts.developments import chart_developments, draw_developments
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError, Measure

Build = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
HOME_CARE = catalog.measure("oj.U21468")
FALLS = catalog.measure("oj.N20402")
SKARABORG = catalog.grupp("skaraborg").members
RIKET = {"2016": 89.0, "2018": 88.0, "2020": 88.2, "2022": 87.0, "2024": 86.3}
BRACKE = {"2016": (40, 52), "2018": "sekretess", "2020": (48, 55), "2022": (57, 63), "2024": (44, 61)}
OSTERSUND = {"2016": (300, 350), "2018": (310, 360), "2020": (320, 370), "2022": (330, 380), "2024": (340, 402)}
AREA = {"2022": (20, 30), "2024": "bortfall"}
LONG = "Hemtjänst, andel som är ganska eller mycket nöjda med sin hemtjänst i dess helhet"
LOOKS = {"own": "o", "riket": "s"}

FIGURE = st.one_of(
    st.sampled_from(["bortfall", "sekretess", "saknas"]),
    st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0, 100),
)


@pytest.fixture(scope="module")
def three(build: Build) -> pd.DataFrame:
    return build({"2380": OSTERSUND, "2305": BRACKE, "2321": AREA}, {"riket": RIKET, "lan": RIKET})


def _runs(axes: Axes, role: str) -> list[dict[int, float]]:
    return [
        {int(year): float(value) for year, value in zip(line.get_xdata(), line.get_ydata(), strict=True)}
        for line in axes.lines
        if line.get_marker() == LOOKS[role]
    ]


def _bars(axes: Axes) -> dict[int, tuple[float, ...]]:
    plain = [line for line in axes.lines if line.get_marker() == "None" and line.get_zorder() == 3]
    return {int(line.get_xdata()[0]): tuple(line.get_ydata()) for line in plain}


def _words(chart: Chart, texts: Texts) -> str:
    cells = [cell.text for row in chart.table.rows for cell in row]
    return " ".join([*texts(chart.figure), chart.alt, chart.reading, chart.title, *cells, chart.table.note])


def test_every_kommun_has_its_panel_in_swedish_order(three: pd.DataFrame) -> None:
    figure = chart_developments(three, "U21468")
    names = {text.get_position()[0]: text.get_text() for text in figure.texts if text.get_weight() == "bold"}
    assert [names[x] for x in sorted(names)][-3:] == ["Bräcke", "Åre", "Östersund"]
    assert len(figure.axes) == 3
    lefts = [axes.get_position().x0 for axes in figure.axes]
    assert lefts == sorted(lefts)


def test_every_point_stands_at_its_year_and_value(three: pd.DataFrame) -> None:
    bracke, area, ostersund = chart_developments(three, "U21468").axes
    assert _runs(bracke, "own") == [
        pytest.approx({2016: 4000 / 52}),
        pytest.approx({2020: 4800 / 55, 2022: 5700 / 63, 2024: 4400 / 61}),
    ]
    assert _runs(area, "own") == [pytest.approx({2022: 2000 / 30})]
    values = {int(year): 100 * count / n for year, (count, n) in OSTERSUND.items()}
    assert _runs(ostersund, "own") == [pytest.approx(values)]


def test_riket_is_the_same_line_in_every_panel_and_no_other_is_drawn(three: pd.DataFrame) -> None:
    for axes in chart_developments(three, "U21468").axes:
        assert _runs(axes, "riket") == [{int(year): value for year, value in RIKET.items()}]
        assert {line.get_marker() for line in axes.lines} <= {"o", "s", "None"}


def test_all_panels_have_the_same_scales(three: pd.DataFrame, ticks: Callable[[Axes], list[str]]) -> None:
    axes = chart_developments(three, "U21468").axes
    assert {each.get_ylim() for each in axes} == {(0, 100)}
    assert len({each.get_xlim() for each in axes}) == 1
    assert len({(round(box.width, 9), round(box.height, 9)) for box in (each.get_position() for each in axes)}) == 1
    assert ticks(axes[0]) == ["0\u00a0%", "50\u00a0%", "100\u00a0%"]
    assert ticks(axes[1]) == []


def test_intervals_end_at_their_limits(three: pd.DataFrame) -> None:
    axes = chart_developments(three, "U21468").axes[0]
    rows = three[(three["unit"] == "2305") & (three["reference_kind"] == "riket") & three["low"].notna()]
    assert _bars(axes) == {int(row.period): (row.low, row.high) for row in rows.itertuples()}


def test_the_newest_value_is_printed_with_its_answers_and_its_year_where_it_is_older(
    three: pd.DataFrame, texts: Texts
) -> None:
    found = texts(chart_developments(three, "U21468"))
    assert {"72\u00a0% (61 svar)", "67\u00a0% (2022, 30 svar)", "85\u00a0% (402 svar)", "riket 86\u00a0%"} <= set(found)


def test_missing_and_hidden_years_have_marks_and_reasons(three: pd.DataFrame, texts: Texts) -> None:
    chart = draw_developments(three, HOME_CARE)
    found = texts(chart.figure)
    assert found.count("..") == 1
    assert found.count("–") == 4
    (line,) = [text for text in found if text.startswith("..\u00a0")]
    assert "visas inte, för att ingen enskild ska kunna pekas ut" in line
    marks = {text.get_text(): text.get_position()[0] for text in chart.figure.texts if text.get_text() == ".."}
    axes = chart.figure.axes[0]
    left, right = axes.get_position().x0, axes.get_position().x1
    low, high = axes.get_xlim()
    at = left + (right - left) * (2018 - low) / (high - low)
    assert marks[".."] == pytest.approx(at * chart.figure.get_figwidth())


def test_a_new_definition_is_marked_and_never_crossed(three: pd.DataFrame, texts: Texts) -> None:
    chart = draw_developments(three, replace(HOME_CARE, breaks=(2022,)))
    for axes in chart.figure.axes:
        assert [set(run) for run in _runs(axes, "riket")] == [{2016, 2018, 2020}, {2022, 2024}]
        assert [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == ":"] == [2021.5]
    assert "ny definition 2022" in texts(chart.figure)
    assert "ny definition 2022" in chart.alt
    assert "2022: 90" in chart.alt
    broken = draw_developments(three, replace(HOME_CARE, breaks=(2024,)))
    assert "2022: 90" not in broken.alt


def test_of_overlapping_periods_only_those_back_from_the_newest_are_drawn(build: Build, texts: Texts) -> None:
    periods = {f"{year - 2}/{year}": 2000.0 + year for year in range(2017, 2025)}
    figure = chart_developments(build({"2305": periods, "2303": periods}, {}, measure=FALLS.id), FALLS.id)
    assert [set(run) for run in _runs(figure.axes[0], "own")] == [{2018, 2021, 2024}]
    note = "Varje värde gäller tre år. Bara perioder som inte överlappar visas, räknat från den senaste."
    assert {note, "2016–2018", "2022–2024", "4\u00a0024"} <= set(texts(figure))


def test_a_count_has_no_line_of_riket(build: Build) -> None:
    frame = build({"2305": {"2024": 6000.0}}, {"riket": {"2024": 10_000_000.0}}, measure="oj.N01951")
    chart = draw_developments(frame, catalog.measure("oj.N01951"))
    assert _runs(chart.figure.axes[0], "riket") == []
    assert "riket" not in chart.reading


def test_the_table_holds_what_is_drawn(three: pd.DataFrame) -> None:
    table = draw_developments(three, HOME_CARE).table
    assert [column.title for column in table.columns][:3] == ["Kommun", "År", "Procent"]
    rows = {(row[0].text, row[1].text): row for row in table.rows}
    assert len(rows) == 4 * 5
    assert [cell.text for cell in rows["Bräcke", "2024"][2:]] == ["72\u00a0%", "60\u00a0%", "82\u00a0%", "61"]
    assert rows["Bräcke", "2018"][2].text == "..\u00a0\u00a0visas inte, för att ingen enskild ska kunna pekas ut"
    assert rows["riket", "2020"][2].number == 88.2


def test_the_alternative_text_says_form_values_uncertainty_and_reasons(three: pd.DataFrame) -> None:
    alt = draw_developments(three, HOME_CARE, setting=Setting(marks=("UTKAST",))).alt
    assert alt.startswith("Små linjediagram, ett per kommun: Hemtjänst, nöjda totalt i 3 kommuner, 2016 till 2024")
    assert "Bräcke 72 (osäkerhet 60–82, 61 svar, 2022: 90)" in alt
    assert "Åre 67 (2022, osäkerhet 49–81, 30 svar), 2024 (" in alt  # an older value never passes for the newest
    assert "riket 86" in alt
    assert alt.endswith("UTKAST.")


def test_nothing_is_told_of_a_hidden_figure(build: Build, texts: Texts) -> None:
    hidden = {"2305": {"2022": "sekretess", "2024": "sekretess"}, "2303": {"2022": 50.0, "2024": 50.0}}
    frame = build(hidden, {"riket": {"2024": 86.0}}, value=np.nan)
    hit = frame["unit"] == "2305"
    frame.loc[hit, ["low", "high"]] = [11.0, 33.0]
    frame.loc[hit, ["n", "count"]] = [17, 13]
    frame.loc[~hit, "value"] = 50.0
    chart = draw_developments(frame, HOME_CARE)
    assert _runs(chart.figure.axes[0], "own") == []
    assert _bars(chart.figure.axes[0]) == {}
    written = _words(chart, texts) + " ".join(re.findall(r">([^<>]*)</text>", render.svg_text(chart.figure).decode()))
    assert "50" in written
    assert not any(number in written for number in ("11", "33", "17", "13", "76"))
    assert ".. inget att visa" in texts(chart.figure)


def test_values_without_answers_are_said_to_be_so(build: Build, texts: Texts) -> None:
    alone = chart_developments(build({"2305": {"2024": 72.0}}, {}), "U21468")
    assert "Antal svar saknas i källan: små skillnader kan bero på slumpen." in texts(alone)
    mixed = chart_developments(build({"2305": {"2022": 72.0, "2024": (44, 61)}}, {}), "U21468")
    note = "Antal svar saknas i källan för en del av värdena: små skillnader kan bero på slumpen."
    assert note in texts(mixed)


def test_marks_source_title_and_reading_aid(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2024": (44, 61)}}, {"riket": {"2024": 86.0}}, source="exempel:a.xlsx#12345678")
    chart = draw_developments(frame, HOME_CARE, setting=Setting(marks=("UTKAST",), source_line="Grunddata: SCB."))
    assert set(texts(chart.figure)[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert texts(chart.figure)[-1] == "Grunddata: SCB."
    assert chart.title == "Hemtjänst, nöjda totalt: hur har det gått i kommunerna?"
    assert chart.reading.startswith("Så läser du diagrammet: Varje ruta är en kommun")


def test_a_slide_is_sixteen_by_nine_with_more_panels_side_by_side(build: Build) -> None:
    frame = build({unit: {"2022": 70.0, "2024": 72.0} for unit in SKARABORG}, {"riket": {"2024": 86.0}})
    column, slide = (chart_developments(frame, "U21468", sheet=sheet) for sheet in ("spalt", "bild"))
    assert slide.get_figwidth() / slide.get_figheight() == pytest.approx(16 / 9)

    def columns(figure: Figure) -> int:
        return len({round(axes.get_position().x0, 6) for axes in figure.axes})

    assert columns(slide) > columns(column) == 4


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"policy": "ebp_personal"}, "rader om personer"),
        ({"policy": ""}, "inte är godkända att visa"),
        ({"measure": "oj.U21449"}, "inga rader för oj.U21468"),
    ],
)
def test_what_is_wrong_with_the_frame_is_said(three: pd.DataFrame, change: dict[str, str], told: str) -> None:
    with pytest.raises(DataError, match=told):
        chart_developments(three.assign(**change).astype(three.dtypes), "U21468")


def test_questions_too_many_kommuner_and_other_sheets_are_refused(three: pd.DataFrame, build: Build) -> None:
    with pytest.raises(DataError, match="besvaras i ord"):
        chart_developments(three, "U37488")
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_developments(three, "U21468", sheet="a4")
    frame = build({kommun.code: {"2024": 70.0} for kommun in catalog.kommuner()}, {})
    with pytest.raises(DataError, match="290 kommuner, en ruta för varje; tillåtet: högst 60"):
        chart_developments(frame, "U21468")


def _measure(*, window: bool, breaks: set[int]) -> Measure:
    return replace(FALLS if window else HOME_CARE, breaks=tuple(sorted(breaks)), title=LONG)


@settings(max_examples=25, deadline=None)
@given(
    kommuner=st.lists(
        st.dictionaries(st.integers(2010, 2025), FIGURE, min_size=1, max_size=9), min_size=1, max_size=15
    ),
    riket=st.floats(0, 100),
    window=st.booleans(),
    breaks=st.sets(st.integers(2008, 2024), max_size=2),
    sheet=st.sampled_from(list(Sheet)),
    units=st.permutations([*SKARABORG[:13], "0114", "0115"]),
)
def test_no_text_is_cut_or_overlaps(
    build: Build,
    crowding: Callable[[Figure], list[str]],
    kommuner: list[dict[int, object]],
    riket: float,
    window: bool,  # noqa: FBT001
    breaks: set[int],
    sheet: Sheet,
    units: list[str],
) -> None:
    measure = _measure(window=window, breaks=breaks)
    figures = {
        unit: {f"{year - 2}/{year}" if window else str(year): figure for year, figure in years.items()}
        for unit, years in zip(units, kommuner, strict=False)
    }
    periods = {period for years in figures.values() for period in years}
    references = {"riket": dict.fromkeys(periods, riket)}
    frame = build(figures, references, measure=measure.id, source="exempel:a.xlsx#12345678")
    chart = draw_developments(frame, measure, setting=Setting(marks=("UTKAST",), sheet=sheet))
    assert crowding(chart.figure) == []
    assert len(chart.figure.axes) == len(figures)
    drawn = sum(len(run) for axes in chart.figure.axes for run in _runs(axes, "own"))
    if not window:
        assert drawn == sum(not isinstance(figure, str) for years in figures.values() for figure in years.values())
