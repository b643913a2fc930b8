from collections.abc import Callable

import pandas as pd
import pytest

import oj_analys as oj
from oj_analys.analysis import yes_shares
from oj_analys.frames import check_measures

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
KROKOM, BRACKE, AREA = "2309", "2305", "2321"


def test_share_of_yes_counts_kommuner_with_an_answer(build: Build) -> None:
    answers = build({KROKOM: 1.0, BRACKE: 0.0, AREA: 1.0, "2380": "bortfall", "0114": 0.0}, "oj.U37488", "2025")
    shares = check_measures(yes_shares(answers, {"0023": JAMTLAND.members}))
    row = shares.squeeze()
    assert (row["unit"], row["group"], row["count"], row["n"]) == ("0023", "svar=ja", 2, 3)
    assert row["value"] == pytest.approx(200 / 3)


def test_ordinal_answers_count_only_the_full_yes(build: Build) -> None:
    answers = build({KROKOM: 2.0, BRACKE: 1.0, AREA: 0.0}, "oj.U28462", "2019")
    assert yes_shares(answers, {"0023": JAMTLAND.members})["count"].item() == 1


def test_a_scale_without_a_good_end_has_no_yes(build: Build) -> None:
    assert yes_shares(build({KROKOM: 1.0, BRACKE: 2.0}, "oj.U30446", "2024"), {"0023": JAMTLAND.members}).empty


def test_figures_are_no_answers(build: Build) -> None:
    assert yes_shares(build({BRACKE: (44, 61)}), {"0023": JAMTLAND.members}).empty
