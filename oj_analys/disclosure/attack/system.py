"""Counts as equations in the persons of the full cross: what is printed, what is hidden, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from oj_analys.disclosure.attack.axes import Atoms, children, cross_of
from oj_analys.disclosure.attack.known import EXACT, Known, Place, place_of
from oj_analys.frames.shown import Key

_MOST = 5000  # atoms; a larger cross is not decided


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as the sum of some atoms; ``value`` is what it is printed as, None where it is hidden."""

    key: Key
    atoms: Atoms
    value: float | None


@dataclass(frozen=True, slots=True)
class Rest:
    """What nobody prints: what is left of a figure when the atoms of others are taken away."""

    key: Key
    atoms: Atoms
    minus: Atoms


@dataclass(frozen=True, slots=True)
class System:
    """All counts of one population and the atoms that nobody knows: ``known`` is NaN for them.

    ``below`` are pairs of atoms, the first no larger than the second: a part and its whole.
    """

    cells: tuple[Cell, ...]
    rests: tuple[Rest, ...]
    below: npt.NDArray[np.int64]
    known: npt.NDArray[np.float64]


class ContradictionError(ValueError):
    """Figures that cannot all be true as the attacker reads them."""


class TooLargeError(ValueError):
    """A cross with more atoms than are looked through."""


def system_of(counts: Sequence[Known], members: Mapping[str, Sequence[str]], *, complete: bool) -> System:
    """Return the equations of the counts of one population, with everything that simple sums give away filled in.

    What is neither printed nor hidden counts nobody where it is a kommun's, since no total has it; a total without a
    figure says nothing.

    Raises:
        ContradictionError: Where they cannot hold.
        TooLargeError: With too many atoms.
    """
    counts = [one for one in counts if one.is_printed or one.is_hidden or one.key.unit not in members]
    places = {one.key: place_of(one.key) for one in counts}
    cross = cross_of(places.values(), members, complete=complete)
    measures = {name: number for number, name in enumerate(sorted({one.key.measure for one in counts}))}
    if cross.size * len(measures) > _MOST:
        raise TooLargeError
    atoms = {key: cross.atoms(place) + measures[key.measure] * cross.size for key, place in places.items()}
    gaps = {one.key for one in counts if not one.is_printed and not one.is_hidden}
    cells = tuple(Cell(one.key, atoms[one.key], _value(one)) for one in counts)
    wholes = {one.measure.id: one.measure.part_of for one in counts if one.measure.part_of in measures}
    empty = {int(atom) for key in gaps for atom in atoms[key]}
    pairs = [
        (part, part + (measures[whole] - measures[name]) * cross.size)
        for name, whole in sorted(wholes.items())
        for part in range(measures[name] * cross.size, (measures[name] + 1) * cross.size)
    ]
    below = np.array([pair for pair in pairs if empty.isdisjoint(pair)], dtype=np.int64).reshape(-1, 2)
    rests = (*_parts(atoms, wholes, empty), *_divisions(places, atoms, gaps, members))
    return System(cells, rests, below, _filled(cells, cross.size * len(measures)))


def _value(one: Known) -> float | None:
    if one.is_hidden:
        return None
    return one.figure.value if one.is_printed else 0.0


def _parts(atoms: Mapping[Key, Atoms], wholes: Mapping[str, str], empty: set[int]) -> Iterator[Rest]:
    """Yield what is in a whole and not in its part, where all that have the one have the other."""
    for key, part in atoms.items():
        whole = atoms.get(key._replace(measure=wholes.get(key.measure, "")))
        if whole is not None and empty.isdisjoint(part.tolist()) and empty.isdisjoint(whole.tolist()):
            yield Rest(key, whole, part)


def _divisions(
    places: Mapping[Key, Place], atoms: Mapping[Key, Atoms], gaps: set[Key], members: Mapping[str, Sequence[str]]
) -> Iterator[Rest]:
    """Yield what is in a figure and in none of the figures that it is divided into."""
    for measure in sorted({key.measure for key in places}):
        keys = {place: key for key, place in places.items() if key.measure == measure and key not in gaps}
        for (parent, _), parts in children(keys, members).items():
            inside = np.concatenate([atoms[keys[part]] for part in parts])
            if len(inside) < len(atoms[keys[parent]]):
                yield Rest(keys[parent], atoms[keys[parent]], inside)


def _filled(cells: Sequence[Cell], size: int) -> npt.NDArray[np.float64]:
    """Return the atoms that follow of one printed sum at a time."""
    known = np.full(size, np.nan)
    waiting = [cell for cell in cells if cell.value is not None]
    while True:
        left = [cell for cell in waiting if not _fill(cell, known)]
        if len(left) == len(waiting):
            return known
        waiting = left


def _fill(cell: Cell, known: npt.NDArray[np.float64]) -> bool:
    """Fill in the unknown atoms of a printed sum if they follow; say whether none is left."""
    values = known[cell.atoms]
    unknown = np.isnan(values)
    left = float(cell.value or 0.0) - float(values[~unknown].sum())
    if left < -EXACT or (not unknown.any() and left > EXACT):
        raise ContradictionError
    if left <= EXACT or unknown.sum() == 1:
        known[cell.atoms[unknown]] = left
        return True
    return not unknown.any()
