from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oj_analys as oj
from oj_analys.domain import Questionnaire
from oj_analys.frames import MEASURES
from oj_analys.frames.persons import RESPONSES, Survey
from oj_analys.scoring import count_answers, score
from oj_analys.scoring.survey import person_scores

Ask = Callable[..., Survey]
BRACKE, RAGUNDA, BERG, LAN = "2305", "2303", "2326", "0023"
MEMBERS = oj.grupp("Jämtland").members

told = st.sampled_from([1, 2, 3, 4, 5, "vet_ej", "blank", None])
persons = st.lists(
    st.tuples(st.sampled_from(MEMBERS[:3]), st.sampled_from(["", "roll=chef"]), st.lists(told, min_size=7, max_size=7)),
    max_size=8,
)


def only(figures: pd.DataFrame, unit: str, measure: str, group: str = "alla") -> pd.Series:
    rows = figures[(figures["unit"] == unit) & (figures["measure"] == f"prov.{measure}") & (figures["group"] == group)]
    return rows.squeeze()


def test_a_small_survey_by_hand(ask: Ask) -> None:
    # Fact sheet of EBP-termometern, section 4: x' = 6 - x for p2, mean of answered items, at least 80 percent of them.
    survey = ask(
        [
            (BRACKE, "roll=chef", [4, 2, 4, 4, 4, 1, 2]),  # p2 counts as 4: (4+4+4+4+4)/5 = 4; use (1+2)/2 = 1.5
            (BRACKE, "", [5, 1, 5, 5, "vet_ej", 3, None]),  # four of five is 80 percent: 20/4 = 5; one of two is not
            (RAGUNDA, "roll=chef", [1, 1, 2, "vet_ej", "blank", 5, 5]),  # three of five is too few; use 5
            (BERG, "roll=chef", ["blank", "blank", "vet_ej", None, None, None, None]),  # no respondent
        ]
    )
    figures = score(survey)
    attitudes, use = only(figures, BRACKE, "attityder"), only(figures, BRACKE, "anvandning")
    assert (attitudes["value"], attitudes["n"]) == (4.5, 2)
    assert (use["value"], use["n"]) == (1.5, 1)
    county = only(figures, LAN, "anvandning")
    assert (county["value"], county["n"]) == (3.25, 2)
    assert only(figures, LAN, "svarande")["value"] == 3
    chefer = only(figures, LAN, "attityder", "roll=chef")
    assert (chefer["value"], chefer["n"]) == (4, 1)
    assert only(figures, LAN, "svarande", "roll=chef")["count"] == 2


def test_a_mean_over_persons_is_not_a_mean_over_answers(ask: Ask) -> None:
    # Person means 3 (of five) and 5 (of four): (3 + 5) / 2, while all nine answers average 35 / 9.
    survey = ask([(BRACKE, "", [3, 3, 3, 3, 3]), (BRACKE, "", [5, None, 5, 5, 5])])
    assert only(score(survey), BRACKE, "attityder")["value"] == 4


def test_who_has_no_data_says_why(ask: Ask) -> None:
    figures = score(ask([(BRACKE, "", [4, 2, 4])], invited={(BRACKE, "2023"): 4}))
    berg = figures[figures["unit"] == BERG]
    assert dict(zip(berg["measure"], berg["status"], strict=True)) == dict.fromkeys(
        ("prov.svarande", "prov.svarsfrekvens", "prov.attityder", "prov.anvandning"), "saknas"
    )
    assert berg[["value", "n", "count"]].isna().all(axis=None)
    unscored = only(figures, BRACKE, "attityder")
    assert (unscored["status"], unscored["n"]) == ("ej_beräknad", 0)


def test_every_kommun_is_listed_and_nothing_is_cleared(ask: Ask) -> None:
    figures = MEASURES.check(score(ask([(BRACKE, "roll=chef", [4, 2, 4, 4, 4])])))
    assert set(figures.loc[figures["group"] == "alla", "unit"]) == {*MEMBERS, LAN}
    assert set(figures.loc[figures["group"] == "roll=chef", "unit"]) == {LAN}
    assert set(figures["policy"]) == {""}
    assert set(figures["source"]) == {"exempel:prov.xlsx#12345678"}
    assert (figures["value"].notna() == (figures["status"] == "ok")).all()


