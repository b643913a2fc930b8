import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import kendalltau, norm, theilslopes

from oj_analys.stats.trend import chi2_trend, mann_kendall

whole_numbers = st.lists(st.integers(-50, 50), min_size=2, max_size=14)
distinct = st.lists(st.integers(-50, 50), min_size=2, max_size=10, unique=True)
years = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=8)


# P(S >= s) of n values without ties: Kendall 1975, as printed in Gilbert 1987, Statistical Methods for Environmental
# Pollution Monitoring, table A18.
TABLE = [(4, 4, 0.167), (4, 6, 0.042), (5, 6, 0.117), (5, 8, 0.042), (5, 10, 0.0083), (8, 10, 0.138), (8, 16, 0.031)]


@pytest.mark.parametrize(("n", "s", "tail"), TABLE)
def test_published_table_of_mann_and_kendall(n: int, s: int, tail: float) -> None:
    trend = mann_kendall(series_with(n, s))
    assert trend.s == s
    assert trend.p == pytest.approx(2 * tail, abs=0.001)


def series_with(n: int, s: int) -> list[int]:
    """Put each next number so far from the end as there are falling pairs left to make."""
    falling, order = (n * (n - 1) // 2 - s) // 2, list[int]()
    for value in range(n):
        shift = min(falling, value)
        order.insert(len(order) - shift, value)
        falling -= shift
    return order


@given(distinct)
def test_exact_p_and_tau_agree_with_scipy(values: list[int]) -> None:
    times = np.arange(len(values)) ** 2
    trend, expected = mann_kendall(values, times), kendalltau(times, values, method="exact")
    assert trend.p == pytest.approx(expected.pvalue, abs=1e-12)
    assert trend.tau == pytest.approx(expected.statistic, abs=1e-12)
    assert trend.slope == pytest.approx(theilslopes(values, times).slope, abs=1e-12)


@given(whole_numbers)
def test_tau_and_slope_with_ties_agree_with_scipy(values: list[int]) -> None:
    times = [3 * place for place in range(len(values))]
    trend, expected = mann_kendall(values, times), kendalltau(times, values)
    assert trend.tau == pytest.approx(expected.statistic, abs=1e-12, nan_ok=True)
    assert trend.slope == pytest.approx(theilslopes(values, times).slope, abs=1e-12)


def test_p_with_ties_is_the_published_formula() -> None:
    # Gilbert 1987, section 16.4.2: Z = (S - 1) / sqrt(Var S), here with one pair of ties among twelve values.
    values = [10, 12, 11, 14, 15, 15, 13, 18, 17, 19, 16, 20]
    s = sum(np.sign(later - one) for place, one in enumerate(values) for later in values[place + 1 :])
    variance = (12 * 11 * 29 - 2 * 1 * 9) / 18
    trend = mann_kendall(values)
    assert trend.s == s
    assert trend.p == pytest.approx(2 * norm.sf((s - 1) / np.sqrt(variance)), rel=1e-12)


@given(whole_numbers, st.integers(-9, 9), st.integers(1, 5), st.integers(1900, 2030))
def test_turned_series_turn_the_sign_and_scales_change_nothing(
    values: list[int], shift: int, scale: int, year: int
) -> None:
    trend, turned = mann_kendall(values), mann_kendall(values[::-1])
    moved = mann_kendall([scale * value + shift for value in values], np.arange(len(values)) + year)
    assert turned.s == -trend.s == -moved.s
    assert turned.slope == -trend.slope
    assert moved.slope == pytest.approx(scale * trend.slope)
    assert trend.p == turned.p == moved.p


@given(whole_numbers, st.integers(0, 20))
def test_a_missing_value_is_left_out_with_its_year(values: list[int], place: int) -> None:
    times = np.arange(len(values) + 1) + 2000
    holed = np.insert(np.array(values, dtype=float), min(place, len(values)), np.nan)
    trend, expected = mann_kendall(holed, times), mann_kendall(values, times[~np.isnan(holed)])
    assert (trend.s, trend.p, trend.slope) == (expected.s, expected.p, expected.slope)


def test_short_series_are_not_judged() -> None:
    assert not mann_kendall([1, 2, 3, 4]).judged
    assert not mann_kendall([1, 2, 3, 4, np.nan]).judged
    assert mann_kendall([1, 2, 3, 4, 5]).judged
    assert np.isnan([mann_kendall(few).p for few in ([], [1], [np.nan, 2, np.nan])]).all()


def test_a_constant_series_has_no_trend() -> None:
    trend = mann_kendall([4] * 7)
    assert (trend.s, trend.p, trend.slope) == (0, 1, 0)
    assert np.isnan(trend.tau)


def test_many_series_at_once_are_each_alone() -> None:
    chance = np.random.default_rng(3)
    values = chance.integers(0, 9, (40, 12)).astype(float)
    values[chance.random(values.shape) < 0.4] = np.nan
    together, before = mann_kendall(values), values.copy()
    alone = [mann_kendall(row) for row in values]
    for name in ("s", "p", "tau", "slope", "judged"):
        np.testing.assert_array_equal(getattr(together, name), [getattr(one, name) for one in alone])
    np.testing.assert_array_equal(values, before)


def test_impossible_series_are_refused() -> None:
    with pytest.raises(ValueError, match="values is infinite; a time stands twice"):
        mann_kendall([np.inf, 2], [2020, 2020])
    with pytest.raises(ValueError, match="count exceeds n; times is infinite"):
        chi2_trend([3, 1], [2, 5], [2020, np.inf])


def test_published_trends_of_r() -> None:
    # R, help page of prop.trend.test (smokers among lung cancer patients, Fleiss 1973).
    smokers, patients = [83, 90, 129, 70], [86, 93, 136, 82]
    straight, last = chi2_trend(smokers, patients, [1, 2, 3, 4]), chi2_trend(smokers, patients, [0, 0, 0, 1])
    assert (straight.chi2, straight.p) == pytest.approx((8.2249, 0.004132), rel=1e-4)
    assert (last.chi2, last.p) == pytest.approx((12.173, 0.0004848), rel=1e-4)


@given(years, st.integers(-3000, 3000))
def test_other_year_numbers_and_the_other_answer_change_nothing(pairs: list[tuple[int, int]], shift: int) -> None:
    count, n = np.array([min(pair) for pair in pairs]), np.array([max(pair) for pair in pairs])
    times = np.arange(len(pairs)) * 2
    trend = chi2_trend(count, n, times)
    for other in (chi2_trend(count, n, times + shift), chi2_trend(n - count, n, -times)):
        np.testing.assert_allclose((other.chi2, other.p), (trend.chi2, trend.p), rtol=1e-9)


@given(years)
def test_years_without_answers_are_left_out(pairs: list[tuple[int, int]]) -> None:
    assume(any(max(pair) for pair in pairs))
    count, n = np.array([min(pair) for pair in pairs]), np.array([max(pair) for pair in pairs])
    times = np.arange(len(pairs)) + 2010
    holed = chi2_trend([*count, np.nan, 0], [*n, 30, 0], [*times, 2050, 1900])
    np.testing.assert_allclose(holed.chi2, chi2_trend(count[n > 0], n[n > 0], times[n > 0]).chi2, rtol=1e-9)


def test_one_year_or_one_answer_gives_no_trend() -> None:
    series = chi2_trend([[5, 6], [0, 0], [8, 9], [5, np.nan]], [[8, 9], [8, 9], [8, 9], [8, 9]], [2020, 2022])
    assert np.isnan(series.p).tolist() == [False, True, True, True]
    assert np.isnan(chi2_trend([], [], []).p)
