from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

HUGE = 10**400  # valid TOML, too large for a float


def test_the_rules_are_those_of_the_readers() -> None:
    assert catalog.rules() == catalog.Rules(uncertain_half_width=10.0, confidence=0.95, current_years=2)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("konfidens = 0.95", "konfidens = 95", 'nyckeln "konfidens" är 95; tillåtet: mellan 0 och 1'),
        ("konfidens = 0.95", "konfidens = 0", 'nyckeln "konfidens" är 0; tillåtet: mellan 0 och 1'),
        ("konfidens = 0.95", "konfidens = nan", 'nyckeln "konfidens" är nan; tillåtet: tal'),
        ("konfidens = 0.95", f"konfidens = {HUGE}", f'nyckeln "konfidens" är {HUGE}; tillåtet: tal'),
        ("konfidens = 0.95", 'konfidens = "0,95"', 'nyckeln "konfidens" är "0,95"; tillåtet: tal'),
        ("osaker_halv_bredd = 10.0", "", 'nyckeln "osaker_halv_bredd" saknas; tillåtet: tal. Lägg till den.'),
        ("aktuell_ar = 2", "aktuell_ar = -1", 'nyckeln "aktuell_ar" är -1; tillåtet: 0 eller fler år'),
    ],
)
def test_a_fault_in_the_rules_is_named_once(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change("regler.toml", old, new)
    assert faults() == [f"regler.toml: {fault}"]
