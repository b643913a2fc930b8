from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys import catalog, swedish
from oj_analys.charts.development import draw_development
from oj_analys.charts.dots import draw_dots
from oj_analys.domain import SYNTHETIC_MARK

Build = Callable[..., pd.DataFrame]
HOME_CARE = catalog.measure("oj.U21468")


def test_dots_say_form_value_uncertainty_references_and_what_is_missing(jamtland: pd.DataFrame) -> None:
    assert draw_dots(jamtland, HOME_CARE, highlight="2305").alt == (
        "Punktdiagram med osäkerhetsintervall: Hemtjänst, nöjda totalt i 8 kommuner, 2024. "
        "Bräcke 72 procent (osäkerhet 60–82, 61 svar); riket 86; länet 81; övriga kommuner 71–88; "
        "Berg (kommunen har inte besvarat frågan); "
        "Härjedalen (visas inte, för att ingen enskild ska kunna pekas ut)."
    )


def test_dots_without_a_highlight_give_the_spread(jamtland: pd.DataFrame) -> None:
    assert "Riket 86 procent; länet 81; kommunerna 71–88; Berg" in draw_dots(jamtland, HOME_CARE).alt


def test_a_development_gives_its_newest_values_with_years(build: Build) -> None:
    values = {"2022": (57, 63), "2024": (44, 61)}
    frame = build({"2305": values}, {"riket": {"2022": 87.0}}, source="exempel:a.xlsx#12345678")
    assert draw_development(frame, HOME_CARE, "2305").alt == (
        "Linjediagram med osäkerhetsintervall: Hemtjänst, nöjda totalt i Bräcke, 2022 till 2024. "
        "2022: 90 procent (osäkerhet 81–96, 63 svar); 2024: 72 (osäkerhet 60–82, 61 svar); "
        f"riket 87 (2022). {SYNTHETIC_MARK}."
    )


@settings(max_examples=40, deadline=None)
@given(
    value=st.floats(0, 100),
    low=st.floats(0, 100),
    n=st.integers(1, 99),
    status=st.sampled_from(["sekretess", "saknas"]),
)
def test_a_hidden_figure_is_in_no_text(build: Build, value: float, low: float, n: int, status: str) -> None:
    neighbour = {"2303": {"2024": 50.0}}
    hidden = build({"2305": {"2024": status}, **neighbour}, {"riket": {"2024": 50.0}})
    planted = hidden.assign(
        **{
            name: hidden[name].where(hidden["unit"] != "2305", number)
            for name, number in (("low", low), ("high", value))
        },
        n=hidden["n"].where(hidden["unit"] != "2305", n),
    )
    for draw in (
        lambda frame: draw_dots(frame, HOME_CARE, highlight="2305"),
        lambda f: draw_development(f, HOME_CARE, "2305"),
    ):
        bare, chart = draw(hidden), draw(planted)
        assert (chart.title, chart.alt, chart.reading) == (bare.title, bare.alt, bare.reading)
        assert [text.get_text() for text in chart.figure.texts] == [text.get_text() for text in bare.figure.texts]


@pytest.mark.parametrize("highlight", ["", "2305"])
def test_numbers_are_swedish(build: Build, highlight: str) -> None:
    frame = build({"2305": {"2022/2024": 2412.0}, "2303": {"2022/2024": 1890.0}}, {}, measure="oj.N20402")
    alt = draw_dots(frame, catalog.measure("oj.N20402"), highlight=highlight).alt
    assert swedish.number(2412) in alt
    assert "2412" not in alt
