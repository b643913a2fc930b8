from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import OPEN_POLICY, DataError, Statistic

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

# The table of the fact sheet on disclosure control, section 2.
LEAST = {
    "ebp_personal": {"antal": 7, "andel": 7, "medel": 7, "fördelning": 10, "spridning": 10, "kvartil": 20},
    "asi_klient": {"antal": 5, "andel": 10, "medel": 10, "fördelning": 10, "spridning": 10, "kvartil": 20},
    "egna_antal": {"antal": 5, "andel": 10, "medel": 10, "fördelning": 10, "spridning": 10, "kvartil": 20},
}


@pytest.mark.parametrize("ident", LEAST)
def test_thresholds_are_those_of_the_fact_sheet(ident: str) -> None:
    policy = catalog.policy(ident)
    assert {str(key): value for key, value in policy.least.items() if key in LEAST[ident]} == LEAST[ident]
    assert set(policy.least) == set(policy.decimals) == set(Statistic)


@pytest.mark.parametrize("ident", LEAST)
def test_figures_of_persons_are_seen_by_their_own_kommun_only(ident: str) -> None:
    policy = catalog.policy(ident)
    assert policy.visible_to == "egen_och_grupp"
    assert [policy.decimals[one] for one in (Statistic.ANTAL, Statistic.ANDEL, Statistic.FORDELNING)] == [0, 0, 0]
    assert policy.decimals[Statistic.MEDEL] == 1


def test_clients_are_guarded_answer_by_answer_and_staff_as_a_group() -> None:
    rules = {ident: (catalog.policy(ident).each_cell, catalog.policy(ident).n_step) for ident in LEAST}
    assert rules == {"ebp_personal": (False, 1), "asi_klient": (True, 5), "egna_antal": (True, 5)}


def test_open_figures_are_left_alone() -> None:
    policy = catalog.policies()[OPEN_POLICY]
    assert set(policy.least.values()) == set(policy.floor.values()) == {0}
    assert (policy.visible_to, policy.band, policy.insiders) == ("alla", 0, False)


def test_only_what_staff_have_answered_has_room_for_an_exception() -> None:
    room = {
        (ident, str(statistic)): floor
        for ident in LEAST
        for statistic, floor in catalog.policy(ident).floor.items()
        if floor != catalog.policy(ident).least[statistic]
    }
    assert room == {("ebp_personal", statistic): 5 for statistic in ("antal", "andel", "medel")}


def test_who_has_sent_in_a_clients_figure_may_not_work_out_another() -> None:
    assert {ident: catalog.policy(ident).insiders for ident in LEAST} == {
        "ebp_personal": False,
        "asi_klient": True,
        "egna_antal": True,
    }


@pytest.mark.parametrize("ident", LEAST)
def test_the_ends_of_a_scale_are_shown_as_bands(ident: str) -> None:
    assert catalog.policy(ident).band == pytest.approx(0.1)


def test_a_countys_own_policy_stands_in_place_of_the_packages() -> None:
    own = replace(catalog.policy("ebp_personal"), n_step=5)
    assert catalog.policy("EBP_personal", [own]) is own
    assert catalog.policy("asi_klient", [own]) is catalog.policies()["asi_klient"]


def test_every_measure_has_a_policy_that_exists() -> None:
    measures = [one for instrument in catalog.instruments().values() for one in instrument.measures]
    assert {one.policy for one in (*measures, *catalog.measures().values())} <= set(catalog.policies())


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(DataError, match=r'skydd: "ebp_personl" finns inte i katalogen; .*Menade du ebp_personal\?'):
        catalog.policy("ebp_personl")


EBP = "[ebp_personal]\n"
LINE = "minst = { antal = 7, "
FOUND = "policies.toml, [ebp_personal]"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (LINE, "minst = { antal = 4, ", f'{FOUND}, [minst]: nyckeln "antal" är 4; tillåtet: minst 5'),
        (LINE, "minst = { antal = 0, ", f'{FOUND}, [minst]: nyckeln "antal" är 0; tillåtet: minst 5'),
        (LINE, "minst = { antal = 7.5, ", f'{FOUND}, [minst]: nyckeln "antal" är 7.5; tillåtet: heltal'),
        (LINE, "minst = { ", f'{FOUND}, [minst]: nyckeln "antal" saknas; tillåtet: heltal. Lägg till den.'),
        (LINE, f"{LINE}poäng = 7, ", "policies.toml, rad"),
        (LINE, f"{LINE}poang = 7, ", f'{FOUND}, [minst]: okänd nyckel "poang"; tillåtet: antal, andel, medel'),
        ("minst = { antal = 0, ", "minst = { antal = 3, ", 'policies.toml, [öppen], [minst]: nyckeln "antal" är 3'),
        ('["öppen"]', '["oppen"]', 'policies.toml: nyckeln "öppen" saknas; tillåtet: tabell'),
    ],
)
def test_a_fault_in_the_policies_is_named(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change("policies.toml", old, new)
    assert faults()[0].startswith(fault), faults()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("medel = 1", "medel = 4", '[decimaler]: nyckeln "medel" är 4; tillåtet: 0 till 3'),
        ("medel = 1", "medel = -1", '[decimaler]: nyckeln "medel" är -1; tillåtet: 0 till 3'),
        ("steg = 1", "steg = 0", "steg är 0; tillåtet: 1 eller mer"),
        ("band = 0.1", "band = 0.5", "band är 0.5; tillåtet: från 0 till under 0.5"),
        ("band = 0.1", "band = -0.1", "band är -0.1; tillåtet: från 0 till under 0.5"),
        ("band = 0.1\n", "", 'nyckeln "band" saknas; tillåtet: tal'),
        ("insyn = false", "insyn = 0", 'nyckeln "insyn" är 0; tillåtet: true eller false'),
        ("golv = { antal = 5", "golv = { antal = 4", '[golv]: nyckeln "antal" är 4; tillåtet: minst 5'),
        ("golv = { antal = 5", "golv = { antal = 8", 'golv är 8 för "antal"; tillåtet: högst minst, som är 7'),
        ("varje_cell = false", "varje_cell = 0", 'nyckeln "varje_cell" är 0; tillåtet: true eller false'),
        ("egen_och_grupp", "egen", 'nyckeln "synlig_for" är "egen"; tillåtet: alla, egen_och_grupp'),
    ],
)
def test_a_fault_is_named_in_its_policy(folder: Path, faults: Faults, old: str, new: str, fault: str) -> None:
    path = folder / "policies.toml"
    head, own = path.read_text(encoding="utf-8").split(EBP)
    path.write_text(f"{head}{EBP}{own.replace(old, new, 1)}", encoding="utf-8")
    assert len(faults()) == 1
    assert faults()[0].startswith(FOUND)
    assert fault in faults()[0]
