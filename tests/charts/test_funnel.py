from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.analysis.funnel_limits import judged_limits
from oj_analys.catalog.theme import theme
from oj_analys.charts.funnel import chart_funnel, draw_funnel
from oj_analys.charts.funnel_plot import LIMIT
from oj_analys.charts.funnel_words import MOST_NAMED
from oj_analys.charts.render import svg_text
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError, Grupp
from oj_analys.frames import MEASURES

Compare = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
Crowding = Callable[[Figure], list[str]]
HOME_CARE = catalog.measure("oj.U21468")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
COUNTRY = replace(SKARABORG, members=tuple(kommun.code for kommun in catalog.kommuner()))
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
VALUES = {
    "2303": (10, 14),
    "2305": (44, 61),
    "2309": (50, 57),
    "2313": 72.0,
    "2321": (60, 70),
    "2326": "bortfall",
    "2361": "sekretess",
    "2380": (370, 402),
}

COUNTED = st.integers(1, 600).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
FIGURE = st.one_of(st.sampled_from(["bortfall", "saknas", "sekretess", "okänd"]), COUNTED, st.floats(0, 100))


@pytest.fixture(scope="session")
def compared() -> Compare:
    """Compare a measure with riket: unit → (count, n), a value without n or a missing one's status."""

    def make(
        values: Mapping[str, object] = VALUES,
        riket: object = 86.0,
        measure: str = "oj.U21468",
        grupp: Grupp = JAMTLAND,
        source: str = "a.xlsx#12345678",
    ) -> pd.DataFrame:
        shared = {"measure": measure, "period": "2024", "sex": "T", "group": "alla", "policy": "öppen"}
        rows = [
            {"unit": unit, "status": "ok", "source": source, **shared, **_row(value)}
            for unit, value in {**values, "0000": riket}.items()
        ]
        return compare(MEASURES.build(rows), among=grupp, against=["riket"])

    return make


def _row(value: object) -> dict[str, object]:
    if isinstance(value, tuple):
        count, n = value
        return {"count": count, "n": n, "value": 100 * count / n}
    return {"status": value} if isinstance(value, str) else {"value": value}


def _points(figure: Figure) -> list[Line2D]:
    return [line for line in figure.axes[0].lines if line.get_marker() in {"o", "D"}]


def _places(figure: Figure, marker: str) -> set[tuple[float, float]]:
    return {
        (round(10 ** float(line.get_xdata()[0]), 3), round(float(line.get_ydata()[0]), 3))
        for line in _points(figure)
        if line.get_marker() == marker
    }


def _limits(figure: Figure, n: int) -> list[float]:
    """Read the limits at a number of answers from the drawn lines."""
    lines = [line for line in figure.axes[0].lines if line.get_label() == LIMIT]
    x = math.log10(n)
    found = []
    for line in lines:
        xs, ys = np.asarray(line.get_xdata()), np.asarray(line.get_ydata())
        found.append(float(ys[np.searchsorted(xs, x) - 1]))
    return found


def test_points_stand_at_share_and_number_of_answers(compared: Compare) -> None:
    figure = chart_funnel(compared(), "U21468")
    assert _places(figure, "o") == {(14, 71.429), (57, 87.719), (70, 85.714)}
    assert _places(figure, "D") == {(61, 72.131), (402, 92.04)}


def test_the_drawn_limits_are_those_of_the_rule(compared: Compare) -> None:
    figure, limits = chart_funnel(compared(), "U21468"), judged_limits([10, 61, 402], 86.0)
    assert _limits(figure, 61) == pytest.approx([limits.low[1], limits.high[1]])
    assert _limits(figure, 402) == pytest.approx([limits.low[2], limits.high[2]])
    assert _limits(figure, 10) == pytest.approx([limits.low[0], 100])


