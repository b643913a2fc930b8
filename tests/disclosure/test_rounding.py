import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.disclosure.rounding import half_up


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(0.5, 0, 1), (2.5, 0, 3), (-2.5, 0, -3), (3.25, 1, 3.3), (3.35, 1, 3.4), (3.449, 1, 3.4), (100 * 1 / 8, 0, 13)],
)
def test_halves_go_up(value: float, decimals: int, expected: float) -> None:
    assert half_up(value, decimals) == expected


def test_what_was_a_half_before_the_arithmetic_is_one_after_it() -> None:
    assert half_up(sum([0.1] * 3) + 3.15, 1) == half_up(3.45, 1) == 3.5


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_percent_are_rounded_as_whole_numbers_are(share: tuple[int, int]) -> None:
    count, n = share
    assert half_up(100 * count / n, 0) == (200 * count + n) // (2 * n)
