from collections.abc import Callable
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.frames import MEASURES

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
BRACKE, AREA = "2305", "2321"
EVERYONE = tuple(catalog.kommun_by_code())
UP, DOWN = "oj.U21468", "oj.U21449"


def compared(frame: pd.DataFrame) -> pd.DataFrame:
    return compare(frame, among=JAMTLAND, against=["riket"]).set_index("unit")


def country(seed: int = 1) -> dict[str, object]:
    random = np.random.default_rng(seed)
    n = random.integers(1, 300, len(EVERYONE))
    counts = random.binomial(n, random.choice([0.0, 0.6, 0.9, 1.0], len(EVERYONE), p=[0.02, 0.6, 0.3, 0.08]))
    return {unit: (int(count), int(size)) for unit, count, size in zip(EVERYONE, counts, n, strict=True)}


def test_ranks_are_those_of_joint_exact_intervals(build: Build) -> None:
    values = country() | {"0114": "bortfall", "0115": "sekretess"}
    found = compared(build(values | {"0000": 70.0}))
    pairs = {unit: value for unit, value in values.items() if isinstance(value, tuple)}
    tail = (1 - 0.95 ** (1 / len(pairs))) / 2
    limits = {
        unit: (
            beta.ppf(tail, count, n - count + 1) if count > 0 else 0.0,
            beta.ppf(1 - tail, count + 1, n - count) if count < n else 1.0,
        )
        for unit, (count, n) in pairs.items()
    }
    for unit in JAMTLAND.members:
        low, high = limits[unit]
        above = sum(other[0] > high for other in limits.values())
        below = sum(other[1] < low for other in limits.values())
        assert (found.loc[unit, "rank_low"], found.loc[unit, "rank_high"]) == (1 + above, len(pairs) - below)
        assert found.loc[unit, "rank_of"] == 288


def test_rank_one_is_the_largest_value_whatever_is_good(build: Build) -> None:
    values: dict[str, object] = dict.fromkeys(EVERYONE, (50, 1000)) | {BRACKE: (900, 1000)}
    for measure in (UP, DOWN, "oj.N31807"):
        row = compared(build(values | {"0000": 5.0}, measure)).loc[BRACKE]
        assert (row["rank_low"], row["rank_high"]) == (1, 1)


def test_a_kommun_without_a_count_may_have_any_rank_and_widens_the_others(build: Build) -> None:
    values: dict[str, object] = dict.fromkeys(EVERYONE, (500, 1000)) | {BRACKE: (900, 1000), AREA: 40.0}
    found = compared(build(values | {"0000": 50.0}))
    assert found.loc[AREA, ["rank_low", "rank_high", "rank_of"]].to_list() == [1, 290, 290]
    assert found.loc[BRACKE, ["rank_low", "rank_high"]].to_list() == [1, 2]


def test_no_rank_unless_every_kommun_has_a_row_and_the_measure_is_a_share(build: Build) -> None:
    values = country()
    partly = {unit: value for unit, value in values.items() if unit != "0114"}
    rate = {unit: float(place) for place, unit in enumerate(EVERYONE)}
    for frame in (build(partly), build(rate, "oj.U31402"), build(dict.fromkeys(EVERYONE, 1.0), "oj.U37488")):
        assert compared(frame)[["rank_low", "rank_high"]].isna().all(axis=None)


def test_of_how_many_a_place_is_told_for_the_whole_country_only(build: Build) -> None:
    rate = {unit: float(place) for place, unit in enumerate(EVERYONE)}
    few = {unit: value for unit, value in rate.items() if unit != "0114"}
    assert set(compared(build(rate | {"0115": "saknas"}, "oj.U31402"))["rank_of"]) == {289}
    assert compared(build(few, "oj.U31402"))["rank_of"].isna().all()


def test_a_missing_value_has_no_rank_and_no_colour(build: Build) -> None:
    row = compared(build(country() | {BRACKE: "bortfall"})).loc[BRACKE]
    assert row[["rank_low", "rank_high", "rank_of", "colour_rank"]].isna().all()


