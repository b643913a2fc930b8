"""What the signals promise, tried on made-up counties where the truth is known."""

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint

from oj_analys import catalog
from oj_analys.analysis.comparison import compare
from oj_analys.analysis.current import beside_riket, newest
from oj_analys.analysis.pooled import pooled
from oj_analys.analysis.shortlist import shortlisted
from oj_analys.analysis.signal_lists import group_signals
from oj_analys.analysis.strength import signaler, weighed
from oj_analys.analysis.tallies import counted, tally
from oj_analys.domain import Direction, Grupp, ValueKind
from oj_analys.frames import MEASURES

YEAR = 2024
ALPHA = catalog.rules().alpha
KOMMUNER = tuple(catalog.kommun_by_code())
SWEDEN = Grupp("sverige", "sverige", "Sverige", "i Sverige", "Sveriges", KOMMUNER)
LAN = [one for one in catalog.grupper() if one.unit in {lan.unit for lan in catalog.lan()}]
SHARES = sorted(
    one.id
    for one in catalog.measures().values()
    if one.kind is ValueKind.ANDEL and one.direction is Direction.UP and one.retired is None and not one.huvudman
)[:12]


def _country(rng: np.random.Generator, truth: np.ndarray, riket: np.ndarray, n: np.ndarray) -> pd.DataFrame:
    """Compare a made-up country: counts of ``n`` (kommun × measure) with the shares ``truth`` against ``riket``."""
    names = pd.DataFrame({"unit": np.repeat(KOMMUNER, len(SHARES)), "measure": np.tile(SHARES, len(KOMMUNER))})
    count = rng.binomial(n, truth)
    kommuner = names.assign(n=n.ravel(), count=count.ravel(), value=(100 * count / n).ravel())
    published = pd.DataFrame({"unit": "0000", "measure": SHARES, "value": 100 * riket})
    rows = pd.concat([kommuner, published]).assign(
        period=str(YEAR), sex="T", group="alla", status="ok", source="a.xlsx#12345678", policy="öppen"
    )
    return compare(MEASURES.build(rows), among=SWEDEN, against=["riket"])


def _countries_of_chance(seed: int, decimals: int = 10) -> Iterator[pd.DataFrame]:
    """Countries where every kommun is like riket and only chance makes them differ; few answers as well as many.

    The published share of riket is rounded to some decimals.
    """
    rng = np.random.default_rng(seed)
    while True:
        riket = rng.uniform(0.1, 0.95, len(SHARES))
        n = rng.integers(5, 200, (len(KOMMUNER), len(SHARES)))
        yield _country(rng, riket, riket.round(decimals), n)


def _tests(compared: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return all tests of all kommuner and of all län as one, by the functions that the lists of each are made of."""
    rows = beside_riket(compared, KOMMUNER, "Sverige")
    counties = pd.concat([pooled(rows[rows["unit"].isin(lan.members)], lan) for lan in LAN], ignore_index=True)
    return weighed(newest(rows, YEAR)), weighed(newest(counties, YEAR))


def _per_unit(tests: pd.DataFrame) -> pd.DataFrame:
    """Return every unit's tally, and how many rows it has been told in its list of signals."""
    listed = shortlisted(signaler(tests)).groupby("unit").size()
    counts = counted(tests)
    return counts.assign(listed=listed.reindex(counts.index, fill_value=0))


@pytest.fixture(scope="module")
def by_chance() -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the kommuner and the counties (1 008 of them, of real sizes) are told when nothing differs from riket."""
    told = [[_per_unit(tests) for tests in _tests(country)] for country in islice(_countries_of_chance(2025), 48)]
    kommuner, counties = (pd.concat(frames) for frames in zip(*told, strict=True))
    return kommuner, counties


@pytest.mark.slow
@pytest.mark.parametrize("which", [0, 1], ids=["kommuner", "counties"])
def test_under_pure_chance_there_are_no_more_signals_than_the_page_says(
    by_chance: tuple[pd.DataFrame, pd.DataFrame], which: int
) -> None:
    told = by_chance[which]
    excess = told["listed"] - told["expected"]
    assert len(told) >= 1000
    assert excess.mean() <= 2 * excess.std() / np.sqrt(len(told))
    # Nor is the expectation there for comfort: most of what it announces does come.
    assert told["listed"].mean() > 0.7 * told["expected"].mean()


@pytest.mark.slow
def test_a_riket_in_whole_percent_gives_no_more_signals_either() -> None:
    # A county has so many answers that its test sees what riket was rounded from.
    countries = islice(_countries_of_chance(2026, decimals=2), 48)
    told = pd.concat([_per_unit(_tests(country)[1]) for country in countries])
    excess = told["listed"] - told["expected"]
    assert excess.mean() <= 2 * excess.std() / np.sqrt(len(told))


@pytest.mark.slow
@pytest.mark.parametrize("which", [0, 1], ids=["kommuner", "counties"])
def test_under_pure_chance_hardly_any_flag_holds(by_chance: tuple[pd.DataFrame, pd.DataFrame], which: int) -> None:
    told = by_chance[which]
    assert (told["flagged"] > 0).mean() > 2 * ALPHA
    assert (told["held"] > 0).mean() <= ALPHA + 2 * np.sqrt(ALPHA * (1 - ALPHA) / len(told))


def _power(n: int, riket: float, truth: float) -> float:
    """The exact chance that a kommun is called clearly worse: flagged, and riket above its Wilson interval."""
    x = np.arange(n + 1)
    outside = proportion_confint(x, n, ALPHA, "wilson")[1] < riket
    return float(binom.pmf(x, n, truth)[(binom.cdf(x, n, riket) <= ALPHA / 2) & outside].sum())


@pytest.mark.parametrize(("n", "truth"), [(60, 0.65), (60, 0.60), (120, 0.70)])
def test_planted_differences_are_found_as_often_as_theory_says(n: int, truth: float) -> None:
    # Riket 80 percent: power 0.75 for 15 procentenheter at n = 60, 0.93 for 20 at n = 60, 0.69 for 10 at n = 120.
    riket = np.full(len(SHARES), 0.8)
    planted = np.where(np.arange(len(SHARES)) == 0, truth, riket)
    rng = np.random.default_rng(n)
    found = []
    for _ in range(4):
        tests, _ = _tests(_country(rng, planted, riket, np.full((len(KOMMUNER), len(SHARES)), n)))
        clear = shortlisted(signaler(tests))
        found.append(clear[(clear["measure"] == SHARES[0]) & (clear["position"] == "sämre")]["unit"].nunique())
    power, tries = _power(n, 0.8, truth), 4 * len(KOMMUNER)
    assert abs(sum(found) / tries - power) <= 2 * np.sqrt(power * (1 - power) / tries)


def test_the_simulation_asks_what_a_reader_is_told() -> None:
    country = next(_countries_of_chance(1))
    _, counties = _tests(country)
    ours = shortlisted(signaler(counties))
    for lan in LAN[:5]:
        told, own = group_signals(country, lan), ours[ours["unit"] == lan.unit]
        clear = told[told["list"] == "signaler"].reset_index(drop=True)
        columns = ["measure", "place", "position", "p", "q", "weight"]
        assert_frame_equal(clear[columns], own[columns].reset_index(drop=True), check_dtype=False)
    kommuner = _per_unit(_tests(country)[0]).drop(columns="listed")
    assert_frame_equal(tally(country, SWEDEN).set_index("unit").loc[list(KOMMUNER)], kommuner, check_dtype=False)
