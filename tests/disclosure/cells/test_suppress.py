from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys.disclosure.cells.suppress import CountPattern, hidden_counts
from oj_analys.disclosure.row import Row
from oj_analys.domain import DataError, Status
from oj_analys.frames.shown import Key, ShownFigure

Rows = Callable[..., list[Row]]

LAN = "0023"
MEMBERS = {LAN: frozenset("abcdefgh"), "par": frozenset("ab")}
LEAST = 5


def with_total(kommuner: Mapping[str, int]) -> dict[str, int]:
    """All eight kommuner; those not given have ten persons each."""
    every = dict.fromkeys(sorted(MEMBERS[LAN]), 10) | dict(kommuner)
    return {**every, LAN: sum(every.values())}


def hidden(cells: Mapping[Any, int | str], rows: list[Row], earlier: Any = ()) -> set[Any]:
    pattern = hidden_counts(rows, MEMBERS, dict(earlier))
    return {list(cells)[place] for place in pattern.hidden}


def test_a_small_count_takes_another_kommun_with_it(counted: Rows) -> None:
    cells = with_total({"a": 3})
    found = hidden(cells, counted(cells))
    assert "a" in found
    assert len(found) == 2
    assert LAN not in found


def test_whoever_sent_in_one_hidden_count_cannot_work_out_the_other(counted: Rows) -> None:
    cells = with_total({"a": 3})
    assert len(hidden(cells, counted(cells, insiders=True))) == 3


def test_zeros_are_shown_and_guard_nobody(counted: Rows) -> None:
    cells = with_total(dict.fromkeys("bcdefg", 0) | {"a": 3, "h": 40})
    assert hidden(cells, counted(cells)) == {"a", "h"}
    nobody = with_total(dict.fromkeys("abcdefgh", 0))
    assert hidden(nobody, counted(nobody)) == set()


def test_a_single_count_is_hidden_by_itself(counted: Rows) -> None:
    assert hidden({"a": 4}, counted({"a": 4})) == {"a"}
    assert hidden({"a": 5}, counted({"a": 5})) == set()
    assert hidden_counts([], MEMBERS, {}) == CountPattern()


def test_three_single_persons_hide_their_sum_too(counted: Rows) -> None:
    cells = with_total({unit: int(unit in "abc") for unit in "abcdefgh"})
    pattern = hidden_counts(counted(cells), MEMBERS, {})
    assert pattern.hidden == {0, 1, 2, 8}
    assert not pattern.waiting


def test_what_the_source_has_hidden_is_guarded_as_if_it_were_ours(counted: Rows) -> None:
    cells: dict[str, int | str] = {**with_total({"a": 2}), "a": "sekretess"}
    assert len(hidden(cells, counted(cells))) == 1
    missing: dict[str, int | str] = {**with_total({"a": 30}), "a": "saknas"}
    assert hidden(missing, counted(missing)) == set()


def test_two_counts_that_the_source_has_hidden_do_not_share_too_few(counted: Rows) -> None:
    shared: dict[str, int | str] = {**with_total({"a": 1, "b": 4}), "a": "sekretess", "b": "sekretess"}
    assert len(hidden(shared, counted(shared))) == 1
    many: dict[str, int | str] = {**with_total({"a": 1, "b": 5}), "a": "sekretess", "b": "sekretess"}
    assert hidden(many, counted(many)) == set()


def test_a_total_without_its_small_kommun_hides_more(counted: Rows) -> None:
    cells = {unit: count for unit, count in with_total({"a": 2}).items() if unit != "a"}
    assert len(hidden(cells, counted(cells))) == 1


def test_the_rest_of_a_whole_is_guarded(counted: Rows) -> None:
    cells = {("a", "T", "alla", "2024", "alla"): 20, ("a", "T", "alla", "2024", "del"): 17}
    assert len(hidden(cells, counted(cells, "alla"))) == 1
    cells = {("a", "T", "alla", "2024", "alla"): 20, ("a", "T", "alla", "2024", "del"): 20}
    assert hidden(cells, counted(cells, "alla")) == set()


def test_sexes_categories_and_years_are_guarded_together(counted: Rows) -> None:
    by_sex = {("a", "T"): 40, ("a", "K"): 37, ("a", "M"): 3}
    assert len(hidden(by_sex, counted(by_sex))) == 2
    by_role = {"a": 40, ("a", "T", "roll=chef"): 2, ("a", "T", "roll=handläggare"): 38}
    assert len(hidden(by_role, counted(by_role))) == 2
    by_year = {("a", "T", "alla", year): 10 for year in ("2022", "2023")} | {("a", "T", "alla", "2024"): 3}
    by_year[("a", "T", "alla", "2022/2024")] = 23
    assert len(hidden(by_year, counted(by_year))) == 2


