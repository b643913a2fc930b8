"""Whether marks tell more than the released values."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oj_analys.disclosure.auditor.pictures import follows
from oj_analys.disclosure.readers.content import Mark

SHARES = st.lists(st.integers(0, 100).map(float), min_size=3, max_size=12)


def points(values: Sequence[float], high: float = 6.0) -> list[Mark]:
    places = [40 + 3.1 * value for value in values]
    return [Mark("", x - 3, 20.0 * row, x + 3, 20.0 * row + high) for row, x in enumerate(places)]


def bars(values: Sequence[float], left: float = 100.0, wide: float = 2.5) -> list[Mark]:
    return [Mark("", left, 20.0 * row, left + wide * value, 20.0 * row + 8) for row, value in enumerate(values)]


def stack(rows: Sequence[Sequence[float]]) -> list[Mark]:
    marks = []
    for at, row in enumerate(rows):
        x = 100.0
        for value in row:
            marks.append(Mark("", x, 20.0 * at, x + 1.5 * value, 20.0 * at + 8))
            x += 1.5 * value
    return marks


@given(SHARES)
def test_points_and_bars_of_the_values_themselves_pass(values: list[float]) -> None:
    assert follows(points(values), values)
    assert follows(bars(values), values)


@given(SHARES, st.data())
def test_a_more_exact_value_is_found(values: list[float], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    exact = [value + 0.45 * (at == place) for at, value in enumerate(values)]
    others = [value for at, value in enumerate(values) if at != place]
    assume(len(others) > 2 and max(others) - min(others) > 10)
    assert not follows(points(exact), values)
    assert not follows(bars(exact), values)


@given(
    st.lists(
        st.tuples(st.integers(1, 50), st.integers(0, 50)).map(lambda row: [*map(float, row)]), min_size=3, max_size=8
    )
)
def test_parts_of_bars_pass_by_their_widths(rows: list[list[float]]) -> None:
    assert follows(stack(rows), [value for row in rows for value in row])


def test_columns_have_scales_of_their_own() -> None:
    left, right = [[30.0, 20.0], [10.0, 60.0], [41.0, 7.0]], [12.0, 40.0, 0.0]
    values = [*(value for row in left for value in row), *right]
    assert follows([*stack(left), *bars(right, left=400.0, wide=0.7)], values)
    exact = [12.0, 40.4, 0.0]
    assert not follows([*stack(left), *bars(exact, left=400.0, wide=0.7)], values)


@pytest.mark.parametrize("draw", [points, bars])
def test_marks_of_one_value_stand_alike(draw: Callable[[Sequence[float]], list[Mark]]) -> None:
    assert follows(draw([41.0, 41.0, 41.0]), [41.0, 41.0, 41.0])
    assert not follows(draw([40.6, 41.0, 41.3]), [41.0, 41.0, 41.0])


def test_a_picture_of_one_value_tells_nothing_more() -> None:
    assert follows(points([41.3]), [41.0])
