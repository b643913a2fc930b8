from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis import compare, yes_shares
from oj_analys.analysis.comparable import other_huvudman
from oj_analys.frames import MEASURES

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
BRACKE, BERG, AREA = "2305", "2326", "2321"
SHARE, QUESTION, RUNS = "oj.U21432", "oj.U74454", "oj.N21900"
EVERYONE = tuple(catalog.kommun_by_code())


def joined(*frames: pd.DataFrame) -> pd.DataFrame:
    return MEASURES.build(pd.concat(frames))


def row(frame: pd.DataFrame, unit: str, measure: str = SHARE, kind: str = "riket") -> pd.Series:
    wanted = (frame["unit"] == unit) & (frame["measure"] == measure) & (frame["reference_kind"] == kind)
    return frame[wanted].squeeze()


def test_a_kommun_where_someone_else_runs_it_is_not_compared(build: Build) -> None:
    assert catalog.measure(SHARE).huvudman == RUNS
    shares = build({"0000": 86.0, BRACKE: (44, 61), BERG: (44, 61), AREA: (44, 61)}, SHARE)
    frame = compare(joined(shares, build({BRACKE: 0.0, BERG: 1.0}, RUNS)), among=JAMTLAND, against=["riket"])
    apart = row(frame, BRACKE)
    assert (apart["position"], apart["reason"]) == ("ej jämförbar", "annan_huvudman")
    assert np.isnan(apart["difference"])
    assert (apart["value"], apart["reference"]) == (pytest.approx(100 * 44 / 61), 86)
    assert [row(frame, unit)["position"] for unit in (BERG, AREA)] == ["sämre", "sämre"]  # unknown is comparable


def test_it_is_left_out_of_means_and_totals(build: Build) -> None:
    shares = build({BRACKE: (10, 50), BERG: (30, 50), AREA: (40, 50)}, SHARE)
    frame = compare(joined(shares, build({BRACKE: 0.0}, RUNS)), among=JAMTLAND, against=["lan_kommuner"])
    assert row(frame, BERG, kind="lan_kommuner")["reference"] == pytest.approx(70)
    whole = build(dict.fromkeys(JAMTLAND.members, (30, 50)), SHARE)
    frame = compare(joined(whole, build({BRACKE: 0.0}, RUNS)), among=JAMTLAND, against=["lan"])
    assert row(frame, BERG, kind="lan")["reason"] == "referens_saknas"  # a län without one kommun is no län


def test_it_is_left_out_of_ranks_and_colours(build: Build) -> None:
    shares = build(dict.fromkeys(EVERYONE, (30, 50)) | {"0000": 60.0, BRACKE: (50, 50)}, SHARE)
    frame = compare(joined(shares, build({BRACKE: 0.0}, RUNS)), among=JAMTLAND, against=["riket"])
    assert row(frame, BRACKE)[["rank_low", "rank_high", "rank_of", "colour_rank"]].isna().all()
    assert row(frame, BERG)[["rank_low", "rank_high", "rank_of"]].to_list() == [1, 289, 289]
    assert row(frame, BERG)["colour_rank"] == 0.5


def test_it_is_left_out_of_shares_of_yes(build: Build) -> None:
    answers = build(dict.fromkeys(EVERYONE, 1.0) | {BRACKE: 0.0, BERG: 0.0}, QUESTION)
    frame = joined(answers, build({BRACKE: 0.0}, RUNS))
    compared = compare(frame, among=JAMTLAND, against=["riket", "lan_kommuner"])
    assert row(compared, AREA, QUESTION)["reference"] == pytest.approx(100 * 288 / 289)
    assert row(compared, AREA, QUESTION, "lan_kommuner")["reference"] == pytest.approx(100 * 6 / 7)
    shares = yes_shares(frame, {"0000": EVERYONE, "0023": JAMTLAND.members})
    shares = shares[shares["measure"] == QUESTION].set_index("unit")
    assert shares["n"].to_dict() == {"0000": 289, "0023": 7}


