from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from oj_analys import catalog
from oj_analys.charts import render
from oj_analys.charts.areas import chart_areas, draw_areas
from oj_analys.charts.chart import Chart
from oj_analys.charts.said import Said
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Measured = Callable[..., pd.DataFrame]
Rated = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
ASI = catalog.interview_form("asi")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
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
IDS = [area for area, _ in ASI.areas]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
PROVISO = "Variabler och skalor för ASI är preliminära (formulärets koder är inte bekräftade)."
CHANCE = "Små skillnader kan bero på slumpen; skillnaderna är inte prövade."
PERIOD = "2023/2024"
GROUP = {"unit": "0023", "period": PERIOD, "grupp": JAMTLAND}
MUCH = "påtagligt eller mycket stort"

FIGURE = st.one_of(
    st.sampled_from(["sekretess", "saknas", "ej_beräknad"]),
    st.tuples(st.integers(0, 100).map(float), st.integers(2, 400).map(lambda fives: 5 * fives)),
)


@pytest.fixture(scope="session")
def rated(measured: Measured) -> Rated:
    """Make a frame of the highest step of worry and need: (area, rating) → (percent, n) or status."""

    def make(
        figures: Mapping[tuple[str, str], object], place: tuple[str, str] = ("0023", PERIOD), **more: Any
    ) -> pd.DataFrame:
        values: dict[tuple[str, str, str, str], object] = {}
        for area in IDS:
            for rating, usual in (("oro", (40.0, 70)), ("hjalpbehov", (30.0, 65))):
                figure = figures.get((area, rating), usual)
                values[place[0], f"asi.{area}.{rating}", place[1], "svar=3"] = figure
                values[place[0], f"asi.{area}.{rating}", place[1], "svar=0"] = (7.0, 70)
        return measured(values, **{"policy": "asi_klient", **more})

    return make


def _bars(chart: Chart) -> list[tuple[float, float]]:
    """Return the middle and the length of every bar, the topmost first."""
    found = [patch for patch in chart.figure.axes[0].patches if isinstance(patch, Rectangle)]
    return sorted((patch.get_y() + patch.get_height() / 2, patch.get_width()) for patch in found)


def _all_text(chart: Chart, texts: Texts) -> str:
    cells = [cell.text for row in chart.table.rows for cell in row]
    return " ".join([*texts(chart.figure), chart.title, chart.alt, chart.reading, chart.table.note, *cells])


def test_worry_stands_above_need_in_every_area_in_the_order_of_the_form(rated: Rated, texts: Texts) -> None:
    frame = rated({("alkohol", "oro"): (60.0, 70), ("alkohol", "hjalpbehov"): (58.0, 75)})
    chart = draw_areas(frame, ASI, **GROUP)
    lengths = [length for _, length in _bars(chart)]
    assert lengths == [40, 30, 40, 30, 60, 58, *[40, 30] * 5]
    found = texts(chart.figure)
    assert [text for text in found if text in NAMES] == NAMES
    assert {"60\u00a0% (70)", "58\u00a0% (75)"} <= set(found)
    assert f"Oro eller besvär: {MUCH}" in found
    assert f"Hjälpbehov: {MUCH}" in found


def test_the_bars_of_an_area_stand_at_its_name(rated: Rated) -> None:
    chart = draw_areas(rated({}), ASI, **GROUP)
    axes = chart.figure.axes[0]
    names = {
        text.get_text(): text.get_position()[1] for text in chart.figure.texts if text.get_text() in NAMES
    }  # baselines, in inches from below
    top = axes.get_position().y1 * chart.figure.get_figheight()
    middles = [middle for middle, _ in _bars(chart)]
    pairs = [(one + other) / 2 for one, other in zip(middles[::2], middles[1::2], strict=True)]
    assert [names[name] for name in NAMES] == pytest.approx([top - middle for middle in pairs], abs=0.06)


