"""Counts of persons: what follows of the hidden ones by adding, subtracting, and knowing that nobody is a half."""

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
FULL = (20, 20, 20, 20, 20)


def kinds(shown: Shown) -> set[tuple[str, str, BreachKind]]:
    return {(one.key.unit, one.key.sex, one.kind) for one in breaches(shown, NOTHING)}


def test_seven_of_eight_kommuner_and_the_county_give_the_eighth(county: County, shown: Making) -> None:
    assert kinds(shown(county(152, (H, 20, 20, 20, 20, 20, 20, 20)))) == {("2303", "T", BreachKind.EXAKT)}


def test_three_hidden_kommuner_with_enough_between_them_are_safe(county: County, shown: Making) -> None:
    assert kinds(shown(county(130, (H, H, H, *FULL)))) == set()
    assert kinds(shown(county(H, (H, 20, 20, *FULL)))) == set()


def test_two_hidden_kommuner_with_few_between_them_pin_each_other(county: County, shown: Making) -> None:
    narrow = {("2303", "T", BreachKind.SMALT), ("2305", "T", BreachKind.SMALT)}
    assert kinds(shown(county(125, (H, H, 20, *FULL)))) == narrow
    assert kinds(shown(county(126, (H, H, 20, *FULL)))) == set()


def test_one_one_one_is_exact_since_nobody_is_hidden_as_none(county: County, shown: Making) -> None:
    exact = {(unit, "T", BreachKind.EXAKT) for unit in ("2303", "2305", "2309")}
    assert kinds(shown(county(103, (H, H, H, *FULL)))) == exact


def test_a_printed_zero_is_nobody_and_leaves_the_rest_to_one(county: County, shown: Making) -> None:
    assert kinds(shown(county(108, (H, 0, 0, *FULL)))) == {("2303", "T", BreachKind.EXAKT)}


def test_a_kommun_without_figures_is_in_no_total(county: County, shown: Making) -> None:
    assert kinds(shown(county(108, (H, "saknas", 0, *FULL)))) == {("2303", "T", BreachKind.EXAKT)}


def test_a_kommun_that_is_not_listed_can_be_anything(county: County, shown: Making) -> None:
    assert kinds(shown(county(180, (H, 20, 20, 20)))) == set()


def test_a_total_without_a_figure_says_nothing(county: County, shown: Making) -> None:
    assert kinds(shown(county("saknas", (H, 20, 20, *FULL)))) == set()


def test_the_men_are_everybody_minus_the_women(figure: Maker, shown: Making) -> None:
    rows = [figure(LAN, 28), figure(LAN, 20, sex="K"), figure(LAN, H, sex="M")]
    assert kinds(shown(rows)) == {(LAN, "M", BreachKind.EXAKT)}
    assert kinds(shown([figure(LAN, 28), figure(LAN, H, sex="K"), figure(LAN, H, sex="M")])) == set()


def test_too_few_of_no_known_sex_are_left_over(figure: Maker, shown: Making) -> None:
    rows = [figure(LAN, 43), figure(LAN, 20, sex="K"), figure(LAN, 20, sex="M")]
    assert kinds(shown(rows)) == {(LAN, "T", BreachKind.SMALT)}
    assert kinds(shown([figure(LAN, 46), *rows[1:]])) == set()


def test_a_group_that_is_not_listed_is_all_minus_the_others(figure: Maker, shown: Making) -> None:
    rows = [figure(LAN, 43), figure(LAN, 40, group="roll=ej_chef")]
    assert kinds(shown(rows)) == {(LAN, "T", BreachKind.SMALT)}
    assert kinds(shown([figure(LAN, 45), rows[1]])) == set()


def test_three_years_minus_two_are_the_third(figure: Maker, shown: Making) -> None:
    rows = [figure(LAN, 48, period="2022/2024"), figure(LAN, 20, period="2022"), figure(LAN, 20, period="2023")]
    assert kinds(shown([*rows, figure(LAN, H, period="2024")])) == {(LAN, "T", BreachKind.EXAKT)}
    safe = [*rows[:2], figure(LAN, H, period="2023"), figure(LAN, H, period="2024")]
    assert kinds(shown(safe)) == set()


def test_pooled_periods_that_overlap_give_the_years_between(figure: Maker, shown: Making) -> None:
    rows = [figure(LAN, 48, period="2022/2024"), figure(LAN, 40, period="2022/2023")]
    assert kinds(shown([*rows, figure(LAN, H, period="2024")])) == {(LAN, "T", BreachKind.EXAKT)}


def test_the_part_and_its_whole_tell_who_is_in_neither(figure: Maker, shown: Making) -> None:
    assert kinds(shown([figure(LAN, 20), figure(LAN, 17, measure="del")])) == {(LAN, "T", BreachKind.SMALT)}
    assert kinds(shown([figure(LAN, 20), figure(LAN, 15, measure="del")])) == set()


def test_a_part_is_never_more_than_its_whole(county: County, shown: Making) -> None:
    rows = county(120, (20, 20, 20, 20, 10, 10, 10, 10))
    parts = county(63, (10, 10, 10, 10, 10, 10, H, H), measure="del")
    assert {key for key, *_ in kinds(shown([*rows, *parts]))} == {"2361", "2380"}


def test_a_share_beside_a_hidden_count_gives_it_away(figure: Maker, shown: Making) -> None:
    rows = [figure("2303", 20), figure("2303", H, measure="del"), figure("2303", 40, 20, measure="grad")]
    found = breaches(shown(rows), NOTHING)
    assert [(one.key.measure, one.kind) for one in found] == [("grad", BreachKind.EXAKT)]
    assert breaches(shown([*rows[:2], figure("2303", H, measure="grad")]), NOTHING) == ()


