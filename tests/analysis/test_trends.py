from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis.trends import trend
from oj_analys.domain import Measure
from oj_analys.frames import MEASURES, TRENDS, FrameError

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
KROKOM, BRACKE, AREA, OSTERSUND = "2309", "2305", "2321", "2380"
HIGH_IS_GOOD, LOW_IS_GOOD, NEED = "oj.U21468", "oj.U21449", "oj.N31807"


def followed(*frames: pd.DataFrame) -> pd.DataFrame:
    return trend(MEASURES.build(pd.concat(frames)), JAMTLAND)


def over_time(
    build: Build, unit: str, values: dict[str, object], measure: str = HIGH_IS_GOOD, **more: object
) -> pd.DataFrame:
    return MEASURES.build(
        pd.concat([build({unit: value}, measure, period, **more) for period, value in values.items()])
    )


def change(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["unit"], frame["change"], strict=True))


def test_changed_answers(build: Build) -> None:
    changed = followed(
        build({BRACKE: 1.0, KROKOM: 0.0, AREA: 1.0, OSTERSUND: 1.0}, "oj.U37488", "2024"),
        build({BRACKE: 0.0, KROKOM: 1.0, AREA: 1.0, OSTERSUND: "bortfall", "2326": 1.0}, "oj.U37488", "2025"),
    )
    assert change(changed) == {
        BRACKE: "sämre",
        KROKOM: "bättre",
        AREA: "oförändrat",
        OSTERSUND: "kan inte bedömas",
        "2326": "kan inte bedömas",
    }
    assert changed[["difference", "p", "slope", "points", "lan_difference"]].isna().all(axis=None)
    assert set(changed["trend"]) == set(changed["trend_reason"]) == {""}


def test_periods_are_ordered_by_year_not_by_row(build: Build) -> None:
    row = followed(over_time(build, KROKOM, {"2025": 1.0, "2023": 1.0, "2024": 0.0}, "oj.U37488")).squeeze()
    assert (row["period"], row["earlier_period"], row["change"]) == ("2025", "2024", "bättre")


def test_no_change_is_claimed_across_a_changed_scale(build: Build) -> None:
    # U28462: Ja/Nej to 2017, Ja/Delvis/Nej from 2018.
    row = followed(over_time(build, KROKOM, {"2017": 1.0, "2018": 1.0}, "oj.U28462")).squeeze()
    assert (row["change"], row["reason"]) == ("kan inte bedömas", "ny_definition")


def test_the_same_answers_under_new_codes_can_be_compared(build: Build) -> None:
    # U30426: Nej was 0 and became 2; Ja stayed 1.
    changed = followed(
        build({KROKOM: 0.0, AREA: 1.0}, "oj.U30426", "2024"), build({KROKOM: 2.0, AREA: 2.0}, "oj.U30426", "2025")
    )
    assert change(changed) == {KROKOM: "oförändrat", AREA: "sämre"}


def test_a_clear_decrease(build: Build) -> None:
    row = followed(over_time(build, BRACKE, {"2022": (57, 63), "2024": (44, 61)})).squeeze()
    assert (row["period"], row["earlier_period"], row["change"], row["reason"]) == ("2024", "2022", "sämre", "")
    assert (row["n"], row["earlier_n"]) == (61, 63)
    assert row["difference"] == pytest.approx(100 * (44 / 61 - 57 / 63))
    limits = confint_proportions_2indep(44, 61, 57, 63, method="newcomb")
    assert (row["difference_low"], row["difference_high"]) == pytest.approx([100 * limit for limit in limits])
    assert (round(row["difference_low"]), round(row["difference_high"])) == (-32, -5)
    tails = [fisher_exact([[44, 17], [57, 6]], alternative=side).pvalue for side in ("less", "greater")]
    assert row["p"] == pytest.approx(2 * min(tails))


@pytest.mark.parametrize(("measure", "word"), [(HIGH_IS_GOOD, "sämre"), (LOW_IS_GOOD, "bättre"), (NEED, "minskat")])
def test_direction_turns_the_word(build: Build, measure: str, word: str) -> None:
    row = followed(over_time(build, BRACKE, {"2022": (57, 63), "2024": (44, 61)}, measure)).squeeze()
    assert row["change"] == word


