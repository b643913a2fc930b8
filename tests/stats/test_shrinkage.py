from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import beta, gamma

from oj_analys.stats.shrinkage import Raw, Shrunken, beta_binomial, binomial_moments, gamma_poisson, poisson_moments

Numbers = NDArray[np.float64]

# Homicides 1979-84 and population of the 78 counties around St Louis: example data "stl" of PySAL.
HOMICIDES = [
    *(4, 19, 3, 2, 2, 28, 61, 3, 7, 3, 4, 0, 1, 12, 0, 2, 6, 6, 3, 4, 0, 2, 9, 2, 23, 5, 2, 2, 0, 2, 10, 4, 95, 8, 31),
    *(0, 407, 5, 10, 1238, 3, 14, 0, 2, 18, 369, 5, 0, 3, 0, 40, 9, 7, 1, 3, 2, 8, 5, 11, 12, 8, 10, 2, 8, 7, 25, 6),
    *(19, 6, 2, 2, 6, 9, 0, 1, 13, 3, 4),
]
POPULATION = [
    *(189087, 425580, 69649, 88540, 33697, 774843, 1056438, 172182, 224033, 113497, 218510, 87628, 36354, 316661),
    *(53222, 141872, 103469, 193449, 295848, 99013, 34772, 65947, 155266, 123387, 612258, 135365, 133297, 186877),
    *(68404, 68779, 192789, 96686, 1480530, 92864, 905683, 93388, 5863876, 109086, 265200, 2658090, 199528, 347829),
    *(79838, 72381, 432159, 1605518, 110883, 48352, 121762, 92348, 891502, 225007, 113880, 46260, 108510, 55620),
    *(213680, 131792, 109953, 108864, 205880, 260154, 90841, 255875, 253540, 372227, 100389, 345641, 87410, 66694),
    *(64680, 127071, 107508, 43056, 61456, 353841, 47507, 68218),
]

# Martuzzi & Elliott's 71 areas of Huddersfield: the counts that give the raw percentages which R's spdep prints.
CASES = [
    *(
        21,
        22,
        47,
        3,
        8,
        25,
        31,
        26,
        12,
        5,
        73,
        27,
        66,
        41,
        39,
        26,
        16,
        10,
        9,
        4,
        19,
        7,
        32,
        23,
        12,
        26,
        6,
        4,
        28,
        7,
        33,
    ),
    *(6, 18, 12, 14, 11, 19, 6, 34, 19, 22, 8, 5, 3, 32, 5, 16, 20, 7, 29, 19, 14, 16, 4, 8, 8, 4, 5, 0, 5, 43, 6, 42),
    *(6, 27, 33, 52, 26, 49, 25, 50),
]
CHILDREN = [
    *(49, 76, 166, 14, 24, 81, 92, 57, 45, 17, 263, 80, 202, 179, 114, 77, 55, 63, 22, 10, 66, 18, 113, 69, 86, 77, 19),
    *(12, 105, 11, 96, 30, 94, 47, 58, 25, 75, 33, 107, 59, 84, 42, 30, 15, 97, 10, 43, 61, 18, 116, 73, 46, 81, 8, 37),
    *(36, 11, 16, 1, 17, 138, 18, 124, 20, 89, 81, 112, 76, 202, 85, 106),
]

