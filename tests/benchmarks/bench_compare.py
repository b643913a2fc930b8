"""How long comparing takes: all kommuner x 300 indicators x 5 years, beside a plain loop over statsmodels and scipy."""

from itertools import islice, product

import numpy as np
import pandas as pd
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.domain import RIKET, Grupp, ValueKind
from oj_analys.frames import MEASURES

INDICATORS, YEARS, SLICE = 300, 5, 1450
JAMTLAND = oj.grupp("Jämtland")
EVERYONE = Grupp("alla", "alla", "Alla", "i landet", "landets", tuple(catalog.kommun_by_code()))


@pytest.fixture(scope="module")
def country() -> pd.DataFrame:
    """Made-up shares: the catalogue's own, in as many groups as make 300 indicators."""
    shares = [measure.id for measure in catalog.measures().values() if measure.kind is ValueKind.ANDEL]
    groups = (f"del={number:03}" for number in range(INDICATORS))
    indicators = list(islice(((measure, group) for group in groups for measure in shares), INDICATORS))
    periods = [str(2020 + year) for year in range(YEARS)]
    units = [RIKET, *catalog.kommun_by_code()]
    rows = [(unit, *indicator, period) for unit, indicator, period in product(units, indicators, periods)]
    frame = pd.DataFrame(rows, columns=["unit", "measure", "group", "period"])
    random = np.random.default_rng(1)
    n = np.where(frame["unit"] == RIKET, 100_000, random.integers(5, 1000, len(frame)))
    count = random.binomial(n, random.uniform(0.1, 0.9, len(frame)))
    frame = frame.assign(n=n, count=count, value=100 * count / n, sex="T", status="ok", source="a#1", policy="öppen")
    return MEASURES.build(frame)


@pytest.mark.parametrize("among", [JAMTLAND, EVERYONE], ids=["8 kommuner", "290 kommuner"])
def test_compare(benchmark: BenchmarkFixture, country: pd.DataFrame, among: Grupp) -> None:
    compared = benchmark.pedantic(compare, (country,), {"among": among, "against": ["riket"]}, rounds=3)
    assert len(compared) == len(among.members) * INDICATORS * YEARS
    assert compared["p"].notna().all()
    assert compared["rank_low"].notna().all()


def test_plain_loop(benchmark: BenchmarkFixture, country: pd.DataFrame) -> None:
    """One 300th of the rows, intervals and tests only: times 300 it is to be set beside the 290 kommuner."""
    chosen = country[country["unit"] != RIKET].head(SLICE)
    pairs = [(int(count), int(n)) for count, n in chosen[["count", "n"]].to_numpy()]

    def loop() -> list[tuple[float, float, float]]:
        return [(*proportion_confint(count, n, method="wilson"), binomtest(count, n, 0.5).pvalue) for count, n in pairs]

    assert len(benchmark.pedantic(loop, rounds=3)) == SLICE
