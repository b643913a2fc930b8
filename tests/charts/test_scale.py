from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.charts.scale import coarse, scale_of
from oj_analys.domain import ValueKind

COUNT = replace(catalog.measure("oj.N20402"), kind=ValueKind.KVOT)
VALUES = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6), st.floats(0, 2)), max_size=8)


@given(VALUES)
def test_an_axis_holds_zero_and_every_value(values: list[float | None]) -> None:
    scale = scale_of(COUNT, values)
    slack = 1e-6 * (scale.high - scale.low)
    assert scale.low <= slack
    assert scale.high >= -slack
    assert scale.low < scale.high
    assert all(scale.low - slack <= value <= scale.high + slack for value in values if value is not None)


@given(VALUES)
def test_no_two_ticks_read_alike(values: list[float | None]) -> None:
    scale = scale_of(COUNT, values)
    assert len(set(scale.labels)) == len(scale.ticks) or scale.high - scale.low < 0.01


@given(st.lists(st.floats(0, 100)), st.floats(25.1, 100))
def test_percent_runs_from_zero_to_a_hundred(values: list[float], large: float) -> None:
    scale = scale_of(catalog.measure("oj.U21468"), [*values, large])
    assert (scale.low, scale.high, scale.note) == (0, 100, "")


@given(st.lists(st.floats(0, 25), min_size=1))
def test_an_axis_of_small_percent_still_begins_at_zero_and_says_where_it_ends(values: list[float]) -> None:
    scale = scale_of(catalog.measure("oj.U21468"), values)
    assert scale.low == 0
    assert max(values) <= scale.high * (1 + 1e-6)
    assert scale.high <= 25
    assert scale.note == f" Axeln slutar vid {scale.labels[-1].replace(chr(0xA0) + '%', ' procent')}."


def test_ticks_are_swedish() -> None:
    assert scale_of(COUNT, [2412.0]).labels[-1] == "2\u00a0500"
    assert "0,5" in scale_of(COUNT, [1.0, 2.0]).labels
    assert scale_of(catalog.measure("oj.U21468"), []).labels[-1] == "100\u00a0%"


def test_a_share_of_the_axis() -> None:
    assert scale_of(catalog.measure("oj.U21468"), []).share(72) == pytest.approx(0.72)


@pytest.mark.parametrize("values", [[], [12.0], [0.3], [2412.0], [7.0, 3.0], [1e6], [-4.0, 9.0]])
def test_a_coarse_axis_has_the_same_ends_and_at_most_three_ticks(values: list[float]) -> None:
    for measure in (COUNT, catalog.measure("oj.U21468")):
        scale = scale_of(measure, values)
        few = coarse(scale)
        assert (few.low, few.high, few.percent) == (scale.low, scale.high, scale.percent)
        assert set(few.ticks) <= {*scale.ticks, 50.0}
        assert len(few.ticks) <= 3
