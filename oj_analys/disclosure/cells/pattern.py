"""A safe pattern for all that one population shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from oj_analys.disclosure.cells.attacker import Attacker
from oj_analys.disclosure.cells.exact import cheapest
from oj_analys.disclosure.cells.system import System
from oj_analys.frames.shown import Key


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to hide; ``unsafe`` is what could be worked out whatever is hidden, and all that hangs together with it."""

    hidden: frozenset[Key]
    unsafe: frozenset[Key]


def safe_pattern(system: System) -> Pattern:
    """Return a safe pattern for every part of a system that has nothing to do with the others."""
    hidden: set[Key] = set()
    unsafe: set[Key] = set()
    for loose in system.components():
        part = replace(loose, low=Attacker(loose).lowest())
        found = cheapest(part)
        keys = part.keys_of(np.ones(part.size, dtype=np.bool_) if found is None else found)
        hidden |= keys
        unsafe |= keys if found is None else set()
    return Pattern(frozenset(hidden), frozenset(unsafe))
