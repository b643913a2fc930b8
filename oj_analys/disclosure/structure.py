"""Which groups of persons a population has, and how they add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from oj_analys import catalog
from oj_analys.domain import EVERYONE, RIKET, first_year, last_year

Series = tuple[str, str, str]
"""What a table holds: a measure, what its values have their denominator in common with, and a period."""

BOTH_SEXES = "T"
_ANSWER = "svar="


class Line(NamedTuple):
    """A group of persons in any period; ``base`` is the group without the answer (``alla``, ``roll=chef``)."""

    unit: str
    sex: str
    base: str

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What the persons of a unit are divided by (``kön``, ``roll``)."""
        sex = () if self.sex == BOTH_SEXES else ("kön",)
        parts = () if self.base == EVERYONE else tuple(part.split("=", 1)[0] for part in self.base.split(";"))
        return (*sex, *parts)


@dataclass(frozen=True, slots=True)
class Star:
    """A group and the ways to divide it: the lines of each family add up to the root, or to less of it."""

    root: Line
    families: tuple[tuple[Line, ...], ...] = ()

    @property
    def lines(self) -> frozenset[Line]:
        """The root and all lines of its families."""
        return frozenset({self.root}.union(*self.families))


def split_group(group: str) -> tuple[str, str]:
    """Return the group without its answer, and the answer.

    >>> split_group("roll=chef;svar=4"), split_group("svar=vet_ej"), split_group("alla")
    (('roll=chef', '4'), ('alla', 'vet_ej'), ('alla', ''))
    """
    parts = group.split(";")
    base = ";".join(part for part in parts if not part.startswith(_ANSWER))
    answers = [part.removeprefix(_ANSWER) for part in parts if part.startswith(_ANSWER)]
    return base or EVERYONE, ";".join(answers)


def totals() -> dict[str, frozenset[str]]:
    """Return every unit that stands for several kommuner, with their codes."""
    whole = {RIKET: frozenset(catalog.kommun_by_code())}
    return whole | {grupp.unit: frozenset(grupp.members) for grupp in catalog.grupper()}


def apart(units: Iterable[str], members: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the totals that share no kommun with a smaller one: a difference of two totals is a group of its own."""
    chosen: list[str] = []
    for unit in sorted(set(units) & set(members), key=lambda unit: (len(members[unit]), unit)):
        if all(members[unit].isdisjoint(members[other]) for other in chosen):
            chosen.append(unit)
    return frozenset(chosen)


def is_crossed(line: Line, members: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a group is a part in two ways at once, such as the women or the chefer of a kommun."""
    return len(line.dimensions) + (line.unit not in members) > 1


def stars(lines: Iterable[Line], members: Mapping[str, frozenset[str]]) -> tuple[Star, ...]:
    """Return how the lines add up: a total is its kommuner, its sexes, and the values of each background.

    A kommun without a total stands alone. No line may be crossed.
    """
    known = sorted(set(lines))
    roots = sorted({line.unit for line in known if line.unit in members})
    found = [_star(Line(unit, BOTH_SEXES, EVERYONE), known, members[unit]) for unit in roots]
    covered = frozenset[Line]().union(*(star.lines for star in found))
    return (*found, *(Star(line) for line in known if line not in covered))


def _star(root: Line, known: list[Line], kommuner: frozenset[str]) -> Star:
    families: dict[str, list[Line]] = {}
    for line in known:
        if line.unit in kommuner:
            families.setdefault("", []).append(line)
        elif line.unit == root.unit and line != root:
            families.setdefault(line.dimensions[0], []).append(line)
    return Star(root, tuple(tuple(families[name]) for name in sorted(families)))


def is_pooled(period: str) -> bool:
    """Say whether a period is several years together (``2022/2024``)."""
    return "/" in period


def overlap(one: str, other: str) -> bool:
    """Say whether two periods have a year in common.

    >>> overlap("2022/2024", "2024-2"), overlap("2022/2023", "2024")
    (True, False)
    """
    return first_year(one) <= last_year(other) and first_year(other) <= last_year(one)