def test_what_rows_and_columns_give_together(figure: Maker, shown: Making) -> None:
    whole = {(LAN, "T"): 40, ("2303", "T"): 18, ("2305", "T"): 22, (LAN, "K"): 25, (LAN, "M"): 15}
    inner = dict.fromkeys(product(("2303", "2305"), "KM"), H)
    rows = [figure(unit, value, sex=sex) for (unit, sex), value in (whole | inner).items()]
    assert kinds(shown(rows, members=("2303", "2305"))) == set()
    few = whole | inner | {(LAN, "K"): 37, (LAN, "M"): 3}
    rows = [figure(unit, value, sex=sex) for (unit, sex), value in few.items()]
    assert len([one for one in kinds(shown(rows, members=("2303", "2305"))) if one[2] is BreachKind.SMALT]) == 4


def test_three_linked_tables_leave_less_than_each_of_them(figure: Maker, shown: Making) -> None:
    def inner(small: int) -> dict[tuple[str, str, str], int]:
        return {
            (unit, sex, group): small if (unit == "2303") ^ (sex == "K") ^ (group == "slag=a") else 9
            for unit, sex, group in product(("2303", "2305"), "KM", ("slag=a", "slag=b"))
        } | {("2303", "K", "slag=b"): 3}

    def all_margins(people: dict[tuple[str, str, str], int]) -> Shown:
        axes = ((LAN, "2303", "2305"), "TKM", ("alla", "slag=a", "slag=b"))
        rows = []
        for cell in product(*axes):
            inside = [
                size
                for kind, size in people.items()
                if all(wanted in (own, LAN, "T", "alla") for wanted, own in zip(cell, kind, strict=True))
            ]
            rows.append(figure(cell[0], H if cell in people else sum(inside), sex=cell[1], group=cell[2]))
        return shown(rows, members=("2303", "2305"))

    assert {kind for *_, kind in kinds(all_margins(inner(2)))} == {BreachKind.SMALT}
    assert kinds(all_margins(inner(3))) == set()


def test_a_kommun_that_knows_its_own_count_learns_of_the_other(county: County, shown: Making) -> None:
    two = {("2303", "T", BreachKind.EXAKT), ("2305", "T", BreachKind.EXAKT)}
    assert kinds(shown(county(140, (H, H, 20, *FULL), measure="insända"))) == two
    assert kinds(shown(county(140, (H, H, H, *FULL), measure="insända"))) == set()
    assert kinds(shown(county(140, (H, H, 20, *FULL)))) == set()


def test_figures_that_cannot_be_true_are_not_decided(county: County, shown: Making) -> None:
    found = breaches(shown(county(50, (H, H, H, *FULL))), NOTHING)
    assert [one.text for one in found] == [
        "personer för Jämtlands län, 2024: det kunde inte avgöras om dolda antal går att räkna fram"
    ]


def test_what_everybody_may_be_told_is_no_number(county: County, shown: Making) -> None:
    (found,) = breaches(shown(county(147, (H, 20, 20, 20, 20, 20, 20, 20))), NOTHING)
    assert found.text == "personer för Ragunda, 2024: det dolda antalet går att räkna fram ur det som visas"


CELLS = list(product((LAN, "2303", "2305"), "TKM"))
ATOMS = np.array(list(product(range(13), repeat=4)))
"""All numbers of women and men of two kommuner, to twelve each."""


def form(unit: str, sex: str) -> np.ndarray:
    return np.array([float(unit in (LAN, kommun) and sex in ("T", one)) for kommun in ("2303", "2305") for one in "KM"])


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.integers(0, 5), min_size=4, max_size=4),
    hide=st.sets(st.sampled_from(CELLS), min_size=1),
)
def test_two_kommuner_and_two_sexes_as_every_possible_number_of_persons_says(
    figure: Maker, shown: Making, people: list[int], hide: set[tuple[str, str]]
) -> None:
    true = {cell: form(*cell) @ people for cell in CELLS}
    hidden = {cell for cell in hide if true[cell] > 0}
    sums = {cell: ATOMS @ form(*cell) for cell in CELLS}
    fits = np.ones(len(ATOMS), dtype=bool)
    for cell, values in sums.items():
        fits &= values >= 1 if cell in hidden else values == true[cell]
    expected = {cell for cell in hidden if np.ptp(sums[cell][fits]) < 4}
    rows = [figure(unit, H if (unit, sex) in hidden else true[unit, sex], sex=sex) for unit, sex in CELLS]
    found = breaches(shown(rows, members=("2303", "2305")), NOTHING)
    assert {(one.key.unit, one.key.sex) for one in found if one.kind is not BreachKind.FOR_FA} == expected


def test_a_cross_that_is_too_large_is_not_decided(figure: Maker, shown: Making) -> None:
    rows = [figure("2303", 20), figure("2303", H, sex="K")]
    rows += [figure("2303", 20, group=f"{name}={value}") for name in "abcd" for value in range(9)]
    assert [one.kind for one in breaches(shown(rows), NOTHING)] == [BreachKind.SMALT]


@pytest.mark.parametrize("value", [1, 4])
def test_a_printed_count_below_the_least_is_found(figure: Maker, shown: Making, value: int) -> None:
    assert kinds(shown([figure("2303", value)])) == {("2303", "T", BreachKind.FOR_FA)}
    assert kinds(shown([figure("2303", 0), figure("2305", 5)])) == set()