def test_the_two_bars_are_told_apart_without_colour(rated: Rated) -> None:
    chart = draw_areas(rated({}), ASI, **GROUP)
    filled, white = (chart.figure.axes[0].patches[at].get_facecolor() for at in (0, 1))
    assert white == (1, 1, 1, 1)
    assert sum(filled[:3]) / 3 < 0.6
    faces = {patch.get_facecolor() for patch in chart.figure.axes[0].patches}
    assert len(faces) == 2


def test_the_title_asks_and_the_subtitle_says_what_and_when(rated: Rated, texts: Texts) -> None:
    chart = draw_areas(rated({}), ASI, **GROUP)
    assert chart.title == chart.figure.get_label()
    assert chart.title == f"Oro eller besvär och hjälpbehov enligt ASI: hur vanligt är ”{MUCH}” i länet 2023–2024?"
    words = "Klientens egen bedömning, procent av svaren i varje område, 2023–2024. Inom parentes: antal svar."
    assert words in texts(chart.figure)
    assert chart.reading == (
        "Så läser du diagrammet: Varje rad är ett område. De två staplarna visar hur stor del av svaren som är "
        f"”{MUCH}”: den fyllda oro eller besvär, den vita hjälpbehov. Områdena går inte att lägga ihop: samma person "
        "kan finnas i flera."
    )


def test_the_alternative_text_and_the_table_equal_the_frame(rated: Rated) -> None:
    frame = rated({("fysisk", "oro"): (14.0, 70), ("familj", "oro"): "sekretess"})
    chart = draw_areas(frame, ASI, coverage=Said("Täckning okänd."), **GROUP)
    usual = "oro eller besvär 40 (70 svar), hjälpbehov 30 (65 svar)"
    areas = dict.fromkeys((name.lower() for name in NAMES), usual)
    areas["fysisk hälsa"] = "oro eller besvär 14 (70 svar), hjälpbehov 30 (65 svar)"
    areas["familj"] = f"oro eller besvär ({HIDDEN}), hjälpbehov 30 (65 svar)"
    told = "; ".join(f"{name}: {figures}" for name, figures in areas.items())
    assert chart.alt == (
        f"Liggande staplar: Oro eller besvär och hjälpbehov enligt ASI, procent som svarar ”{MUCH}”, länet 2023–2024. "
        f"F{told[1:]}. Antal svar anges i hela femtal, avrundat nedåt. {CHANCE} Täckning okänd. {PROVISO}"
    )
    assert [row[0].text for row in chart.table.rows] == NAMES
    assert [cell.number for cell in chart.table.rows[0][1:]] == [14, 70, 30, 65]
    assert [cell.text for cell in chart.table.rows[5][1:]] == ["..", "–", "30", "65"]
    assert chart.table.note == f"..\u00a0\u00a0{HIDDEN}"


def test_hidden_and_missing_figures_are_marks_with_their_reason_below(rated: Rated, texts: Texts) -> None:
    frame = rated(
        {("familj", "oro"): "sekretess", ("familj", "hjalpbehov"): "sekretess", ("umgange", "oro"): "ej_beräknad"}
    )
    chart = draw_areas(frame, ASI, **GROUP)
    found = texts(chart.figure)
    assert found.count("..\u00a0\u00a0oro eller besvär") == 1
    assert found.count("..\u00a0\u00a0hjälpbehov") == 1
    assert found.count("–\u00a0\u00a0oro eller besvär") == 1
    assert [text for text in found if text in NAMES] == NAMES
    assert f"..\u00a0\u00a0{HIDDEN}; –\u00a0\u00a0värdet har inte beräknats" in found
    assert "Ibland döljs fler" in " ".join(found)
    assert len(_bars(chart)) == 13


