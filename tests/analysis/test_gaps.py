from collections.abc import Callable
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep

import oj_analys as oj
from oj_analys.analysis.gaps import sex_gaps
from oj_analys.example.truths import TRUTHS
from oj_analys.frames import GAPS, MEASURES

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
BRACKE, AREA, LAN = "2305", "2321", "0023"
TRUTH = next(truth for truth in TRUTHS if truth.name == "kon_bara_i_lanet")
WORRIED, DAYS = "oj.U21449", "oj.U31402"


def by_sex(build: Build, unit: str, *, measure: str = WORRIED, **values: object) -> pd.DataFrame:
    return pd.concat([build({unit: value}, measure, sex=sex) for sex, value in values.items()], ignore_index=True)


def gaps(*frames: pd.DataFrame) -> pd.DataFrame:
    return sex_gaps(MEASURES.build(pd.concat(frames)), JAMTLAND).set_index("unit")


@pytest.fixture
def county(build: Build) -> pd.DataFrame:
    """What the kommuner of the example county hide: the gap is clear for all of them together only."""
    cells = {(figure.unit, figure.sex): (figure.count, figure.n) for figure in TRUTH.figures}
    return pd.concat([by_sex(build, unit, **{sex: cell}) for (unit, sex), cell in cells.items()])


def test_the_gap_is_clear_for_the_county_together_and_for_no_kommun(county: pd.DataFrame) -> None:
    rows = gaps(county)
    lan = rows.loc[LAN]
    assert (lan["women"], lan["men"]) == (pytest.approx(100 * 80 / 637), pytest.approx(100 * 26 / 390))
    assert (lan["women_n"], lan["men_n"], lan["pooled"]) == (637, 390, 8)
    assert (lan["position"], lan["reason"]) == ("högre", "")
    assert set(rows.drop(LAN)["position"]) == {"osäkert", "ingen tydlig skillnad"}
    assert rows.drop(LAN)["pooled"].isna().all()


def test_a_gap_by_hand(build: Build) -> None:
    row = gaps(by_sex(build, BRACKE, T=(45, 90), K=(40, 60), M=(5, 30))).loc[BRACKE]
    assert (row["total"], row["women_n"], row["men_n"]) == (50, 60, 30)
    assert row["gap"] == pytest.approx(50)
    limits = confint_proportions_2indep(40, 60, 5, 30, method="newcomb")
    assert (row["gap_low"], row["gap_high"]) == pytest.approx([100 * limit for limit in limits])
    tails = [fisher_exact([[40, 20], [5, 25]], alternative=side).pvalue for side in ("less", "greater")]
    assert row["p"] == pytest.approx(2 * min(tails))
    assert 0 < row["chance"] <= 0.05
    assert row["position"] == "högre"


@pytest.mark.parametrize(
    ("values", "measure", "reason"),
    [
        ({"T": (45, 90)}, WORRIED, "saknas_per_kön"),
        ({"T": (45, 90), "K": "saknas", "M": "saknas"}, WORRIED, "saknas_per_kön"),
        ({"T": (45, 90), "K": (40, 60), "M": "sekretess"}, WORRIED, "värde_saknas"),
        ({"K": (40, 60), "M": 17.0}, WORRIED, "n_saknas"),
        ({"K": 14.0, "M": 31.0}, DAYS, "inte_andel"),
    ],
)
def test_every_refusal_has_its_reason(build: Build, values: dict[str, object], measure: str, reason: str) -> None:
    row = gaps(by_sex(build, BRACKE, measure=measure, **values)).loc[BRACKE]
    assert (row["position"], row["reason"]) == ("ej jämförbar", reason)
    assert pd.isna(row[["gap_low", "gap_high", "p"]]).all()


def test_answers_that_do_not_fit_their_share_are_not_judged(build: Build) -> None:
    rows = gaps(by_sex(build, BRACKE, K=(40, 60)), build({BRACKE: (5, 30)}, WORRIED, sex="M", count=None))
    assert (rows.loc[BRACKE, "reason"], rows.loc[BRACKE, "men_n"]) == ("n_stämmer_inte", 30)


def test_a_gap_without_an_interval_is_still_shown(build: Build) -> None:
    row = gaps(by_sex(build, BRACKE, measure=DAYS, T=20.0, K=14.0, M=31.0)).loc[BRACKE]
    assert (row["total"], row["gap"]) == (20, -17)


def test_a_value_missing_in_one_kommun_is_not_missing_in_the_source(build: Build) -> None:
    rows = gaps(by_sex(build, AREA, T=(45, 90)), by_sex(build, "0114", K=(40, 60)))
    assert rows.loc[AREA, "reason"] == "värde_saknas"


def test_a_hidden_value_hides_its_n(build: Build) -> None:
    rows = gaps(by_sex(build, BRACKE, K=(40, 60)), build({BRACKE: "sekretess"}, WORRIED, sex="M", n=3))
    assert rows.loc[BRACKE, "men_n"] is pd.NA


def test_the_published_county_comes_before_the_kommuner_together(build: Build, county: pd.DataFrame) -> None:
    lan = gaps(county, by_sex(build, LAN, T=(110, 1100), K=(90, 700), M=(20, 400))).loc[LAN]
    assert (lan["total"], lan["women_n"], lan["pooled"]) == (10, 700, pd.NA)


