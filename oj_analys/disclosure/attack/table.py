"""The groups of persons behind the figures of one measure: how many they are, and what they answered together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from oj_analys.disclosure.attack.axes import years
from oj_analys.disclosure.attack.known import Known, Place, place_of
from oj_analys.disclosure.attack.printing import Span, ends_of, is_reason, people, size_of, value_of
from oj_analys.domain import Statistic
from oj_analys.frames.shown import Key

_ANSWER = "svar"


@dataclass(frozen=True, slots=True)
class Amount:
    """How many persons, and the sum of their values by answer (``""`` for a mean): persons, for answers and shares."""

    size: Span
    sums: Mapping[str, Span] = field(default_factory=dict)

    def __add__(self, other: Amount) -> Amount:
        both = [answer for answer in self.sums if answer in other.sums]
        return Amount(self.size + other.size, {answer: self.sums[answer] + other.sums[answer] for answer in both})

    def __sub__(self, other: Amount) -> Amount:
        both = [answer for answer in self.sums if answer in other.sums]
        return Amount(self.size - other.size, {answer: self.sums[answer] - other.sums[answer] for answer in both})


@dataclass(frozen=True, slots=True)
class Table:
    """The groups of one measure whose answers have the same denominator, in periods that have years in common.

    ``sample`` carries the rule and the scale. ``hidden`` are groups behind the marker, ``keys`` a figure of each group,
    ``empty`` the kommuner's groups without any figure.
    """

    sample: Known
    printed: Mapping[Place, Amount]
    hidden: frozenset[Place]
    empty: frozenset[Place]
    keys: Mapping[Place, Key]

    @property
    def is_share(self) -> bool:
        """True where the sums are persons who gave an answer."""
        return self.sample.measure.statistic in (Statistic.ANDEL, Statistic.FORDELNING)

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the most that one person adds to a sum."""
        return (0.0, 1.0) if self.is_share else ends_of(self.sample)


def tables(figures: Iterable[Known], members: Mapping[str, Sequence[str]]) -> Iterator[Table]:
    """Yield the groups of every measure, those of the valid answers and of everyone who was asked apart."""
    found: dict[tuple[str, bool], list[Known]] = {}
    for one in figures:
        if not one.measure.derived_from and not (one.is_count and one.policy.cell_least):
            found.setdefault((one.key.measure, is_reason(one.key)), []).append(one)
    for key in sorted(found):
        for together in _by_time(found[key]):
            yield _table(together, members)


def _by_time(figures: Sequence[Known]) -> Iterator[list[Known]]:
    """Yield the figures of periods that have years in common, directly or by way of others."""
    clusters: list[set[str]] = []
    for period in sorted({one.key.period for one in figures}):
        near = [one for one in clusters if any(_overlap(period, other) for other in one)]
        clusters = [one for one in clusters if one not in near] + [{period}.union(*near)]
    for cluster in clusters:
        yield [one for one in figures if one.key.period in cluster]


def _overlap(one: str, other: str) -> bool:
    return ("/" in one or "/" in other) and bool(set(years(one)) & set(years(other)))


def _table(figures: Sequence[Known], members: Mapping[str, Sequence[str]]) -> Table:
    lines: dict[Place, dict[str, Known]] = {}
    for one in figures:
        place = place_of(one.key)
        parts = dict(place.parts)
        answer = parts.pop(_ANSWER, "")
        lines.setdefault(place._replace(parts=tuple(parts.items())), {})[answer] = one
    amounts = {place: _amount(answers) for place, answers in lines.items()}
    printed = {place: amount for place, amount in amounts.items() if amount is not None}
    hidden = {place for place in lines if place not in printed and any(one.is_hidden for one in lines[place].values())}
    empty = {place for place in lines if place not in printed and place not in hidden and place.unit not in members}
    keys = {place: min(one.key for one in answers.values()) for place, answers in lines.items()}
    return Table(figures[0], printed, frozenset(hidden), frozenset(empty), keys)


def _amount(answers: Mapping[str, Known]) -> Amount | None:
    """Return what is printed of a group, None if its size is not."""
    sizes = {answer: size_of(one) for answer, one in answers.items() if one.is_printed}
    known = [size for size in sizes.values() if size is not None]
    if not known:
        return None
    size = Span(max(one.low for one in known), min(one.high for one in known))
    sums = {answer: _sum(answers[answer], size) for answer in sizes if not answers[answer].is_count}
    return Amount(size, sums)


def _sum(one: Known, size: Span) -> Span:
    if one.measure.statistic in (Statistic.ANDEL, Statistic.FORDELNING):
        return people(one, size)
    value = value_of(one)
    corners = [number * mean for number, mean in product((size.low, size.high), (value.low, value.high))]
    return Span(min(corners), max(corners)) if all(map(math.isfinite, corners)) else Span(-math.inf, math.inf)
