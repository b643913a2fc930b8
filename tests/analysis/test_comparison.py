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
from oj_analys.stats.intervals import newcombe

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
BRACKE, RAGUNDA, OSTERSUND, AREA = "2305", "2303", "2380", "2321"


def everyone(value: object) -> dict[str, object]:
    return dict.fromkeys(catalog.kommun_by_code(), value)


def doubled_fisher(count: int, n: int, other: int, other_n: int) -> float:
    table = [[count, n - count], [other, other_n - other]]
    return min(1, 2 * min(fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")))


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


@pytest.mark.parametrize(
    ("riket", "position"), [(86.0, "ingen tydlig skillnad"), (86.0123, "bättre"), (85.9, "bättre")]
)
def test_what_riket_may_have_been_rounded_from_is_no_clear_difference(
    build: Build, riket: float, position: str
) -> None:
    # 88,4 percent of 1 027: clearly above 86 itself, but not above the 86,4 that may have been written as 86.
    frame = compare(build({"0000": riket, OSTERSUND: (908, 1027)}), among=JAMTLAND, against=["riket"])
    row = only(frame, OSTERSUND, "riket")
    assert (row["position"], row["p"] < 0.05) == (position, True)


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
    assert only(frame, BRACKE, "riket")["position"] == "högre"


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
    assert row["reference"] == 80
    assert row["p"] == pytest.approx(doubled_fisher(360, 500, 440, 500))
    assert row["position"] == "sämre"


def test_lan_without_a_published_value_is_all_its_persons_together(build: Build) -> None:
    values = {unit: (30 + place, 50) for place, unit in enumerate(JAMTLAND.members)} | {OSTERSUND: (400, 500)}
    row = only(compare(build(values), among=JAMTLAND, against=["lan"]), OSTERSUND, "lan")
    others = sum(count for count, n in values.values() if n == 50)
    assert row["reference"] == pytest.approx(100 * (400 + others) / (500 + 7 * 50))
    assert row["p"] == pytest.approx(doubled_fisher(400, 500, others, 350))
    partly = values | {AREA: 60.0}
    row = only(compare(build(partly), among=JAMTLAND, against=["lan"]), OSTERSUND, "lan")
    assert (row["reason"], np.isnan(row["reference"])) == ("referens_saknas", True)


def test_the_difference_from_lan_is_that_from_the_others_scaled(build: Build) -> None:
    frame = compare(build({"0023": (800, 1000), OSTERSUND: (360, 500)}), among=JAMTLAND, against=["lan"])
    row = only(frame, OSTERSUND, "lan")
    others = newcombe(360, 500, 440, 500)
    assert row["difference"] == pytest.approx(100 * (1 - 500 / 1000) * float(others.value))
    assert row["difference_low"] == pytest.approx(50 * float(others.low))
    assert row["difference_high"] == pytest.approx(50 * float(others.high))


@pytest.mark.parametrize("county", [80.0, (300, 400)])
def test_lan_without_usable_counts_of_the_others_is_no_test(build: Build, county: object) -> None:
    frame = compare(build({"0023": county, OSTERSUND: (360, 500)}), among=JAMTLAND, against=["lan"])
    row = only(frame, OSTERSUND, "lan")
    assert (row["position"], row["reason"]) == ("ej jämförbar", "referens_utan_n")


def test_lan_published_without_counts_is_tested_against_the_other_kommuners_own(build: Build) -> None:
    values = {unit: (30 + place, 50) for place, unit in enumerate(JAMTLAND.members)} | {OSTERSUND: (400, 500)}
    row = only(compare(build(values | {"0023": 75.0}), among=JAMTLAND, against=["lan"]), OSTERSUND, "lan")
    others = sum(count for count, n in values.values() if n == 50)
    assert (row["reference"], row["position"]) == (75, "bättre")
    assert row["p"] == pytest.approx(doubled_fisher(400, 500, others, 350))
    assert np.isnan(row["difference_low"])


def test_lan_kommuner_is_the_unweighted_mean_and_tested_against_the_others_persons(build: Build) -> None:
    values = {OSTERSUND: (450, 500), BRACKE: (30, 50), RAGUNDA: (40, 50)}
    row = only(compare(build(values), among=JAMTLAND, against=["lan_kommuner"]), OSTERSUND, "lan_kommuner")
    assert row["reference"] == pytest.approx((90 + 60 + 80) / 3)
    assert row["p"] == pytest.approx(doubled_fisher(450, 500, 70, 100), rel=1e-6)
    assert np.isnan(row["difference_low"])
    uncounted = values | {AREA: 50.0}
    row = only(compare(build(uncounted), among=JAMTLAND, against=["lan_kommuner"]), OSTERSUND, "lan_kommuner")
    assert (row["reference"], row["reason"]) == (pytest.approx((90 + 60 + 80 + 50) / 4), "referens_utan_n")


def test_a_flag_on_the_other_side_of_the_mean_shown_is_no_judgement(build: Build) -> None:
    # Counted on persons the others have far more; the mean of kommuner lies on the other side.
    values = {BRACKE: (300, 600), OSTERSUND: (9000, 10000), RAGUNDA: (0, 30), AREA: (0, 30), "2361": (0, 30)}
    row = only(compare(build(values), among=JAMTLAND, against=["lan_kommuner"]), BRACKE, "lan_kommuner")
    assert row["p"] < 1e-6
    assert row["difference"] > 0
    assert row["position"] == "ingen tydlig skillnad"


def test_nobody_but_the_kommun_itself_is_no_reference(build: Build) -> None:
    frame = compare(build({BRACKE: (44, 61)}), among=JAMTLAND, against=["lan_kommuner", "kommungrupp"])
    assert set(frame["reason"]) == {"referens_saknas"}
    gotland = oj.grupp("Gotland")
    alone = compare(build({"0009": (900, 1000), "0980": (900, 1000)}), among=gotland, against=["lan"])
    assert alone["reason"].to_list() == ["referens_saknas"]


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


PAIRS = pd.DataFrame([(count, n) for n in range(1, 61) for count in range(n + 1)], columns=["count", "n"])


def every_count(target: float, measure: str) -> pd.DataFrame:
    """Every count of every n up to 60 against riket's percent, eight kommuner at a time."""
    kommuner = PAIRS.assign(
        unit=[JAMTLAND.members[place % 8] for place in PAIRS.index],
        group=[f"del={target:02.0f}-{place // 8:03}" for place in PAIRS.index],
        value=100 * PAIRS["count"] / PAIRS["n"],
    )
    riket = kommuner.drop_duplicates("group").assign(unit="0000", value=target, count=None, n=None)
    rows = pd.concat([kommuner, riket.astype({"count": "Int64", "n": "Int64"})])
    return rows.assign(measure=measure, period="2024", sex="T", status="ok", source="a.xlsx#12345678", policy="öppen")


def is_judged(compared: pd.DataFrame) -> "pd.Series[bool]":
    return compared["position"].isin(["bättre", "sämre", "högre", "lägre"])


@pytest.mark.parametrize("measure", ["oj.U21468", "oj.N31807"])
def test_false_judgements_against_riket_stay_below_nominal_for_every_n(measure: str) -> None:
    frame = MEASURES.build(pd.concat([every_count(float(target), measure) for target in range(5, 100, 5)]))
    compared = compare(frame, among=JAMTLAND, against=["riket"])
    assert len(compared) == 19 * len(PAIRS)
    weight = binom.pmf(compared["count"].astype(int), compared["n"].astype(int), compared["reference"] / 100)
    attained = compared.assign(weight=weight * is_judged(compared)).groupby(["reference", "n"])["weight"].sum()
    chance = compared.groupby(["reference", "n"])["chance"].first()
    assert len(attained) == 19 * 60
    assert attained.max() <= 0.05
    assert (attained <= chance + 1e-12).all()
    assert attained.max() > 0.03  # the rule does judge


def test_false_judgements_against_the_others_stay_below_nominal() -> None:
    # Two kommuner of every count, weighted with the chance of both when they share one truth.
    sizes = [(n, other) for n in (4, 9, 20) for other in (6, 15)]
    tables = [(n, x, m, y) for n, m in sizes for x in range(n + 1) for y in range(m + 1)]
    rows = [
        {"unit": unit, "group": f"del={at:05}", "n": n, "count": count, "value": 100 * count / n}
        for at, table in enumerate(tables)
        for unit, n, count in ((BRACKE, *table[:2]), (AREA, *table[2:]))
    ]
    common = {"measure": "oj.U21468", "period": "2024", "sex": "T", "status": "ok", "source": "a", "policy": "öppen"}
    frame = MEASURES.build(pd.DataFrame(rows).assign(**common))
    compared = compare(frame, among=JAMTLAND, against=["lan_kommuner"])
    found = pd.DataFrame(tables, columns=["n", "x", "m", "y"]).assign(
        judged=is_judged(compared[compared["unit"] == BRACKE].sort_values("group")).to_numpy()
    )
    for truth in (0.1, 0.3, 0.5, 0.8, 0.95):
        weight = binom.pmf(found["x"], found["n"], truth) * binom.pmf(found["y"], found["m"], truth)
        attained = (weight * found["judged"]).groupby([found["n"], found["m"]]).sum()
        assert attained.max() <= 0.05
    assert found["judged"].any()
