from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from oj_analys.catalog.theme import theme
from oj_analys.charts import style
from oj_analys.charts.frame import Cell
from oj_analys.charts.picture import Picture, Words
from oj_analys.charts.shares import Segment, Strip
from oj_analys.charts.sheet import NARROW
from oj_analys.charts.stack import Column, Rows, draw_stack, side_column, swatch_key
from oj_analys.domain import Status

NAMES = ("Kort", "Ett namn som är så långt att det måste delas upp på flera rader för att få plats", "Sist")


@pytest.fixture(scope="session")
def rows() -> Rows:
    """Return three rows of one wide and one narrow column; the second row is higher than the others."""
    colour = theme().colours.high
    with style.settings():
        strips = tuple(
            Strip((Segment(0.0, 10.0 * at, colour, Cell(Status.OK, 10.0 * at), f"{10 * at}"),)) for at in (1, 2, 3)
        )
        sides = tuple(Strip((Segment(0.0, 10.0, colour, Cell(Status.OK, 10.0)),), f"{at}0 bredvid") for at in (4, 5, 6))
        columns = (Column("Andel", strips, 3.0, (0.0, 50.0, 100.0)), side_column("Sidan", sides, NARROW))
        return Rows(NARROW.inner, NAMES, columns, ("11", "12", "13"), "Antal")


@pytest.fixture(scope="session")
def picture(rows: Rows) -> Picture:
    """Return the rows drawn."""
    with style.settings():
        return draw_stack(Words("Rubrik", "", (), ()), ((swatch_key(theme().colours.high, "svar"),),), rows, NARROW)


def _middles(picture: Picture, axes: int) -> list[float]:
    """Return how high on the sheet the middle of each bar is, in dots, the topmost first."""
    FigureCanvasAgg(picture)
    boxes = [patch.get_window_extent() for patch in picture.axes[axes].patches]
    return [(box.y0 + box.y1) / 2 for box in boxes]


def _written(picture: Picture, words: str) -> float:
    """Return how high on the sheet the middle of a text is: of all its lines, where it has several."""
    renderer = FigureCanvasAgg(picture).get_renderer()
    with style.settings():
        found = [
            text.get_window_extent(renderer) for text in picture.texts if text.get_text() and text.get_text() in words
        ]
    return (min(box.y0 for box in found) + max(box.y1 for box in found)) / 2


@pytest.mark.parametrize("axes", [0, 1])
def test_every_bar_stands_at_the_height_of_its_name_and_its_number(picture: Picture, axes: int) -> None:
    bars = _middles(picture, axes)
    assert bars == pytest.approx([_written(picture, name) for name in NAMES], abs=3)
    assert bars == pytest.approx([_written(picture, count) for count in ("11", "12", "13")], abs=3)


def test_every_bar_stands_in_the_middle_of_its_row(rows: Rows, picture: Picture) -> None:
    first, second, third = rows.heights
    assert first == third < second
    assert rows.middles == pytest.approx((first / 2, first + second / 2, first + second + third / 2))
    drawn = [patch.get_y() + patch.get_height() / 2 for patch in picture.axes[0].patches]
    assert drawn == pytest.approx(rows.middles)


def test_bars_of_both_columns_stand_in_one_row(picture: Picture) -> None:
    assert _middles(picture, 0) == pytest.approx(_middles(picture, 1))


def test_numbers_in_bars_stand_in_their_middle(picture: Picture, inside: Callable[[Axes], list[Text]]) -> None:
    axes = picture.axes[0]
    places = [text.get_position() for text in inside(axes)]
    bars = [(patch.get_x() + patch.get_width() / 2, patch.get_y() + patch.get_height() / 2) for patch in axes.patches]
    assert [pytest.approx(place) for place in places] == bars


def test_labels_of_two_axes_do_not_run_together(picture: Picture, crowding: Callable[[Figure], list[str]]) -> None:
    assert crowding(picture) == []
