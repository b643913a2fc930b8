"""The attack: what somebody can work out who has everything that is printed; written apart from what guards."""

from __future__ import annotations

from oj_analys.disclosure.attack.breach import Breach, BreachKind
from oj_analys.disclosure.attack.joint import breaches

__all__ = ["Breach", "BreachKind", "breaches"]
