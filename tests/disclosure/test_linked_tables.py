"""Random linked tables against an attacker who thinks in persons: whole numbers in the full cross of all dimensions.

Written apart from the package: no equations between cells. Every printed cell is a sum of the cross, every hidden one
is at least 1 since zeros are printed, and the least and greatest value of each follows from whole numbers alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from oj_analys.disclosure import protect
from oj_analys.frames import MEASURES

LAN = "0023"
EIGHT = ("2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380")
T = 5
SIZES = {"2380": 60, "2309": 12, "2321": 12, "2313": 11, "2361": 10, "2326": 7, "2305": 6, "2303": 5}
"""About as the population of the county's kommuner."""


@dataclass(frozen=True)
class Cross:
    """Persons by kommun, category, sex and year; 1 for a dimension that the tables have not."""

    people: np.ndarray
    years: tuple[str, ...]

    @property
    def axes(self) -> tuple[dict[str, slice], ...]:
        """What each dimension may be in a table: one of its values, or all of them."""
        _, categories, sexes, years = self.people.shape
        return (
            {unit: slice(place, place + 1) for place, unit in enumerate(EIGHT)} | {LAN: slice(None)},
            {"alla": slice(None)}
            | ({f"slag={one}": slice(one, one + 1) for one in range(categories)} if categories > 1 else {}),
            {"T": slice(None)} | ({"K": slice(0, 1), "M": slice(1, 2)} if sexes > 1 else {}),
            {year: slice(place, place + 1) for place, year in enumerate(self.years)}
            | ({f"{self.years[0]}/{self.years[-1]}": slice(None)} if years > 1 else {}),
        )


def cross(seed: int, categories: int, sexes: int, years: int) -> Cross:
    """Draw persons: many cells are empty or small, as in a county."""
    random = np.random.default_rng(seed)
    weights = random.dirichlet(np.full(categories, 1.5))
    rate = np.array([SIZES[unit] for unit in EIGHT])[:, None, None, None] * weights[None, :, None, None]
    spread = rate * random.uniform(0.2, 1.0, (8, categories, sexes, years)) / sexes
    return Cross(random.poisson(spread), tuple(str(2022 + year) for year in range(years)))


def rows(county: Cross) -> Iterator[tuple[dict[str, object], np.ndarray]]:
    """Every cell of every table, with the part of the cross that it counts."""
    for (unit, u), (group, g), (sex, s), (period, p) in product(*(axis.items() for axis in county.axes)):
        counted = np.zeros(county.people.shape, dtype=bool)
        counted[u, g, s, p] = True
        size = int(county.people[counted].sum())
        key = {"unit": unit, "measure": "prov.personer", "period": period, "sex": sex, "group": group}
        yield {**key, "value": size, "count": size, "status": "ok", "source": "a.xlsx#12345678"}, counted.ravel()


class Attacker:
    """Knows the rule, the marker, the zeros and every printed cell of every table."""

    def __init__(self, shown: Sequence[tuple[np.ndarray, float | None]]) -> None:
        self.forms = np.array([form for form, _ in shown], dtype=float)
        low = [1.0 if value is None else value for _, value in shown]
        high = [np.inf if value is None else value for _, value in shown]
        self.known = LinearConstraint(self.forms, low, high)

    def candidates(self, place: int) -> float:
        """How many whole numbers from the least to the greatest a cell can be."""
        ends = [self._end(sign * self.forms[place]) for sign in (1.0, -1.0)]
        return abs(-ends[1] - ends[0]) + 1

    def _end(self, costs: np.ndarray) -> float:
        found = milp(costs, integrality=np.ones(len(costs)), bounds=Bounds(0, 10_000), constraints=self.known)
        assert found.status == 0, found.message
        return float(round(found.fun))


def attack(county: Cross) -> tuple[pd.DataFrame, list[tuple[str, ...]]]:
    """Return the guarded table, and the hidden cells with fewer candidates than the rule promises."""
    cells = list(rows(county))
    frame = protect(MEASURES.build([row for row, _ in cells]), policy="asi_klient")
    printed = frame.set_index(list(MEASURES.key))["value"]
    keys = [tuple(row[name] for name in MEASURES.key) for row, _ in cells]
    values = [None if pd.isna(printed[key]) else float(printed[key]) for key in keys]
    assert all(value in (None, row["value"]) for (row, _), value in zip(cells, values, strict=True))
    attacker = Attacker([(form, value) for (_, form), value in zip(cells, values, strict=True)])
    hidden = [place for place, value in enumerate(values) if value is None]
    return frame, [keys[place] for place in hidden if attacker.candidates(place) < T]


def assert_safe(county: Cross) -> None:
    frame, found = attack(county)
    assert found == []
    values = frame.loc[frame["status"] == "ok", "value"]
    assert not values.between(1, T - 1).any()
    assert not frame.loc[frame["status"] != "ok", ["value", "n", "count", "low", "high"]].notna().any(axis=None)


FORMS = {
    "kategori": (5, 1, 1),
    "kön": (1, 2, 1),
    "år": (1, 1, 3),
    "kategori och kön": (3, 2, 1),
    "kön och år": (1, 2, 2),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_no_hidden_cell_of_linked_tables_is_exact_or_narrow(form: tuple[int, int, int], seed: int) -> None:
    assert_safe(cross(seed, *form))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 106))
@pytest.mark.parametrize("form", [*FORMS.values(), (5, 2, 1)])
def test_no_hidden_cell_of_many_linked_tables_is_exact_or_narrow(form: tuple[int, int, int], seed: int) -> None:
    assert_safe(cross(seed, *form))


def test_the_attacker_finds_what_a_simple_rule_leaves_open() -> None:
    forms = np.array([[1, 0], [0, 1], [1, 1]], dtype=bool)
    assert Attacker([(forms[0], None), (forms[1], 9.0), (forms[2], 12.0)]).candidates(0) == 1
    assert Attacker([(forms[0], None), (forms[1], None), (forms[2], 5.0)]).candidates(0) == 4
    assert Attacker([(forms[0], None), (forms[1], None), (forms[2], 9.0)]).candidates(0) == 8