def test_a_county_divided_in_two_ways_at_once_is_the_sum_of_both(counted: Rows) -> None:
    cells: dict[Any, int] = {(unit, "K"): 10 for unit in "abcdefgh"} | {(unit, "M"): 10 for unit in "abcdefgh"}
    cells |= {("a", "K"): 2, LAN: 152}
    assert len(hidden(cells, counted(cells))) == 2


def test_smaller_totals_are_parts_of_larger_ones(counted: Rows) -> None:
    cells = {unit: count for unit, count in with_total({"a": 30, "b": 30}).items() if unit not in "ab"}
    cells |= {"par": 60, "c": 2, LAN: 112}
    assert len(hidden(cells, counted(cells))) == 2


def test_periods_that_cross_cannot_be_shown_together(counted: Rows) -> None:
    cells = {("a", "T", "alla", "2021/2022"): 30, ("a", "T", "alla", "2022/2023"): 40}
    assert hidden(cells, counted(cells)) == {("a", "T", "alla", "2022/2023")}


def test_every_sum_that_is_wrong_is_named_with_its_difference(counted: Rows) -> None:
    cells: dict[Any, int] = {**with_total({}), LAN: 83, ("a", "K"): 8, ("a", "M"): 4}
    with pytest.raises(DataError) as error:
        hidden_counts(counted(cells), MEMBERS, {})
    found = [(problem.where, problem.found) for problem in error.value.problems]
    assert found == [
        ("antal 2024 för 0023, uppdelat på kommun", "delarna är tillsammans 3 personer färre än helheten"),
        ("antal 2024 för a, uppdelat på kön", "delarna är tillsammans 2 personer fler än helheten"),
    ]


def test_persons_of_no_category_are_no_fault(counted: Rows) -> None:
    cells = {"a": 40, ("a", "T", "roll=chef"): 10, ("a", "T", "roll=handläggare"): 20}
    assert hidden(cells, counted(cells)) == set()


tables = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3)


@settings(deadline=None, max_examples=30)
@given(tables, st.randoms(use_true_random=False), st.booleans())
def test_the_pattern_does_not_follow_the_order_of_the_rows(
    counted: Rows,
    table: list[list[int]],
    chance: random.Random,
    insiders: bool,  # noqa: FBT001 - drawn by position
) -> None:
    cells = crossed(table)
    shuffled = dict(chance.sample(sorted(cells.items(), key=str), len(cells)))
    assert hidden(cells, counted(cells, insiders=insiders)) == hidden(shuffled, counted(shuffled, insiders=insiders))


def crossed(table: list[list[int]]) -> dict[Any, int]:
    """Kommuner and categories with all their sums; the total is of as many kommuner as there are."""
    units, groups = "abcdefgh"[: len(table)], [f"kat={number}" for number in range(len(table[0]))]
    rest = [unit for unit in "abcdefgh" if unit not in units]
    cells = {
        (unit, "T", group): count
        for unit, counts in zip(units, table, strict=True)
        for group, count in zip(groups, counts, strict=True)
    }
    cells |= {(unit, "T", group): 0 for unit in rest for group in groups}
    cells |= {(unit, "T", "alla"): sum(cells[unit, "T", group] for group in groups) for unit in "abcdefgh"}
    return cells | {
        (LAN, "T", group): sum(cells[unit, "T", group] for unit in "abcdefgh") for group in (*groups, "alla")
    }


@settings(deadline=None, max_examples=30)
@given(tables)
def test_a_reader_who_tries_every_table_finds_no_count(counted: Rows, table: list[list[int]]) -> None:
    cells = crossed(table)
    gone = hidden(cells, counted(cells))
    assert {cell for cell, count in cells.items() if 0 < count < LEAST} <= gone
    for cell in (one for one in gone if is_inner(one)):
        possible = [value for value in range(1, cells[cell] + LEAST) if can_be(cell, value, cells, gone)]
        assert len(possible) >= LEAST
        if cells[cell] < LEAST:
            assert possible[0] == 1
            assert possible[-1] >= LEAST


def can_be(cell: Any, value: int, cells: Mapping[Any, int], gone: set[Any]) -> bool:
    """Try whole numbers in every hidden inner count until all sums that are shown hold."""
    order = [cell, *sorted(one for one in gone if is_inner(one) and one != cell)]
    sums = [(whole, {part for part in cells if is_part(part, whole)}) for whole in cells if not is_inner(whole)]
    shown = [(cells[whole], parts) for whole, parts in sums if whole not in gone]

    def fits(filled: Mapping[Any, int]) -> bool:
        for whole, parts in shown:
            unknown = sum(part in gone and part not in filled for part in parts)
            left = whole - sum(filled.get(part, cells[part]) for part in parts if part in filled or part not in gone)
            if left < unknown or (left and not unknown):
                return False
        return True

    def fill(filled: dict[Any, int]) -> bool:
        if not fits(filled):
            return False
        if len(filled) == len(order):
            return True
        following = order[len(filled)]
        return any(fill(filled | {following: number}) for number in range(1, cells[following] + 2 * LEAST))

    return fill({cell: value})


