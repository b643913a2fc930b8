from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.catalog.describe import describe
from oj_analys.domain import DataError, Direction, Focus

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

FOCUSES = {focus.id: focus for focus in catalog.focuses()}
FALLS = FOCUSES["fallprevention"]


def test_the_sets_stand_in_their_order() -> None:
    assert list(FOCUSES) == ["fallprevention", "socsam", "brukarnas_rost", "barnets_basta"]


def test_fall_prevention_holds_injuries_actions_medicines_and_questions() -> None:
    assert {"oj.N20402", "oj.N20500", "oj.U21432", "oj.U23420", "oj.U74460", "oj.U74525"} <= set(FALLS.measures)


def test_every_measure_whose_title_is_about_falls_is_in_the_set() -> None:
    about = {name for name, one in catalog.measures().items() if {"fall", "fallrisk"} & set(_words(one.title))}
    assert about
    assert about <= set(FALLS.measures)


def _words(title: str) -> list[str]:
    return title.lower().replace(",", " ").split()


def test_the_voice_of_those_who_get_support_tells_how_many_answered() -> None:
    for name in FOCUSES["brukarnas_rost"].measures:
        measure = catalog.measures()[name]
        assert measure.direction is Direction.UP
        assert measure.n_from or measure.n_in_workbook


@pytest.mark.parametrize("focus", FOCUSES.values(), ids=str)
def test_a_set_is_short_and_of_several_measures_that_the_catalogue_has(focus: Focus) -> None:
    assert set(focus.measures) <= set(catalog.measures())
    assert 5 <= len(focus.measures) <= 30
    assert focus.text.endswith(".")


@pytest.mark.parametrize("focus", ["socsam", "barnets_basta", "brukarnas_rost"])
def test_a_set_spans_areas(focus: str) -> None:
    assert len({catalog.measures()[name].area for name in FOCUSES[focus].measures}) >= 3


def test_a_choice_that_nobody_has_confirmed_says_who_must() -> None:
    assert not FOCUSES["socsam"].confirmed
    assert "FoU Jämt ska bekräfta" in FOCUSES["socsam"].text


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ('"N99999", "N20434"', '"N99999" finns inte i katalogen; tillåtet: id för ett mått, till exempel U21468'),
        ('"N20402", "N20402"', '"N20402" står 2 gånger; tillåtet: en gång'),
    ],
)
def test_a_fault_in_a_set_is_named(change: Change, faults: Faults, new: str, fault: str) -> None:
    change("fokus.toml", '"N20402", "N20434"', new)
    assert faults() == [f"fokus.toml, [[fokus]] nr 1 (fallprevention): {fault}"]


def test_two_sets_of_one_id_are_a_fault(change: Change, faults: Faults) -> None:
    change("fokus.toml", 'id = "socsam"', 'id = "fallprevention"')
    assert faults() == ['fokus.toml: id "fallprevention" har 2 fokus; tillåtet: ett']


def test_a_set_is_found_by_name_and_described_as_unconfirmed() -> None:
    first, *lines = describe("fallprevention").splitlines()
    assert first.startswith("Fallprevention: ")
    assert first.endswith("Urvalet är inte bekräftat.")
    assert any(line.startswith("  N20402 ") for line in lines)
    assert "Fallprevention (fallprevention)" in describe()
    with pytest.raises(DataError, match="Menade du Fallprevention"):
        catalog.fokus("fallpreventionen")
