"""The counts and their relations as numbers: what a reader can move, and what may be hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from oj_analys.disclosure.cells.entry import Entry, State
from oj_analys.disclosure.cells.equations import Equation
from oj_analys.frames.shown import Key

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TOGETHER = -1
"""The owner of what several kommuner have sent in."""
ELSEWHERE = -2
"""The owner of what is left in kommuner that are not listed."""
_MARGIN, _GRAND = 3.0, 10.0


@dataclass(frozen=True, slots=True)
class System:
    """Counts that nobody knows for sure and the relations between them, one entry of every array per count.

    ``keys`` are those of the rows, None for a rest, which is never printed. ``low`` is the least that a reader must
    reckon with where the count is hidden, ``least`` the least that may be shown, ``owner`` the number of the kommun
    that has sent it in. ``small`` are too small to be shown, ``hidden`` those and others that are hidden whatever it
    costs, ``guarded`` what nobody may work out where it is hidden. ``matrix`` has a row per relation: 1 for its parts,
    -1 for the whole.
    """

    keys: tuple[Key | None, ...]
    value: Ints
    low: Ints
    least: Ints
    owner: Ints
    weight: Floats
    small: Mask
    hidden: Mask
    guarded: Mask
    insiders: Mask
    matrix: sparse.csr_array

    @property
    def size(self) -> int:
        """How many counts there are."""
        return len(self.keys)

    @property
    def insiders_aim(self) -> Mask:
        """What those who know the counts of one kommun may not work out: the counts of the others."""
        return np.asarray(self.insiders & self.guarded & (self.owner != TOGETHER))

    def only(self, cells: Ints) -> System:
        """Return the system of some of the counts; the others are taken as known."""
        matrix = self.matrix[:, cells]
        kept = np.flatnonzero(np.diff(matrix.indptr))
        value, low, least, owner = (column[cells] for column in (self.value, self.low, self.least, self.owner))
        small, hidden, guarded, insiders = (
            mask[cells] for mask in (self.small, self.hidden, self.guarded, self.insiders)
        )
        keys = tuple(self.keys[cell] for cell in cells)
        rows = sparse.csr_array(matrix[kept])
        return System(keys, value, low, least, owner, self.weight[cells], small, hidden, guarded, insiders, rows)

    def keys_of(self, cells: Mask) -> set[Key]:
        """Return the keys of some counts; rests have none."""
        return {key for key, chosen in zip(self.keys, cells, strict=True) if chosen and key is not None}

    def components(self) -> Iterator[System]:
        """Yield the systems that have nothing to do with each other."""
        links = abs(self.matrix.T) @ abs(self.matrix)
        count, label = sparse.csgraph.connected_components(links, directed=False)
        for number in range(count):
            yield self.only(np.flatnonzero(label == number))


def system(
    entries: Mapping[Key, Entry], relations: Sequence[Equation], members: Mapping[str, frozenset[str]]
) -> System:
    """Return the system of all counts that have a figure and of the rests, in the order of their keys.

    Zeros are printed and known to everybody, and so is what an earlier release has printed.
    """
    listed = [entries[key] for key in sorted(entries) if entries[key].value is not None]
    rests = [(relation, entries[relation.whole]) for relation in relations if relation.rest]
    owners = {unit: number for number, unit in enumerate(sorted({entry.key.unit for entry in listed} - set(members)))}
    value = np.array([entry.value or 0 for entry in listed] + [relation.rest for relation, _ in rests], dtype=np.int64)
    state = [_state(entry) for entry in listed] + [State.HIDDEN] * len(rests)
    matrix = _matrix(listed, relations)
    known = np.array([one is State.KNOWN for one in state], dtype=np.bool_)
    secrets = np.array([1] * len(listed) + [max(1, relation.secrets) for relation, _ in rests], dtype=np.int64)
    low = _low(value, np.where(known, value, np.minimum(value, secrets)), matrix)
    least = np.array([entry.least for entry in listed] + [whole.least for _, whole in rests], dtype=np.int64)
    small = (value > 0) & (value < least + np.where(secrets > 1, secrets - 1, 0))
    owner = [owners.get(entry.key.unit, TOGETHER) for entry in listed] + [
        ELSEWHERE if 0 in relation.divided else owners.get(whole.key.unit, TOGETHER) for relation, whole in rests
    ]
    hidden = small | np.array([one is State.HIDDEN for one in state], dtype=np.bool_)
    full = System(
        (*(entry.key for entry in listed), *(None for _ in rests)),
        value,
        low,
        least,
        np.array(owner, dtype=np.int64),
        _weights(value, matrix),
        small & ~known,
        hidden,
        small | np.array([True] * len(listed) + [_is_secret(*one) for one in rests], dtype=np.bool_),
        np.array([entry.insiders for entry in listed] + [whole.insiders for _, whole in rests], dtype=np.bool_),
        matrix,
    )
    return full.only(np.flatnonzero(~known))


def _state(entry: Entry) -> State:
    return State.KNOWN if entry.state is State.FREE and (entry.value == 0 or entry.place is None) else entry.state


def _is_secret(relation: Equation, whole: Entry) -> bool:
    """Say whether a rest is the count of one kommun or group that the source has hidden, for some reader."""
    return relation.secrets == 1 or (whole.insiders and relation.secrets == 2)  # noqa: PLR2004 - one knows its own


def _matrix(listed: Sequence[Entry], relations: Sequence[Equation]) -> sparse.csr_array:
    column = {entry.key: number for number, entry in enumerate(listed)}
    triples = []
    rest = len(listed)
    for row, relation in enumerate(relations):
        triples += [(row, column[relation.whole], -1), *((row, column[part], 1) for part in relation.parts)]
        if relation.rest:
            triples.append((row, rest, 1))
            rest += 1
    rows, columns, signs = np.array(triples, dtype=np.int64).reshape(-1, 3).T
    return sparse.csr_array((signs.astype(np.float64), (rows, columns)), shape=(len(relations), rest))


def _low(value: Ints, low: Ints, matrix: sparse.csr_array) -> Ints:
    """Return the least that each count can be for a reader: a whole is no less than the least of its parts."""
    parts = matrix.maximum(0)
    whole = (-matrix).maximum(0).argmax(axis=1) if matrix.shape[0] else np.zeros(0, dtype=np.int64)
    while True:
        higher = low.copy()
        np.maximum.at(higher, whole, (parts @ low).astype(np.int64))
        higher = np.minimum(higher, value)
        if np.array_equal(higher, low):
            return low
        low = higher


def _weights(value: Ints, matrix: sparse.csr_array) -> Floats:
    """Return what it costs to hide each count: most for a grand total, more for a margin than for what is inside."""
    is_whole = np.asarray((matrix < 0).sum(axis=0)).ravel() > 0
    is_part = np.asarray((matrix > 0).sum(axis=0)).ravel() > 0
    level = np.where(is_whole, np.where(is_part, _MARGIN, _GRAND), 1.0)
    return level * (1 + np.log1p(value) / 10)
