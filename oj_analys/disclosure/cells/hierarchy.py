"""How the units, periods, sexes, groups and measures of counts are divided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from oj_analys.disclosure.cells.entry import Entry
from oj_analys.disclosure.structure import BOTH_SEXES, is_pooled
from oj_analys.domain import EVERYONE, first_year, last_year
from oj_analys.frames.shown import Key

_SEXES = ("K", "M")


@dataclass(frozen=True, slots=True)
class Family:
    """Labels that a label is divided into; ``covers`` says that nothing of it can be outside of them."""

    parts: tuple[str, ...]
    covers: bool = False


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The families of every label, in the order of ``Key``; ``aside`` are units and periods that cross another.

    What crosses another without all that they consist of being listed can neither be shown nor guarded.
    """

    families: tuple[Mapping[str, tuple[Family, ...]], ...]
    aside: frozenset[str] = field(default_factory=frozenset)

    def divisions(self, key: Key) -> Iterable[tuple[tuple[int, ...], tuple[Family, ...]]]:
        """Yield every way to divide a key: the fields that are divided, coarsest first, and a family for each field."""
        stay = [Family((label,), covers=True) for label in key]
        choices = [(stay[place], *self.families[place].get(label, ())) for place, label in enumerate(key)]
        found = []
        for chosen in product(*choices):
            divided = tuple(place for place, family in enumerate(chosen) if family is not stay[place])
            if divided:
                found.append((divided, chosen))
        return sorted(found, key=lambda one: len(one[0]))


def hierarchy(entries: Sequence[Entry], members: Mapping[str, frozenset[str]]) -> Hierarchy:
    """Return how what is listed is divided; ``members`` are the kommuner of every unit that stands for several."""
    labels = [sorted(set(column)) for column in zip(*(entry.key for entry in entries), strict=True)]
    units, measures, periods, sexes, groups = labels
    of_units = {unit: members.get(unit, frozenset({unit})) for unit in units}
    of_periods = _years(periods)
    aside = _crossing(of_units) | _crossing(of_periods)
    by_unit, by_period = _nested(of_units, aside), _nested(of_periods, aside)
    wholes = {entry.key.measure: entry.whole for entry in entries if entry.whole}
    by_measure: dict[str, tuple[Family, ...]] = {
        name: tuple(Family((part,)) for part, whole in sorted(wholes.items()) if whole == name) for name in measures
    }
    by_sex = {BOTH_SEXES: (Family(_SEXES),)} if set(sexes) & set(_SEXES) else {}
    return Hierarchy((by_unit, by_measure, by_period, by_sex, _by_group(groups)), aside)


def dimensions(group: str) -> dict[str, str]:
    """Return the value of every dimension of a group.

    >>> dimensions("roll=chef;svar=4"), dimensions("alla")
    ({'roll': 'chef', 'svar': '4'}, {})
    """
    return {} if group == EVERYONE else dict(part.split("=", 1) for part in group.split(";"))


def _years(periods: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return what each period consists of: itself, or its single periods and the years of which none is listed."""
    single = [period for period in periods if not is_pooled(period)]
    found = {period: frozenset({period}) for period in single}
    for period in set(periods) - set(single):
        years = range(first_year(period), last_year(period) + 1)
        listed = {one for one in single if first_year(one) in years}
        empty = {str(year) for year in years} - {one[:4] for one in listed}
        found[period] = frozenset(listed | empty)
    return found


def _crossing(atoms: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the labels that share only a part with a smaller one, where some of what they consist of is not listed."""
    kept: list[str] = []
    for label in sorted(atoms, key=lambda label: (len(atoms[label]), label)):
        if all(_apart(atoms[label], atoms[other], atoms) for other in kept):
            kept.append(label)
    return frozenset(atoms) - frozenset(kept)


def _apart(one: frozenset[str], other: frozenset[str], listed: Mapping[str, frozenset[str]]) -> bool:
    return one.isdisjoint(other) or one >= other or one <= other or (one | other) <= listed.keys()


def _nested(atoms: Mapping[str, frozenset[str]], aside: frozenset[str]) -> dict[str, tuple[Family, ...]]:
    """Return the families of what stands for several: its single ones, and each smaller whole with the single rest."""
    found: dict[str, tuple[Family, ...]] = {}
    for label, own in atoms.items():
        inside = [one for one in atoms if atoms[one] < own and one not in aside]
        single = [one for one in inside if atoms[one] == {one}]
        several = [(one,) for one in inside if atoms[one] != {one}]
        families = [
            (*first, *(one for one in single if not any(atoms[one] <= atoms[other] for other in first)))
            for first in [(), *several]
        ]
        found[label] = tuple(Family(parts, _covers(parts, atoms, own)) for parts in families if parts)
    return found


def _covers(parts: Iterable[str], atoms: Mapping[str, frozenset[str]], whole: frozenset[str]) -> bool:
    return frozenset[str]().union(*(atoms[part] for part in parts)) == whole


def _by_group(groups: Sequence[str]) -> dict[str, tuple[Family, ...]]:
    values = {group: dimensions(group) for group in groups}
    found: dict[str, tuple[Family, ...]] = {}
    for coarse, own in values.items():
        families: dict[tuple[str, ...], list[str]] = {}
        for fine, its in values.items():
            if own.items() < its.items():
                families.setdefault(tuple(its), []).append(fine)
        found[coarse] = tuple(Family(tuple(families[names])) for names in sorted(families))
    return found