def is_inner(cell: Any) -> bool:
    return cell[0] != LAN and cell[2] != "alla"


def is_part(part: Any, whole: Any) -> bool:
    return is_inner(part) and whole[0] in (LAN, part[0]) and whole[2] in ("alla", part[2])


def printed(unit: str, value: int | None, period: str = "2024") -> tuple[Key, ShownFigure]:
    key = Key(unit, "antal", period, "T", "alla")
    status = Status.SEKRETESS if value is None else Status.OK
    return key, ShownFigure(key, status, "asi_klient", 0, value)


def released(*figures: tuple[Key, ShownFigure]) -> dict[Key, tuple[ShownFigure, ...]]:
    found: dict[Key, tuple[ShownFigure, ...]] = {}
    for key, figure in figures:
        found[key] = (*found.get(key, ()), figure)
    return found


def test_what_is_printed_cannot_be_hidden_any_more(counted: Rows) -> None:
    cells = with_total({"a": 3, "b": 6})
    assert hidden(cells, counted(cells)) == {"a", "b"}
    again = hidden_counts(counted(cells), MEMBERS, released(printed("b", 6), printed(LAN, cells[LAN])))
    assert {list(cells)[place] for place in again.hidden} == {"a", "c"}


def test_what_was_hidden_stays_hidden_and_is_guarded(counted: Rows) -> None:
    cells = with_total({})
    earlier = released(printed("a", None))
    assert len(hidden(cells, counted(cells), earlier)) == 2
    assert "a" in hidden(cells, counted(cells), earlier)


def test_a_change_of_too_few_persons_waits(counted: Rows) -> None:
    cells = with_total({"a": 11})
    same = released(*(printed(unit, 10) for unit in "abcdefgh"), printed(LAN, 80))
    pattern = hidden_counts(counted(cells), MEMBERS, same)
    assert {list(cells)[place] for place in pattern.waiting} == {"a", LAN}
    assert pattern.waiting <= pattern.hidden
    grown = with_total({"a": 15})
    assert hidden_counts(counted(grown), MEMBERS, same) == CountPattern()


def test_a_change_among_hidden_counts_makes_the_total_wait(counted: Rows) -> None:
    before = with_total({"a": 3, "b": 4})
    cells = with_total({"a": 4, "b": 4, "c": 20})
    earlier = released(
        printed("a", None), printed("b", None), *(printed(unit, 10) for unit in "cdefgh"), printed(LAN, before[LAN])
    )
    pattern = hidden_counts(counted(cells), MEMBERS, earlier)
    assert {list(cells)[place] for place in pattern.waiting} == {LAN}


def test_nothing_is_shown_where_everything_else_is_printed(counted: Rows) -> None:
    cells = with_total({"a": 3})
    earlier = released(*(printed(unit, 10) for unit in "bcdefgh"), printed(LAN, cells[LAN]))
    pattern = hidden_counts(counted(cells), MEMBERS, earlier)
    assert pattern.hidden == pattern.waiting == {0}


def test_pooled_years_wait_where_an_earlier_year_is_not_shown_again(counted: Rows) -> None:
    cells = {("a", "T", "alla", "2022/2024"): 30}
    pattern = hidden_counts(counted(cells), MEMBERS, released(printed("a", 12, "2022")))
    assert pattern.hidden == pattern.waiting == {0}
    apart = hidden_counts(counted(cells), MEMBERS, released(printed("a", 12, "2021")))
    assert not apart.hidden


def test_what_is_printed_but_not_shown_again_is_still_known(counted: Rows) -> None:
    cells = {unit: count for unit, count in with_total({"a": 3}).items() if unit != LAN}
    assert hidden(cells, counted(cells)) == {"a"}
    assert len(hidden(cells, counted(cells), released(printed(LAN, 73)))) == 2


def with_sum(kommuner: Mapping[str, int]) -> dict[str, int]:
    """Some kommuner and their sum; the others are not listed."""
    return {**kommuner, LAN: sum(kommuner.values())}


def test_a_new_kommun_does_not_cover_a_small_change_among_the_hidden(counted: Rows) -> None:
    before = with_sum({"a": 60, "b": 24, "c": 21, "d": 16, "e": 30})
    after = with_sum({"a": 60, "b": 25, "c": 22, "d": 17, "e": 30, "f": 9})
    pattern = hidden_counts(counted(after), MEMBERS, released(*(printed(*one) for one in before.items())))
    assert {list(after)[place] for place in pattern.waiting} == {"b", "c", "d", LAN}


def test_a_kommun_that_is_not_listed_any_more_leaves_the_others_guarded(counted: Rows) -> None:
    before = with_sum({"a": 60, "b": 24, "c": 21, "d": 16, "e": 9})
    after = with_sum({"a": 60, "b": 24, "c": 21, "d": 16, "f": 3})
    earlier = released(*(printed(*one) for one in before.items()))
    assert {"f", LAN} <= hidden(after, counted(after), earlier)
