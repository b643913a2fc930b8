from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts.chart import Chart
from oj_analys.charts.problem_free import chart_problem_free, draw_problem_free
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Measured = Callable[..., pd.DataFrame]
Free = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
ASI = catalog.interview_form("asi")
JAMTLAND = catalog.grupp("Jämtland")
IDS = [area for area, _ in ASI.areas]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
CHANCE = "Små skillnader kan bero på slumpen; skillnaderna är inte prövade."
PROVISO = "Variabler och skalor för ASI är preliminära (formulärets koder är inte bekräftade)."
NOW, BEFORE, FIRST = "2023/2024", "2021/2022", "2020"
GROUP = {"unit": "0023", "grupp": JAMTLAND}

FIGURE = st.one_of(
    st.sampled_from(["sekretess", "saknas", "ej_beräknad"]),
    st.tuples(st.integers(0, 100).map(float), st.integers(2, 400).map(lambda fives: 5 * fives)),
)


@pytest.fixture(scope="session")
def free(measured: Measured) -> Free:
    """Make a frame of the lowest step of a rating: (area, period) → (percent, n) or status, others alike."""

    def make(
        figures: Mapping[tuple[str, str], object],
        periods: tuple[str, ...] = (NOW,),
        rating: str = "hjalpbehov",
        unit: str = "0023",
        **more: Any,
    ) -> pd.DataFrame:
        values: dict[tuple[str, str, str, str], object] = {}
        for period in periods:
            for area in IDS:
                figure = figures.get((area, period), (50.0, 70))
                values[unit, f"asi.{area}.{rating}", period, "svar=0"] = figure
                values[unit, f"asi.{area}.{rating}", period, "svar=3"] = (8.0, 70)
        return measured(values, **{"policy": "asi_klient", **more})

    return make


def _lengths(figure: Figure) -> list[float]:
    """Return the lengths of the bars, the topmost first."""
    bars = sorted((patch.get_y(), patch.get_width()) for patch in figure.axes[0].patches)  # type: ignore[attr-defined]
    return [length for _, length in bars]


def _coverage(texts: list[str]) -> str:
    return " ".join(text for text in texts if "äckning" in text)


def test_each_area_has_one_bar_of_its_lowest_step(free: Free, texts: Texts) -> None:
    chart = draw_problem_free(free({("alkohol", NOW): (19.0, 75)}), ASI, periods=[NOW], **GROUP)
    assert _lengths(chart.figure) == [50, 50, 19, *[50] * 5]
    found = texts(chart.figure)
    assert "19\u00a0% (75)" in found
    assert "2023–2024: inget eller litet" in found
    assert chart.title == "Hjälpbehov enligt ASI: hur vanligt är ”inget eller litet” i länet 2023–2024?"
    assert chart.reading == (
        "Så läser du diagrammet: Varje rad är ett område. Stapeln visar hur stor del av svaren som är ”inget eller "
        "litet”. Områdena går inte att lägga ihop: samma person kan finnas i flera."
    )


def test_several_periods_stand_below_one_another_the_newest_first(free: Free, texts: Texts) -> None:
    frame = free({("fysisk", NOW): (51.0, 70), ("fysisk", BEFORE): (45.0, 60)}, (NOW, BEFORE))
    chart = draw_problem_free(frame, ASI, periods=[NOW, BEFORE], **GROUP)
    assert _lengths(chart.figure)[:2] == [51, 45]
    faces = [patch.get_facecolor() for patch in chart.figure.axes[0].patches[:2]]
    assert faces[1] == (1, 1, 1, 1) != faces[0]
    keys = [text for text in texts(chart.figure) if text.endswith(": inget eller litet")]
    assert keys == ["2023–2024: inget eller litet", "2021–2022: inget eller litet"]
    assert chart.title.endswith("i länet 2021–2022 och 2023–2024?")
    assert "Fysisk hälsa: 2023–2024 51 (70 svar), 2021–2022 45 (60 svar); " in chart.alt
    assert "De två staplarna visar" in chart.reading
    assert "den fyllda 2023–2024, den vita 2021–2022." in chart.reading
    assert [cell.number for cell in chart.table.rows[0][1:]] == [51, 70, 45, 60]


def test_three_periods_are_told_apart_without_colour(free: Free) -> None:
    chart = draw_problem_free(free({}, (NOW, BEFORE, FIRST)), ASI, periods=[NOW, BEFORE, FIRST], **GROUP)
    looks = {(patch.get_facecolor(), patch.get_hatch()) for patch in chart.figure.axes[0].patches}
    assert len(looks) == 3
    assert "De tre staplarna visar" in chart.reading
    assert "den streckade 2020." in chart.reading


def test_the_newest_periods_that_do_not_overlap_are_drawn(free: Free, texts: Texts) -> None:
    figure = chart_problem_free(free({}, ("2018", "2019", FIRST, BEFORE, "2022/2023", NOW)))
    keys = [text for text in texts(figure) if text.endswith(": inget eller litet")]
    assert keys == [f"{years}: inget eller litet" for years in ("2023–2024", "2021–2022", "2020")]
    earlier = texts(chart_problem_free(free({}, ("2019", FIRST, NOW)), period=FIRST))
    assert [text for text in earlier if text.endswith(": inget eller litet")] == [
        f"{years}: inget eller litet" for years in ("2020", "2019")
    ]


