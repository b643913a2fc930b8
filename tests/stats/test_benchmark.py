from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binom, binomtest, fisher_exact, hypergeom, poisson

from oj_analys.stats.benchmark import binomial_flag, count_flag, poisson_flag, proportion_flag, two_group_flag

Counts = NDArray[Any]

TARGETS = np.arange(5, 100, 5) / 100
cells = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.floats(0.02, 0.98)))


@pytest.mark.parametrize("alpha", [0.05, 0.002])
def test_false_flags_never_exceed_the_nominal_level(alpha: float) -> None:
    # Computed, not simulated: every count of every n = 1..60 at every target.
    worst = 0.0
    for n in range(1, 61):
        counts = np.arange(n + 1)
        flag = binomial_flag(counts[:, None], n, TARGETS[None, :], alpha)
        mass = binom.pmf(counts[:, None], n, TARGETS[None, :])
        attained = (mass * (flag.side != 0)).sum(axis=0)
        assert flag.chance[0] == pytest.approx(attained, abs=1e-12)
        worst = max(worst, attained.max())
    assert worst <= alpha * (1 + 1e-9)


def test_worst_level_of_the_fact_sheet() -> None:
    # facts on methods, section 4: the exact rule's worst false-flag rate for n = 5..60 is .049.
    worst = max(binomial_flag(0, n, TARGETS).chance.max() for n in range(5, 61))
    assert worst == pytest.approx(0.049, abs=0.0005)


@given(cells)
def test_p_is_twice_the_smaller_tail_of_scipy(cell: tuple[int, int, float]) -> None:
    count, n, target = cell
    tails = [binomtest(count, n, target, alternative=side).pvalue for side in ("less", "greater")]
    assert binomial_flag(count, n, target).p == pytest.approx(min(1, 2 * min(tails)), rel=1e-9)


@given(cells)
def test_flag_mirrors_and_the_stricter_implies_the_looser(cell: tuple[int, int, float]) -> None:
    count, n, target = cell
    side = binomial_flag(count, n, target).side
    assert side == -binomial_flag(n - count, n, 1 - target).side
    assert binomial_flag(count, n, target, alpha=0.002).side in (0, side)


def test_flag_only_rises_with_the_count() -> None:
    side = binomial_flag(np.arange(41), 40, 0.7).side
    assert (np.diff(side) >= 0).all()
    assert {*side.tolist()} == {-1, 0, 1}


def test_planted_example_of_the_first_page() -> None:
    assert proportion_flag(44, 61, 0.86) == "low"
    assert proportion_flag(33, 35, 0.78) == "high"
    assert proportion_flag(10, 14, 0.86) == "same"


def test_nothing_is_judged_without_answers_or_against_a_certain_target() -> None:
    flag = binomial_flag([0, 3, 3, np.nan], [0, 5, 5, 5], [0.5, 0, 1, 0.5])
    assert flag.side.tolist() == [0, 0, 0, 0]
    assert np.isnan(flag.p).all()
    assert np.isnan(flag.chance).all()


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="count exceeds n; target lies outside 0 to 1; alpha is 5"):
        binomial_flag(3, 2, 86, 5)
    with pytest.raises(ValueError, match="count is not whole; other group: n is infinite"):
        two_group_flag(1.5, 2, 3, np.inf)
    with pytest.raises(ValueError, match="count is negative; expected is negative"):
        poisson_flag(-1, -2)


@pytest.mark.parametrize("alpha", [0.05, 0.002])
def test_flags_are_those_of_scipys_tails(alpha: float) -> None:
    # Every count of every n = 1..60 at every target, a tail of exactly alpha/2 (but for rounding) flagged.
    n, count, target = (part.ravel() for part in np.meshgrid(np.arange(1, 61), np.arange(61), TARGETS))
    n, count, target = n[count <= n], count[count <= n], target[count <= n]
    assert_flags_agree(count, n, target, alpha)