def test_too_few_answers_are_no_comfort_and_many_alike_are(build: Build) -> None:
    changed = followed(
        build({BRACKE: (10, 14), OSTERSUND: (400, 500)}, period="2022"),
        build({BRACKE: (9, 14), OSTERSUND: (405, 500)}, period="2024"),
    )
    assert change(changed) == {BRACKE: "osäkert", OSTERSUND: "ingen tydlig förändring"}
    assert changed["reason"].to_list() == ["få_svar", ""]


@pytest.mark.parametrize(
    ("values", "measure", "reason"),
    [
        ({"2022": (57, 63), "2024": "bortfall"}, HIGH_IS_GOOD, "värde_saknas"),
        ({"2024": (44, 61)}, HIGH_IS_GOOD, "inget_tidigare"),
        ({"2022": "bortfall", "2024": (44, 61)}, HIGH_IS_GOOD, "inget_tidigare"),
        ({"2022": 90.0, "2024": (44, 61)}, HIGH_IS_GOOD, "n_saknas"),
        ({"2022": 14.0, "2024": 31.0}, "oj.U31402", "inte_andel"),
    ],
)
def test_every_refusal_has_its_reason(build: Build, values: dict[str, object], measure: str, reason: str) -> None:
    row = followed(over_time(build, BRACKE, values, measure)).squeeze()
    assert (row["change"], row["reason"]) == ("kan inte bedömas", reason)
    assert np.isnan(row["p"])


def test_answers_that_do_not_fit_their_share_are_not_judged(build: Build) -> None:
    frame = build({BRACKE: (57, 63)}, period="2022", count=None)
    row = followed(frame, build({BRACKE: (44, 61)})).squeeze()
    assert (row["reason"], row["difference"] < 0) == ("n_stämmer_inte", True)


def test_a_year_without_a_value_is_stepped_over(build: Build) -> None:
    row = followed(over_time(build, BRACKE, {"2022": (57, 63), "2023": "bortfall", "2024": (44, 61)})).squeeze()
    assert (row["earlier_period"], row["change"]) == ("2022", "sämre")


def test_a_missing_value_shows_no_n(build: Build) -> None:
    row = followed(build({BRACKE: "sekretess"}, n=3)).squeeze()
    assert row["n"] is pd.NA


def test_means_that_share_years_are_not_set_beside_each_other(build: Build) -> None:
    periods = {"2019/2021": 50.0, "2020/2022": 60.0, "2021/2023": 70.0, "2022/2024": 80.0}
    row = followed(over_time(build, BRACKE, dict(periods), "oj.N20402")).squeeze()
    assert (row["period"], row["earlier_period"], row["earlier_value"]) == ("2022/2024", "2019/2021", 50)
    assert (row["difference"], row["points"]) == (30, 2)


