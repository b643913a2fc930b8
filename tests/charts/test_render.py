from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from io import BytesIO

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont
from PIL import Image

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts import render, style
from oj_analys.charts.chart import Chart
from oj_analys.charts.development import draw_development
from oj_analys.charts.dots import draw_dots
from oj_analys.charts.likert import chart_likert
from oj_analys.charts.profile import chart_profile
from oj_analys.charts.setting import Setting

HOME_CARE = catalog.measure("oj.U21468")
RENDERINGS = [render.svg_text, render.svg_paths, render.png]


@pytest.fixture
def chart(jamtland: pd.DataFrame) -> Chart:
    return draw_dots(jamtland, HOME_CARE, highlight="2305", setting=Setting(marks=("UTKAST",)))


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_same_figure_gives_the_same_bytes(rendering: Callable[[Figure], bytes], jamtland: pd.DataFrame) -> None:
    first, second = (draw_development(jamtland, HOME_CARE, "2305").figure for _ in range(2))
    assert rendering(first) == rendering(first) == rendering(second)


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_users_own_settings_change_nothing(
    rendering: Callable[[Figure], bytes], chart: Chart, jamtland: pd.DataFrame
) -> None:
    plain = rendering(chart.figure)
    own = {"font.size": 20, "axes.grid": True, "lines.linewidth": 9, "svg.hashsalt": "x", "savefig.bbox": "tight"}
    with mpl.rc_context(own):
        drawn = draw_dots(jamtland, HOME_CARE, highlight="2305", setting=Setting(marks=("UTKAST",)))
        assert rendering(drawn.figure) == plain
        assert mpl.rcParams["font.size"] == 20


def test_one_figure_may_be_written_in_every_form_in_any_order(chart: Chart, jamtland: pd.DataFrame) -> None:
    again = draw_dots(jamtland, HOME_CARE, highlight="2305", setting=Setting(marks=("UTKAST",)))
    forwards = [rendering(chart.figure) for rendering in RENDERINGS]
    backwards = [rendering(again.figure) for rendering in reversed(RENDERINGS)]
    assert forwards == list(reversed(backwards))


def test_text_svg_holds_text_in_the_one_font(chart: Chart) -> None:
    svg = render.svg_text(chart.figure).decode("utf-8")
    assert set(re.findall(r'font-family: ([^;"]+)', svg)) == {f"'{theme().font}'"}
    assert "font:" not in svg
    words = {"".join(element.itertext()) for element in ET.fromstring(svg).iter() if element.tag.endswith("text")}  # noqa: S314
    assert {"Bräcke (61 svar)", "UTKAST", "riket 86\u00a0%"} <= words


def test_path_svg_holds_shapes_only(chart: Chart) -> None:
    svg = render.svg_paths(chart.figure).decode("utf-8")
    assert "<text" not in svg
    assert "font" not in re.sub(r"<title>.*?</title>|<!--.*?-->", "", svg)


@pytest.mark.parametrize("rendering", [render.svg_text, render.svg_paths])
def test_svg_has_the_title_and_no_date(rendering: Callable[[Figure], bytes], chart: Chart) -> None:
    svg = rendering(chart.figure).decode("utf-8")
    assert f"<title>{chart.title}</title>" in svg
    assert "<dc:date>" not in svg
    assert "matplotlib.org" not in svg.split("</metadata>")[0]


def test_png_is_200_dots_per_inch_and_names_its_title(chart: Chart) -> None:
    image = Image.open(BytesIO(render.png(chart.figure)))
    assert image.size[0] == 1340
    assert image.info["Title"] == chart.title
    assert "Software" not in image.info


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("draw", [chart_profile, chart_likert])
def test_the_order_of_the_rows_changes_no_byte(
    rendering: Callable[[Figure], bytes],
    draw: Callable[[pd.DataFrame], Figure],
    measured: Callable[..., pd.DataFrame],
    spread: Callable[..., dict[tuple[str, str, str, str], object]],
) -> None:
    values: dict[tuple[str, str, str, str], object] = {}
    for at, measure in enumerate(catalog.questionnaire("ebp").measures[2:]):
        answers = {1: 10.0, 2: 20.0, 3: 30.0, 4: 25.0, 5: 15.0}
        values |= spread(("0023", measure.id, "2025"), "sekretess" if at == 5 else answers)
        values[("0023", measure.id, "2025", "alla")] = (float(2 + at % 3), 187)
    frame = measured(values)
    assert rendering(draw(frame)) == rendering(draw(frame.iloc[::-1]))


def test_no_font_of_the_machine_is_used() -> None:
    with style.settings():
        for weight in ("regular", "bold"):
            assert "SourceSansPro" in findfont(f"{theme().font}:{weight}", fallback_to_default=False)