@pytest.mark.parametrize("alpha", [0.05, 0.002])
def test_flags_of_large_groups_are_those_of_scipys_tails(alpha: float) -> None:
    chance = np.random.default_rng(1)
    n = np.floor(10 ** chance.uniform(1, 5, 5000))
    target = np.concatenate([chance.uniform(0.0001, 0.9999, 4000), 10 ** chance.uniform(-6, -1, 1000)])
    true = np.clip(target + chance.normal(0, 2, 5000) * np.sqrt(target * (1 - target) / n), 0, 1)
    assert_flags_agree(chance.binomial(n.astype(int), true), n, target, alpha)


def assert_flags_agree(count: Counts, n: Counts, target: Counts, alpha: float) -> None:
    flag, law = binomial_flag(count, n, target, alpha), binom(n, target)
    below, above = law.cdf(count), law.sf(count - 1)
    edge = alpha / 2 * (1 + 1e-9)
    np.testing.assert_array_equal(flag.side, np.where(below <= edge, -1, np.where(above <= edge, 1, 0)))
    np.testing.assert_allclose(flag.p, np.minimum(1, 2 * np.minimum(below, above)), rtol=1e-9)
    low, high = acceptance_of(law, np.zeros_like(n), n, alpha)
    np.testing.assert_allclose(flag.chance, law.cdf(low) + law.sf(high - 1), rtol=1e-9, atol=1e-15)


def test_a_tail_of_exactly_half_alpha_is_flagged_however_it_is_rounded() -> None:
    # One yes of one: P(X >= 1) is the target itself. Two of two at 0.5: a quarter.
    assert [int(binomial_flag(1, 1, target, 2 * target).side) for target in TARGETS[:9]] == [1] * 9
    assert binomial_flag(2, 2, 0.5, 0.5).side == 1
    assert binomial_flag(0, 2, 0.5, 0.5).side == -1


def test_no_count_of_few_persons_can_be_flagged() -> None:
    flag = binomial_flag([0, 3], 3, 0.5)
    assert flag.side.tolist() == [0, 0]
    assert flag.chance.tolist() == [0, 0]
    assert binomial_flag(0, 40, 0.5, 1e-30).chance == 0


def test_events_level_is_exact_and_at_most_nominal() -> None:
    # Computed, not simulated: every E = 0.5..60 in steps of a tenth.
    expected, counts = np.arange(5, 601) / 10, np.arange(150)[:, None]
    for alpha in (0.05, 0.002):
        flag = poisson_flag(counts, expected, alpha)
        attained = (poisson.pmf(counts, expected) * (flag.side != 0)).sum(axis=0)
        np.testing.assert_allclose(flag.chance[0], attained, atol=1e-12)
        assert attained.max() <= alpha * (1 + 1e-9)
    # facts on methods, section 4: the worst is .0496 at 5 %.
    assert poisson_flag(0, expected).chance.max() == pytest.approx(0.0496, abs=0.0003)


@given(st.integers(0, 300), st.floats(0.01, 300))
def test_events_p_is_twice_the_smaller_tail_of_scipy(count: int, expected: float) -> None:
    tails = poisson.cdf(count, expected), poisson.sf(count - 1, expected)
    assert poisson_flag(count, expected).p == pytest.approx(min(1, 2 * min(tails)), rel=1e-9)


def test_events_flag_only_rises_and_the_stricter_implies_the_looser() -> None:
    loose, strict = (poisson_flag(np.arange(60), 22.4, alpha).side for alpha in (0.05, 0.002))
    assert (np.diff(loose) >= 0).all()
    assert (loose[strict != 0] == strict[strict != 0]).all()
    assert {*loose.tolist()} == {-1, 0, 1}


def test_events_in_words_and_where_nothing_is_expected() -> None:
    # Garwood's limits of 10 events are 4.795 and 18.390 (1936): the flag changes there.
    assert [count_flag(10, expected) for expected in (4.79, 4.80, 18.39, 18.40)] == ["high", "same", "same", "low"]
    assert np.isnan(poisson_flag([0, 1, np.nan], [0, np.nan, 3]).p).all()


