from __future__ import annotations

from collections.abc import Callable

from oj_analys import catalog

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


def test_fall_prevention_is_a_set_of_its_own() -> None:
    found = next(focus for focus in catalog.focuses() if focus.id == "fallprevention")
    assert "oj.N20402" in found.measures


def test_every_measure_of_a_set_is_in_the_catalogue() -> None:
    for focus in catalog.focuses():
        assert set(focus.measures) <= set(catalog.measures())


def test_an_unknown_measure_is_a_fault(change: Change, faults: Faults) -> None:
    change("fokus.toml", '"N20402"', '"N99999"')
    where = "fokus.toml, [[fokus]] nr 1 (fallprevention)"
    assert faults() == [f'{where}: "N99999" finns inte i katalogen; tillåtet: id för ett mått, till exempel U21468']
