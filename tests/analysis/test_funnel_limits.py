from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.analysis.funnel_limits import funnel, funnel_limits, judged_counts, judged_limits
from oj_analys.analysis.position import rounding
from oj_analys.domain import DataError
from oj_analys.stats.benchmark import binomial_flag
from oj_analys.stats.detectable import detectable
from oj_analys.stats.intervals import wilson

Build = Callable[..., pd.DataFrame]
JAMTLAND = catalog.grupp("Jämtland")
JUDGED = ("bättre", "sämre", "högre", "lägre")
PUBLISHED = [86.0, 86.3, 85.73, 85.73219, 50.0, 33.3, 9.0, 1.2, 0.4, 99.0, 99.96, 78.5]


def _side(count: np.ndarray, n: np.ndarray, riket: float) -> np.ndarray:
    """The rule as the method page states it: the exact test flags, and Wilson leaves out riket and its rounding."""
    edge, interval = float(rounding(np.array(riket))), wilson(count, n)
    side = binomial_flag(count, n, riket / 100).side
    above, below = 100 * interval.low > riket + edge, 100 * interval.high < riket - edge
    return np.where((side > 0) & above, 1, np.where((side < 0) & below, -1, 0))


@pytest.mark.parametrize("riket", PUBLISHED)
def test_a_share_lies_outside_just_where_it_is_judged_for_every_n_to_400(riket: float) -> None:
    n = np.repeat(np.arange(1, 401), np.arange(2, 402)).astype(float)
    count = np.concatenate([np.arange(size + 1) for size in range(1, 401)]).astype(float)
    limits = judged_limits(np.arange(1.0, 401.0), riket)
    low, high = (limit[n.astype(int) - 1] for limit in (limits.low, limits.high))
    share = 100 * count / n
    np.testing.assert_array_equal((share > high).astype(int) - (share < low), _side(count, n, riket))
    assert not (share == low).any()
    assert not (share == high).any()
    assert not (limits.low >= riket).any()
    assert not (limits.high <= riket).any()


@pytest.mark.parametrize("n", [3000, 20000, 150000])
@pytest.mark.parametrize("riket", [86.0, 86.4, 3.0, 50.12])
def test_with_many_answers_the_rounding_of_riket_decides(n: int, riket: float) -> None:
    found = judged_counts([n], riket)
    middle = riket * n / 100
    limits = np.concatenate([found.low, found.high])
    near = np.unique(np.clip(np.add.outer(limits, [-1.0, 0.0, 1.0]), 0, n))
    side = _side(near, np.full(near.shape, float(n)), riket)
    np.testing.assert_array_equal(side, np.where(near <= found.low, -1, np.where(near >= found.high, 1, 0)))
    assert (middle - found.low[0]) / n > float(rounding(np.array(riket))) / 100


def test_with_an_unrounded_riket_the_exact_test_alone_seldom_differs() -> None:
    n = np.arange(1.0, 401.0)
    exact, found = detectable(n, 0.8573219), judged_counts(n, 85.73219)
    assert (np.nan_to_num(found.low, nan=-1) <= np.nan_to_num(exact.x_low, nan=-1)).all()
    assert (np.nan_to_num(found.high, nan=1e9) >= np.nan_to_num(exact.x_high, nan=1e9)).all()


@pytest.mark.parametrize("riket", [0.0, 100.0, np.nan])
def test_nothing_is_judged_against_all_none_or_nothing(riket: float) -> None:
    found = judged_limits([5, 50, 5000], riket)
    assert np.isnan([found.low, found.high]).all()


@pytest.mark.parametrize("n", [0.0, np.nan])
def test_nobody_is_not_judged(n: float) -> None:
    with np.errstate(all="raise"):
        found = judged_counts([n], 86.0)
    assert np.isnan([found.low, found.high]).all()


