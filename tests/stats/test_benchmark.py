import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, fisher_exact, hypergeom

from oj_analys.stats.benchmark import binomial_flag, proportion_flag, two_group_flag

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


def test_target_must_be_a_share() -> None:
    with pytest.raises(ValueError, match="target"):
        binomial_flag(1, 2, 86)


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


def test_two_groups_level_is_exact_and_at_most_nominal() -> None:
    for n in range(1, 16):
        for other_n in range(1, 16):
            for total in range(n + other_n + 1):
                counts = np.arange(max(0, total - other_n), min(n, total) + 1)
                flag = two_group_flag(counts, n, total - counts, other_n)
                attained = hypergeom(n + other_n, total, n).pmf(counts)[flag.side != 0].sum()
                assert flag.chance == pytest.approx(np.full(counts.size, attained), abs=1e-12)
                assert attained <= 0.05 * (1 + 1e-9)


def test_two_groups_without_persons_are_not_judged() -> None:
    flag = two_group_flag([3, 3, np.nan], [5, 5, 5], [0, np.nan, 2], [0, 4, 4])
    assert flag.side.tolist() == [0, 0, 0]
    assert np.isnan(flag.p).all()