@pytest.fixture
def redefined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every measure was defined anew in 2022."""
    known = catalog.measure

    def measure(text: str) -> Measure:
        return replace(known(text), breaks=(2022,))

    monkeypatch.setattr(catalog, "measure", measure)


@pytest.mark.usefixtures("redefined")
@pytest.mark.parametrize(
    ("periods", "broken"),
    [(("2021", "2022"), True), (("2022", "2023"), False), (("2020", "2021"), False), (("2020/2022", "2023"), True),
     (("2019", "2020/2022"), True)],
)  # fmt: skip
def test_nothing_is_said_across_a_new_definition(build: Build, periods: tuple[str, str], *, broken: bool) -> None:
    values: dict[str, object] = dict(zip(periods, [(57, 63), (44, 61)], strict=True))
    row = followed(over_time(build, BRACKE, values)).squeeze()
    assert (row["reason"] == "ny_definition") is broken
    assert (row["earlier_period"] == "") is broken
    assert (row["change"] == "kan inte bedömas") is broken
    assert bool(np.isnan(row["difference_low"])) is broken


def test_the_county_and_riket_are_followed_too(build: Build) -> None:
    changed = followed(
        build({"0000": (8600, 10000), "0023": (800, 1000), "0001": 80.0, "0114": 80.0}, period="2022"),
        build({"0000": (8500, 10000), "0023": (700, 1000), "0001": 80.0, "0114": 80.0}, period="2024"),
        build({"0023": 75.0}, "oj.U37488", "2024", group="svar=ja"),  # a share of answers is no answer
    )
    assert change(changed) == {"0000": "sämre", "0023": "sämre"}
    assert changed["lan_difference"].isna().all()


def test_figures_of_persons_are_neither_subtracted_nor_judged(build: Build) -> None:
    values: dict[str, object] = {"2022": (57, 63), "2024": (44, 61)}
    row = followed(over_time(build, BRACKE, values, policy="ebp_personal")).squeeze()
    assert (row["change"], row["reason"]) == ("kan inte bedömas", "intervall_saknas")
    assert (row["trend"], row["trend_reason"]) == ("kan inte bedömas", "intervall_saknas")
    assert pd.isna(row[["difference", "difference_low", "p", "against_lan", "slope", "trend_p"]]).all()


def test_against_the_other_persons_of_the_lan(build: Build) -> None:
    row = followed(
        build({BRACKE: (57, 63), "0023": (906, 1018)}, period="2022"),
        build({BRACKE: (44, 61), "0023": (904, 1027)}, period="2024"),
    ).set_index("unit").loc[BRACKE]  # fmt: skip
    assert row["lan_difference"] == pytest.approx(100 * (904 / 1027 - 906 / 1018))
    own, others = 44 / 61 - 57 / 63, 860 / 966 - 849 / 955
    assert row["against_lan"] == pytest.approx(100 * (own - others))
    own_low, own_high = confint_proportions_2indep(44, 61, 57, 63, method="newcomb")
    others_low, others_high = confint_proportions_2indep(860, 966, 849, 955, method="newcomb")
    low = own - others - np.hypot(own - own_low, others_high - others)
    high = own - others + np.hypot(own_high - own, others - others_low)
    assert (row["against_lan_low"], row["against_lan_high"]) == pytest.approx((100 * low, 100 * high))


@pytest.mark.parametrize("lan", [(40, 61), (44, 60), 80.0])
def test_counts_of_the_lan_that_cannot_hold_the_kommun_give_no_comparison(build: Build, lan: object) -> None:
    changed = followed(
        build({BRACKE: (57, 63), "0023": (906, 1018)}, period="2022"), build({BRACKE: (44, 61), "0023": lan})
    )
    row = changed.set_index("unit").loc[BRACKE]
    assert row[["against_lan", "against_lan_low", "against_lan_high"]].isna().all()
    assert not np.isnan(row["lan_difference"])


def test_each_kommun_of_a_named_group_is_set_beside_its_own_lan(build: Build) -> None:
    skara = "1495"
    frames = [build({skara: (44, 61), "0014": 80.0}), build({skara: (57, 63), "0014": 78.0}, period="2022")]
    changed = trend(MEASURES.build(pd.concat(frames)), oj.grupp("Skaraborg"))
    assert changed.squeeze()["lan_difference"] == 2


def test_no_rows_give_no_trends() -> None:
    assert TRENDS.check(trend(MEASURES.empty(), JAMTLAND)).empty


def test_uncleared_rows_are_refused(build: Build) -> None:
    with pytest.raises(FrameError, match="no policy"):
        trend(build({BRACKE: 1.0}, policy=""), JAMTLAND)


shares = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
of_all_kommuner = st.fixed_dictionaries({unit: st.tuples(shares, shares) for unit in JAMTLAND.members})


@settings(max_examples=20, deadline=None)
@given(of_all_kommuner)
def test_a_judging_word_needs_flag_and_interval_and_time_mirrors_it(
    build: Build, pairs: dict[str, tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    first, second = ({unit: pair[place] for unit, pair in pairs.items()} for place in (0, 1))
    there = followed(build(first, period="2022"), build(second, period="2024"))
    back = followed(build(second, period="2022"), build(first, period="2024"))
    clear = (there["p"] <= 0.05) & ((there["difference_low"] > 0) | (there["difference_high"] < 0))
    assert (there["change"].isin(["bättre", "sämre"]) == clear).all()
    mirrored = there["change"].replace({"bättre": "sämre", "sämre": "bättre"})
    assert back["change"].to_list() == mirrored.to_list()
    np.testing.assert_allclose(back["difference_low"], -there["difference_high"], atol=1e-9)
    np.testing.assert_allclose(back["p"], there["p"])


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_row_order_does_not_matter(build: Build, random: Random) -> None:
    years: dict[str, object] = {str(year): (40 + year % 7, 61) for year in range(2016, 2025)}
    frame = pd.concat(
        [
            over_time(build, BRACKE, years), over_time(build, "0023", {"2023": 80.0, "2024": 81.0}),
            over_time(build, AREA, {"2020/2022": 3.0, "2021/2023": 4.0, "2017/2019": 2.0}, "oj.N20402"),
            over_time(build, AREA, {"2023": 1.0, "2024": 0.0}, "oj.U37488"),
        ]
    )  # fmt: skip
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(followed(frame), followed(frame.iloc[order]))