def test_riket_is_a_line_with_its_value_beside_it(compared: Compare, texts: Texts) -> None:
    figure = chart_funnel(compared(riket=85.7), "U21468")
    lines = [line for line in figure.axes[0].lines if line.get_color() == theme().colours.riket.hex]
    assert [list(line.get_ydata()) for line in lines] == [[85.7, 85.7]]
    assert {"riket", "86\u00a0%"} <= set(texts(figure))


def test_names_carry_mark_and_value_and_those_outside_their_answers(compared: Compare, texts: Texts) -> None:
    found = set(texts(chart_funnel(compared(), "U21468")))
    space = "\u00a0"
    expected = {
        "!|Bräcke|72|%|(61 svar)",
        "+|Östersund|92|%|(402 svar)",
        "?|Ragunda|71|%",
        "=|Krokom|88|%",
        "=|Åre|86|%",
    }
    assert {text.replace("|", space) for text in expected} <= found
    assert "+ tydligt bättre, ! tydligt sämre" in found
    assert "= ingen tydlig skillnad, ? för få svar för att avgöra" in found


def test_outside_and_inside_differ_by_more_than_colour(compared: Compare) -> None:
    figure = chart_funnel(compared(), "U21468", highlight="Åre")
    filled = {line.get_marker(): line.get_markerfacecolor() != "white" for line in _points(figure)}
    assert filled == {"D": True, "o": False}
    own = [line for line in _points(figure) if line.get_color() == theme().colours.own.hex]
    assert [float(line.get_ydata()[0]) for line in own] == pytest.approx([100 * 60 / 70])
    bold = {
        text.get_text().split("\u00a0")[1]
        for text in figure.texts
        if text.get_weight() == "bold" and "%" in text.get_text()
    }
    assert bold == {"Bräcke", "Östersund", "Åre"}


def test_kommuner_without_a_point_are_named_below_with_their_reason(compared: Compare, texts: Texts) -> None:
    found = " ".join(texts(chart_funnel(compared(), "U21468")))
    assert "Ingen punkt för Berg: –\u00a0\u00a0kommunen har inte besvarat frågan" in found
    assert f"Ingen punkt för Härjedalen: ..\u00a0\u00a0{HIDDEN}" in found
    assert "Ingen punkt för Strömsund 72\u00a0%: antalet svar saknas i källan" in found


def test_the_table_is_the_frame(compared: Compare) -> None:
    table = draw_funnel(compared(), HOME_CARE).table
    limits = judged_limits([61], 86.0)
    rows = {row[0].text: row for row in table.rows}
    assert list(rows) == ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund", "riket"]
    assert [cell.text for cell in rows["Bräcke"]] == [
        "Bräcke",
        "61",
        "72\u00a0%",
        "76,2\u00a0%",
        "94,3\u00a0%",
        "! tydligt sämre",
    ]
    assert [rows["Bräcke"][at].number for at in (3, 4)] == pytest.approx([limits.low[0], limits.high[0]])
    assert [cell.text for cell in rows["Härjedalen"][1:]] == ["–", f"..\u00a0\u00a0{HIDDEN}", "–", "–", "–"]
    assert rows["Ragunda"][4].text == "–"
    assert "så få svar att ingen andel åt det hållet bedöms" in table.note
    assert HIDDEN in table.note


def test_alt_text_tells_who_lies_outside_and_within_which_limits(compared: Compare) -> None:
    alt = draw_funnel(compared(), HOME_CARE, highlight="Åre").alt
    assert alt.startswith("Trattdiagram: Hemtjänst, nöjda totalt i 8 kommuner, 2024, efter antal svar")
    assert "Åre 86 (70 svar, tydligt lägre under" in alt
    assert (
        "Bräcke 72 (61 svar, tydligt lägre under 76,2 procent, tydligt högre över 94,3 procent), tydligt sämre" in alt
    )
    assert "2 kommuner innanför, 71–88" in alt
    assert f"Härjedalen ({HIDDEN})" in alt


