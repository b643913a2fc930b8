from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, t
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson

from oj_analys.stats.intervals import Interval, clopper_pearson, mean_t, newcombe, poisson_exact, wilson

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.sampled_from([0.8, 0.95, 0.998])


def test_published_figures_of_newcombe_1998() -> None:
    # Newcombe 1998, Stat Med 17:857, table I, method 3 (score, no continuity correction).
    interval = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert interval.low.round(4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert interval.high.round(4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


def test_published_exact_figures_of_newcombe_1998() -> None:
    # The same table, method 5 (Clopper-Pearson).
    interval = clopper_pearson([81, 15, 0, 1], [263, 148, 20, 29])
    assert interval.low.round(4).tolist() == [0.2527, 0.0578, 0.0, 0.0009]
    assert interval.high.round(4).tolist() == [0.3676, 0.1617, 0.1684, 0.1776]


@given(counts, levels)
def test_exact_interval_agrees_with_statsmodels(pair: tuple[int, int], level: float) -> None:
    count, n = pair
    interval = clopper_pearson(count, n, level)
    expected = proportion_confint(count, n, alpha=1 - level, method="beta")
    assert (interval.low, interval.high) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_exact_interval_covers_at_least_as_often_as_it_says(level: float) -> None:
    # Computed, not simulated: the chance of a count whose interval leaves the true share out.
    shares = np.linspace(0.005, 0.995, 199)
    for n in range(1, 61):
        interval = clopper_pearson(np.arange(n + 1)[:, None], n, level)
        covers = (interval.low <= shares) & (shares <= interval.high)
        assert (binom.pmf(np.arange(n + 1)[:, None], n, shares) * covers).sum(axis=0).min() >= level - 1e-9


@given(counts, levels)
def test_agrees_with_scipy_and_statsmodels(pair: tuple[int, int], level: float) -> None:
    count, n = pair
    interval = wilson(count, n, level)
    scipy = binomtest(count, n).proportion_ci(level, "wilson")
    statsmodels = proportion_confint(count, n, alpha=1 - level, method="wilson")
    assert (interval.low, interval.high) == pytest.approx((scipy.low, scipy.high), abs=1e-12)
    assert (interval.low, interval.high) == pytest.approx(statsmodels, abs=1e-12)


@pytest.mark.parametrize("method", [wilson, clopper_pearson])
@given(counts)
def test_holds_the_value_inside_the_range_and_widens_with_confidence(
    method: Callable[..., Interval], pair: tuple[int, int]
) -> None:
    narrow, wide = method(*pair), method(*pair, confidence=0.998)
    assert 0 <= wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high <= 1


@pytest.mark.parametrize("method", [wilson, clopper_pearson])
@given(counts)
def test_mirrors_and_narrows(method: Callable[..., Interval], pair: tuple[int, int]) -> None:
    count, n = pair
    interval, mirror, double = method(count, n), method(n - count, n), method(2 * count, 2 * n)
    assert interval.low == pytest.approx(1 - mirror.high, abs=1e-12)
    assert double.high - double.low < interval.high - interval.low


@pytest.mark.parametrize("method", [wilson, clopper_pearson])
def test_ends_are_exact(method: Callable[..., Interval]) -> None:
    interval = method([0, 7], [7, 7])
    assert interval.low[0] == 0
    assert interval.high[1] == 1


@pytest.mark.parametrize("method", [wilson, clopper_pearson])
def test_missing_stays_missing_and_input_is_not_changed(method: Callable[..., Interval]) -> None:
    count, n = np.array([3.0, np.nan, 0.0, 2.0]), np.array([7.0, 7.0, 0.0, np.nan])
    interval = method(count, n)
    assert np.isnan(interval.low).tolist() == [False, True, True, True]
    assert np.isnan(interval.high).tolist() == [False, True, True, True]
    assert count[0] == 3
    assert n[2] == 0


@pytest.mark.parametrize(
    ("count", "n", "words"),
    [(-1, 5, "negative"), (1.5, 5, "whole"), (6, 5, "exceeds"), (1, np.inf, "infinite")],
)
def test_impossible_counts_are_refused(count: float, n: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        wilson(count, n)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_confidence_must_be_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="count is not whole; n is negative; count exceeds n; confidence is 95"):
        wilson([1.5, 3], [-1, 2], 95)
    with pytest.raises(ValueError, match="count is infinite; count is negative; count is not whole; count exceeds n"):
        wilson([np.inf, -1, 0.5], [2, 2, 2])


groups = st.tuples(counts, counts).map(lambda pairs: (*pairs[0], *pairs[1]))


def test_published_differences_of_newcombe_1998() -> None:
    # Newcombe 1998, Stat Med 17:873, table II, method 10, rows (a) to (h).
    first, second = [56, 9, 6, 5, 0, 0, 10, 10], [70, 10, 7, 56, 10, 10, 10, 10]
    interval = newcombe(first, second, [48, 3, 2, 0, 0, 0, 0, 0], [80, 10, 7, 29, 20, 10, 20, 10])
    assert interval.low.round(4).tolist() == [0.0524, 0.1705, 0.0582, -0.0381, -0.1611, -0.2775, 0.6791, 0.6075]
    assert interval.high.round(4).tolist() == [0.3339, 0.8090, 0.8062, 0.1926, 0.2775, 0.2775, 1.0, 1.0]


@given(groups, levels)
def test_difference_agrees_with_statsmodels(group: tuple[int, int, int, int], level: float) -> None:
    interval = newcombe(*group, confidence=level)
    expected = confint_proportions_2indep(*group, method="newcomb", compare="diff", alpha=1 - level)
    assert (interval.low, interval.high) == pytest.approx(expected, abs=1e-9)


@given(groups)
def test_difference_mirrors_and_stays_inside_the_range(group: tuple[int, int, int, int]) -> None:
    interval, mirror = newcombe(*group), newcombe(*group[2:], *group[:2])
    assert (interval.low, interval.high) == (-mirror.high, -mirror.low)
    assert -1 - 1e-12 <= interval.low <= interval.value <= interval.high <= 1 + 1e-12


@given(counts, st.integers(1, 400))
def test_equal_groups_may_be_equal(pair: tuple[int, int], times: int) -> None:
    interval = newcombe(*pair, pair[0] * times, pair[1] * times)
    assert interval.low <= 0 <= interval.high


def test_published_figures_of_garwood() -> None:
    # Garwood 1936, Biometrika 28:437, table, 0.95: as printed in every later table of exact Poisson limits.
    interval = poisson_exact([0, 1, 10, 100])
    assert interval.low.round(3).tolist() == [0.0, 0.025, 4.795, 81.364]
    assert interval.high.round(3).tolist() == [3.689, 5.572, 18.390, 121.627]


@given(st.integers(1, 500), st.floats(0.1, 1e5), levels)
def test_rates_agree_with_statsmodels(count: int, exposure: float, level: float) -> None:
    interval = poisson_exact(count, exposure, level)
    expected = confint_poisson(count, exposure, method="exact-c", alpha=1 - level)
    assert (interval.low, interval.high) == pytest.approx(expected, rel=1e-9)


@given(st.integers(0, 500), st.floats(0.1, 1e5))
def test_rates_lie_inside_and_widen(count: int, exposure: float) -> None:
    narrow, wide = poisson_exact(count, exposure), poisson_exact(count, exposure, 0.998)
    assert 0 <= wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high


def test_rates_without_exposure_are_refused_and_missing_stays_missing() -> None:
    with pytest.raises(ValueError, match="count is negative; exposure is not above 0"):
        poisson_exact([-1, 2], [0, 3])
    interval = poisson_exact([np.nan, 2, 2], [1, np.nan, 4])
    assert np.isnan(interval.low).tolist() == np.isnan(interval.high).tolist() == [True, True, False]


def test_published_sleep_of_student() -> None:
    # Student 1908, Biometrika 6:1: ten patients' extra hours, mean 1.58, sd 1.23; limits as R prints for "sleep".
    interval = mean_t(1.58, 1.229995, 10)
    assert (interval.low, interval.high) == pytest.approx((0.7001142, 2.459886), abs=1e-6)


@given(st.floats(-100, 100), st.floats(0, 50), st.integers(2, 500), levels)
def test_means_agree_with_scipy(mean: float, sd: float, n: int, level: float) -> None:
    interval, wide = mean_t(mean, sd, n, level), mean_t(mean, sd, n, 0.999)
    half = t.ppf(0.5 + level / 2, n - 1) * sd / np.sqrt(n)
    assert (interval.low, interval.high) == pytest.approx((mean - half, mean + half), rel=1e-9, abs=1e-9)
    assert wide.low <= interval.low <= mean <= interval.high <= wide.high


def test_one_person_has_no_interval() -> None:
    interval = mean_t([3, 3, np.nan, 3], [1, 0, 1, 1], [1, 5, 5, 0])
    assert np.isnan(interval.low).tolist() == np.isnan(interval.value).tolist() == [True, False, True, True]
    assert interval.high[1] == interval.low[1] == 3


def test_impossible_means_are_refused() -> None:
    with pytest.raises(ValueError, match="mean is infinite; sd is negative; n is not whole"):
        mean_t(np.inf, -1, 2.5)
