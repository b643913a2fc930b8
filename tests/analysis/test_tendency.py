from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, kendalltau, theilslopes

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis.trends import trend
from oj_analys.frames import MEASURES

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
BRACKE, AREA = "2305", "2321"
DAYS, FALLS, SATISFIED = "oj.U31402", "oj.N20402", "oj.U21468"
YEARS = tuple(range(2020, 2025))


def series(
    build: Build, values: Sequence[object], years: Sequence[object] = YEARS, measure: str = DAYS, unit: str = BRACKE
) -> pd.DataFrame:
    return pd.concat(
        [build({unit: value}, measure, str(year)) for year, value in zip(years, values, strict=True)], ignore_index=True
    )


def followed(*frames: pd.DataFrame) -> pd.Series:
    found = trend(MEASURES.build(pd.concat(frames)), JAMTLAND).set_index("unit")
    return found.loc[BRACKE]


def test_five_rising_values_are_the_fewest_that_show_a_trend(build: Build) -> None:
    row = followed(series(build, [10.0, 12.0, 15.0, 16.0, 20.0]))
    assert row["trend_p"] == pytest.approx(2 / 120)  # one order of 5! rises all the way, one falls
    assert (row["trend"], row["trend_reason"], row["points"], row["first_period"]) == ("ökar", "", 5, "2020")
    assert row["slope"] == pytest.approx(theilslopes([10, 12, 15, 16, 20], YEARS).slope)


def test_four_values_are_too_few(build: Build) -> None:
    row = followed(series(build, [10.0, 12.0, 15.0, 16.0], YEARS[1:]))
    assert (row["trend"], row["trend_reason"], row["points"]) == ("kan inte bedömas", "kort_serie", 4)
    assert pd.isna(row[["slope", "trend_p"]]).all()


def test_a_value_out_of_order_is_no_clear_trend(build: Build) -> None:
    values = [10.0, 12.0, 15.0, 20.0, 16.0]
    row = followed(series(build, values))
    assert (row["trend"], row["trend_reason"]) == ("ingen tydlig trend", "")
    assert row["trend_p"] == pytest.approx(kendalltau(YEARS, values, method="exact").pvalue)


def test_the_slope_counts_real_years(build: Build) -> None:
    years, values = [2012, 2013, 2018, 2020, 2024], [10.0, 11.0, 21.0, 23.0, 30.0]
    assert followed(series(build, values, years))["slope"] == pytest.approx(theilslopes(values, years).slope)


def test_shares_with_counts_are_tested_on_the_persons_and_real_years(build: Build) -> None:
    years = [2014, 2016, 2018, 2020, 2024]
    counts, sizes = np.array([57, 50, 52, 47, 41]), np.array([63, 58, 61, 60, 61])
    row = followed(series(build, [*zip(counts.tolist(), sizes.tolist(), strict=True)], years, SATISFIED))
    persons = np.repeat(years, sizes)
    yes = np.concatenate([np.arange(n) < count for count, n in zip(counts, sizes, strict=True)])
    # The chi-square for trend is N times the squared correlation of the persons' years and answers.
    assert row["trend_p"] == pytest.approx(chi2.sf(len(persons) * np.corrcoef(persons, yes)[0, 1] ** 2, 1))
    assert (row["trend"], row["slope"] < 0) == ("minskar", True)


def test_a_share_with_one_count_missing_is_tested_by_its_order(build: Build) -> None:
    values: list[object] = [(41, 61), (42, 61), (43, 61), 72.0, (45, 61)]
    row = followed(series(build, values, measure=SATISFIED))
    assert row["trend_p"] == pytest.approx(2 / 120)


def test_everybody_satisfied_every_year_is_no_trend(build: Build) -> None:
    row = followed(series(build, [(20, 20)] * 5, measure=SATISFIED))
    assert (row["trend"], row["slope"], row["trend_p"]) == ("ingen tydlig trend", 0, 1)


def test_test_and_slope_must_go_the_same_way(build: Build) -> None:
    # The persons' share falls, because the first year has nearly all of them; the yearly values mostly rise.
    values: list[object] = [(900, 1000), (120, 200), (130, 200), (140, 200), (150, 200)]
    row = followed(series(build, values, measure=SATISFIED))
    assert row["trend_p"] < 0.05
    assert (row["slope"] > 0, row["trend"]) == (True, "ingen tydlig trend")


def test_means_count_once_and_stand_on_their_middle_year(build: Build) -> None:
    years = [f"{year}/{year + 2}" for year in range(2008, 2023)]
    values = [1000.0 + 30 * place for place in range(len(years))]
    row = followed(series(build, values, years, FALLS))
    assert (row["points"], row["first_period"], row["trend"]) == (5, "2010/2012", "ökar")
    assert row["slope"] == pytest.approx(30)


