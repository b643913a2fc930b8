import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from oj_analys.stats.benchmark import funnel_poisson, funnel_proportion, overdispersed_limits, overdispersion
from oj_analys.stats.intervals import wilson

cells = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.floats(0.02, 0.98)))
levels = st.sampled_from([0.95, 0.998])
units = st.lists(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2)


@given(st.integers(5, 300), st.floats(0.2, 0.8), levels)
def test_on_a_score_limit_statsmodels_own_interval_just_touches_the_target(n: int, target: float, level: float) -> None:
    limits = funnel_proportion(target, n, level)
    if limits.low > 0:
        assert proportion_confint(limits.low * n, n, 1 - level, "wilson")[1] == pytest.approx(target, abs=1e-9)
    if limits.high < 1:
        assert proportion_confint(limits.high * n, n, 1 - level, "wilson")[0] == pytest.approx(target, abs=1e-9)


@given(cells, levels)
def test_outside_the_funnel_exactly_when_the_own_interval_leaves_the_target_out(
    cell: tuple[int, int, float], level: float
) -> None:
    count, n, target = cell
    limits, own = funnel_proportion(target, n, level), wilson(count, n, level)
    assert (count / n < limits.low) == (own.high < target)
    assert (count / n > limits.high) == (own.low > target)


@given(st.integers(1, 400), levels)
def test_event_limits_are_the_observed_over_statsmodels_exact_limits(events: int, level: float) -> None:
    limits = funnel_poisson(events, level)
    low, high = confint_poisson(events, 1, method="exact-c", alpha=1 - level)
    assert (limits.low, limits.high) == pytest.approx((events / high, events / low), rel=1e-9)
    assert limits.low < 1 < limits.high


def test_no_events_have_no_upper_limit() -> None:
    limits = funnel_poisson([0, np.nan])
    assert limits.low[0] == 0
    assert np.isnan([*limits.high, limits.low[1]]).all()


def test_variance_between_units_is_dersimonian_and_lairds_in_statsmodels() -> None:
    # With two equal units at each end of ten, drawing in the ends by 10 % changes nothing; around the weighted mean
    # of the angles the formula is the one of DerSimonian & Laird 1986.
    count, n = np.array([20, 20, 30, 35, 38, 42, 45, 50, 66, 66]), np.full(10, 100)
    angles = np.arcsin(np.sqrt(count / n))
    theirs = combine_effects(angles, 1 / (4 * n), method_re="dl")
    found = overdispersion(count, n, np.sin(theirs.mean_effect_fe) ** 2)
    assert found.tau2 == pytest.approx(theirs.tau2, rel=1e-9)
    assert found.phi == pytest.approx(theirs.q / 10, rel=1e-9)


@given(units, st.floats(0.05, 0.95), st.integers(0, 99))
def test_order_changes_nothing_and_chance_alone_leaves_nothing_between(
    pairs: list[tuple[int, int]], target: float, seed: int
) -> None:
    count, n = np.array(pairs).T
    order = np.random.default_rng(seed).permutation(len(pairs))
    found, mixed = overdispersion(count, n, target), overdispersion(count[order], n[order], target)
    assert mixed.phi == pytest.approx(found.phi)
    assert mixed.tau2 == pytest.approx(found.tau2, abs=1e-12)
    assert (found.tau2 == 0) == (found.phi <= (len(pairs) - 1) / len(pairs))


@given(st.floats(0.05, 0.95), st.integers(1, 500), levels, st.floats(0, 0.2))
def test_limits_widen_with_what_goes_beyond_chance(target: float, n: int, level: float, tau2: float) -> None:
    plain, wide = (overdispersed_limits(target, n, between, level) for between in (0, tau2))
    assert 0 <= wide.low <= plain.low <= target + 1e-12
    assert target - 1e-12 <= plain.high <= wide.high <= 1


def test_the_simulated_variance_is_found_again_and_never_overstated() -> None:
    # 290 units whose angles vary with a variance of 0.01; drawing in the ends takes some of it away.
    chance = np.random.default_rng(4)
    n = chance.integers(40, 400, (200, 290))
    share = np.sin(np.arcsin(np.sqrt(0.6)) + chance.normal(0, 0.1, n.shape)) ** 2
    found = [overdispersion(count, size, 0.6).tau2 for count, size in zip(chance.binomial(n, share), n, strict=True)]
    assert 0.005 < np.mean(found) < 0.01


def test_units_without_answers_are_left_out_and_one_alone_tells_nothing() -> None:
    assert overdispersion([5, 30, np.nan, 0], [50, 60, 9, 0], 0.3) == overdispersion([5, 30], [50, 60], 0.3)
    assert np.isnan(overdispersion([5, np.nan], [50, 60], 0.3).phi)


def test_without_a_target_nothing_is_said_of_the_spread() -> None:
    found = overdispersion([5, 30], [50, 60], np.nan)
    assert np.isnan([found.phi, found.tau2]).all()


def test_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="target lies outside 0 to 1; n is negative; confidence is 95"):
        funnel_proportion(60, -1, 95)
    with pytest.raises(ValueError, match="count exceeds n; target lies outside"):
        overdispersion([3], [2], 1.2)
    with pytest.raises(ValueError, match="tau2 is negative"):
        overdispersed_limits(0.5, 10, -1)
