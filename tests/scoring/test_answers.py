from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oj_analys as oj
from oj_analys.frames import FrameError
from oj_analys.frames.persons import Survey
from oj_analys.scoring import count_answers, score

Ask = Callable[..., Survey]
BRACKE, RAGUNDA, BERG, LAN = "2305", "2303", "2326", "0023"
MEMBERS = oj.grupp("Jämtland").members
VALID = [f"svar={code}" for code in range(1, 6)]

told = st.sampled_from([1, 2, 3, 4, 5, "vet_ej", "vill_ej", "ej_aktuell", "blank", None])
persons = st.lists(
    st.tuples(st.sampled_from(MEMBERS[:3]), st.sampled_from(["", "roll=chef"]), st.lists(told, min_size=7, max_size=7)),
    max_size=8,
)


def of(figures: pd.DataFrame, unit: str, item: str) -> pd.DataFrame:
    return figures[(figures["unit"] == unit) & (figures["measure"] == f"prov.{item}")].set_index("group")


def test_a_small_survey_by_hand(ask: Ask) -> None:
    # The reversed statement p2 is counted as it was asked; whoever left it out without a row left it blank.
    survey = ask(
        [
            (BRACKE, "", [4, 2]),
            (BRACKE, "", [4, 2]),
            (BRACKE, "", [4, 5]),
            (BRACKE, "", [4, "vet_ej"]),
            (BRACKE, "", [4, None]),
            (BRACKE, "", ["blank", "vet_ej"]),
        ]
    )
    rows = of(count_answers(survey), BRACKE, "p2")
    assert rows.loc[VALID, "count"].to_list() == [0, 2, 0, 0, 1]
    assert rows.loc[VALID, "value"].to_list() == pytest.approx([0, 200 / 3, 0, 0, 100 / 3])
    assert set(rows.loc[VALID, "n"]) == {3}
    assert rows.loc["svar=vet_ej", ["value", "n", "count"]].to_list() == [20, 5, 1]
    assert rows.loc["svar=blank", ["value", "n", "count"]].to_list() == [20, 5, 1]
    assert rows.loc["svar=vill_ej", "count"] == 0
    assert set(rows["status"]) == {"ok"}


def test_no_respondents_and_no_valid_answers_are_told_apart(ask: Ask) -> None:
    figures = count_answers(ask([(BRACKE, "", [4, "vet_ej"])]))
    assert BERG not in set(figures["unit"])
    bracke = of(figures, BRACKE, "p2")
    assert set(bracke.loc[VALID, "status"]) == {"ej_beräknad"}
    assert bracke.loc["svar=vet_ej", ["value", "status"]].to_list() == [100, "ok"]


def test_every_unit_has_every_answer_of_every_statement(ask: Ask) -> None:
    figures = count_answers(ask([(BRACKE, "roll=chef", [4])]))
    assert len(figures) == 2 * 7 * 9  # Bräcke and the group
    assert set(figures["sex"]) == {"T"}
    assert set(figures["policy"]) == {""}


def test_an_answer_outside_its_scale_is_never_dropped_in_silence(ask: Ask) -> None:
    survey = ask([(BRACKE, "", [4, 2])])
    broken = replace(survey, responses=survey.responses.assign(answer=6.0))
    with pytest.raises(FrameError, match="outside the scale"):
        count_answers(broken)


@settings(max_examples=20, deadline=None)
@given(persons)
def test_counts_add_up(ask: Ask, who: list[Any]) -> None:
    survey = ask(who)
    figures = count_answers(survey)
    ok = figures[figures["status"] == "ok"]
    valid = ok[ok["group"].isin(VALID)].groupby(["unit", "measure"]).agg({"count": "sum", "n": "first", "value": "sum"})
    assert valid["count"].to_list() == valid["n"].to_list()
    assert valid["value"].to_list() == pytest.approx([100] * len(valid))
    there = figures[figures["status"] != "saknas"]
    respondents = score(survey).query("measure == 'prov.svarande' and group == 'alla'").set_index("unit")["count"]
    for (unit, _), count in there.groupby(["unit", "measure"])["count"].sum().items():
        assert count == respondents[unit]


@settings(max_examples=20, deadline=None)
@given(persons)
def test_the_groups_distribution_is_the_sum_of_its_kommuner(ask: Ask, who: list[Any]) -> None:
    figures = count_answers(ask(who))
    whole = figures["unit"] == LAN
    by = ["measure", "group"]
    pd.testing.assert_series_equal(
        figures[whole].groupby(by)["count"].sum(), figures[~whole].groupby(by)["count"].sum()
    )
