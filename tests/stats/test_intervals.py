import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

from oj_analys.stats.intervals import wilson

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.sampled_from([0.8, 0.95, 0.998])


def test_published_figures_of_newcombe_1998() -> None:
    # Newcombe 1998, Stat Med 17:857, table I, method 3 (score, no continuity correction).
    interval = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert interval.low.round(4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert interval.high.round(4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


@given(counts, levels)
def test_agrees_with_scipy_and_statsmodels(pair: tuple[int, int], level: float) -> None:
    count, n = pair
    interval = wilson(count, n, level)
    scipy = binomtest(count, n).proportion_ci(level, "wilson")
    statsmodels = proportion_confint(count, n, alpha=1 - level, method="wilson")
    assert (interval.low, interval.high) == pytest.approx((scipy.low, scipy.high), abs=1e-12)
    assert (interval.low, interval.high) == pytest.approx(statsmodels, abs=1e-12)


@given(counts)
def test_holds_the_value_inside_the_range_and_widens_with_confidence(pair: tuple[int, int]) -> None:
    narrow, wide = wilson(*pair), wilson(*pair, confidence=0.998)
    assert 0 <= wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high <= 1


@given(counts)
def test_mirrors_and_narrows(pair: tuple[int, int]) -> None:
    count, n = pair
    interval, mirror, double = wilson(count, n), wilson(n - count, n), wilson(2 * count, 2 * n)
    assert interval.low == pytest.approx(1 - mirror.high, abs=1e-12)
    assert double.high - double.low < interval.high - interval.low


def test_ends_are_exact() -> None:
    interval = wilson([0, 7], [7, 7])
    assert interval.low[0] == 0
    assert interval.high[1] == 1


def test_missing_stays_missing_and_input_is_not_changed() -> None:
    count, n = np.array([3.0, np.nan, 0.0, 2.0]), np.array([7.0, 7.0, 0.0, np.nan])
    interval = wilson(count, n)
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
