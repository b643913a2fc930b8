"""How long exact flags and rank regions of a whole country take, beside a plain loop over scipy and statsmodels.

The loops get a part of the rows in the same run, and their time is scaled up; the seconds themselves are only measured.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray
from pytest_benchmark.fixture import BenchmarkFixture
from scipy.stats import binomtest, hypergeom
from statsmodels.stats.proportion import proportion_confint

from oj_analys.stats.benchmark import binomial_flag, two_group_flag
from oj_analys.stats.intervals import clopper_pearson
from oj_analys.stats.ranks import RankRegion, joint_confidence, rank_region

KOMMUNER, INDICATORS, YEARS = 290, 300, 5
ROWS = KOMMUNER * INDICATORS * YEARS
LOOPED, LOOPED_CELLS = 500, 2

Numbers = NDArray[np.float64]
Answer = TypeVar("Answer")


@pytest.fixture(scope="module")
def cells() -> dict[str, Numbers]:
    """Made-up counts of 5–400 persons, each with a target of its own, and of 50–3 000 others."""
    chance = np.random.default_rng(1)
    n, other_n = chance.integers(5, 401, ROWS), chance.integers(50, 3001, ROWS)
    target = chance.uniform(0.05, 0.95, ROWS)
    counts = {
        "count": chance.binomial(n, target),
        "n": n,
        "other": chance.binomial(other_n, target),
        "other_n": other_n,
    }
    return {"target": target, **{name: values.astype(float) for name, values in counts.items()}}


def test_flags_beside_a_loop_over_scipy(benchmark: BenchmarkFixture, cells: dict[str, Numbers]) -> None:
    count, n, target = cells["count"], cells["n"], cells["target"]
    flag = benchmark.pedantic(binomial_flag, (count, n, target), rounds=5)
    rows = list(zip(count[:LOOPED].astype(int), n[:LOOPED].astype(int), target[:LOOPED], strict=True))
    seconds, p = _timed(lambda: [_twice_the_smaller_tail(*row) for row in rows])
    _note(benchmark, seconds * ROWS / LOOPED)
    np.testing.assert_allclose(flag.p[:LOOPED], p, rtol=1e-9)


def test_two_groups_beside_a_loop_over_scipy(benchmark: BenchmarkFixture, cells: dict[str, Numbers]) -> None:
    count, n, other, other_n = (cells[name] for name in ("count", "n", "other", "other_n"))
    flag = benchmark.pedantic(two_group_flag, (count, n, other, other_n), rounds=5)

    def one(row: int) -> float:
        law = hypergeom(n[row] + other_n[row], count[row] + other[row], n[row])
        return min(1, 2 * min(law.cdf(count[row]), law.sf(count[row] - 1)))

    seconds, p = _timed(lambda: [one(row) for row in range(LOOPED)])
    _note(benchmark, seconds * ROWS / LOOPED)
    np.testing.assert_allclose(flag.p[:LOOPED], p, rtol=1e-7)


def test_rank_regions_beside_a_loop_over_statsmodels(benchmark: BenchmarkFixture, cells: dict[str, Numbers]) -> None:
    count, n = (cells[name].reshape(-1, KOMMUNER)[:INDICATORS] for name in ("count", "n"))
    level = float(joint_confidence(KOMMUNER))

    def ours() -> RankRegion:
        interval = clopper_pearson(count, n, level)
        return rank_region(interval.low, interval.high)

    region = benchmark.pedantic(ours, rounds=5)
    seconds, looped = _timed(lambda: [_looped_region(count[row], n[row], level) for row in range(LOOPED_CELLS)])
    _note(benchmark, seconds * INDICATORS / LOOPED_CELLS)
    np.testing.assert_array_equal(np.stack([region.low, region.high], axis=1)[:LOOPED_CELLS], looped)


def _twice_the_smaller_tail(count: int, n: int, target: float) -> float:
    return min(1.0, *(2 * binomtest(count, n, target, side).pvalue for side in ("less", "greater")))


def _looped_region(count: Numbers, n: Numbers, level: float) -> tuple[list[int], list[int]]:
    limits = [proportion_confint(x, size, 1 - level, "beta") for x, size in zip(count, n, strict=True)]
    best = [1 + sum(low > own for low, _ in limits) for _, own in limits]
    worst = [len(limits) - sum(high < own for _, high in limits) for own, _ in limits]
    return best, worst


def _timed(run: Callable[[], Answer]) -> tuple[float, Answer]:
    start = time.perf_counter()
    answer = run()
    return time.perf_counter() - start, answer


def _note(benchmark: BenchmarkFixture, seconds: float) -> None:
    benchmark.extra_info["the_loop_s"] = round(seconds, 1)
    benchmark.extra_info["times_faster"] = round(seconds / benchmark.stats["median"])
