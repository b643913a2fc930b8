"""How long it takes to guard linked count tables, with the sizes of a county and of the country."""

import random
from dataclasses import replace
from itertools import product
from math import nan

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from oj_analys import catalog
from oj_analys.disclosure.cells.suppress import hidden_counts
from oj_analys.disclosure.guard import Guard
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import Line
from oj_analys.domain import EVERYONE, Statistic

TOTAL = "alla"
LEAST = 5


def linked_tables(kommuner: int, categories: int, sexes: str, *, insiders: bool) -> list[Row]:
    """Kommuner and their total, categories and their sum, and the sexes and theirs: one cube with all its margins."""
    chance = random.Random(1)  # noqa: S311 - made-up counts
    units, groups = [f"k{number:03}" for number in range(kommuner)], [f"kat={number}" for number in range(categories)]
    cells: dict[tuple[str, str, str], int] = {}
    for unit, group, sex in product(units, groups, sexes):
        count = int(chance.expovariate(1 / 6))
        for key in product((unit, TOTAL), dict.fromkeys((sex, "T")), (group, EVERYONE)):
            cells[key] = cells.get(key, 0) + count
    policy = replace(catalog.policy("asi_klient"), insiders=insiders)
    guard = Guard("antal", policy, Statistic.ANTAL, "personer")
    return [
        Row(place, guard, Line(*key), "2024", "", "ok", float(count), nan, float(count))
        for place, (key, count) in enumerate(cells.items())
    ]


@pytest.mark.parametrize("insiders", [False, True])
@pytest.mark.parametrize(("kommuner", "categories", "sexes"), [(8, 5, "T"), (8, 5, "KM"), (290, 10, "T")])
def test_linked_tables(
    benchmark: BenchmarkFixture, kommuner: int, categories: int, sexes: str, *, insiders: bool
) -> None:
    rows = linked_tables(kommuner, categories, sexes, insiders=insiders)
    members = {TOTAL: frozenset(row.line.unit for row in rows) - {TOTAL}}
    found = benchmark.pedantic(hidden_counts, (rows, members, {}), rounds=1)
    small = {row.place for row in rows if 0 < row.value < LEAST}
    assert small <= found.hidden
    assert not found.waiting