areas = st.lists(st.integers(2, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=3)


def test_published_rates_of_pysal() -> None:
    # PySAL (esda), help text of Empirical_Bayes, which is Marshall 1991: the first ten of these counties.
    expected = [2.36718950e-05, 4.54539167e-05, 4.78114019e-05, 2.76907146e-05, 6.58989323e-05]
    expected += [3.66494122e-05, 5.79952721e-05, 2.03064590e-05, 3.31152999e-05, 3.02748380e-05]
    np.testing.assert_allclose(poisson_moments(HOMICIDES, POPULATION).estimate[:10], expected, rtol=1e-8)


def test_published_shares_of_spdep() -> None:
    # R's spdep, help page of EBest, family "binomial", which is Martuzzi & Elliott 1996: every tenth area.
    found = 100 * binomial_moments(CASES, CHILDREN).estimate[::10]
    np.testing.assert_allclose(found, [34.44, 28.36, 29.53, 32.24, 28.23, 28.29, 30.71, 39.13], atol=0.015)


@given(areas)
def test_the_weight_is_the_published_one_kept_inside_its_range(pairs: list[tuple[int, int]]) -> None:
    count, n = np.array(pairs, dtype=float).T
    found = binomial_moments(count, n)
    assume(found.raw is None)
    mean = count.sum() / n.sum()
    spread, chance = (n * (count / n - mean) ** 2).sum() / n.sum(), mean * (1 - mean)
    with np.errstate(divide="ignore"):
        published = (n * spread - n / n.mean() * chance) / ((n - 1) * spread + (n.mean() - n) / n.mean() * chance)
    between = n.mean() * spread - chance
    if between > 1e-9 and between < (n.mean() - 1) * chance:
        np.testing.assert_allclose(found.weight, published, rtol=1e-6)
    assert ((found.weight >= 0) & (found.weight <= 1)).all()


@pytest.mark.parametrize("method", [binomial_moments, poisson_moments])
@given(areas)
def test_estimates_lie_between_the_raw_value_and_the_pooled_one(
    method: Callable[..., Shrunken], pairs: list[tuple[int, int]]
) -> None:
    count, n = np.array(pairs, dtype=float).T
    found, raw, pooled = method(count, n), count / n, count.sum() / n.sum()
    assert found.prior_mean == pytest.approx(pooled)
    assert (found.estimate >= np.minimum(raw, pooled) - 1e-12).all()
    assert (found.estimate <= np.maximum(raw, pooled) + 1e-12).all()
    assert (np.diff(found.weight[np.argsort(n)]) >= 0).all()


def test_many_persons_give_the_raw_value_and_pure_chance_the_pooled_one() -> None:
    count, n = np.array([2, 5, 8]), np.array([10, 10, 10])
    assert binomial_moments(count * 10**6, n * 10**6).estimate == pytest.approx(count / n, abs=1e-5)
    assert poisson_moments(count * 10**6, n * 10**6).estimate == pytest.approx(count / n, abs=1e-5)
    for method in (binomial_moments, poisson_moments):
        alike = method([4, 5, 6], [10, 10, 10])
        assert alike.estimate == pytest.approx([0.5] * 3)
        assert alike.weight.tolist() == [0, 0, 0]
        assert alike.prior_size == np.inf
        assert alike.raw is None


@pytest.mark.parametrize(
    ("count", "n", "why"),
    [
        ([3, 5], [10, 10], Raw.FEW_UNITS),
        ([0, 0, 0], [10, 9, 8], Raw.ALL_ALIKE),
        ([10, 9, 8], [10, 9, 8], Raw.ALL_ALIKE),
        ([0, 1, 1], [1, 1, 1], Raw.SINGLE_PERSONS),
        ([3, 5, 1], [10, 10, 0], Raw.FEW_UNITS),
    ],
)
def test_raw_values_where_nothing_can_be_learnt(count: list[float], n: list[int], why: Raw) -> None:
    count = [min(pair) for pair in zip(count, n, strict=True)]
    found = binomial_moments(count, n)
    persons = np.where(np.array(n) > 0, n, np.nan)
    np.testing.assert_array_equal(found.estimate, count / persons)
    assert found.raw is why
    assert np.isnan(beta_binomial(5, 10, 0.5, found.prior_size).low)


def test_no_events_stay_none() -> None:
    found = poisson_moments([0, 0, 0], [10, 9, 8])
    assert found.estimate.tolist() == [0, 0, 0]
    assert found.raw is Raw.ALL_ALIKE
    assert poisson_moments([], []).raw is Raw.FEW_UNITS


def test_missing_areas_change_nothing_else() -> None:
    count, n = np.array([3, np.nan, 9, 4, 0.0]), np.array([10, 20, 12, 40, 0.0])
    found, expected = binomial_moments(count, n), binomial_moments([3, 9, 4], [10, 12, 40])
    np.testing.assert_array_equal(found.estimate, [expected.estimate[0], np.nan, *expected.estimate[1:], np.nan])
    assert found.prior_size == expected.prior_size
    assert n[4] == 0


posteriors = st.tuples(st.integers(0, 60), st.integers(0, 60), st.floats(0.02, 0.98), st.floats(0.5, 500))


@given(posteriors, st.sampled_from([0.8, 0.95]))
def test_share_posterior_is_scipys_beta(case: tuple[int, int, float, float], level: float) -> None:
    yes, no, mean, size = case
    assume(yes + no)
    law = beta(size * mean + yes, size * (1 - mean) + no)
    found = beta_binomial(yes, yes + no, mean, size, level)
    expected = (law.mean(), *law.interval(level))
    assert (found.value, found.low, found.high) == pytest.approx(expected, rel=1e-7, abs=1e-12)


@given(posteriors, st.sampled_from([0.8, 0.95]))
def test_rate_posterior_is_scipys_gamma(case: tuple[int, int, float, float], level: float) -> None:
    events, exposure, mean, size = case
    assume(exposure)
    law = gamma(size * mean + events, scale=1 / (size + exposure))
    found = gamma_poisson(events, exposure, mean, size, level)
    expected = (law.mean(), *law.interval(level))
    assert (found.value, found.low, found.high) == pytest.approx(expected, rel=1e-7, abs=1e-12)


@given(areas)
def test_posterior_means_are_the_shrunken_values(pairs: list[tuple[int, int]]) -> None:
    count, n = np.array(pairs, dtype=float).T
    shares, rates = binomial_moments(count, n), poisson_moments(count, n)
    posterior = beta_binomial(count, n, shares.prior_mean, shares.prior_size)
    np.testing.assert_allclose(posterior.value, shares.estimate)
    np.testing.assert_allclose(
        gamma_poisson(count, n, rates.prior_mean, rates.prior_size).value, rates.estimate, atol=1e-15
    )


COUNTRIES, KOMMUNER = 200, 290


def test_shares_of_a_simulated_country_are_nearer_the_truth_and_covered_as_often_as_said() -> None:
    chance = np.random.default_rng(7)
    errors, raw_errors, covered = [], [], []
    for _ in range(COUNTRIES):
        n = np.floor(10 ** chance.uniform(0.7, 2.5, KOMMUNER))
        true = chance.beta(0.8 * 25, 0.2 * 25, KOMMUNER)
        count = chance.binomial(n.astype(int), true)
        found = binomial_moments(count, n)
        posterior = beta_binomial(count, n, found.prior_mean, found.prior_size)
        errors.append(squared_error(found.estimate, true))
        raw_errors.append(squared_error(count / n, true))
        covered.append(np.mean((posterior.low <= true) & (true <= posterior.high)))
    assert np.mean(errors) < 0.6 * np.mean(raw_errors)
    assert 0.94 <= np.mean(covered) <= 0.96


def test_rates_of_a_simulated_country_are_nearer_the_truth_and_covered_as_often_as_said() -> None:
    chance = np.random.default_rng(8)
    errors, raw_errors, covered = [], [], []
    for _ in range(COUNTRIES):
        exposure = 10 ** chance.uniform(0.5, 2.5, KOMMUNER)
        true = chance.gamma(6, 1 / 30, KOMMUNER)
        count = chance.poisson(exposure * true)
        found = poisson_moments(count, exposure)
        posterior = gamma_poisson(count, exposure, found.prior_mean, found.prior_size)
        errors.append(squared_error(found.estimate, true))
        raw_errors.append(squared_error(count / exposure, true))
        covered.append(np.mean((posterior.low <= true) & (true <= posterior.high)))
    assert np.mean(errors) < 0.6 * np.mean(raw_errors)
    assert 0.94 <= np.mean(covered) <= 0.96


def squared_error(estimate: Numbers, true: Numbers) -> float:
    return float(np.mean((estimate - true) ** 2))


def test_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="count exceeds n; prior_mean lies outside 0 to 1; prior_size is -1"):
        beta_binomial(3, 2, 4, -1)
    with pytest.raises(ValueError, match="exposure is not above 0; prior_mean is negative; prior_size is nan"):
        gamma_poisson(3, 0, -1, np.nan)
    with pytest.raises(ValueError, match="count is not whole; exposure is infinite; count is no list"):
        poisson_moments([[1.5]], [[np.inf]])
