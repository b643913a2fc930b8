from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

HUGE = 10**400  # valid TOML, too large for a float


def test_the_rules_are_those_of_the_readers() -> None:
    rules = catalog.rules()
    assert (rules.uncertain_half_width, rules.confidence, rules.current_years, rules.trend_points) == (10, 0.95, 2, 5)
    assert rules.spread_share == 0.5
    assert rules.signals == catalog.SignalRules(first_page=3, most=10, yes_in_riket=75, outer_part=0.25)
    assert rules.alpha == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("konfidens = 0.95", "konfidens = 95", 'nyckeln "konfidens" är 95; tillåtet: mellan 0 och 1'),
        ("konfidens = 0.95", "konfidens = 0", 'nyckeln "konfidens" är 0; tillåtet: mellan 0 och 1'),
        ("konfidens = 0.95", "konfidens = nan", 'nyckeln "konfidens" är nan; tillåtet: tal'),
        ("konfidens = 0.95", f"konfidens = {HUGE}", f'nyckeln "konfidens" är {HUGE}; tillåtet: tal'),
        ("konfidens = 0.95", 'konfidens = "0,95"', 'nyckeln "konfidens" är "0,95"; tillåtet: tal'),
        ("osaker_halv_bredd = 10.0", "", 'nyckeln "osaker_halv_bredd" saknas; tillåtet: tal. Lägg till den.'),
        ("spridning_minst = 0.5", "spridning_minst = 1", 'nyckeln "spridning_minst" är 1; tillåtet: mellan 0 och 1'),
        ("aktuell_ar = 2", "aktuell_ar = -1", 'nyckeln "aktuell_ar" är -1; tillåtet: 0 eller fler år'),
        ("trend_minst = 5", "trend_minst = 4", 'nyckeln "trend_minst" är 4; tillåtet: 5 eller fler mätningar'),
    ],
)
def test_a_fault_in_the_rules_is_named_once(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change("regler.toml", old, new)
    assert faults() == [f"regler.toml: {fault}"]