def test_a_county_published_without_counts_is_taken_from_its_kommuner(build: Build, county: pd.DataFrame) -> None:
    lan = gaps(county, by_sex(build, LAN, T=10.0, K=13.0, M=7.0)).loc[LAN]
    assert (lan["women_n"], lan["pooled"], lan["position"]) == (637, 8, "högre")
    assert np.isnan(lan["total"])  # the kommuner have no total here, and the published one counts other persons


def test_one_kommun_is_no_county(build: Build) -> None:
    lan = gaps(by_sex(build, BRACKE, K=(40, 60), M=(5, 30)), by_sex(build, AREA, K=(40, 60), M=17.0)).loc[LAN]
    assert (lan["position"], lan["reason"], lan["pooled"]) == ("ej jämförbar", "värde_saknas", pd.NA)


def test_the_total_of_kommuner_together_needs_all_their_totals(build: Build) -> None:
    both = {"K": (40, 60), "M": (5, 30)}
    frames = by_sex(build, BRACKE, T=(46, 92), **both), by_sex(build, AREA, T=(44, 88), **both)
    assert gaps(*frames).loc[LAN, "total"] == 50
    assert np.isnan(gaps(frames[0], frames[1].iloc[1:]).loc[LAN, "total"])


def test_values_that_are_no_shares_are_never_taken_together(build: Build) -> None:
    frames = [build({BRACKE: (3, 60), AREA: (4, 60)}, DAYS, sex=sex) for sex in "KM"]
    assert gaps(*frames).loc[LAN, "pooled"] is pd.NA


def test_answers_and_figures_of_persons_have_no_row(build: Build) -> None:
    persons = pd.concat([build({BRACKE: (40, 60)}, WORRIED, sex=sex, policy="asi_klient") for sex in "KM"])
    assert GAPS.check(sex_gaps(MEASURES.build(persons), JAMTLAND)).empty
    assert sex_gaps(build({BRACKE: 1.0}, "oj.U37488"), JAMTLAND).empty


shares = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
of_all_kommuner = st.fixed_dictionaries({unit: st.tuples(shares, shares) for unit in JAMTLAND.members})


@settings(max_examples=10, deadline=None)
@given(of_all_kommuner)
def test_swapping_women_and_men_mirrors(
    build: Build, pairs: dict[str, tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    first, second = ({unit: pair[place] for unit, pair in pairs.items()} for place in (0, 1))
    there = gaps(build(first, WORRIED, sex="K"), build(second, WORRIED, sex="M"))
    back = gaps(build(second, WORRIED, sex="K"), build(first, WORRIED, sex="M"))
    assert back["position"].to_list() == there["position"].replace({"högre": "lägre", "lägre": "högre"}).to_list()
    mirror = there[["gap", "gap_high", "gap_low", "p"]].to_numpy() * [-1, -1, -1, 1]
    np.testing.assert_allclose(back[["gap", "gap_low", "gap_high", "p"]], mirror, atol=1e-9)
    clear = (there["p"] <= 0.05) & ((there["gap_low"] > 0) | (there["gap_high"] < 0))
    assert (there["position"].isin(["högre", "lägre"]) == clear).all()


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_row_order_does_not_matter(build: Build, random: Random) -> None:
    cells = {"T": (9, 30), "K": (7, 20), "M": (2, 10)}
    frame = pd.concat([build(dict.fromkeys(JAMTLAND.members, cell), WORRIED, sex=sex) for sex, cell in cells.items()])
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(gaps(frame), gaps(frame.iloc[order]))


def test_a_value_that_is_not_there_keeps_its_status(build: Build) -> None:
    row = gaps(by_sex(build, BRACKE, T=(45, 90), K=(40, 60), M="sekretess")).loc[BRACKE]
    assert (row["women_status"], row["men_status"]) == ("ok", "sekretess")
    row = gaps(by_sex(build, BRACKE, T=(45, 90), K="bortfall")).loc[BRACKE]
    assert (row["women_status"], row["men_status"]) == ("bortfall", "saknas")


def test_a_group_without_values_is_missing_and_one_taken_together_is_not(build: Build, county: pd.DataFrame) -> None:
    alone = gaps(by_sex(build, BRACKE, K=(40, 60), M=(5, 30))).loc[LAN]
    assert (alone["women_status"], alone["men_status"]) == ("saknas", "saknas")
    together = gaps(county).loc[LAN]
    assert (together["women_status"], together["men_status"]) == ("ok", "ok")


def test_the_source_is_that_of_the_values(build: Build) -> None:
    parts = [
        build({BRACKE: cell}, WORRIED, sex=sex, source=f"{sex.lower()}.xlsx#12345678")
        for sex, cell in {"T": (45, 90), "K": (40, 60), "M": (5, 30)}.items()
    ]
    other = by_sex(build, AREA, K=(40, 60), M=(5, 30))
    rows = gaps(*parts, other)
    assert rows.loc[BRACKE, "source"] == "k.xlsx#12345678"
    assert rows.loc[LAN, "source"] == "k.xlsx#12345678"
    assert gaps(parts[0], parts[2]).loc[BRACKE, "source"] == "m.xlsx#12345678"
    assert gaps(parts[0]).loc[BRACKE, "source"] == "t.xlsx#12345678"
