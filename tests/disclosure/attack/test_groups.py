"""Groups of persons: which can be told apart, and what their answers must have been."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys.disclosure.attack import BreachKind, breaches
from oj_analys.frames.shown import Register, Shown, ShownFigure

Maker = Callable[..., ShownFigure]
County = Callable[..., list[ShownFigure]]
Making = Callable[..., Shown]

LAN = "0023"
H = ".."
NOTHING = Register()
SIX = [(3.0, 10)] * 6


def kinds(shown: Shown) -> set[tuple[str, str, BreachKind]]:
    return {(one.key.unit, one.key.group, one.kind) for one in breaches(shown, NOTHING)}


def test_two_hidden_kommuner_are_too_few_together(county: County, shown: Making) -> None:
    found = kinds(shown(county((3.0, 66), (H, H, *SIX), measure="medel")))
    assert found == {("2303", "alla", BreachKind.GRUPP)}
    assert kinds(shown(county((3.0, 67), (H, H, *SIX), measure="medel"))) == set()


def test_the_number_of_answers_alone_is_a_group(county: County, shown: Making) -> None:
    found = kinds(shown(county(66, (H, H, *[10] * 6), measure="svarande")))
    assert found == {("2303", "alla", BreachKind.GRUPP)}
    assert kinds(shown(county(67, (H, H, *[10] * 6), measure="svarande"))) == set()


def test_the_mean_of_the_eighth_follows_from_means_and_numbers(county: County, shown: Making) -> None:
    seven = [*SIX, (3.0, 10)]
    assert kinds(shown(county((3.0, 80), (H, *seven), measure="medel"))) == set()  # rounding hides it
    large = [(3.0, 7)] * 7
    assert kinds(shown(county((3.0, 149), (H, *large), measure="medel"))) == {("2303", "alla", BreachKind.INTERVALL)}


def test_a_county_that_is_not_printed_is_the_sum_of_its_kommuner(figure: Maker, county: County, shown: Making) -> None:
    roles = [figure(LAN, 3.0, 76, measure="medel", group="roll=chef")]
    rows = county(H, [(3.0, 10)] * 8, measure="medel")
    assert kinds(shown([*rows, *roles])) == {(LAN, "alla", BreachKind.GRUPP)}
    assert kinds(shown([*rows[:-1], *roles])) == set()


def test_alla_minus_all_but_the_chefer(figure: Maker, shown: Making) -> None:
    whole = figure(LAN, 3.0, 60, measure="medel")
    other = figure(LAN, 3.1, 54, measure="medel", group="roll=ej_chef")
    hidden = figure(LAN, H, measure="medel", group="roll=chef")
    assert kinds(shown([whole, other, hidden])) == {(LAN, "roll=chef", BreachKind.GRUPP)}
    assert kinds(shown([whole, other])) == {(LAN, "alla", BreachKind.GRUPP)}


def test_the_pooled_round_minus_one_is_the_other(figure: Maker, shown: Making) -> None:
    rows = [figure(LAN, 3.0, 66, measure="medel", period="2023/2024"), figure(LAN, 3.0, 60, measure="medel")]
    hidden = figure(LAN, H, measure="medel", period="2023")
    assert {kind for *_, kind in kinds(shown([*rows, hidden]))} == {BreachKind.GRUPP}


def test_hidden_groups_in_a_county_of_one_mind(county: County, shown: Making) -> None:
    mild = county((3.0, 72), (H, H, *[(3.0, 10)] * 4, (3.0, 12), (3.0, 10)), measure="medel")
    assert kinds(shown(mild)) == set()
    sure = county((2.0, 72), (H, H, *[(1.4, 10)] * 4, (1.4, 12), (1.3, 10)), measure="medel")
    assert kinds(shown(sure)) == {("2303", "alla", BreachKind.INTERVALL)}


def test_hidden_answers_that_are_all_alike(county: County, shown: Making) -> None:
    four = ("2303", "2305", "2309", "2313")
    mixed = county((53, 40), (H, H, (10, 10), (10, 10)), measure="andel")
    assert kinds(shown(mixed, members=four)) == set()
    alike = county((55, 40), (H, H, (10, 10), (10, 10)), measure="andel")
    assert kinds(shown(alike, members=four)) == {("2303", "alla", BreachKind.ALLA_LIKA)}


def test_an_answer_that_is_missing_from_a_distribution(figure: Maker, county: County, shown: Making) -> None:
    rows = [
        row
        for answer, share in (("1", 50), ("2", 50))
        for row in county((share, 80), (H, H, *[(share, 10)] * 6), measure="svar", group=f"svar={answer}")
    ]
    assert kinds(shown(rows)) == set()
    one = [figure("2305", 50, 10, measure="svar", group=f"svar={answer}") for answer in "12"]
    found = kinds(shown([*(row for row in rows if row.key.unit != "2305"), *one]))
    assert found == {("2303", "svar=1", BreachKind.INTERVALL)}


def test_one_hidden_answer_is_what_is_left_of_all(figure: Maker, shown: Making) -> None:
    rows = [figure("2303", 40, 20, measure="svar", group="svar=1"), figure("2303", H, measure="svar", group="svar=2")]
    assert kinds(shown(rows)) == {("2303", "svar=2", BreachKind.EXAKT)}
    assert kinds(shown([*rows, figure("2303", H, measure="svar", group="svar=3")])) == set()


def test_answers_of_a_few_clients_of_no_known_sex_are_left_over(figure: Maker, shown: Making) -> None:
    def clients(whole: float) -> Shown:
        shares = {"T": (whole, 100), "K": (20, 40), "M": (20, 40)}
        return shown(
            figure(LAN, share, n, measure="klientsvar", sex=sex, group="svar=1") for sex, (share, n) in shares.items()
        )

    assert kinds(clients(30)) == set()
    assert kinds(clients(19)) == {(LAN, "svar=1", BreachKind.SMALT)}


@pytest.mark.parametrize("measure", ["medel", "andel", "svar"])
def test_a_figure_of_too_few_is_found(figure: Maker, shown: Making, measure: str) -> None:
    group = "svar=1" if measure == "svar" else "alla"
    least = 10 if measure == "svar" else 7
    few = figure("2303", 3, least - 1, measure=measure, group=group)
    assert kinds(shown([few])) == {("2303", group, BreachKind.FOR_FA)}
    assert kinds(shown([figure("2303", 3, least, measure=measure, group=group)])) == set()
    assert kinds(shown([figure("2303", 3, measure=measure, group=group)])) == {("2303", group, BreachKind.FOR_FA)}


def test_the_number_of_clients_is_rounded_down(figure: Maker, shown: Making) -> None:
    assert kinds(shown([figure(LAN, 50, 10, measure="klientsvar", group="svar=1")])) == set()
    few = figure(LAN, 50, 5, measure="klientsvar", group="svar=1")
    assert kinds(shown([few])) == {(LAN, "svar=1", BreachKind.FOR_FA)}


def test_a_printed_answer_of_a_few_clients_is_found(figure: Maker, shown: Making) -> None:
    few = figure(LAN, 10, 20, measure="klientsvar", group="svar=1")
    assert kinds(shown([few])) == {(LAN, "svar=1", BreachKind.SMALT)}
    assert kinds(shown([figure(LAN, 25, 20, measure="klientsvar", group="svar=1")])) == set()


def test_one_decimal_too_many_is_found(figure: Maker, shown: Making) -> None:
    assert kinds(shown([figure("2303", 3.2, 10, measure="medel")])) == set()
    assert kinds(shown([figure("2303", 3.25, 10, measure="medel", decimals=2)])) == {
        ("2303", "alla", BreachKind.FOR_FA)
    }
    assert kinds(shown([figure("2303", 3.25, 10, measure="medel")])) == {("2303", "alla", BreachKind.FOR_FA)}


def test_what_everyone_answered_is_shown_as_a_band_only(figure: Maker, shown: Making) -> None:
    alike = {("2303", "alla", BreachKind.ALLA_LIKA)}
    assert kinds(shown([figure("2303", 5.0, 10, measure="medel")])) == alike
    assert kinds(shown([figure("2303", 4.9, 10, measure="medel")])) == set()
    assert kinds(shown([figure("2303", 4.9, 10, measure="skala")])) == alike
    assert kinds(shown([figure("2303", 4.6, 10, measure="skala", low=4.6, high=5.0)])) == set()
    assert kinds(shown([figure("2303", 100, 10, measure="svar", group="svar=1")])) == {
        ("2303", "svar=1", BreachKind.ALLA_LIKA)
    }
    assert kinds(shown([figure("2303", 0, 10, measure="svar", group="svar=1")])) == set()


def test_a_measure_that_nobody_has_described_is_not_decided(figure: Maker, shown: Making) -> None:
    one = figure("2303", 20)
    unknown = ShownFigure(one.key._replace(measure="okänt"), one.status, "nytt", 0, 20.0)
    assert kinds(shown([unknown])) == {("2303", "alla", BreachKind.FOR_FA)}


LINES = list(product((LAN, "2303", "2305"), ("alla", "roll=chef", "roll=annan")))
KINDS = list(product(("2303", "2305"), ("roll=chef", "roll=annan")))


def persons(unit: str, group: str) -> np.ndarray:
    return np.array([float(unit in (LAN, kommun) and group in ("alla", role)) for kommun, role in KINDS])


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.integers(1, 12), min_size=4, max_size=4),
    print_=st.sets(st.sampled_from(LINES), min_size=2, max_size=5),
)
def test_groups_in_two_ways_at_once_as_every_combination_says(
    figure: Maker, shown: Making, people: list[int], print_: set[tuple[str, str]]
) -> None:
    lines = sorted(print_)
    forms = np.array([persons(*line) for line in lines])
    times = np.array(list(product(range(-3, 4), repeat=len(lines))))
    groups = times @ forms
    is_group = ((groups == 0) | (groups == 1)).all(axis=1)
    sizes = groups[is_group] @ people
    expected = bool(((sizes >= 1) & (sizes < 7)).any())
    rows = [
        figure(unit, 3.0, int(persons(unit, group) @ people), measure="medel", group=group)
        if (unit, group) in print_
        else figure(unit, H, measure="medel", group=group)
        for unit, group in LINES
    ]
    found = {one.kind for one in breaches(shown(rows, members=("2303", "2305")), NOTHING)}
    assert bool(found & {BreachKind.GRUPP, BreachKind.FOR_FA}) == expected
