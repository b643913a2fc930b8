import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import norm, percentileofscore, rankdata

from oj_analys.stats.intervals import clopper_pearson
from oj_analys.stats.ranks import joint_confidence, joint_rank_region, mid_rank, rank_region

Values = NDArray[np.float64]
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


def test_published_levels_of_klein_wright_and_wieczorek() -> None:
    # Their R package RankingProject, vignette "joint": for 51 states at 90 %, z is about 3.081 when independent and
    # 3.096 by Bonferroni.
    levels = [joint_confidence(51, 0.9, method) for method in ("independent", "bonferroni")]
    assert norm.ppf([0.5 + level / 2 for level in levels]).round(3).tolist() == [3.081, 3.096]


def test_published_states_of_klein_wright_and_wieczorek() -> None:
    # The same data, mean travel time to work in 2011 with 90 % margins of error: the ten longest and three of the
    # shortest of 51 states. By the joint limits Maryland and New York cannot be told apart, nor DC and New Jersey.
    minutes = [32.2, 31.5, 30.5, 30.1, 28.2, 28.0, 27.7, 27.1, 27.1, 26.9, 18.1, 16.9, 16.9]
    margin = [0.2, 0.2, 0.2, 0.5, 0.2, 0.2, 0.2, 0.1, 0.3, 0.5, 0.3, 0.6, 0.5]
    half = norm.ppf(0.5 + joint_confidence(51, 0.9) / 2) * np.array(margin) / norm.ppf(0.95)
    region = rank_region(minutes - half, minutes + half)
    assert region.low[:4].tolist() == [1, 1, 3, 3]
    assert region.high[:4].tolist() == [2, 2, 4, 4]


limits = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted), min_size=1, max_size=30)


@given(limits)
def test_region_is_its_definition_and_holds_the_place_of_every_middle(pairs: list[list[int]]) -> None:
    low, high = np.array(pairs).T
    region, units = rank_region(low, high), len(pairs)
    for place, (bottom, top) in enumerate(pairs):
        assert region.low[place] == 1 + sum(other[0] > top for other in pairs)
        assert region.high[place] == units - sum(other[1] < bottom for other in pairs)
    place = rankdata(-(low + high), method="ordinal")
    assert (region.low >= 1).all()
    assert (region.high <= units).all()
    assert (region.low <= place).all()
    assert (place <= region.high).all()


@given(limits)
def test_turned_limits_turn_the_region(pairs: list[list[int]]) -> None:
    low, high = np.array(pairs).T
    region, turned = rank_region(low, high), rank_region(-high, -low)
    np.testing.assert_array_equal(turned.low, len(pairs) + 1 - region.high)
    np.testing.assert_array_equal(turned.high, len(pairs) + 1 - region.low)


@given(limits, st.integers(0, 30))
def test_units_without_limits_are_not_counted(pairs: list[list[int]], place: int) -> None:
    low, high = np.insert(np.array(pairs, dtype=float).T, min(place, len(pairs)), [np.nan, 3], axis=1)
    region, expected = rank_region(low, high), rank_region(*np.array(pairs).T)
    np.testing.assert_array_equal(region.low[~np.isnan(low)], expected.low)
    np.testing.assert_array_equal(region.high[~np.isnan(low)], expected.high)
    assert np.isnan(region.low).sum() == np.isnan(region.high).sum() == 1


def test_equal_estimates_may_have_any_place() -> None:
    region = joint_rank_region([7.0] * 9, 0.5)
    assert set(region.low) == {1}
    assert set(region.high) == {9}


def test_many_rankings_at_once_are_each_alone() -> None:
    chance = np.random.default_rng(1)
    estimate, se = chance.normal(size=(5, 4, 12)), chance.uniform(0.01, 0.3, (5, 4, 12))
    estimate[chance.random(estimate.shape) < 0.2] = np.nan
    together, before = joint_rank_region(estimate, se), estimate.copy()
    for place in np.ndindex(5, 4):
        alone = joint_rank_region(estimate[place], se[place])
        np.testing.assert_array_equal(together.low[place], alone.low)
        np.testing.assert_array_equal(together.high[place], alone.high)
    np.testing.assert_array_equal(estimate, before)


def share_with_all_true_places_inside(true: Values, low: Values, high: Values) -> float:
    region, place = rank_region(low, high), rankdata(-true, axis=-1)
    return float(np.mean(np.all((region.low <= place) & (place <= region.high), axis=-1)))


COUNTIES = 2000
TWO_ERRORS = 2 * np.sqrt(0.95 * 0.05 / COUNTIES)


@pytest.mark.parametrize("method", ["independent", "bonferroni"])
def test_regions_of_means_hold_all_true_places_as_often_as_they_say(method: str) -> None:
    chance = np.random.default_rng(5)
    true = chance.normal(0, 1, (COUNTIES, 15))
    se = chance.uniform(0.01, 1, true.shape)
    region, place = joint_rank_region(chance.normal(true, se), se, method=method), rankdata(-true, axis=-1)
    inside = np.all((region.low <= place) & (place <= region.high), axis=-1)
    assert inside.mean() >= 0.95 - TWO_ERRORS


def test_regions_of_shares_hold_all_true_places_as_often_as_they_say() -> None:
    # Small kommuner near 0 and 1: many have nobody or everybody, whose standard error would be 0.
    chance = np.random.default_rng(6)
    true, n = chance.beta(0.5, 0.4, (COUNTIES, 15)), chance.integers(3, 300, (COUNTIES, 15))
    count = chance.binomial(n, true)
    assert np.mean(count == 0) > 0.05
    assert np.mean(count == n) > 0.05
    interval = clopper_pearson(count, n, float(joint_confidence(15)))
    assert share_with_all_true_places_inside(true, interval.low, interval.high) >= 0.95 - TWO_ERRORS


def test_faults_are_named() -> None:
    with pytest.raises(ValueError, match="estimate is infinite; se is negative"):
        joint_rank_region([np.inf, 1], [1, -1])
    with pytest.raises(ValueError, match="confidence is 95, must lie between 0 and 1; method is 'bonf'"):
        joint_rank_region([1, 2], [1, 1], 95, "bonf")
    with pytest.raises(ValueError, match="low exceeds high"):
        rank_region([2], [1])
