"""What a reader who knows the rule, all zeros, all shown counts and all relations can find out of a hidden one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from oj_analys.disclosure.cells.system import Floats, Ints, Mask, System
from oj_analys.disclosure.cells.ways import NOTHING, OUTSIDER, Demand, Ways

LARGE = 400
"""From how many counts that hang together a system is large."""
_LENGTH = 1e-3  # what it costs a way to move a count by one
_AT_ONCE = 50  # how many demands a linear program looks at
_FEW = 10


@dataclass(frozen=True, slots=True)
class Cut:
    """A demand that is not met: what is hidden must at least fulfil ``weights · hidden >= 0``."""

    demand: Demand
    weights: Floats


class Attacker:
    """Looks for ways to move hidden counts; what it has found it remembers for the next pattern."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._room = system.value - system.low
        self._ways = Ways(system)

    def unmet(self, hidden: Mask) -> list[Cut]:
        """Return a cut for every demand that is not met, those of insiders to a large system when no other is left."""
        cuts = self._cuts(hidden, demands(self._system, np.flatnonzero(hidden & self._system.guarded)))
        if cuts and self._system.size > LARGE:
            return cuts
        return [*cuts, *self._cuts(hidden, self._insider_demands(hidden, {cut.demand.cell for cut in cuts}))]

    def lowest(self) -> Ints:
        """Return the least that each small count can be whatever is hidden, for a reader who knows nothing more."""
        everything = np.ones(self._system.size, dtype=np.bool_)
        low = self._system.low.copy()
        down = [Demand(int(cell), (-1,), int(self._room[cell])) for cell in np.flatnonzero(self._system.small)]
        for some in _batches([demand for demand in down if demand.need]):
            for answer in self._answers(everything, self._left(everything, some)):
                cell = answer.demand.cell
                low[cell] = self._system.value[cell] - int(answer.got + NOTHING)
        return low

    def _insider_demands(self, hidden: Mask, unmet: AbstractSet[int]) -> list[Demand]:
        """Return what those who have sent in a hidden count must not be able to find out of the others.

        Only those matter whose counts are moved by the ways that move a count furthest; where there are none, a few of
        the readers are enough to begin with.
        """
        system = self._system
        readers = {int(owner) for owner in system.owner[hidden & system.insiders] if owner >= 0}
        found: list[Demand] = []
        for cell in np.flatnonzero(hidden & system.insiders_aim).tolist():
            others = readers - {int(system.owner[cell])}
            some = sorted(others)[:_FEW] if cell in unmet else sorted(others & self._ways.owners(hidden, cell))
            for reader in some:
                found += demands(system, [cell], reader)
        return found

    def _cuts(self, hidden: Mask, wanted: Sequence[Demand]) -> list[Cut]:
        """Return the cuts of a list of demands: those that have no way in fractions, or else none in whole numbers."""
        for some in _batches(wanted):
            self._find_short_ways(hidden, self._left(hidden, some))
        cuts: list[Cut] = []
        for some in _batches(self._left(hidden, wanted)):
            answers = self._answers(hidden, self._left(hidden, some))
            cuts += [Cut(answer.demand, answer.weights) for answer in answers if not answer.is_met]
        if cuts:
            return cuts
        unsure = self._left(hidden, wanted)
        return [_more(hidden, demand) for demand in unsure if not self._has_whole_way(hidden, demand)]

    def _left(self, hidden: Mask, wanted: Sequence[Demand]) -> list[Demand]:
        """Return the demands that no remembered way meets."""
        return [demand for demand in wanted if not self._ways.meet(hidden, demand)]

    def _find_short_ways(self, hidden: Mask, wanted: Sequence[Demand]) -> None:
        """Look for ways that move as few counts as can be: they serve most readers."""
        if not wanted:
            return
        columns = np.flatnonzero(hidden)
        low, high, cost = self._bounds(columns, [(demand, sign) for demand in wanted for sign in demand.signs])
        relations = self._system.matrix[:, columns]
        both = sparse.hstack([relations, -relations])
        found = milp(
            np.hstack([cost + _LENGTH, _LENGTH - cost]).ravel(),
            constraints=LinearConstraint(sparse.kron(sparse.eye_array(len(low)), both, format="csr"), 0, 0),
            bounds=Bounds(0, np.hstack([high, -low]).ravel()),
        )
        plus, minus = np.hsplit(np.asarray(found.x, dtype=np.float64).reshape(len(low), -1), 2)
        self._remember(columns, plus - minus)

    def _answers(self, hidden: Mask, wanted: Sequence[Demand]) -> Iterator[_Answer]:
        """Answer many demands with one linear program: every demand and sign is a block of its own."""
        if not wanted:
            return
        columns = np.flatnonzero(hidden)
        blocks = [(demand, sign) for demand in wanted for sign in demand.signs]
        low, high, cost = self._bounds(columns, blocks)
        relations = self._system.matrix[:, columns]
        found = linprog(  # type: ignore[call-overload] # the stubs know no sparse matrix
            cost.ravel(),
            A_eq=sparse.kron(sparse.eye_array(len(blocks)), relations, format="csr"),
            b_eq=np.zeros(len(blocks) * relations.shape[0]),
            bounds=np.column_stack([low.ravel(), high.ravel()]),
        )
        ways = found.x.reshape(low.shape)
        self._remember(columns, ways)
        prices = found.eqlin.marginals.reshape(len(blocks), -1) @ self._system.matrix
        gains = -(cost * ways).sum(axis=1)
        number = 0
        for demand in wanted:
            these = slice(number, number := number + len(demand.signs))
            yield _Answer(demand, float(gains[these].sum()), self._weights(demand, -prices[these]))

    def _bounds(self, columns: Ints, blocks: Sequence[tuple[Demand, int]]) -> tuple[Floats, Floats, Floats]:
        """Return the lowest and highest move of each count in each block, and the cost: no further than is needed."""
        low = np.tile((self._system.low - self._system.value)[columns].astype(np.float64), (len(blocks), 1))
        high, cost = np.full(low.shape, np.inf), np.zeros(low.shape)
        for number, (demand, sign) in enumerate(blocks):
            theirs = self._system.owner[columns] == demand.reader
            low[number, theirs] = high[number, theirs] = 0.0
            cell = int(np.searchsorted(columns, demand.cell))
            low[number, cell] = max(low[number, cell], -demand.need)
            high[number, cell] = demand.need
            cost[number, cell] = -sign
        return low, high, cost

    def _weights(self, demand: Demand, prices: Floats) -> Floats:
        """Return how much each count would let the demanded one move if it were hidden, from the duals."""
        total = np.zeros(self._system.size)
        for price, sign in zip(prices, demand.signs, strict=True):
            price[demand.cell] -= sign
            total += np.where(price > NOTHING, price * self._room, np.where(price < -NOTHING, demand.need, 0.0))
        total[self._system.owner == demand.reader] = 0.0
        total = np.minimum(total, demand.need)
        total[demand.cell] -= demand.need
        return np.round(total, 6)

    def _has_whole_way(self, hidden: Mask, demand: Demand) -> bool:
        """Look for a way in whole numbers where the linear program has found only fractions."""
        columns = np.flatnonzero(hidden)
        for sign in demand.signs:
            low, high, cost = self._bounds(columns, [(demand, sign)])
            rows = LinearConstraint(self._system.matrix[:, columns], 0, 0)
            whole = np.ones(len(columns), dtype=np.int64)
            found = milp(cost[0], constraints=rows, bounds=Bounds(low[0], high[0]), integrality=whole)
            self._remember(columns, np.asarray(found.x, dtype=np.float64).reshape(1, -1))
        return self._ways.meet(hidden, demand)

    def _remember(self, columns: Ints, ways: Floats) -> None:
        full = np.zeros((len(ways), self._system.size))
        full[:, columns] = ways
        self._ways.add(full)