@settings(max_examples=60, deadline=None)
@given(
    pairs=st.lists(
        st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=8
    ),
    riket=st.one_of(st.sampled_from(PUBLISHED), st.integers(1, 999).map(lambda tenths: tenths / 10)),
    decimals=st.sampled_from([0, 1, 6]),
    measure=st.sampled_from(["oj.U21468", "oj.U21449", "oj.N28143"]),
)
def test_what_compare_says_is_what_the_limits_show(
    build: Build, pairs: list[tuple[int, int]], riket: float, decimals: int, measure: str
) -> None:
    frame = build({**dict(zip(JAMTLAND.members, pairs, strict=False)), "0000": riket}, measure=measure)
    shares = frame["count"] / frame["n"] * 100
    frame["value"] = frame["value"].where(frame["n"].isna(), shares.round(decimals)).astype("float64")
    compared = compare(frame, among=JAMTLAND, against=["riket", "lan"])
    found = funnel(compared, measure, "2024")
    outside = (found["share"] > found["high"]).astype(int) - (found["share"] < found["low"])
    side = np.sign(found["value"] - found["reference"]).where(found["position"].isin(JUDGED), 0)
    assert outside.tolist() == side.tolist()
    assert (found["share"] - found["value"]).abs().max() <= 0.5


@pytest.mark.parametrize(
    ("count", "n", "printed", "riket"),
    [
        # 85.6 percent of 60 000 is clearly below 85.9, but printed as 86, and compare does not judge it.
        pytest.param(51360, 60000, 86.0, 85.9, id="between the share and the limit"),
        pytest.param(19900, 20000, 100.0, 99.9, id="beyond the limit"),
    ],
)
def test_a_value_printed_across_riket_stands_on_the_line_of_riket(
    build: Build, count: int, n: int, printed: float, riket: float
) -> None:
    frame = build({"2380": (count, n), "0000": riket})
    frame.loc[frame["unit"] == "2380", "value"] = printed
    found = funnel(compare(frame, among=JAMTLAND, against=["riket"]), "oj.U21468", "2024").iloc[0]
    assert found["position"] == "ingen tydlig skillnad"
    assert found["share"] == riket
    assert found["low"] < found["share"] < found["high"]


def test_rows_without_a_test_have_no_share_and_say_why(build: Build) -> None:
    values = {"2303": (10, 14), "2305": 72.0, "2309": "sekretess", "2313": "bortfall", "0000": 86.0}
    found = funnel(compare(build(values), among=JAMTLAND, against=["riket"]), "oj.U21468", "2024").set_index("unit")
    assert found["share"].notna().tolist() == [True, False, False, False]
    assert found["reason"].tolist() == ["få_svar", "n_saknas", "värde_saknas", "värde_saknas"]
    assert found.loc[["2305", "2309", "2313"], ["low", "high"]].isna().all(axis=None)


def test_nothing_of_a_hidden_row_passes(build: Build) -> None:
    compared = compare(build({"2309": "sekretess", "0000": 86.0}), among=JAMTLAND, against=["riket"])
    compared.loc[:, ["value", "n", "count"]] = [25.0, 4, 1]
    found = funnel(compared.astype({"n": "Int64", "count": "Int64"}), "oj.U21468", "2024")
    assert found[["value", "n", "share", "low", "high"]].isna().all(axis=None)


def test_kommuner_that_are_not_compared_lie_nowhere(build: Build) -> None:
    compared = compare(build({"2305": (44, 61), "0000": 86.0}), among=JAMTLAND, against=["riket"])
    found = funnel(compared.assign(reason="annan_huvudman", position="ej jämförbar"), "oj.U21468", "2024")
    assert found["share"].isna().all()


def test_without_riket_and_for_persons_it_stops(build: Build) -> None:
    compared = compare(build({"2305": (44, 61), "0000": 86.0}), among=JAMTLAND, against=["riket", "lan"])
    with pytest.raises(DataError, match='riket saknas.*Lägg till "riket" i against'):
        funnel(compared[compared["reference_kind"] == "lan"], "oj.U21468", "2024")
    with pytest.raises(DataError, match="gäller personer och prövas inte"):
        funnel(compared.assign(policy="ebp_personal"), "oj.U21468", "2024")


def test_every_whole_number_has_its_step_and_the_kommuner_theirs() -> None:
    steps = funnel_limits(86.0, 10, 20000, [12345, 7])
    n = steps["n"].tolist()
    assert n[:391] == list(range(10, 401))
    assert 12345 in n
    assert 7 not in n
    assert n[-1] == 20000
    assert (np.diff(n) > 0).all()
    assert len(n) < 3000
    own, alone = steps.set_index("n").loc[12345], judged_limits([12345], 86.0)
    assert (own["low"], own["high"]) == (alone.low[0], alone.high[0])
