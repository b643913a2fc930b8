from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import catalog, swedish
from oj_analys.charts.steps import step_at, steps_of
from oj_analys.domain import ValueKind

SHARE = catalog.measure("oj.U21468")
DAYS = catalog.measure("oj.U31402")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([72.0, 94.0], ["0–19", "20–39", "40–59", "60–79", "80–100"]),
        ([100.0], ["0–19", "20–39", "40–59", "60–79", "80–100"]),
        ([3.4], ["0", "1", "2", "3"]),
        ([12.0, 24.4], ["0–4", "5–9", "10–14", "15–19", "20–24"]),
        ([25.4], ["0–9", "10–19", "20–29"]),
        ([0.0], ["0", "1"]),
    ],
)
def test_percent_is_parted_in_fifths_or_finer_where_all_is_small(values: list[float], words: list[str]) -> None:
    assert [step.words for step in steps_of(SHARE, values)] == [f"{one}\u00a0%" for one in words]


def test_other_numbers_run_in_round_steps_from_nought() -> None:
    assert [step.words for step in steps_of(DAYS, [2412.0])] == [
        "0–499",
        "500–999",
        "1\u00a0000–1\u00a0499",
        "1\u00a0500–1\u00a0999",
        "2\u00a0000–2\u00a0499",
    ]
    assert [step.words for step in steps_of(DAYS, [-7.0, 3.0])] == ["−10 till −6", "−5 till −1", "0–4"]


def test_a_value_belongs_where_its_printed_number_does() -> None:
    steps = steps_of(SHARE, [79.5])
    assert step_at(steps, SHARE, 79.5) == 4
    assert step_at(steps, SHARE, 79.4) == 3


def test_without_values_and_for_counts_there_are_no_steps() -> None:
    assert steps_of(SHARE, [None]) == ()
    assert steps_of(replace(DAYS, kind=ValueKind.ANTAL), [14.0]) == ()
    assert step_at((), SHARE, 14.0) is None


@given(
    st.lists(st.floats(-1e7, 1e7) | st.floats(-3, 3), min_size=1, max_size=20),
    st.integers(0, 2),
    st.sampled_from([ValueKind.ANDEL, ValueKind.KVOT]),
)
def test_two_to_five_equal_steps_hold_every_value(values: list[float], decimals: int, kind: ValueKind) -> None:
    measure = replace(DAYS, decimals=decimals, kind=kind)
    steps = steps_of(measure, values)
    assert 2 <= len(steps) <= 5
    last_digit = Decimal(1).scaleb(-decimals)
    assert all(low.high + last_digit == high.low for low, high in pairwise(steps))
    assert len({step.high - step.low for step in steps[:-1]}) == 1
    assert steps[0].low <= 0 <= steps[-1].high
    for value in values:
        at = step_at(steps, measure, value)
        assert at is not None
        assert steps[at].low <= swedish.rounded(value, decimals) <= steps[at].high
