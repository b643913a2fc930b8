from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys.charts.placing import Box, Ground, Name, around, place

FIELD = Box(0.0, 0.0, 6.0, 3.0)
SIZE = (0.9, 0.15)


def _shared(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.top, other.top) - max(one.bottom, other.bottom)
    return min(across, down)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 6), st.floats(0, 3)), min_size=1, max_size=15))
def test_no_name_covers_another_or_a_point_and_all_stand_in_the_field(points: list[tuple[float, float]]) -> None:
    taken = [around(x, y, 0.05) for x, y in points]
    found = [box for box in _placed(points, taken) if box is not None]
    assert len(found) == len(points)
    for at, box in enumerate(found):
        assert 0 <= box.left < box.right <= 6
        assert 0 <= box.bottom < box.top <= 3
        assert all(_shared(box, other) <= 1e-9 for other in (*found[:at], *taken))


def test_a_lone_name_stands_to_the_right_and_at_the_edge_to_the_left() -> None:
    right, left = (_placed([(x, 1.5)], [around(x, 1.5, 0.05)])[0] for x in (3.0, 5.9))
    assert right is not None
    assert left is not None
    assert (right.left, right.bottom) == pytest.approx((3.05, 1.425), abs=0.031)
    assert left.right < 5.9 < left.right + 0.1


def test_a_line_is_avoided_where_there_is_room_nearby() -> None:
    box = place([Name((3.0, 1.5), SIZE)], Ground(FIELD, lines=[Box(0.0, 1.45, 6.0, 1.55)]))[0]
    assert box is not None
    assert box.bottom >= 1.55 or box.top <= 1.45


def test_without_room_within_reach_there_is_no_name() -> None:
    blocked = Ground(FIELD, [Box(2.0, 0.5, 4.0, 2.5)])
    assert place([Name((3.0, 1.5), SIZE, 0.3)], blocked) == (None,)
    assert place([Name((3.0, 1.5), SIZE)], blocked) != (None,)
    assert place([Name((3.0, 1.5), (7.0, 0.15))], Ground(FIELD)) == (None,)


def test_those_that_stand_worst_are_set_first_in_another_attempt() -> None:
    # Two points at the right edge: the first name would stand where alone the second one's line can pass.
    points = [(5.2, 1.7), (5.7, 1.5), (5.75, 1.5)]
    found = [box for box in _placed(points, [around(*point, 0.05) for point in points]) if box is not None]
    assert len(found) == 3
    for (x, y), box in zip(points, found, strict=True):
        others = [other for other in found if other is not box]
        line = Box(min(x, box.right), min(y, box.top), max(x, box.left), max(y, box.bottom))
        assert all(_shared(line, other) <= 0 for other in others)


def _placed(points: list[tuple[float, float]], taken: list[Box]) -> tuple[Box | None, ...]:
    return place([Name(point, SIZE) for point in points], Ground(FIELD, taken))
