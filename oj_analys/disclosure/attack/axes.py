"""The full cross of all dimensions: which persons each figure counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from oj_analys.disclosure.attack.known import Place

Atoms = npt.NDArray[np.int64]

_BOTH = {"K", "M"}
_OTHER = "övriga"
_ALL = ""  # the value of a dimension that a figure is not divided by


@dataclass(frozen=True, slots=True)
class Cross:
    """The atoms of a cross: those who are alike in every dimension that some figure is divided by.

    ``covers`` says per dimension which of its steps every printed value stands for.
    """

    names: tuple[str, ...]
    covers: tuple[Mapping[str, tuple[int, ...]], ...]
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """The number of atoms."""
        return math.prod(self.shape)

    def atoms(self, place: Place) -> Atoms:
        """Return the places of the atoms that a figure counts, in order."""
        values = _values(place)
        steps = [covers[values.get(name, _ALL)] for name, covers in zip(self.names, self.covers, strict=True)]
        return np.ravel_multi_index(np.ix_(*steps), self.shape).ravel()


def cross_of(places: Iterable[Place], members: Mapping[str, Sequence[str]], *, complete: bool) -> Cross:
    """Return the cross of some figures.

    Args:
        places: The figures.
        members: The kommuner of every unit that stands for several.
        complete: The attacker's guess that nobody is left out where a whole is divided: two sexes are everybody, and so
            are the listed values of a background. Without it there is one more sex, and one more value. Kommuner and
            years that are not listed are always there.
    """
    listed = sorted(set(places))
    names = ("unit", "sex", "period", *_names(listed))
    values = [sorted({_values(place).get(name, _ALL) for place in listed}) for name in names]
    sets: list[Mapping[str, frozenset[str]]] = [
        {unit: frozenset(members.get(unit, (unit,))) for unit in values[0]},
        _sexes(values[1], complete),
        _periods(values[2]),
        *(_background(found, complete) for found in values[3:]),
    ]
    covers = tuple(_lumped(one) for one in sets)
    return Cross(names, covers, tuple(1 + max(step for steps in one.values() for step in steps) for one in covers))


def children(places: Iterable[Place], members: Mapping[str, Sequence[str]]) -> dict[tuple[Place, str], list[Place]]:
    """Return every figure's parts along one dimension, no two of which have anybody in common.

    Of totals within totals only the kommuner are taken, of periods within periods only the single ones.
    """
    listed = sorted(set(places))
    found: dict[tuple[Place, str], list[Place]] = {}
    by_rest: dict[tuple[str, Place], list[Place]] = {}
    for place in listed:
        for name, value in _values(place).items():
            if (name, value) != ("sex", "T") and not (name == "unit" and value in members):
                if name == "period" and "/" in value:
                    continue
                by_rest.setdefault((name, _without(place, name)), []).append(place)
    for parent in listed:
        for name in ("unit", "sex", "period", *_names(listed)):
            if (name, _without(parent, name)) in by_rest and _divides(parent, name, members):
                inside = [
                    one for one in by_rest[name, _without(parent, name)] if _is_inside(one, parent, name, members)
                ]
                if inside:
                    found[parent, name] = inside
    return found


def years(period: str) -> range:
    """Return the years of a period.

    >>> list(years("2022/2024")), list(years("2024-2"))
    ([2022, 2023, 2024], [2024])
    """
    first, _, last = period.partition("/")
    return range(int(first[:4]), int((last or first)[:4]) + 1)


def _values(place: Place) -> dict[str, str]:
    return {"unit": place.unit, "sex": place.sex, "period": place.period, **dict(place.parts)}


def _names(places: Iterable[Place]) -> list[str]:
    return sorted({name for place in places for name, _ in place.parts})


def _without(place: Place, name: str) -> Place:
    unit, sex, period = (_ALL if name == own else getattr(place, own) for own in ("unit", "sex", "period"))
    return Place(unit, sex, period, tuple(part for part in place.parts if part[0] != name))


def _divides(parent: Place, name: str, members: Mapping[str, Sequence[str]]) -> bool:
    value = _values(parent).get(name, _ALL)
    return {"unit": value in members, "sex": value == "T", "period": "/" in value}.get(name, value == _ALL)


def _is_inside(child: Place, parent: Place, name: str, members: Mapping[str, Sequence[str]]) -> bool:
    if name == "unit":
        return child.unit in members[parent.unit]
    if name == "period":
        return years(child.period)[0] in years(parent.period)
    return True


def _sexes(found: Sequence[str], complete: bool) -> dict[str, frozenset[str]]:  # noqa: FBT001 - the attacker's guess
    single = set(found) - {"T"}
    other = set() if not single or (complete and single >= _BOTH) else {_OTHER}
    return {value: frozenset(single | other or {"T"}) if value == "T" else frozenset({value}) for value in found}


def _background(found: Sequence[str], complete: bool) -> dict[str, frozenset[str]]:  # noqa: FBT001 - as above
    single = set(found) - {_ALL}
    other = set() if complete and len(single) > 1 else {_OTHER}
    return {value: frozenset(single | other) if value == _ALL else frozenset({value}) for value in found}


def _periods(found: Sequence[str]) -> dict[str, frozenset[str]]:
    single = [period for period in found if "/" not in period]
    rounds = {year: {one for one in single if int(one[:4]) == year} for period in found for year in years(period)}
    return {
        period: frozenset().union(*(rounds[year] or {str(year)} for year in years(period)))
        if "/" in period
        else frozenset({period})
        for period in found
    }


def _lumped(sets: Mapping[str, frozenset[str]]) -> dict[str, tuple[int, ...]]:
    """Number the steps of a dimension; those that always stand together are one."""
    elements = sorted(frozenset[str]().union(*sets.values()))
    signatures = [tuple(value for value, one in sets.items() if element in one) for element in elements]
    numbers = {signature: number for number, signature in enumerate(dict.fromkeys(signatures))}
    return {
        value: tuple(sorted({numbers[signature] for signature in signatures if value in signature})) for value in sets
    }
