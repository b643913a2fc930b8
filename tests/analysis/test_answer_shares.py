from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis import compare, yes_shares
from oj_analys.analysis.answer_shares import answer_shares
from oj_analys.analysis.answers import riket_and
from oj_analys.frames import COMPARED, FrameError
from oj_analys.sources.loaded import load

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
KROKOM, BRACKE, AREA = "2309", "2305", "2321"


def _compared(*measures: pd.DataFrame) -> pd.DataFrame:
    return compare(pd.concat(measures, ignore_index=True), among=JAMTLAND, against=["riket", "lan_kommuner"])


def test_those_with_an_answer_are_counted_and_those_that_say_the_full_yes(build: Build) -> None:
    answers = {KROKOM: 1.0, BRACKE: 0.0, AREA: 1.0, "2380": "bortfall", "2361": "sekretess"}
    (row,) = answer_shares(_compared(build(answers, "oj.U37488", "2025"))).to_dict("records")
    assert (row["measure"], row["period"], row["count"], row["n"]) == ("oj.U37488", "2025", 2, 3)
    assert row["value"] == pytest.approx(200 / 3)
    assert pd.isna(row["reference"])


def test_the_newest_period_counts_also_where_it_has_no_answer(build: Build) -> None:
    old = build({KROKOM: 1.0, BRACKE: 1.0}, "oj.U37488", "2024")
    new = build({KROKOM: 0.0, BRACKE: "bortfall"}, "oj.U37488", "2025")
    (row,) = answer_shares(_compared(old, new)).to_dict("records")
    assert (row["period"], row["count"], row["n"], row["value"]) == ("2025", 0, 1, 0)
    (row,) = answer_shares(_compared(build({KROKOM: "saknas"}, "oj.U37488", "2025"))).to_dict("records")
    assert (row["count"], row["n"]) == (0, 0)
    assert pd.isna(row["value"])


def test_who_does_not_run_it_is_left_out_and_named(build: Build) -> None:
    run = catalog.measure("oj.N21900").codings[-1]
    other = next(code for code, _ in run.labels if code != run.yes)
    who = build({KROKOM: run.yes, BRACKE: other, AREA: other}, "oj.N21900", "2024")
    answers = build({KROKOM: 1.0, BRACKE: 1.0, AREA: "bortfall"}, "oj.U74460", "2025")
    found = answer_shares(_compared(who, answers)).set_index("measure").loc["oj.U74460"]
    assert (found["count"], found["n"], found["apart_units"]) == (1, 1, BRACKE)


def test_figures_and_scales_without_a_good_end_have_no_row(build: Build) -> None:
    assert answer_shares(_compared(build({BRACKE: (44, 61)}))).empty
    assert answer_shares(_compared(build({KROKOM: 1.0}, "oj.U30446", "2024"))).empty
    assert answer_shares(COMPARED.empty()).empty


def test_another_frame_is_refused(build: Build) -> None:
    with pytest.raises(FrameError, match="COMPARED"):
        answer_shares(build({KROKOM: 1.0}, "oj.U37488", "2025"))


def test_the_counts_and_shares_are_those_of_the_reports(example: object) -> None:
    measures = load(str(example)).measures
    found = answer_shares(compare(measures, among=JAMTLAND, against=["riket", "lan"]))
    shares = yes_shares(measures, riket_and(JAMTLAND)).set_index(["unit", "measure", "period"])
    assert len(found) > 20
    for row in found.to_dict("records"):
        own = shares.loc[(JAMTLAND.unit, row["measure"], row["period"])]
        assert (row["count"], row["n"], row["value"]) == (own["count"], own["n"], pytest.approx(own["value"]))
        if not pd.isna(row["reference"]):
            riket = shares.loc[("0000", row["measure"], row["period"])]
            assert row["reference"] == pytest.approx(riket["value"])
    assert found["reference"].notna().sum() > 20