def colours(values: dict[str, object], build: Build, measure: str = UP) -> dict[str, str]:
    """Return the colour of each kommun of the group by the limits that the column is documented with."""
    ranks = compared(build(values, measure))["colour_rank"]
    words = {unit: "grön" if rank >= 0.75 else "röd" if rank <= 0.25 else "gul" for unit, rank in ranks.items()}
    return {unit: "grå" if np.isnan(ranks[unit]) else word for unit, word in words.items()}


def by_integers(values: dict[str, object], sign: int) -> dict[str, str]:
    """Return the colours by the rule in whole numbers: w strictly worse, t tied, itself included."""
    numbers = {unit: sign * value for unit, value in values.items() if isinstance(value, float)}
    found = dict.fromkeys(set(values) & set(JAMTLAND.members), "grå")
    for unit in found.keys() & numbers.keys():
        worse = sum(other < numbers[unit] for other in numbers.values())
        tied = sum(other == numbers[unit] for other in numbers.values())
        green, red = 2 * (2 * worse + tied) >= 3 * len(numbers), 2 * (2 * worse + tied) <= len(numbers)
        assert not (green and red)
        found[unit] = "grön" if green else "röd" if red else "gul"
    return found


numbers = st.lists(st.one_of(st.integers(0, 6).map(float), st.just("bortfall")), min_size=8, max_size=24).map(
    lambda found: dict(zip([*JAMTLAND.members, *EVERYONE], found, strict=False))
)


@settings(max_examples=15, deadline=None)
@given(numbers)
def test_colours_follow_the_rule_in_whole_numbers_and_flip_with_the_direction(
    build: Build, values: dict[str, object]
) -> None:
    up, down = colours(values, build), colours(values, build, DOWN)
    assert up == by_integers(values, 1)
    assert down == by_integers(values, -1)
    swapped = {"grön": "röd", "röd": "grön"}
    assert down == {unit: swapped.get(colour, colour) for unit, colour in up.items()}


@settings(max_examples=15, deadline=None)
@given(numbers, st.randoms(use_true_random=False))
def test_colours_depend_on_the_order_of_the_values_only(
    build: Build, values: dict[str, object], random: Random
) -> None:
    transformed = {unit: value**3 + 1 if isinstance(value, float) else value for unit, value in values.items()}
    shuffled = list(transformed.items())
    random.shuffle(shuffled)
    without_missing = {unit: value for unit, value in values.items() if unit in JAMTLAND.members or value != "bortfall"}
    assert colours(dict(shuffled), build) == colours(values, build) == colours(without_missing, build)


def test_colours_do_not_change_when_the_set_is_repeated(build: Build) -> None:
    own = dict(zip(JAMTLAND.members, [1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 5.0, 6.0], strict=True))
    more = dict(zip(["0114", "0115", "0117", "0120", "0123", "0125", "0126", "0127"], own.values(), strict=True))
    assert colours(own | more, build) == colours(own, build)


@pytest.mark.parametrize("value", [0.0, 50.0])
def test_all_equal_is_the_middle(build: Build, value: float) -> None:
    assert set(colours(dict.fromkeys(JAMTLAND.members, value), build).values()) == {"gul"}


def test_no_direction_no_colour_but_answers_count_by_their_meaning(build: Build) -> None:
    assert compared(build({BRACKE: 1.0, AREA: 2.0}, "oj.N31807"))["colour_rank"].isna().all()
    # U30426 codes Nej as 2 from 2025; three of four say Ja.
    values = {BRACKE: 2.0, AREA: 1.0, "0114": 1.0, "0115": 1.0}
    ranks = compared(build(values, "oj.U30426", "2026"))["colour_rank"]
    assert ranks.to_dict() == {BRACKE: 1 / 8, AREA: 5 / 8}


def test_many_cells_at_once_are_each_on_their_own(build: Build) -> None:
    frames = [build(country(seed) | {"0000": 70.0}, period=str(2020 + seed)) for seed in range(3)]
    together = compare(MEASURES.build(pd.concat(frames)), among=JAMTLAND, against=["riket"])
    for seed, frame in enumerate(frames):
        alone = compare(frame, among=JAMTLAND, against=["riket"])
        part = together[together["period"] == str(2020 + seed)].reset_index(drop=True)
        pd.testing.assert_frame_equal(part, alone)
