from collections.abc import Callable
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, fisher_exact

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.domain import DataError
from oj_analys.frames import COMPARED, MEASURES, FrameError

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
BRACKE, RAGUNDA, OSTERSUND, AREA = "2305", "2303", "2380", "2321"


def everyone(value: object) -> dict[str, object]:
    return dict.fromkeys(catalog.kommun_by_code(), value)


def only(frame: pd.DataFrame, unit: str, kind: str) -> pd.Series:
    return frame[(frame["unit"] == unit) & (frame["reference_kind"] == kind)].squeeze()


def test_bracke_is_clearly_worse_and_ragunda_cannot_be_told(build: Build) -> None:
    frame = compare(build({"0000": 86.0, BRACKE: (44, 61), RAGUNDA: (10, 14)}), among=JAMTLAND, against=["riket"])
    bracke, ragunda = only(frame, BRACKE, "riket"), only(frame, RAGUNDA, "riket")
    assert (bracke["position"], bracke["reason"]) == ("sämre", "")
    assert (ragunda["position"], ragunda["reason"]) == ("osäkert", "få_svar")
    assert bracke["difference"] == pytest.approx(100 * 44 / 61 - 86)
    assert bracke["difference_low"] < bracke["difference"] < bracke["difference_high"] < 0
    assert bracke["p"] == pytest.approx(2 * binom.cdf(44, 61, 0.86))


def test_direction_turns_the_word(build: Build) -> None:
    high = {"0000": 10.0, BRACKE: (20, 61)}
    words = {
        measure: only(compare(build(high, measure), among=JAMTLAND, against=["riket"]), BRACKE, "riket")["position"]
        for measure in ("oj.U21468", "oj.U21449")
    }
    assert words == {"oj.U21468": "bättre", "oj.U21449": "sämre"}


def test_without_direction_nothing_is_good_or_bad(build: Build) -> None:
    no_direction = "oj.N31807"
    frame = compare(build({"0000": 10.0, BRACKE: (20, 61)}, no_direction), among=JAMTLAND, against=["riket"])
    assert only(frame, BRACKE, "riket")["position"] in {"högre", "ej jämförbar"}


@pytest.mark.parametrize(
    ("values", "measure", "reason"),
    [
        ({"0000": 86.0, BRACKE: "bortfall"}, "oj.U21468", "värde_saknas"),
        ({BRACKE: (44, 61)}, "oj.U21468", "referens_saknas"),
        ({"0000": 86.0, BRACKE: 72.0}, "oj.U21468", "n_saknas"),
        ({"0000": 100.0, BRACKE: (44, 61)}, "oj.U21468", "ej_prövbar"),
        ({"0000": 14.0, BRACKE: 31.0}, "oj.U31402", "inte_andel"),
        ({BRACKE: 1.0}, "oj.U37488", "svarsfråga"),
    ],
)
def test_every_refusal_has_its_reason(build: Build, values: dict[str, object], measure: str, reason: str) -> None:
    row = only(compare(build(values, measure), among=JAMTLAND, against=["riket"]), BRACKE, "riket")
    assert (row["position"], row["reason"]) == ("ej jämförbar", reason)
    assert np.isnan(row["chance"])


def test_a_hidden_row_stands_once_per_reference(build: Build) -> None:
    frame = compare(
        build({"0000": 86.0, BRACKE: "sekretess"}),
        among=JAMTLAND,
        against=["riket", "lan", "lan_kommuner", "kommungrupp"],
    )
    assert sorted(frame["reference_kind"]) == ["kommungrupp", "lan", "lan_kommuner", "riket"]
    assert frame["value"].isna().all()
    assert frame["low"].isna().all()


def test_lan_is_tested_against_the_other_kommuner_by_fisher(build: Build) -> None:
    frame = compare(build({"0023": (800, 1000), OSTERSUND: (360, 500)}), among=JAMTLAND, against=["lan"])
    row = only(frame, OSTERSUND, "lan")
    tails = [fisher_exact([[360, 140], [440, 60]], alternative=side).pvalue for side in ("less", "greater")]
    assert row["reference"] == 80
    assert row["p"] == pytest.approx(2 * min(tails))
    assert row["position"] == "sämre"


