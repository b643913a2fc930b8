"""Whole-number combinations of printed groups that are a group themselves, and a small one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from oj_analys.disclosure.attack.axes import cross_of
from oj_analys.disclosure.attack.known import Place
from oj_analys.disclosure.attack.table import Table
from oj_analys.frames.shown import Key

_TIMES = 3  # how often a group may be added or taken away
_NODES = 2000
_MOST = 2000  # kinds of persons; more are not decided


def small_combination(table: Table, members: Mapping[str, Sequence[str]]) -> Key | None:
    """Return a figure of a too small group that printed groups of known size add up to, None if there is none.

    A combination counts every person once or not at all. Groups are added or taken away up to three times each. Only
    where groups are parts in two ways at once, or periods or totals have something in common: otherwise what is left
    of a whole is all there is. A search that is given up is a breach.
    """
    sizes = {place: amount.size.low for place, amount in table.printed.items() if not amount.size.width}
    if not any(_is_crossed(place, members) for place in sizes) and not _has_common(list(sizes), members):
        return None
    kinds = _kinds(table, list(sizes), members)
    first = table.keys[min(sizes)]
    if kinds.shape[1] > _MOST:
        return first
    status, chosen = _searched(kinds, np.array(list(sizes.values())), table.sample.least)
    if status == 2:  # noqa: PLR2004 - scipy's number for infeasible
        return None
    return first if chosen is None else table.keys[list(sizes)[int(np.argmax(chosen))]]


def _is_crossed(place: Place, members: Mapping[str, Sequence[str]]) -> bool:
    return (place.unit not in members) + (place.sex != "T") + len(place.parts) > 1


def _has_common(places: Sequence[Place], members: Mapping[str, Sequence[str]]) -> bool:
    totals = {place.unit for place in places} & members.keys()
    return len(totals) > 1 or len({place.period for place in places}) > 1


def _kinds(table: Table, places: Sequence[Place], members: Mapping[str, Sequence[str]]) -> npt.NDArray[np.float64]:
    """Return which printed groups (rows) each kind of person (columns) is in; kinds that nobody is of are left out."""
    cross = cross_of(table.keys, members, complete=True)
    inside = np.zeros((len(places), cross.size))
    for row, place in enumerate(places):
        inside[row, cross.atoms(place)] = 1.0
    nobody = np.zeros(cross.size, dtype=bool)
    for place in (*table.empty, *(one for one in places if table.printed[one].size.high <= 0)):
        nobody[cross.atoms(place)] = True
    return np.unique(inside[:, ~nobody], axis=1)


def _searched(
    kinds: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64], least: int
) -> tuple[int, npt.NDArray[np.float64] | None]:
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - slow to load, and seldom needed
    from scipy.sparse import csr_array  # noqa: PLC0415 - as above

    groups, count = kinds.shape
    together = LinearConstraint(csr_array(kinds.T), np.zeros(count), np.ones(count))
    small = LinearConstraint(sizes[np.newaxis, :], 1.0, least - 1.0)
    found = milp(
        np.zeros(groups),
        integrality=np.ones(groups, dtype=np.int64),
        bounds=Bounds(-_TIMES, _TIMES),
        constraints=[together, small],
        options={"node_limit": _NODES},
    )
    return found.status, None if found.x is None else np.asarray(found.x)