def test_nothing_of_a_hidden_figure_is_drawn_or_said(rated: Rated, texts: Texts) -> None:
    bare = rated({("rattsliga", "oro"): "sekretess", ("psykisk", "hjalpbehov"): "sekretess"})
    planted = bare.assign(n=bare["n"].fillna(83), low=1.5, high=2.5, count=3).astype({"count": "Int64"})
    one, other = (draw_areas(frame, ASI, **GROUP) for frame in (bare, planted))
    assert _all_text(one, texts) == _all_text(other, texts)
    assert _bars(one) == _bars(other)
    assert render.svg_text(one.figure) == render.svg_text(other.figure)
    assert "83" not in _all_text(other, texts)


def test_every_bar_is_named_by_its_figure(rated: Rated) -> None:
    chart = draw_areas(rated({("fysisk", "oro"): "sekretess"}), ASI, coverage=Said("Täckning okänd."), **GROUP)
    names = [patch.get_gid() for patch in chart.figure.axes[0].patches]
    assert names == [f"varde-{at}" for at in range(15)]
    assert chart.values == 15  # noqa: PD011 - no frame
    drawn = [(key.measure, key.group) for key in chart.figures[:3]]
    assert drawn == [
        ("asi.fysisk.hjalpbehov", "svar=3"),
        ("asi.arbete.oro", "svar=3"),
        ("asi.arbete.hjalpbehov", "svar=3"),
    ]
    assert [key.measure for key in chart.figures[15:]] == ["asi.fysisk.oro"]


def test_a_band_is_told_by_its_limit(rated: Rated, texts: Texts) -> None:
    frame = rated({("alkohol", "oro"): (90.0, 70)})
    at = (frame["measure"] == "asi.alkohol.oro") & (frame["group"] == "svar=3")
    frame.loc[at, ["low", "high"]] = (90.0, 100.0)
    chart = draw_areas(frame, ASI, **GROUP)
    assert "≥\u00a090\u00a0% (70)" in texts(chart.figure)
    assert "alkohol: oro eller besvär minst 90 (70 svar)" in chart.alt
    assert "nästan alla svarade lika" in " ".join(texts(chart.figure))
    assert chart.table.rows[2][1].text == "≥\u00a090"


def test_coverage_proviso_threshold_and_marks_stand_in_the_picture(rated: Rated, texts: Texts) -> None:
    coverage = "Täckning i länet: 41 procent 2024, okänd 2023."
    frame = rated({}, source="exempel:a.csv#12345678", policy="utkast:asi_klient")
    setting = Setting(source_line="Bearbetning: FoU Jämt.")
    chart = draw_areas(frame, ASI, coverage=Said(coverage), setting=setting, **GROUP)
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-3:] == [coverage, PROVISO, "Bearbetning: FoU Jämt."]
    assert "Svarsfördelningar visas bara för grupper med minst 10 svar" in " ".join(found)
    assert CHANCE in " ".join(found)
    assert f"{SYNTHETIC_MARK}. UTKAST." in chart.alt


def test_the_group_is_drawn_in_its_newest_period_with_its_coverage(
    rated: Rated, measured: Measured, texts: Texts
) -> None:
    usage = measured({("0023", "asi.tackning", "2024", "alla"): (41.0, 132)}, policy="asi_klient")
    frame = pd.concat([rated({}, ("0023", "2022")), rated({}), usage], ignore_index=True)
    figure = chart_areas(frame)
    assert figure.get_label().endswith("i länet 2023–2024?")
    assert "Täckning i länet: 41 procent 2024, okänd 2023." in texts(figure)
    assert chart_areas(frame, period="2022").get_label().endswith("i länet 2022?")


def test_a_kommun_is_drawn_in_its_own_colour_with_its_own_coverage(
    rated: Rated, measured: Measured, texts: Texts
) -> None:
    usage = {
        ("0023", "asi.tackning", "2024", "alla"): (41.0, 132),
        ("2380", "asi.tackning", "2024", "alla"): (52.0, 60),
    }
    frame = pd.concat([rated({}), rated({}, ("2380", PERIOD)), measured(usage, policy="asi_klient")], ignore_index=True)
    figure = chart_areas(frame, kommun="Östersund")
    assert "i Östersund 2023–2024?" in figure.get_label()
    assert "Täckning i Östersund: 52 procent 2024, okänd 2023." in texts(figure)
    colours = [chart.axes[0].patches[0].get_facecolor() for chart in (figure, chart_areas(frame))]
    assert colours[0] != colours[1]