def test_lan_kommuner_is_the_unweighted_mean_and_tested_without_the_kommun_itself(build: Build) -> None:
    values = {OSTERSUND: (450, 500), BRACKE: (30, 50), RAGUNDA: (40, 50)}
    row = only(compare(build(values), among=JAMTLAND, against=["lan_kommuner"]), OSTERSUND, "lan_kommuner")
    assert row["reference"] == pytest.approx((90 + 60 + 80) / 3)
    assert row["p"] == pytest.approx(min(1, 2 * binom.sf(449, 500, 0.7)))


def test_a_named_group_is_a_reference_and_an_unknown_one_is_named(build: Build) -> None:
    frame = build({BRACKE: (30, 50), "1473": (40, 50), "1499": (20, 50)})
    row = only(compare(frame, among=JAMTLAND, against=["skaraborg"]), BRACKE, "skaraborg")
    assert row["reference"] == pytest.approx(60)
    with pytest.raises(DataError, match=r'okänd jämförelse "skaraborgg".*Menade du "skaraborg"'):
        compare(frame, among=JAMTLAND, against=["skaraborgg"])


def test_answers_get_the_share_of_yes_and_no_judgement(build: Build) -> None:
    values = everyone("bortfall") | {"0114": 1.0, "0115": 0.0, "0117": 1.0, BRACKE: 0.0, AREA: 1.0}
    frame = compare(build(values, "oj.U37488", "2025"), among=JAMTLAND, against=["riket", "lan_kommuner"])
    assert only(frame, BRACKE, "riket")["reference"] == 60
    assert only(frame, BRACKE, "lan_kommuner")["reference"] == 50
    assert frame["difference"].isna().all()
    assert set(frame["position"]) == {"ej jämförbar"}


def test_the_share_of_some_kommuner_is_not_rikets(build: Build) -> None:
    values = {BRACKE: 0.0, AREA: 1.0}
    frame = compare(build(values, "oj.U37488", "2025"), among=JAMTLAND, against=["riket"])
    assert frame["reference"].isna().all()


def test_colour_rank_counts_every_kommun_but_not_riket(build: Build) -> None:
    values = {"0000": 99.0, "0114": 50.0, "0115": 60.0, "0117": 70.0, BRACKE: 80.0}
    row = only(compare(build(values), among=JAMTLAND, against=["riket"]), BRACKE, "riket")
    assert row["colour_rank"] == 3.5 / 4


def test_answers_coded_backwards_rank_by_their_meaning(build: Build) -> None:
    # U30426 codes Nej as 2: Ja must still rank above Nej.
    values = {"0114": 2.0, BRACKE: 1.0}
    row = only(compare(build(values, "oj.U30426", "2026"), among=JAMTLAND, against=["riket"]), BRACKE, "riket")
    assert row["colour_rank"] == 0.75


def test_columns_never_depend_on_the_references(build: Build) -> None:
    frame = build({"0000": 86.0, BRACKE: (44, 61)})
    for against in (["riket"], ["kommungrupp", "lan"], []):
        assert COMPARED.check(compare(frame, among=JAMTLAND, against=against)).shape[1] == len(COMPARED.columns)


def test_uncleared_rows_are_refused(build: Build) -> None:
    with pytest.raises(FrameError, match="no policy"):
        compare(build({BRACKE: 1.0}, policy=""), among=JAMTLAND, against=["riket"])


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_row_order_does_not_matter(build: Build, random: Random) -> None:
    frame = pd.concat(
        [build({"0000": 86.0, BRACKE: (44, 61), AREA: (50, 60)}), build({BRACKE: 1.0, "0114": 0.0}, "oj.U37488")]
    )
    order = list(range(len(frame)))
    random.shuffle(order)
    expected = compare(MEASURES.build(frame), among=JAMTLAND, against=["riket", "kommungrupp"])
    shuffled = compare(MEASURES.build(frame.iloc[order]), among=JAMTLAND, against=["riket", "kommungrupp"])
    pd.testing.assert_frame_equal(expected, shuffled)


def test_end_to_end_false_judgements_stay_below_nominal(build: Build) -> None:
    # Every possible count of one kommun against riket at 80 percent, weighted with its exact chance.
    for n in (7, 20, 61):
        words = [
            only(compare(build({"0000": 80.0, BRACKE: (count, n)}), among=JAMTLAND, against=["riket"]), BRACKE, "riket")
            for count in range(n + 1)
        ]
        judged = [row["position"] in {"bättre", "sämre"} for row in words]
        attained = binom.pmf(np.arange(n + 1), n, 0.8)[judged].sum()
        assert attained <= words[0]["chance"] + 1e-12 <= 0.05
