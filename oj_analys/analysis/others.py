"""The kommuner that each kommun is compared with, added up."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from oj_analys.analysis.cells import Places, Truths
from oj_analys.analysis.panel import Panel
from oj_analys.analysis.references import Members
from oj_analys.domain import last_year
from oj_analys.stats.checks import Floats


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over some kommuner, one per row.

    ``size`` kommuner have a score, ``total`` is the sum of their scores; ``counted`` of them have a count, and
    ``count`` and ``n`` are the sums of those.
    """

    size: Floats
    total: Floats
    counted: Floats
    count: Floats
    n: Floats

    def without(self, own: Sums) -> Sums:
        """Return the sums over the others."""
        return Sums(*(getattr(self, field.name) - getattr(own, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Together:
    """Sums over everyone on each row's list and over the others on it; ``listed`` is how many are on the list."""

    everyone: Sums
    others: Sums
    listed: Floats


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of kommuner, the empty one first, and the number of each unit's list, shape (scopes, units).

    A scope is a part of the cells where every unit has one list; ``scope`` is the scope of each cell.
    """

    lists: tuple[tuple[str, ...], ...]
    number: Places
    scope: Places


def together(panel: Panel, members: Members) -> Together:
    """Add up the kommuner that each shown row is compared with; who they are may depend on area and year."""
    found = _lists(panel, members)
    number = found.number[found.scope[panel.shown.cell], panel.shown.unit]
    listed = np.array([len(chosen) for chosen in found.lists], dtype=np.float64)[number]
    own = _terms(panel, panel.shown.row) * _on_list(panel, found)[number, panel.shown.unit]
    everyone = Sums(*_sums(panel, found, number))
    return Together(everyone, everyone.without(Sums(*own)), listed)


def _lists(panel: Panel, members: Members) -> _Lists:
    areas, area = np.unique(panel.cells.fact(lambda measure: measure.area), return_inverse=True)
    years, year = np.unique(panel.cells.years(last_year), return_inverse=True)
    pairs, pair = np.unique(area * years.size + year, return_inverse=True)
    shown = np.unique(panel.shown.unit).tolist()
    numbers: dict[tuple[str, ...], int] = {(): 0}
    table = np.zeros((pairs.size, len(panel.units)), dtype=np.intp)
    for at, which in enumerate(pairs.tolist()):
        here, then = str(areas[which // years.size]), int(years[which % years.size])
        lists = [members(here, then, panel.units[unit]) for unit in shown]
        table[at, shown] = [numbers.setdefault(chosen, len(numbers)) for chosen in lists]
    number, scope = np.unique(table, axis=0, return_inverse=True)
    return _Lists(tuple(numbers), number, scope[pair])


def _on_list(panel: Panel, found: _Lists) -> Truths:
    """Say which units are on which list, shape (lists, units)."""
    on_list = np.zeros((len(found.lists), len(panel.units) + 1), dtype=np.bool_)
    for number, chosen in enumerate(found.lists):
        on_list[number, panel.columns(chosen)] = True
    return on_list[:, :-1]


def _sums(panel: Panel, found: _Lists, number: Places) -> Floats:
    """Return the five sums of each shown row's list."""
    sums = np.zeros((len(fields(Sums)), number.size))
    for place, numbers in enumerate(found.number):
        used = np.unique(numbers)
        columns = [panel.columns(found.lists[each] or ("",)) for each in used.tolist()]
        starts = np.cumsum([0, *(chosen.size for chosen in columns[:-1])])
        cells = np.flatnonzero(found.scope == place)
        terms = _terms(panel, panel.row[np.ix_(cells, np.concatenate(columns))])
        added = np.add.reduceat(terms, starts, axis=2)
        rows = np.flatnonzero(found.scope[panel.shown.cell] == place)
        cell = np.searchsorted(cells, panel.shown.cell[rows])
        sums[:, rows] = added[:, cell, np.searchsorted(used, number[rows])]
    return sums


def _terms(panel: Panel, rows: Places) -> Floats:
    """Return what each row adds to the five sums."""
    score, count, n = (array[rows] for array in (panel.figures.score, panel.figures.count, panel.figures.n))
    scored = ~np.isnan(score)
    counted = scored & ~np.isnan(count) & ~np.isnan(n)
    return np.stack(
        [
            scored,
            *(
                np.where(which, values, 0)
                for which, values in ((scored, score), (counted, counted), (counted, count), (counted, n))
            ),
        ]
    )
