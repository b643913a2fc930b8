from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from oj_analys.disclosure.cells.attacker import Attacker
from oj_analys.disclosure.cells.entry import entry_of
from oj_analys.disclosure.cells.equations import equations
from oj_analys.disclosure.cells.exact import cheapest
from oj_analys.disclosure.cells.heuristic import cheap
from oj_analys.disclosure.cells.hierarchy import hierarchy
from oj_analys.disclosure.cells.system import Mask, System, system
from oj_analys.disclosure.row import Row

Rows = Callable[..., list[Row]]


def table(counted: Rows, kommuner: int, categories: int, seed: int, *, insiders: bool = False) -> System:
    """Kommuner and categories with their sums, as one system of what is above zero."""
    chance = random.Random(seed)  # noqa: S311 - made-up counts
    units, groups = [f"k{number}" for number in range(kommuner)], [f"kat={number}" for number in range(categories)]
    cells: dict[Any, int] = {}
    for unit in units:
        for group in groups:
            count = int(chance.expovariate(1 / 7))
            for key in ((unit, "T", group), (unit, "T", "alla"), ("alla", "T", group), ("alla", "T", "alla")):
                cells[key] = cells.get(key, 0) + count
    entries = {entry.key: entry for entry in map(entry_of, counted(cells, insiders=insiders))}
    members = {"alla": frozenset(units)}
    return system(entries, equations(entries, hierarchy([*entries.values()], members)), members)


def cost(of: System, hidden: Mask) -> float:
    return float(of.weight[hidden & ~of.hidden].sum())


def cheaper(of: System, than: float) -> Iterator[Mask]:
    """Yield every pattern that costs less, found by trying all sets of counts."""
    free = [int(cell) for cell in np.flatnonzero(~of.hidden)]

    def sets(number: int, left: float) -> Iterator[list[int]]:
        yield []
        for later in range(number, len(free)):
            if (after := left - of.weight[free[later]]) > 0:
                yield from ([free[later], *more] for more in sets(later + 1, after))

    for cells in sets(0, than - 1e-3):
        hidden = of.hidden.copy()
        hidden[cells] = True
        yield hidden


SIZES = [(3, 3, 1), (3, 4, 2), (4, 3, 3), (4, 3, 9), (4, 4, 1), (4, 4, 2), (4, 4, 9)]


@pytest.mark.parametrize(("kommuner", "categories", "seed"), SIZES)
def test_no_safe_pattern_is_cheaper(counted: Rows, kommuner: int, categories: int, seed: int) -> None:
    whole = table(counted, kommuner, categories, seed)
    found = cheapest(whole)
    assert found is not None
    assert found.sum() > whole.hidden.sum()
    attacker = Attacker(whole)
    assert not attacker.unmet(found)
    assert all(attacker.unmet(hidden) for hidden in cheaper(whole, cost(whole, found)))


@pytest.mark.parametrize("insiders", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_heuristic_is_safe_and_not_much_dearer(counted: Rows, seed: int, *, insiders: bool) -> None:
    whole = table(counted, 8, 5, seed, insiders=insiders)
    best, found = cheapest(whole), cheap(whole, whole.hidden)
    assert best is not None
    assert found is not None
    assert not Attacker(whole).unmet(found)
    assert whole.weight[found].sum() <= 1.2 * whole.weight[best].sum()