def test_the_title_names_those_who_differ_or_asks(compared: Compare) -> None:
    titles = [
        draw_funnel(compared(), HOME_CARE).title,
        draw_funnel(compared(), HOME_CARE, highlight="Bräcke").title,
        draw_funnel(compared(), HOME_CARE, highlight="Ragunda").title,
        draw_funnel(compared(), HOME_CARE, highlight="Härjedalen").title,
        draw_funnel(compared({"2303": (10, 14)}), HOME_CARE).title,
    ]
    assert [title.removeprefix("Hemtjänst, nöjda totalt: ").replace("\u00a0", " ") for title in titles] == [
        "Bräcke och Östersund skiljer sig tydligt från riket (86 procent)",
        "Bräcke 72 procent, tydligt sämre än riket (86)",
        "Ragunda 71 procent, riket 86 – för få svar för att avgöra",
        "inget värde för Härjedalen, riket 86 procent",
        "vilka skiljer sig mer från riket än slumpen brukar ge?",
    ]


def test_many_points_say_how_many_chance_alone_sets_outside(compared: Compare, texts: Texts) -> None:
    assert not any("slumpen ändå" in text for text in texts(chart_funnel(compared(), "U21468")))  # 6 · 0,04 < 1
    every = compared(dict.fromkeys(COUNTRY.members, (400, 430)), grupp=COUNTRY)
    expected = round(every["chance"].sum())
    chart = draw_funnel(every, HOME_CARE)
    line = f"Om ingen kommun skilde sig på riktigt skulle slumpen ändå sätta ungefär {expected} av 290 punkter utanför."
    assert line in " ".join(texts(chart.figure))
    assert f"290 kommuner ligger utanför gränserna; slumpen ensam ger ungefär {expected}" in chart.alt


def test_the_reading_aid_is_short(compared: Compare) -> None:
    reading = draw_funnel(compared(), HOME_CARE).reading
    sentences = reading.removeprefix("Så läser du diagrammet: ").rstrip(".").split(". ")
    assert len(sentences) <= 4
    assert max(len(sentence.split()) for sentence in sentences) <= 25


def test_nothing_of_a_hidden_figure_gets_out(compared: Compare, texts: Texts) -> None:
    frame = compared()
    numbers = {"value": 37.5, "low": 13.7, "high": 69.4, "n": 8, "count": 3}
    for name, number in numbers.items():
        frame.loc[frame["unit"] == "2361", name] = number
    chart = draw_funnel(frame, HOME_CARE, highlight="2361")
    cells = [cell.text for row in chart.table.rows for cell in row]
    drawn = re.findall(r">([^<]+)<", svg_text(chart.figure).decode())
    written = " ".join([*texts(chart.figure), chart.alt, chart.reading, chart.title, *cells, *drawn])
    assert not any(
        trace in written for trace in ("37,5", "37.5", "38\u00a0%", "38 procent", "(8 svar)", "13,7", "69,4")
    )
    assert len(_points(chart.figure)) == 5


def test_marks_and_source_stand_in_the_picture(compared: Compare, texts: Texts) -> None:
    chart = draw_funnel(
        compared(source="exempel:a.xlsx#12345678"),
        HOME_CARE,
        setting=Setting(marks=("UTKAST",), source_line="Källa: x."),
    )
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Källa: x."
    assert SYNTHETIC_MARK in chart.alt


def test_without_any_point_the_limits_still_stand(compared: Compare, crowding: Crowding) -> None:
    chart = draw_funnel(compared({"2305": 72.0, "2361": "sekretess"}), HOME_CARE)
    assert _points(chart.figure) == []
    assert crowding(chart.figure) == []


@pytest.mark.parametrize(
    ("measure", "riket", "found"),
    [
        ("oj.U37488", 86.0, "besvaras i ord"),
        ("oj.N01951", 86.0, "är ingen andel.*Använd chart_dots"),
        ("oj.U21468", "saknas", "riket har inget värde för oj.U21468 2024"),
    ],
)
def test_what_cannot_be_a_funnel_is_refused(compared: Compare, measure: str, riket: object, found: str) -> None:
    frame = compared({"2305": 1.0}, riket=riket, measure=measure)
    with pytest.raises(DataError, match=found):
        chart_funnel(frame, measure)