groups = st.tuples(st.integers(1, 20), st.integers(1, 20)).flatmap(
    lambda n: st.tuples(st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1]))
)


@given(groups)
def test_two_groups_agree_with_scipys_one_sided_fisher(group: tuple[int, int, int, int]) -> None:
    count, n, other, other_n = group
    table = [[count, n - count], [other, other_n - other]]
    tails = [fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")]
    assert two_group_flag(*group).p == pytest.approx(min(1, 2 * min(tails)), rel=1e-7)


@given(groups)
def test_two_groups_mirror(group: tuple[int, int, int, int]) -> None:
    count, n, other, other_n = group
    assert two_group_flag(*group).side == -two_group_flag(other, other_n, count, n).side


@pytest.mark.parametrize("alpha", [0.05, 0.002])
def test_two_groups_level_is_exact_and_at_most_nominal(alpha: float) -> None:
    # Every table of two groups of 1..20 persons; the mass of the flagged counts is summed per law by scipy.
    sizes = np.arange(1, 21)
    n, other_n, yes, count = (part.ravel() for part in np.meshgrid(sizes, sizes, np.arange(41), np.arange(21)))
    possible = (count >= yes - other_n) & (count <= np.minimum(n, yes)) & (yes <= n + other_n)
    n, other_n, yes, count = n[possible], other_n[possible], yes[possible], count[possible]
    flag = two_group_flag(count, n, yes - count, other_n, alpha)
    law = np.unique(np.stack([n, other_n, yes]), axis=1, return_inverse=True)[1].ravel()
    mass = hypergeom.pmf(count, n + other_n, yes, n)
    attained = np.bincount(law, np.where(flag.side != 0, mass, 0))[law]
    np.testing.assert_allclose(flag.chance, attained, atol=1e-12)
    assert attained.max() <= alpha * (1 + 1e-9)


@pytest.mark.parametrize("alpha", [0.05, 0.002])
def test_two_large_groups_agree_with_scipy(alpha: float) -> None:
    chance = np.random.default_rng(2)
    n, other_n = chance.integers(1, 3000, (2, 500))
    yes = chance.binomial(n + other_n, chance.uniform(0.001, 0.999, 500))
    count = chance.hypergeometric(yes, n + other_n - yes, n)
    flag = two_group_flag(count, n, yes - count, other_n, alpha)
    law = hypergeom(n + other_n, yes, n)
    np.testing.assert_allclose(flag.p, np.minimum(1, 2 * np.minimum(law.cdf(count), law.sf(count - 1))), rtol=1e-7)
    low, high = acceptance_of(law, np.maximum(0, yes - other_n), np.minimum(n, yes), alpha)
    np.testing.assert_array_equal(flag.side, np.where(count <= low, -1, np.where(count >= high, 1, 0)))
    np.testing.assert_allclose(flag.chance, law.cdf(low) + law.sf(high - 1), rtol=1e-7, atol=1e-15)


def acceptance_of(law: Any, first: Counts, last: Counts, alpha: float) -> tuple[Counts, Counts]:
    """Return the last count flagged low and the first flagged high, one law at a time from scipy's own quantiles."""
    low, high = law.ppf(alpha / 2).astype(int) + 2, law.isf(alpha / 2).astype(int) - 2
    edge = alpha / 2 * (1 + 1e-9)
    while (extreme := (law.cdf(low) > edge) & (low >= first)).any():
        low = low - extreme
    while (extreme := (law.sf(high - 1) > edge) & (high <= last)).any():
        high = high + extreme
    return low, high


def test_two_groups_without_persons_are_not_judged() -> None:
    flag = two_group_flag([3, 3, np.nan], [5, 5, 5], [0, np.nan, 2], [0, 4, 4])
    assert flag.side.tolist() == [0, 0, 0]
    assert np.isnan(flag.p).all()