@dataclass(frozen=True, slots=True)
class _Answer:
    """How far a linear program could move a count for a demand, and the weights of the cut if that is too little."""

    demand: Demand
    got: float
    weights: Floats

    @property
    def is_met(self) -> bool:
        return self.got >= self.demand.need - NOTHING


def demands(system: System, cells: Iterable[int], reader: int = OUTSIDER) -> list[Demand]:
    """Return what a reader must not be able to find out of some hidden counts.

    A small count must reach the least that may be shown and the least that it can be; any other must be able to have
    as many values as that takes.
    """
    found: list[Demand] = []
    for cell in map(int, cells):
        wide, down = int(system.least[cell]) - 1, int(system.value[cell] - system.low[cell])
        if not system.small[cell]:
            found.append(Demand(cell, (1, -1), wide, reader))
        else:
            found += [Demand(cell, (1,), wide - down, reader), Demand(cell, (-1,), down, reader)]
    return [demand for demand in found if demand.need > 0]


def _more(hidden: Mask, demand: Demand) -> Cut:
    """Return the cut that something more must be hidden."""
    weights = np.where(hidden, 0.0, 1.0)
    weights[demand.cell] = -1.0
    return Cut(demand, weights)


def _batches(wanted: Sequence[Demand]) -> Iterator[Sequence[Demand]]:
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]