def test_only_kommuner_of_the_group_enter_the_group(ask: Ask) -> None:
    survey = ask([(BRACKE, "", [4, 2, 4, 4, 4]), ("2380", "", [1, 5, 1, 1, 1])])
    smaller = replace(survey, grupp=replace(survey.grupp, members=(BRACKE, BERG)))
    figures = score(smaller)
    assert set(figures["unit"]) == {BRACKE, BERG, LAN}
    assert only(figures, LAN, "attityder")["value"] == 4
    assert only(figures, LAN, "svarande")["value"] == 1


def test_a_round_of_the_survey_never_enters_another(ask: Ask) -> None:
    first, second = ask([(BRACKE, "", [5, 1, 5, 5, 5])]), ask([(BRACKE, "", [1, 5, 1, 1, 1])], period="2025-2")
    both = replace(
        first,
        responses=RESPONSES.build(pd.concat([first.responses, second.responses])),
        sources={**second.sources, **first.sources},
    )
    rows = score(both)
    means = rows[(rows["unit"] == BRACKE) & (rows["measure"] == "prov.attityder")]
    assert dict(zip(means["period"], means["value"], strict=True)) == {"2023": 5, "2025-2": 1}


def test_a_mean_is_exact_so_that_it_rounds_the_right_way(ask: Ask) -> None:
    # One person with 24/5 and nineteen with 19/5: 3.85, printed 3,9. Adding 4.8 and 3.8 in binary gives 3.849999.
    survey = ask([(BRACKE, "", [5, 1, 5, 5, 4])] + [(BRACKE, "", [4, 2, 4, 4, 3])] * 19)
    assert only(score(survey), BRACKE, "attityder")["value"] == 77 / 20


@settings(max_examples=20, deadline=None)
@given(persons)
def test_reversing_an_item_twice_changes_nothing(ask: Ask, who: list[Any]) -> None:
    survey = ask(who)
    turned = survey.responses.assign(
        answer=survey.responses["answer"].where(survey.responses["item"] != "p2", 6 - survey.responses["answer"])
    )
    twice = replace(survey, instrument=_turned(survey.instrument), responses=turned)
    pd.testing.assert_frame_equal(score(twice), score(survey))


def _turned(questionnaire: Questionnaire) -> Questionnaire:
    items = tuple(replace(item, direction=1 if item.id == "p2" else item.direction) for item in questionnaire.items)
    return replace(questionnaire, items=items)


@settings(max_examples=20, deadline=None)
@given(persons, st.randoms(use_true_random=False))
def test_order_and_names_of_persons_do_not_matter(ask: Ask, who: list[Any], random: Random) -> None:
    survey = ask(who)
    order = random.sample(range(len(survey.responses)), len(survey.responses))
    renamed = "x" + survey.responses["respondent"].str[::-1]
    shuffled = RESPONSES.build(survey.responses.assign(respondent=renamed).iloc[order])
    other = replace(survey, responses=shuffled)
    pd.testing.assert_frame_equal(score(other), score(survey))
    pd.testing.assert_frame_equal(count_answers(other), count_answers(survey))


@settings(max_examples=20, deadline=None)
@given(persons)
def test_a_score_stays_within_its_scale_and_needs_enough_answers(ask: Ask, who: list[Any]) -> None:
    scores = person_scores(ask(who))
    means = scores["total"] / scores["answered"]
    assert means.between(1, 5).all()
    assert (scores["answered"] >= scores["subscale"].map({"attityder": 4, "anvandning": 2})).all()


@settings(max_examples=20, deadline=None)
@given(persons)
def test_the_group_counts_what_its_kommuner_count(ask: Ask, who: list[Any]) -> None:
    figures = score(ask(who))
    alla = figures[figures["group"] == "alla"]
    of_group = alla["unit"] == LAN
    for name, column in (("svarande", "count"), ("attityder", "n"), ("anvandning", "n")):
        rows = alla["measure"] == f"prov.{name}"
        assert alla.loc[rows & ~of_group, column].sum() == alla.loc[rows & of_group, column].sum()


def test_a_group_that_did_not_take_part_has_no_figures(ask: Ask) -> None:
    survey = ask([])
    assert score(survey).empty
    assert count_answers(survey).empty


def test_the_least_share_of_answers_is_the_questionnaires_own(ask: Ask) -> None:
    survey = ask([(BRACKE, "", [4, 2, 4])])
    half = replace(survey, instrument=replace(survey.instrument, least_answered=0.5))
    assert only(score(half), BRACKE, "attityder")["value"] == pytest.approx(4)
