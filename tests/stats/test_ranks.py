import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import percentileofscore

from oj_analys.stats.ranks import mid_rank

values = st.lists(st.integers(-50, 50), min_size=1, max_size=40)


@given(values)
def test_agrees_with_scipys_mean_percentile(numbers: list[int]) -> None:
    # percentileofscore(kind="mean") is the mean of the strict and the weak percentile: the same mid-rank.
    expected = percentileofscore(numbers, numbers, kind="mean") / 100
    np.testing.assert_allclose(mid_rank(numbers), expected, atol=1e-12)


@given(values, st.integers(1, 4))
def test_unchanged_by_rising_transforms_missing_values_and_repeating_the_set(numbers: list[int], times: int) -> None:
    ranks = mid_rank(numbers)
    np.testing.assert_allclose(mid_rank([3 * number**3 + number for number in numbers]), ranks)
    np.testing.assert_allclose(mid_rank([*numbers, np.nan])[:-1], ranks)
    np.testing.assert_allclose(mid_rank(numbers * times)[: len(numbers)], ranks)


@given(values)
def test_turned_values_turn_the_ranks(numbers: list[int]) -> None:
    np.testing.assert_allclose(mid_rank([-number for number in numbers]), 1 - mid_rank(numbers), atol=1e-12)


def test_share_of_yes_gives_the_published_places() -> None:
    # facts on Kolada, section 5: with a share p of Ja, r(Ja) = 1 - p/2 and r(Nej) = (1 - p)/2.
    ranks = mid_rank([1] * 8 + [0] * 2)
    assert ranks[0] == 1 - 0.8 / 2
    assert ranks[-1] == pytest.approx((1 - 0.8) / 2)


def test_nobody_has_a_value() -> None:
    assert np.isnan(mid_rank([np.nan, np.nan])).all()
