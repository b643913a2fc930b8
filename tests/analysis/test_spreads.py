from collections.abc import Callable
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis import compare, spread
from oj_analys.frames import COMPARED, MEASURES, SPREAD, FrameError

Build = Callable[..., pd.DataFrame]
SVERIGE = oj.grupp("Sverige")
EVERYONE = tuple(catalog.kommun_by_code())
FIVE = ["lowest", "lower", "median", "upper", "highest"]
HALF = 145


def country(*frames: pd.DataFrame, against: tuple[str, ...] = ("riket",)) -> pd.DataFrame:
    return compare(MEASURES.build(pd.concat(frames)), among=SVERIGE, against=against)


def only(frame: pd.DataFrame) -> pd.Series:
    assert len(frame) == 1
    return frame.iloc[0]


def test_quartiles_of_one_to_290_are_those_of_hyndman_and_fan_type_7(build: Build) -> None:
    values = {unit: float(place) for place, unit in enumerate(EVERYONE, start=1)}
    row = only(spread(country(build(values | {"0000": 140.0}, "oj.U31402"))))
    # h = (n - 1) p + 1 (Hyndman & Fan 1996, type 7): 73,25, 145,5 and 217,75 of n = 290.
    assert row[FIVE].to_list() == [1.0, 73.25, 145.5, 217.75, 290.0]
    assert row[["kommuner", "of", "riket"]].to_list() == [290, 290, 140.0]


def test_those_without_a_value_are_left_out_and_not_counted(build: Build) -> None:
    values: dict[str, object] = {unit: float(place) for place, unit in enumerate(EVERYONE)}
    values |= {EVERYONE[0]: "sekretess", EVERYONE[-1]: "bortfall"}
    row = only(spread(country(build(values, "oj.U31402"))))
    assert (row["kommuner"], row["of"], row["lowest"], row["highest"]) == (288, 290, 1.0, 288.0)
    assert np.isnan(row["riket"])


@pytest.mark.parametrize(("with_value", "told"), [(HALF, True), (HALF - 1, False), (0, False)])
def test_fewer_than_half_of_the_country_are_not_riket(build: Build, with_value: int, told: bool) -> None:  # noqa: FBT001
    values: dict[str, object] = {unit: 7.0 if at < with_value else "saknas" for at, unit in enumerate(EVERYONE)}
    row = only(spread(country(build(values | {"0000": 7.0}, "oj.U31402"))))
    assert row[FIVE].notna().to_list() == [told] * 5
    assert (row["kommuner"], row["riket"]) == (with_value, 7.0)


def test_a_county_alone_has_no_spread(build: Build) -> None:
    jamtland = oj.grupp("Jämtland")
    values = dict.fromkeys(jamtland.members, (50, 100))
    found = spread(compare(build(values), among=jamtland, against=["riket"]))
    assert only(found)[FIVE].isna().all()
    assert only(found)["kommuner"] == 8


def test_a_kommun_where_someone_else_runs_the_activity_does_not_count(build: Build) -> None:
    values = {unit: float(place) for place, unit in enumerate(EVERYONE)}
    elsewhere = EVERYONE[-1]
    huvudman = build(dict.fromkeys(EVERYONE, 1.0) | {elsewhere: 0.0}, "oj.N21900")
    measure = next(one.id for one in catalog.measures().values() if one.huvudman == "oj.N21900" and not one.retired)
    found = spread(country(build(values, measure), huvudman)).set_index("measure").loc[measure]
    assert (found["kommuner"], found["highest"]) == (289, 288.0)


def test_a_value_counts_once_whatever_it_stands_beside(build: Build) -> None:
    frame = build({unit: float(place) for place, unit in enumerate(EVERYONE)} | {"0000": 9.0}, "oj.U31402")
    one, three = country(frame), country(frame, against=("riket", "lan_kommuner", "kommungrupp"))
    pd.testing.assert_frame_equal(spread(one), spread(three))


def test_answers_in_words_and_figures_of_persons_have_no_row(build: Build) -> None:
    answers = build(dict.fromkeys(EVERYONE, 1.0), "oj.U37488")
    persons = build(dict.fromkeys(EVERYONE, 3.5), "ebp.attityder", policy="ebp_personal")
    assert spread(country(answers, persons)).empty


def test_each_measure_and_period_is_on_its_own(build: Build) -> None:
    frames = [
        build({unit: float(at + year) for at, unit in enumerate(EVERYONE)}, "oj.U31402", str(year))
        for year in (2023, 2024)
    ]
    found = spread(country(*frames))
    assert found[["period", "lowest"]].to_numpy().tolist() == [["2023", 2023.0], ["2024", 2024.0]]


def test_an_empty_frame_gives_an_empty_one_and_another_frame_is_refused(build: Build) -> None:
    pd.testing.assert_frame_equal(spread(COMPARED.empty()), SPREAD.empty())
    with pytest.raises(FrameError, match="not a COMPARED frame"):
        spread(build({"2305": 1.0}))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(st.just("saknas"), st.integers(0, 9).map(float)), min_size=290, max_size=290),
    st.randoms(use_true_random=False),
)
def test_five_numbers_in_order_hold_the_values_and_do_not_depend_on_their_order(
    build: Build, values: list[object], random: Random
) -> None:
    row = only(spread(country(build(dict(zip(EVERYONE, values, strict=True)), "oj.U31402"))))
    known = sorted(value for value in values if isinstance(value, float))
    assert row["kommuner"] == len(known)
    if len(known) >= HALF:
        five = row[FIVE].to_list()
        assert five == sorted(five)
        assert five == pytest.approx(np.quantile(known, [0, 0.25, 0.5, 0.75, 1]))
        for below, above in (("lowest", "median"), ("lower", "upper"), ("median", "highest")):
            inside = sum(row[below] <= value <= row[above] for value in known)
            assert 2 * inside >= len(known)
    shuffled = random.sample(values, len(values))
    again = only(spread(country(build(dict(zip(EVERYONE, shuffled, strict=True)), "oj.U31402"))))
    pd.testing.assert_series_equal(row, again)
