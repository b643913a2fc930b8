from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.figure import Figure

from oj_analys.catalog.theme import theme
from oj_analys.charts import legend, style
from oj_analys.charts.picture import Words, open_picture
from oj_analys.charts.sheet import NARROW
from oj_analys.charts.stack import swatch_key


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (3, 1), (9, 2), (30, 5)])
def test_keys_that_do_not_fit_go_on_below(count: int, lines: int, crowding: Callable[[Figure], list[str]]) -> None:
    with style.settings():
        keys = [swatch_key(theme().colours.high, f"Nyckel {at:02}") for at in range(count)]
        picture, top = open_picture(Words("Rubrik", "", (), ()), legend.height(keys, NARROW.inner), NARROW)
        legend.write_keys(picture, keys, top)
    assert len({text.get_position()[1] for text in picture.texts if text.get_text().startswith("Nyckel")}) == lines
    assert crowding(picture) == []
