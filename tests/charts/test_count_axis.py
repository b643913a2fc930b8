from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from oj_analys.charts.count_axis import count_axis


@given(st.lists(st.integers(1, 2_000_000), max_size=20))
def test_every_number_of_answers_lies_on_the_axis(counts: list[int]) -> None:
    axis = count_axis(counts)
    assert all(axis.low < math.log10(count) < axis.high for count in [10, 100, *counts])
    assert axis.first <= min([10, *counts])
    assert axis.last >= max([100, *counts])
    assert 2 <= len(axis.ticks) <= 8
    assert list(axis.ticks) == sorted(axis.ticks)


@given(st.lists(st.integers(1, 2_000_000), max_size=20))
def test_the_first_and_the_last_step_reach_the_ends(counts: list[int]) -> None:
    axis = count_axis(counts)
    assert axis.first == 1 or math.log10(axis.first - 0.5) <= axis.low < math.log10(axis.first + 0.5)
    assert math.log10(axis.last - 0.5) <= axis.high < math.log10(axis.last + 0.5)


def test_the_name_says_how_the_steps_grow() -> None:
    assert count_axis([14, 402]).name == "Antal svar (varje steg är ungefär en fördubbling)"
    assert count_axis([14, 81000]).name == "Antal svar (varje steg är en tiodubbling)"
    assert count_axis([14, 81000]).labels[-1] == "100\u00a0000"