def test_coverage_is_said_for_every_period(free: Free, measured: Measured, texts: Texts) -> None:
    years = {"2021": (30.0, 120), "2022": (35.0, 120), "2024": (41.0, 132)}
    usage = measured(
        {("0023", "asi.tackning", year, "alla"): share for year, share in years.items()}, policy="asi_klient"
    )
    figure = chart_problem_free(pd.concat([free({}, (NOW, BEFORE)), usage], ignore_index=True))
    assert _coverage(texts(figure)) == (
        "Täckning i länet: 41 procent 2024, okänd 2023. Täckning i länet: 35 procent 2022, 30 procent 2021."
    )
    unknown = chart_problem_free(free({}, (NOW, BEFORE)))
    assert _coverage(texts(unknown)) == "Täckning okänd."


@pytest.mark.parametrize(
    ("rating", "title"),
    [("oro", "Oro eller besvär enligt ASI"), ("skattning", "Intervjuarens skattning enligt ASI")],
)
def test_the_rating_is_named(free: Free, texts: Texts, rating: str, title: str) -> None:
    figure = chart_problem_free(free({}, rating=rating), rating)
    assert figure.get_label() == f"{title}: hur vanligt är ”inget eller litet” i länet 2023–2024?"
    assert ("Umgänge" in texts(figure)) == (rating == "oro")  # the interviewer rates family and social life together


def test_one_lane_is_told_without_its_name(free: Free) -> None:
    frame = free({("familj", NOW): "sekretess"})
    told = "; ".join(f"{name} ({HIDDEN})" if name == "familj" else f"{name} 50 (70 svar)" for _, name in ASI.areas)
    assert draw_problem_free(frame, ASI, periods=[NOW], **GROUP).alt == (
        "Liggande staplar: Hjälpbehov enligt ASI, procent som svarar ”inget eller litet”, länet 2023–2024. "
        f"F{told[1:]}. Antal svar anges i hela femtal, avrundat nedåt. {CHANCE} {PROVISO}"
    )


def test_an_area_that_is_hidden_before_keeps_its_row(free: Free, texts: Texts) -> None:
    frame = free({("rattsliga", BEFORE): "sekretess"}, (NOW, BEFORE))
    planted = frame.assign(n=frame["n"].fillna(83), low=1.5, high=2.5, count=3).astype({"count": "Int64"})
    charts: list[Chart] = [draw_problem_free(each, ASI, periods=[NOW, BEFORE], **GROUP) for each in (frame, planted)]
    assert texts(charts[0].figure) == texts(charts[1].figure)
    assert (charts[0].alt, charts[0].table) == (charts[1].alt, charts[1].table)
    assert _lengths(charts[0].figure) == _lengths(charts[1].figure) == [50] * 15
    assert "..\u00a0\u00a02021–2022" in texts(charts[0].figure)
    assert [cell.text for cell in charts[0].table.rows[4]] == ["Rättsliga problem", "50", "70", "..", "–"]


def test_a_kommun_can_be_drawn_and_one_that_is_not_there_is_refused(free: Free) -> None:
    frame = pd.concat([free({}), free({}, unit="2380")], ignore_index=True)
    assert "i Östersund 2023–2024?" in chart_problem_free(frame, kommun="Östersund").get_label()
    with pytest.raises(DataError, match="Åre finns inte i tabellen"):
        chart_problem_free(frame, kommun="Åre")


def test_what_is_wrong_is_said_in_swedish(free: Free) -> None:
    with pytest.raises(DataError, match='"dagar" finns inte i ASI; tillåtet: oro, hjalpbehov, skattning'):
        chart_problem_free(free({}), "dagar")
    with pytest.raises(DataError, match=r"inget att rita för Hjälpbehov, länet 2023–2024: visas inte"):
        chart_problem_free(free(dict.fromkeys(((area, NOW) for area in IDS), "sekretess")))
    with pytest.raises(DataError, match="tabellen har inga rader för asi.fysisk.oro"):
        chart_problem_free(free({}), "oro")
    with pytest.raises(DataError, match='formatet "a4"'):
        chart_problem_free(free({}), sheet="a4")


@pytest.mark.parametrize("periods", [[], [NOW, NOW], [NOW, BEFORE, FIRST, "2019"]])
def test_one_to_three_different_periods(free: Free, periods: list[str]) -> None:
    with pytest.raises(DataError, match=f"{len(periods)} perioder; tillåtet: 1 till 3, alla olika"):
        draw_problem_free(free({}, (NOW, BEFORE, FIRST, "2019")), ASI, periods=periods, **GROUP)


@settings(max_examples=25, deadline=None)
@given(
    figures=st.lists(FIGURE, min_size=8, max_size=24),
    sheet=st.sampled_from(Sheet),
    group=st.sampled_from(["0023", "2380"]),
)
def test_no_text_is_cut_or_overlaps(
    free: Free, crowding: Callable[[Figure], list[str]], figures: list[object], sheet: Sheet, group: str
) -> None:
    periods = [NOW, BEFORE, FIRST][: len(figures) // 8]
    places = [(area, period) for area in IDS for period in periods]
    used = figures[: len(places)]
    assume(any(isinstance(figure, tuple) for figure in used))
    frame = free(dict(zip(places, used, strict=True)), tuple(periods), unit=group, source="exempel:a.csv#12345678")
    chart = draw_problem_free(
        frame, ASI, unit=group, periods=periods, grupp=JAMTLAND, setting=Setting(marks=("UTKAST",), sheet=sheet)
    )
    assert crowding(chart.figure) == []
    assert SYNTHETIC_MARK in chart.alt
    assert _lengths(chart.figure) == [figure[0] for figure in used if isinstance(figure, tuple)]
