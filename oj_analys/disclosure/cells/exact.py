"""The cheapest pattern of a system: an integer program whose constraints come from the attacks on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from oj_analys.disclosure.cells.attacker import Attacker
from oj_analys.disclosure.cells.heuristic import cheap
from oj_analys.disclosure.cells.system import Mask, System
from oj_analys.disclosure.cells.ways import NOTHING

_WORK = 1500  # rounds times counts: an optimum for small systems, a pattern near it for larger ones
_ROUNDS = 3  # at the least
_NODES = 20_000  # a limit of work and not of time, so that the pattern is the same on every machine
_SMALL, _GAP = 60, 0.02  # above so many counts, a pattern this near the cheapest is good enough
_TIE = 1e-5


def cheapest(system: System) -> Mask | None:
    """Return what to hide, None if no pattern is safe.

    Method: fact sheet of disclosure control, section 4: minimise the weight of what is hidden; attack the pattern with
    a linear program per hidden count; where a count can be worked out, the duals give a constraint that every safe
    pattern fulfils; repeat. After a number of rounds that depends on the size, what is missing is added by the
    heuristic.
    """
    attacker = Attacker(system)
    cuts = list(_covers(system))
    hidden = _solved(system, cuts)
    for _ in range(_WORK // system.size + _ROUNDS):
        found = [] if hidden is None else attacker.unmet(hidden)
        if not found:
            return hidden
        cuts += [sparse.csr_array(cut.weights.reshape(1, -1)) for cut in found]
        hidden = _solved(system, cuts)
    return None if hidden is None else cheap(system, hidden)


def _solved(system: System, cuts: Sequence[sparse.csr_array]) -> Mask | None:
    """Return the cheapest pattern that fulfils the cuts, None if there is none."""
    hidden = system.hidden.copy()
    free = np.flatnonzero(~hidden)
    rows = sparse.csr_array(sparse.vstack([sparse.csr_array((1, system.size)), *cuts]))
    least = -rows[:, np.flatnonzero(hidden)].sum(axis=1) - NOTHING
    if not len(free):
        return None if (least > 0).any() else hidden
    found = milp(
        system.weight[free] + _TIE * np.arange(len(free)) / len(free),
        constraints=LinearConstraint(rows[:, free], least, np.inf),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(free), dtype=np.int64),
        options={"mip_rel_gap": 0.0 if system.size <= _SMALL else _GAP, "node_limit": _NODES},
    )
    if found.x is None:
        return None
    hidden[free] = found.x > 0.5  # noqa: PLR2004 - a switch
    return hidden


def _covers(system: System) -> Iterator[sparse.csr_array]:
    """Yield per relation and count in it that it may not be hidden alone, nor with counts of a single other kommun."""
    for row in range(system.matrix.shape[0]):
        cells = system.matrix.indices[system.matrix.indptr[row] : system.matrix.indptr[row + 1]]
        for cell in cells[system.guarded[cells]]:
            owner = system.owner[cell]
            apart = bool(system.insiders[cell]) and owner >= 0
            weights = np.where((system.owner[cells] >= 0) & (system.owner[cells] != owner), 1.0, 1.0 + apart)
            weights[cells == cell] = -1.0 - apart
            if weights[system.hidden[cells] & (cells != cell)].sum() < 1.0 + apart:
                yield sparse.csr_array((weights, cells, [0, len(cells)]), shape=(1, system.size))