def test_a_named_group_of_fifteen_kommuner(rated: Rated, texts: Texts) -> None:
    chart = draw_areas(
        rated({}, ("skaraborg", PERIOD)), ASI, unit="skaraborg", period=PERIOD, grupp=SKARABORG, coverage=Said()
    )
    assert "i Skaraborg 2023–2024?" in chart.title
    assert len(_bars(chart)) == 16
    assert [text for text in texts(chart.figure) if text in NAMES] == NAMES


@pytest.mark.parametrize(("status", "reason"), [("sekretess", HIDDEN), ("saknas", "uppgift saknas i källan")])
def test_without_any_area_there_is_nothing_to_draw(rated: Rated, status: str, reason: str) -> None:
    nothing = {(area, rating): status for area in IDS for rating in ("oro", "hjalpbehov")}
    with pytest.raises(
        DataError, match=f"inget att rita för Oro eller besvär och hjälpbehov, länet 2023–2024: {reason}"
    ):
        draw_areas(rated(nothing), ASI, **GROUP)


def test_wrong_frames_and_names_are_refused_in_swedish(rated: Rated, measured: Measured) -> None:
    frame = rated({})
    with pytest.raises(DataError, match="tabellen saknar kolumnerna unit"):
        chart_areas(frame.drop(columns="unit"))
    with pytest.raises(DataError, match="tabellen har inga rader för asi.fysisk.oro"):
        chart_areas(measured({("0023", "asi.tackning", "2024", "alla"): (41.0, 132)}, policy="asi_klient"))
    with pytest.raises(DataError, match="som inte är godkända att visa"):
        chart_areas(frame.assign(policy=""))
    with pytest.raises(DataError, match="Åre finns inte i tabellen"):
        chart_areas(frame, kommun="Åre")
    with pytest.raises(DataError, match="2019 finns inte i tabellen; tillåtet: 2023/2024"):
        chart_areas(frame, period="2019")
    with pytest.raises(DataError, match='formatet "affisch"; tillåtet: spalt eller bild'):
        chart_areas(frame, sheet="affisch")


@settings(max_examples=25, deadline=None)
@given(figures=st.lists(FIGURE, min_size=16, max_size=16), sheet=st.sampled_from(Sheet))
def test_no_text_is_cut_or_overlaps(
    rated: Rated, crowding: Callable[[Figure], list[str]], figures: list[object], sheet: Sheet
) -> None:
    assume(any(isinstance(figure, tuple) for figure in figures))
    places = [(area, rating) for area in IDS for rating in ("oro", "hjalpbehov")]
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    coverage = Said("Täckning i länet: 41 procent 2024, okänd 2023.")
    chart = draw_areas(rated(dict(zip(places, figures, strict=True))), ASI, coverage=coverage, setting=setting, **GROUP)
    assert crowding(chart.figure) == []
    lengths = [length for _, length in _bars(chart)]
    assert lengths == [figure[0] for figure in figures if isinstance(figure, tuple)]
    if sheet.aspect:
        wide, tall = chart.figure.get_size_inches()
        assert wide / tall == pytest.approx(sheet.aspect)


def test_values_stand_inside_the_picture_at_a_hundred_percent(
    rated: Rated, inside: Callable[[Axes], list[Text]], crowding: Callable[[Figure], list[str]]
) -> None:
    full = {(area, rating): (100.0, 2000) for area in IDS for rating in ("oro", "hjalpbehov")}
    chart = draw_areas(rated(full), ASI, **GROUP)
    assert [text.get_text() for text in inside(chart.figure.axes[0])] == ["100\u00a0% (2\u00a0000)"] * 16
    assert crowding(chart.figure) == []