@pytest.mark.parametrize(
    ("answers", "apart"),
    [
        ({"2024": 0.0, "2023": 1.0}, True),
        ({"2024": 1.0, "2023": 0.0}, False),
        ({"2022": 0.0, "2020": 1.0}, True),  # the newest earlier one
        ({"2022": 1.0, "2020": 0.0}, False),
        ({"2025": 0.0}, False),  # only a later one: unknown
        ({"2025": 0.0, "2023": 1.0}, False),
        ({"2024": "bortfall", "2023": 0.0}, True),
        ({}, False),
    ],
)
def test_the_answer_of_the_period_counts_else_the_newest_before(
    build: Build, answers: dict[str, object], *, apart: bool
) -> None:
    frame = joined(
        build({BRACKE: 50.0, "0023": 50.0}, SHARE),
        *(build({BRACKE: value, "0023": 0.0}, RUNS, period) for period, value in answers.items()),
    )
    found = other_huvudman(frame)
    assert found[(frame["measure"] == SHARE) & (frame["unit"] == BRACKE)].tolist() == [apart]
    assert not found[frame["unit"] == "0023"].any()  # only kommuner answer for themselves
    assert not found[frame["measure"] == RUNS].any()


def test_another_measure_is_not_touched(build: Build) -> None:
    frame = joined(build({BRACKE: (44, 61)}, "oj.U21468"), build({BRACKE: 0.0}, RUNS))
    assert not other_huvudman(frame).any()


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("2020/2022", "inte_andel"),
        ("2021/2023", "ny_definition"),
        ("2022/2024", "ny_definition"),
        ("2023/2025", "inte_andel"),
    ],
)
def test_a_mean_across_a_new_definition_is_not_compared(
    build: Build, monkeypatch: pytest.MonkeyPatch, period: str, reason: str
) -> None:
    falls = replace(catalog.measure("oj.N20402"), breaks=(2023,))
    monkeypatch.setattr(catalog, "measure", lambda _: falls)
    compared = row(
        compare(build({"0000": 30.0, BRACKE: 40.0}, "oj.N20402", period), among=JAMTLAND, against=["riket"]),
        BRACKE,
        "oj.N20402",
    )
    assert compared["reason"] == reason
    assert np.isnan(compared["difference"]) == (reason == "ny_definition")


def test_a_change_of_who_runs_it_is_no_change_of_quality(build: Build) -> None:
    years = {"2022": (90, 100), "2024": (60, 100)}
    shares = [build({BRACKE: cell, BERG: cell}, SHARE, year) for year, cell in years.items()]
    runs = [build({BRACKE: said, BERG: 1.0}, RUNS, year) for year, said in (("2022", 1.0), ("2024", 0.0))]
    found = oj.trend(joined(*shares, *runs), JAMTLAND)
    figures = found[found["measure"] == SHARE]
    apart, own = (figures[figures["unit"] == unit].iloc[0] for unit in (BRACKE, BERG))
    assert (apart["change"], own["change"]) == ("kan inte bedömas", "sämre")
    assert apart["reason"] == apart["trend_reason"] == "annan_huvudman"
    assert apart[["difference", "difference_low", "p"]].isna().all()
    assert apart[["value", "earlier_value"]].to_list() == [60, 90]  # both are shown


def test_a_series_is_of_the_years_when_the_kommun_runs_it(build: Build) -> None:
    falling = [build({BRACKE: (90 - 10 * step, 100)}, SHARE, str(2019 + step)) for step in range(6)]
    runs = [build({BRACKE: said}, RUNS, year) for year, said in (("2018", 1.0), ("2019", 0.0), ("2020", 1.0))]
    found = oj.trend(joined(*falling, *runs), JAMTLAND)
    row = found[found["measure"] == SHARE].iloc[0]
    assert (row["points"], row["first_period"], row["trend"]) == (5, "2020", "minskar")


def test_women_and_men_are_not_judged_where_someone_else_runs_it(build: Build) -> None:
    cells = {"K": (90, 100), "M": (50, 100), "T": (140, 200)}
    shares = [build(dict.fromkeys((BRACKE, BERG, AREA), cell), SHARE, sex=sex) for sex, cell in cells.items()]
    found = oj.sex_gaps(joined(*shares, build({BRACKE: 0.0}, RUNS)), JAMTLAND).set_index("unit")
    assert found["position"].to_dict() == {"0023": "högre", BRACKE: "ej jämförbar", BERG: "högre", AREA: "högre"}
    assert found["reason"].to_dict() == {"0023": "", BRACKE: "annan_huvudman", BERG: "", AREA: ""}
    assert found["pooled"].dropna().to_dict() == {"0023": 2}