def test_years_without_a_value_are_told_where_others_have_one(build: Build) -> None:
    own = series(build, [1.0, 2.0, 3.0, 5.0, 6.0, "bortfall"], [2016, 2017, 2020, 2022, 2024, 2019])
    others = series(build, [1.0] * 6, [2015, 2018, 2019, 2021, 2024, 2025], unit="0114")
    row = followed(own, others)
    assert row["missing"] == "2018;2019;2021"  # 2023 has nobody, 2015 and 2025 lie outside


def test_missing_means_do_not_share_years_with_those_there_are(build: Build) -> None:
    own = series(build, [1.0, 2.0], ["2013/2015", "2022/2024"], FALLS)
    others = series(build, [1.0] * 10, [f"{year}/{year + 2}" for year in range(2013, 2023)], FALLS, AREA)
    assert followed(own, others)["missing"] == "2016/2018;2019/2021"


def test_a_series_ends_with_its_newest_value(build: Build) -> None:
    row = followed(series(build, [10.0, 12.0, 15.0, 16.0, 20.0, "bortfall"], range(2019, 2025)))
    assert (row["trend"], row["trend_reason"], row["points"]) == ("kan inte bedömas", "värde_saknas", 5)


def test_values_before_a_new_definition_are_left_out(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    known = catalog.measure
    monkeypatch.setattr(catalog, "measure", lambda text: replace(known(text), breaks=(2018, 2021)))
    row = followed(series(build, [10.0, 12.0, 15.0, 16.0, 20.0, 21.0], range(2019, 2025)))
    assert (row["points"], row["first_period"], row["trend_reason"]) == (4, "2021", "kort_serie")


YEARS_OF_TEN = range(2014, 2024)
TURNED = {"ökar": "minskar", "minskar": "ökar"}


def every_kommun(value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, list[Any]]]:
    """Five to ten values of each of the eight kommuner."""
    return st.fixed_dictionaries({unit: st.lists(value, min_size=5, max_size=10) for unit in JAMTLAND.members})


def all_followed(build: Build, values: Mapping[str, Sequence[object]], measure: str) -> pd.DataFrame:
    frames = [
        build({unit: own[place] for unit, own in values.items() if place < len(own)}, measure, str(year))
        for place, year in enumerate(YEARS_OF_TEN)
    ]
    return trend(MEASURES.build(pd.concat(frames)), JAMTLAND)


@settings(max_examples=10, deadline=None)
@given(every_kommun(st.integers(1, 60).map(float)), st.integers(1, 500))
def test_reversed_series_flip_and_shifted_ones_do_not(build: Build, values: dict[str, list[float]], shift: int) -> None:
    there, back, moved = (
        all_followed(build, changed, DAYS)
        for changed in (
            values,
            {unit: own[::-1] for unit, own in values.items()},
            {unit: [value + shift for value in own] for unit, own in values.items()},
        )
    )
    assert back["trend"].to_list() == there["trend"].replace(TURNED).to_list()
    np.testing.assert_allclose(back[["slope", "trend_p"]], there[["slope", "trend_p"]] * [-1, 1], atol=1e-9)
    assert moved["trend"].to_list() == there["trend"].to_list()
    np.testing.assert_allclose(moved[["slope", "trend_p"]], there[["slope", "trend_p"]], atol=1e-9)


@settings(max_examples=10, deadline=None)
@given(every_kommun(st.tuples(st.integers(0, 40), st.just(40))))
def test_shares_flip_with_time_as_well(build: Build, values: dict[str, list[tuple[int, int]]]) -> None:
    there = all_followed(build, values, SATISFIED)
    back = all_followed(build, {unit: own[::-1] for unit, own in values.items()}, SATISFIED)
    assert back["trend"].to_list() == there["trend"].replace(TURNED).to_list()
    told = there[there["trend"].isin(list(TURNED))]
    assert (told["trend_p"] <= 0.05).all()
    assert ((told["slope"] > 0) == (told["trend"] == "ökar")).all()


def test_too_few_persons_in_a_year_are_tested_by_order_alone(build: Build) -> None:
    # The chi-square law does not hold with less than five expected of either answer in some year.
    many = [(count, 100) for count in (50, 58, 62, 71, 77)]
    few = [*many[:-1], (4, 5)]
    by_persons, by_order = (followed(series(build, values, measure=SATISFIED)) for values in (many, few))
    assert by_persons["trend_p"] < 0.001
    assert by_order["trend_p"] == pytest.approx(2 / 120)
