import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from oj_analys.stats.benchmark import binomial_flag
from oj_analys.stats.detectable import detectable, shares_found

cells = st.tuples(st.integers(1, 300), st.floats(0.02, 0.98))
levels = st.sampled_from([0.05, 0.002])


@given(cells, levels)
def test_the_counts_are_where_the_flag_begins(cell: tuple[int, float], alpha: float) -> None:
    n, target = cell
    found, side = detectable(n, target, alpha), binomial_flag(np.arange(n + 1), n, target, alpha).side
    flagged_low, flagged_high = np.flatnonzero(side < 0), np.flatnonzero(side > 0)
    np.testing.assert_array_equal(found.x_low, flagged_low.max() if flagged_low.size else np.nan)
    np.testing.assert_array_equal(found.x_high, flagged_high.min() if flagged_high.size else np.nan)
    np.testing.assert_allclose(found.difference_low, target - found.x_low / n)
    np.testing.assert_allclose(found.difference_high, found.x_high / n - target)


@given(cells, levels)
def test_the_smallest_difference_is_flagged_as_often_as_asked_by_scipy(cell: tuple[int, float], alpha: float) -> None:
    n, target = cell
    found = detectable(n, target, alpha)
    powers = [
        binom.cdf(found.x_low, n, target - found.smallest) if target > found.smallest else np.nan,
        binom.sf(found.x_high - 1, n, target + found.smallest) if target + found.smallest < 1 else np.nan,
    ]
    if np.isnan([found.x_low, found.x_high]).all():
        assert np.isnan(found.smallest)
    else:
        assert np.nanmax(powers) == pytest.approx(0.8, abs=1e-9)


def test_published_critical_values_of_the_sign_test() -> None:
    # Dixon & Mood 1946, JASA 41:557: at the two-sided 5 % level of n = 5, 6, 10, 20, 50 signs none, 0, 1, 5 and 17.
    found = detectable([5, 6, 10, 20, 50], 0.5)
    np.testing.assert_array_equal(found.x_low, [np.nan, 0, 1, 5, 17])
    np.testing.assert_array_equal(found.x_high, [np.nan, 6, 9, 15, 33])
    assert np.isnan(found.smallest).tolist() == [True, False, False, False, False]


def test_more_persons_show_smaller_differences() -> None:
    assert (np.diff(detectable([50, 200, 800, 3200], 0.7).smallest) < 0).all()


def test_nothing_to_ask_about() -> None:
    found = detectable([0, np.nan, 30, 30], [0.5, 0.5, 0, np.nan])
    assert np.isnan([found.x_low, found.x_high, found.smallest, found.difference_low, found.difference_high]).all()


def test_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="n is not whole; target lies outside 0 to 1; alpha is 0.*; power is 1"):
        detectable(2.5, 3, 0, 1)


@given(st.integers(1, 300), st.integers(0, 300), st.floats(0.5, 0.99))
def test_a_share_that_is_found_has_the_power_by_scipy(n: int, at: int, power: float) -> None:
    x = float(min(at, n - 1))
    found = shares_found(np.array([x]), np.array([x + 1]), np.array([float(n)]), power)
    assert binom.cdf(x, n, found.low[0]) == pytest.approx(power, abs=1e-9)
    assert binom.sf(x, n, found.high[0]) == pytest.approx(power, abs=1e-9)
    nothing = shares_found(np.array([np.nan]), np.array([np.nan]), np.array([float(n)]), power)
    assert np.isnan([nothing.low, nothing.high]).all()