def test_wrong_frames_are_refused_in_swedish(compared: Compare) -> None:
    frame = compared()
    with pytest.raises(DataError, match="saknar kolumnerna"):
        chart_funnel(frame.drop(columns="reason"), "U21468")
    with pytest.raises(DataError, match="riket saknas"):
        chart_funnel(frame.assign(reference_kind="lan"), "U21468")
    with pytest.raises(DataError, match="rader om personer"):
        chart_funnel(frame.assign(policy="ebp_personal"), "U21468")
    with pytest.raises(DataError, match="inte är godkända"):
        chart_funnel(frame.assign(policy=""), "U21468")
    with pytest.raises(DataError, match='formatet "affisch"'):
        chart_funnel(frame, "U21468", sheet="affisch")


def test_a_slide_has_its_shape(compared: Compare) -> None:
    figure = chart_funnel(compared(), "U21468", sheet="bild")
    assert figure.get_figwidth() / figure.get_figheight() == pytest.approx(16 / 9)


def test_all_kommuner_of_the_country(compared: Compare, crowding: Crowding, texts: Texts) -> None:
    rng = np.random.default_rng(1)
    n = np.exp(rng.normal(4.8, 1.1, 290)).astype(int) + 8
    count = rng.binomial(n, rng.normal(0.84, 0.06, 290).clip(0.4, 0.99))
    values = dict(zip(COUNTRY.members, zip(count.tolist(), n.tolist(), strict=True), strict=True))
    frame = compared(values, grupp=COUNTRY)
    chart = draw_funnel(frame, HOME_CARE, highlight="Bräcke")
    assert crowding(chart.figure) == []
    assert len(_points(chart.figure)) == 290
    assert len(chart.table.rows) == 291
    outside = frame["position"].isin(["bättre", "sämre"]).sum()
    assert sum(line.get_marker() == "D" for line in _points(chart.figure)) == outside
    assert f"{outside} kommuner ligger utanför gränserna" in chart.alt
    assert any("Bräcke" in text and "svar)" in text for text in texts(chart.figure))


@settings(max_examples=30, deadline=None)
@given(
    figures=st.lists(FIGURE, min_size=1, max_size=15),
    riket=st.one_of(st.integers(1, 999).map(lambda tenths: tenths / 10)),
    alike=st.booleans(),
    own=st.integers(0, 14),
    sheet=st.sampled_from(Sheet),
)
def test_every_point_lies_as_it_is_judged_and_no_text_is_cut(
    compared: Compare,
    texts: Texts,
    crowding: Crowding,
    *,
    figures: list[object],
    riket: float,
    alike: bool,
    own: int,
    sheet: Sheet,
) -> None:
    units = SKARABORG.members[: len(figures)]
    values = dict.fromkeys(units, figures[0]) if alike else dict(zip(units, figures, strict=True))
    frame = compared(values, riket=riket, grupp=SKARABORG).set_index("unit", drop=False)
    chart = draw_funnel(
        frame, HOME_CARE, highlight=units[own % len(units)], setting=Setting(marks=(SYNTHETIC_MARK,), sheet=sheet)
    )
    assert crowding(chart.figure) == []
    counted = {unit: value for unit, value in values.items() if isinstance(value, tuple)}
    points = _points(chart.figure)
    assert len(points) == len(counted) <= MOST_NAMED
    judged = frame["position"].isin(["bättre", "sämre"])
    assert sum(line.get_marker() == "D" for line in points) == judged.sum()
    for line in points:
        share, n = float(line.get_ydata()[0]), round(10 ** float(line.get_xdata()[0]))
        low, high = _limits(chart.figure, n)
        assert (share < low or share > high) == (line.get_marker() == "D")
    written = " ".join(texts(chart.figure))
    for unit in units:
        assert catalog.kommun(unit).name in written
