from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts import style
from oj_analys.charts.dots import draw_dots
from oj_analys.charts.picture import Picture, Words, open_picture
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import NARROW, Paper, Sheet, fitted, sheet_named
from oj_analys.domain import DataError

Crowding = Callable[[Figure], list[str]]
HOME_CARE = catalog.measure("oj.U21468")
SKARABORG = catalog.grupp("skaraborg").members
LONG = "En lång rubrik som säger vad som är funnet och som därför måste delas upp på flera rader för att få plats"


def _drawn(body: float, sheet: Sheet) -> Picture:
    def draw(paper: Paper) -> Picture:
        return open_picture(Words(LONG, "Procent, 2024.", (), ("Källa.",)), body, paper)[0]

    with style.settings():
        return fitted(draw, sheet)


@given(st.floats(0.1, 40))
def test_a_slide_is_always_sixteen_to_nine_and_never_narrower_than_the_column(body: float) -> None:
    picture = _drawn(body, Sheet.SLIDE)
    assert picture.get_figwidth() / picture.get_figheight() == pytest.approx(16 / 9)
    assert picture.get_figwidth() >= theme().grid.column


def test_a_slide_is_as_wide_as_the_column_where_the_content_fits() -> None:
    assert _drawn(1.0, Sheet.SLIDE).get_figwidth() == NARROW.width
    assert _drawn(8.0, Sheet.SLIDE).get_figwidth() > 2 * NARROW.width


def test_the_column_is_as_high_as_its_content() -> None:
    low, high = _drawn(1.0, Sheet.COLUMN), _drawn(3.0, Sheet.COLUMN)
    assert high.get_figheight() - low.get_figheight() == pytest.approx(2.0)
    assert low.get_figwidth() == high.get_figwidth() == NARROW.width


def test_type_has_the_same_size_on_both_sheets(jamtland: pd.DataFrame) -> None:
    column, slide = (draw_dots(jamtland, HOME_CARE, setting=Setting(sheet=sheet)).figure for sheet in Sheet)
    assert {text.get_fontsize() for text in column.texts} == {text.get_fontsize() for text in slide.texts}


def test_fifteen_kommuner_fill_the_width_of_a_slide(build: Callable[..., pd.DataFrame], crowding: Crowding) -> None:
    frame = build({unit: {"2024": (40, 60)} for unit in SKARABORG}, {"riket": {"2024": 86.3}})
    figure = draw_dots(frame, HOME_CARE, setting=Setting(sheet=Sheet.SLIDE)).figure
    assert figure.get_figwidth() > NARROW.width
    assert figure.axes[0].get_position().width > 0.6
    assert crowding(figure) == []


def test_an_unknown_sheet_is_refused_in_swedish() -> None:
    with pytest.raises(DataError, match='formatet "A4".*spalt eller bild'):
        sheet_named("A4")
