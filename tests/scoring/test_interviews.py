from collections.abc import Callable
from dataclasses import replace
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys.frames import FrameError
from oj_analys.frames.persons import INTERVIEWS, Interviews
from oj_analys.scoring import score
from oj_analys.scoring.interviews import baseline

Meet = Callable[..., Interviews]
BRACKE, KROKOM, LAN = "2305", "2309", "0023"
HELD = [
    ("a", BRACKE, "K", "2023-05-02", "grund", {"need": 2, "rating": 5}),
    ("a", BRACKE, "K", "2024-05-02", "grund", {"need": 0, "rating": 0}),
    ("a", BRACKE, "K", "2022-01-02", "uppfoljning", {"need": 0, "rating": 0}),
    ("b", BRACKE, "M", "2024-02-02", "grund", {"need": 2, "rating": "obesvarad"}),
    ("c", KROKOM, "M", "2024-03-02", "grund", {"need": 1, "rating": 4}),
    ("d", KROKOM, "", "2024-03-02", "grund", {"need": "ej_aktuell"}),
    ("e", KROKOM, "K", "2025-03-02", "uppfoljning", {"need": 0, "rating": 0}),
]


def of(figures: pd.DataFrame, measure: str, sex: str = "T") -> pd.DataFrame:
    return figures[(figures["measure"] == f"samtal.{measure}") & (figures["sex"] == sex)].set_index("group")


def test_the_baseline_is_the_earliest_grund_and_never_a_follow_up(meet: Meet) -> None:
    # Fact sheet of ASI, section 5, rule 17: several Grund, the earliest is the baseline.
    rows = baseline(meet(HELD))
    assert set(zip(rows["person"], rows["date"], strict=True)) == {
        ("a", "2023-05-02"),
        ("b", "2024-02-02"),
        ("c", "2024-03-02"),
        ("d", "2024-03-02"),
    }
    assert set(rows["kind"]) == {"grund"}


def test_ratings_of_the_whole_group_over_all_years(meet: Meet) -> None:
    figures = score(meet(HELD))
    need = of(figures, "alkohol.behov")
    assert need.loc[["svar=0", "svar=1", "svar=2"], "count"].to_list() == [0, 1, 2]
    assert need.loc["svar=2", ["value", "n"]].to_list() == pytest.approx([200 / 3, 3])
    assert set(need.index) == {"svar=0", "svar=1", "svar=2"}  # why the fourth gave no answer is told nowhere
    assert set(figures["unit"]) == {LAN}
    assert set(figures["period"]) == {"2023/2024"}
    assert set(figures["policy"]) == {""}
    assert of(figures, "intervjuer").loc["alla", ["value", "count", "status"]].to_list() == [4, 4, "ok"]


def test_bands_go_by_their_first_code_and_a_left_out_rating_is_not_counted(meet: Meet) -> None:
    rating = of(score(meet(HELD)), "alkohol.skattning")
    assert rating.loc[["svar=0", "svar=2", "svar=4"], "count"].to_list() == [0, 0, 2]
    assert set(rating["n"]) == {2}
    assert "svar=5" not in rating.index


def test_each_sex_beside_everyone_and_unknown_sex_in_everyone_only(meet: Meet) -> None:
    figures = score(meet(HELD))
    assert [of(figures, "intervjuer", sex).loc["alla", "count"] for sex in ("T", "K", "M")] == [4, 1, 2]
    men = of(figures, "alkohol.skattning", "M")
    assert men.loc["svar=4", ["value", "n", "count"]].to_list() == [100, 1, 1]


def test_a_rating_that_no_interview_holds_has_no_rows(meet: Meet) -> None:
    figures = score(meet([("a", BRACKE, "K", "2024-05-02", "grund", {"need": 2})]))
    assert set(figures["measure"]) == {"samtal.alkohol.behov", "samtal.intervjuer"}
    assert set(figures["period"]) == {"2024"}


def test_a_sex_without_valid_ratings_is_not_computed(meet: Meet) -> None:
    held = [
        ("a", BRACKE, "K", "2024-05-02", "grund", {"need": 2}),
        ("b", BRACKE, "M", "2024-05-02", "grund", {"need": "obesvarad"}),
    ]
    men = of(score(meet(held)), "alkohol.behov", "M")
    assert men.loc["svar=2", "status"] == "ej_beräknad"


def test_follow_ups_alone_make_no_figure(meet: Meet) -> None:
    assert score(meet([HELD[-1]])).empty
    assert score(meet()).empty


def test_a_rating_outside_its_scale_is_never_dropped_in_silence(meet: Meet) -> None:
    with pytest.raises(FrameError, match="outside the scale"):
        score(meet([("a", BRACKE, "K", "2024-05-02", "grund", {"rating": 9})]))


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_row_order_and_pseudonyms_do_not_matter(meet: Meet, random: Random) -> None:
    interviews = meet(HELD)
    order = random.sample(range(len(interviews.rows)), len(interviews.rows))
    shuffled = INTERVIEWS.build(interviews.rows.assign(person="x" + interviews.rows["person"]).iloc[order])
    pd.testing.assert_frame_equal(score(replace(interviews, rows=shuffled)), score(interviews))
