"""A safe pattern at a low cost, one hidden count after the other: for what the exact search leaves unfinished."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from oj_analys.disclosure.cells.attacker import demands
from oj_analys.disclosure.cells.system import Floats, Mask, System
from oj_analys.disclosure.cells.ways import NOTHING, Demand, Ways

_HIDDEN = 1e-3  # the part of its weight that what is hidden already costs, so that ways stay short
_TRIES = 3000  # counts that may be shown again after all, times the size of the system
_NOBODY = -1


def cheap(system: System, hidden: Mask) -> Mask | None:
    """Return a safe pattern that begins with ``hidden``, None if there is none.

    Method: fact sheet of disclosure control, section 4: for every hidden count, the smallest first, the cheapest way
    to move it as far as is needed, in both directions; what the way moves is hidden too. For readers who know the
    counts of a kommun that the way moves, another way that leaves these alone. In the end the dearest counts that were
    hidden for others are shown again where these can be moved otherwise at a lower cost.
    """
    search = _Search(system)
    best = search.guarded(hidden)
    if best is None:
        return None
    dearest = sorted(np.flatnonzero(best & ~system.hidden), key=lambda cell: (-system.weight[cell], cell))
    for cell in dearest[: _TRIES // system.size]:
        fewer = best.copy()
        fewer[cell] = False
        other = search.guarded(fewer, int(cell)) if best[cell] else None
        if other is not None and system.weight[other].sum() < system.weight[best].sum() - NOTHING:
            best = other
    return best


class _Unreachable(Exception):  # noqa: N818 - not an error: the pattern that is looked for does not exist
    pass


class _Search:
    """Adds to patterns what they lack."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._ways = Ways(system)
        self._low = system.low - system.value
        self._rows = LinearConstraint(sparse.csr_array(sparse.hstack([system.matrix, -system.matrix])), 0, 0)

    def guarded(self, hidden: Mask, shown: int = _NOBODY) -> Mask | None:
        """Return a pattern with what is missing, ``shown`` not hidden; None if there is none."""
        pattern = hidden.copy()
        done = np.zeros(self._system.size, dtype=np.bool_)
        try:
            while (left := np.flatnonzero(pattern & self._system.guarded & ~done)).size:
                order = np.lexsort((left, self._system.value[left], ~self._system.small[left]))
                for demand in demands(self._system, left[order]):
                    self._meet(pattern, demand, shown)
                done[left] = True
        except _Unreachable:
            return None
        return pattern

    def _meet(self, pattern: Mask, demand: Demand, shown: int) -> None:
        """Hide what it takes for those who know nothing more, and then for every insider."""
        self._hide(pattern, demand, shown)
        if self._system.insiders_aim[demand.cell]:
            for reader in sorted(self._ways.owners(pattern, demand.cell) - {int(self._system.owner[demand.cell])}):
                self._hide(pattern, Demand(demand.cell, demand.signs, demand.need, reader), shown)

    def _hide(self, pattern: Mask, demand: Demand, shown: int) -> None:
        """Hide what the cheapest way moves, if no known way meets the demand."""
        for sign in () if self._ways.meet(pattern, demand) else demand.signs:
            way = self._cheapest(pattern, demand, sign, shown)
            if way is not None:
                pattern |= way != 0
                self._ways.add(way.reshape(1, -1))
                return
        if not self._ways.meet(pattern, demand):
            raise _Unreachable

    def _cheapest(self, pattern: Mask, demand: Demand, sign: int, shown: int) -> Floats | None:
        """Return the cheapest way to move a count as far as is demanded, in whole numbers; None if there is none."""
        weight = self._system.weight * np.where(pattern, _HIDDEN, 1.0)
        high = np.vstack([np.full(self._system.size, np.inf), -self._low])
        high[:, self._system.owner == demand.reader] = 0.0
        if shown != _NOBODY:
            high[:, shown] = 0.0
        ahead, back = (0, 1) if sign > 0 else (1, 0)
        if high[ahead, demand.cell] < demand.need:
            return None
        low = np.zeros_like(high)
        low[ahead, demand.cell] = high[ahead, demand.cell] = demand.need
        high[back, demand.cell] = 0.0
        bounds = Bounds(low.ravel(), high.ravel())
        for whole in (0, 1):
            kind = np.full(low.size, whole, dtype=np.int64)
            found = milp(np.tile(weight, 2), constraints=self._rows, bounds=bounds, integrality=kind)
            if found.x is None:
                return None
            plus, minus = found.x.reshape(2, -1)
            way: Floats = np.round(plus - minus)
            if np.abs(plus - minus - way).max() < NOTHING:
                return way
        return None
