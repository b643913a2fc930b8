from __future__ import annotations

import xml.etree.ElementTree as ET
from base64 import b64decode
from dataclasses import replace

import pandas as pd

from oj_analys import catalog
from oj_analys.charts.dots import chart_dots, draw_dots
from oj_analys.charts.picture import Picture

HOME_CARE = catalog.measure("oj.U21468")


def _shown(figure: object) -> ET.Element:
    """Return what a notebook shows; its one image is closed here, as XML wants it."""
    assert isinstance(figure, Picture)
    html = figure._repr_html_()
    assert html is not None
    end = html.index(">", html.index("<img"))
    return ET.fromstring(f"{html[:end]}/{html[end:]}")  # noqa: S314 - our own


def _part(shown: ET.Element, name: str) -> ET.Element:
    found = shown.find(f".//{name}")
    assert found is not None
    return found


def test_a_notebook_shows_picture_reading_aid_and_table(jamtland: pd.DataFrame) -> None:
    chart = draw_dots(jamtland, HOME_CARE, highlight="Bräcke")
    shown = _shown(chart.figure)
    assert _part(shown, "img").get("alt") == chart.alt
    assert _part(shown, "figcaption").text == chart.reading
    rows = [[cell.text for cell in row] for row in _part(shown, "tbody")]
    assert rows == [[cell.text for cell in row] for row in chart.table.rows]
    assert [cell.text for cell in _part(shown, "tr")] == [column.title for column in chart.table.columns]


def test_a_changed_figure_is_shown_as_it_looks_now(jamtland: pd.DataFrame) -> None:
    figure = chart_dots(jamtland, "U21468")
    before = _part(_shown(figure), "img").get("src")
    figure.axes[0].axvline(50)
    after = _part(_shown(figure), "img").get("src")
    assert before is not None
    assert after is not None
    assert before != after
    assert b64decode(after.split(",")[1]).startswith(b"\x89PNG")


def test_markup_in_a_title_is_text(jamtland: pd.DataFrame) -> None:
    title = 'Nöjda <b>"totalt"</b> & mer'
    shown = _shown(draw_dots(jamtland, replace(HOME_CARE, title=title)).figure)
    assert title in str(_part(shown, "img").get("alt"))
    assert shown.find(".//b") is None


def test_a_bare_picture_is_only_a_picture() -> None:
    assert Picture(5.0, 2.0)._repr_html_() is None
