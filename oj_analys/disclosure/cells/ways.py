"""The ways that are known to move hidden counts and leave everything that is shown as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oj_analys.disclosure.cells.system import Floats, Ints, Mask, System

OUTSIDER = -9
NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Demand:
    """How far a hidden count must be able to move for a reader: the sum of ``need`` in the directions ``signs``.

    ``reader`` is the owner of the counts that the reader knows too.
    """

    cell: int
    signs: tuple[int, ...]
    need: int
    reader: int = OUTSIDER


@dataclass(frozen=True, slots=True)
class _Way:
    """The counts that a way moves and whose they are."""

    moved: Ints
    owners: frozenset[int]


class Ways:
    """Vectors of whole numbers, one per count, that add up to nothing in every relation.

    The negative of a way is one too where no count gets too small by it. What is found once helps every later pattern
    that hides all that it moves.
    """

    def __init__(self, system: System) -> None:
        self._system = system
        self._low = system.low - system.value
        self._ways: list[_Way] = []
        self._known: set[bytes] = set()
        self._of: list[list[tuple[int, int]]] = [[] for _ in range(system.size)]
        self._hidden = np.zeros(0, dtype=np.bool_)
        self._alive: list[bool] = []

    def add(self, ways: Floats) -> None:
        """Keep those of some ways, one per row, that are in whole numbers."""
        whole = np.round(ways) + 0.0
        for way in whole[(np.abs(ways - whole) < NOTHING).all(axis=1) & whole.any(axis=1)]:
            if (name := way.tobytes()) not in self._known:
                self._known |= {name, (0.0 - way).tobytes()}
                for one in (way, 0.0 - way):
                    if (one >= self._low).all():
                        self._keep(one)

    def _keep(self, way: Floats) -> None:
        moved = np.flatnonzero(way)
        owners = frozenset(owner for owner in self._system.owner[moved].tolist() if owner >= 0)
        for cell in moved:
            self._of[cell].append((len(self._ways), int(way[cell])))
        self._ways.append(_Way(moved, owners))

    def meet(self, hidden: Mask, demand: Demand) -> bool:
        """Say whether the ways move a hidden count as far as is demanded."""
        alive = self._usable(hidden)
        moves = [by for way, by in self._of[demand.cell] if alive[way] and demand.reader not in self._ways[way].owners]
        return sum(max(0, *(sign * by for by in moves), 0) for sign in demand.signs) >= demand.need

    def owners(self, hidden: Mask, cell: int) -> frozenset[int]:
        """Return whose counts the ways move that move a hidden count furthest up and furthest down."""
        alive = self._usable(hidden)
        moves = [(by, way) for way, by in self._of[cell] if alive[way]]
        if not moves:
            return frozenset()
        return self._ways[max(moves)[1]].owners | self._ways[min(moves)[1]].owners

    def _usable(self, hidden: Mask) -> list[bool]:
        """Return which of the ways move nothing but what is hidden."""
        if not np.array_equal(hidden, self._hidden):
            self._hidden, self._alive = hidden.copy(), []
        self._alive += [bool(hidden[way.moved].all()) for way in self._ways[len(self._alive) :]]
        return self._alive
