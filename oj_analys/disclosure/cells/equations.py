"""Which counts are the sum of which: every relation that a reader can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from oj_analys.disclosure.cells.entry import Entry
from oj_analys.disclosure.cells.hierarchy import Family, Hierarchy
from oj_analys.domain import DataError, Problem
from oj_analys.frames.shown import Key
from oj_analys.swedish import counted

_MEASURE, _SEX, _GROUP = 1, 3, 4
_OPEN_ENDED = {_MEASURE, _SEX, _GROUP}  # what may leave someone out: not in the part, no known sex, no category


@dataclass(frozen=True, slots=True)
class Equation:
    """A count and the listed counts that it is the sum of, with ``rest``, which is never printed.

    ``divided`` are the fields of the key that are divided, ``secrets`` how many of the parts the source has hidden.
    """

    whole: Key
    parts: tuple[Key, ...]
    rest: int
    divided: tuple[int, ...]
    secrets: int = 0


def equations(entries: Mapping[Key, Entry], found: Hierarchy) -> tuple[Equation, ...]:
    """Return the relations between the figures of one population, in the order of their keys.

    Every field of the key is divided in every fixing of the others, also several at once unless that follows from
    the others. Where somebody may be in no part, or not all parts are listed, what is left is the rest.

    Raises:
        DataError: where parts are more than the whole, or all parts are listed and do not add up to it; all at once.
    """
    values = {key: entry.value for key, entry in entries.items() if entry.value is not None}
    relations: list[Equation] = []
    problems: list[Problem] = []
    for key in sorted(values):
        for divided, chosen in found.divisions(key):
            keys = [Key(*labels) for labels in product(*(family.parts for family in chosen))]
            parts = tuple(part for part in keys if part in values)
            if not parts or _follows(key, parts, divided, values):
                continue
            exact = _is_exact(divided, chosen)
            if not _adds_up(key, parts, values, exact=exact and len(parts) == len(keys)):
                parts = tuple(part for part in parts if not _is_outdated(part, entries))
                if not parts or _is_outdated(key, entries):
                    continue
            rest = values[key] - sum(values[part] for part in parts)
            if not _adds_up(key, parts, values, exact=exact and len(parts) == len(keys)):
                problems.append(_problem(key, divided, rest))
                continue
            secrets = sum(entries[part].secret for part in keys if part in entries and part not in values)
            relations.append(Equation(key, parts, rest, divided, secrets))
    if problems:
        raise DataError(list(dict.fromkeys(problems)))
    return tuple(relations)


def _adds_up(whole: Key, parts: Sequence[Key], values: Mapping[Key, int], *, exact: bool) -> bool:
    """Say whether some parts are no more than their whole, or just as many where nobody can be outside of them."""
    rest = values[whole] - sum(values[part] for part in parts)
    return rest == 0 if exact else rest >= 0


def _is_exact(divided: Sequence[int], chosen: Sequence[Family]) -> bool:
    """Say whether nobody can be outside of the parts if all of them are listed."""
    return _OPEN_ENDED.isdisjoint(divided) and all(family.covers for family in chosen)


def _follows(whole: Key, parts: Sequence[Key], divided: Sequence[int], values: Mapping[Key, int]) -> bool:
    """Say whether a division of several fields follows from divisions of fewer: all sums in between have figures."""
    return any(
        all(between in values for between in _between(whole, parts, fields))
        for size in range(1, len(divided))
        for fields in combinations(divided, size)
    )


def _between(whole: Key, parts: Sequence[Key], fields: Sequence[int]) -> Iterator[Key]:
    for part in parts:
        yield Key(*(part[place] if place in fields else whole[place] for place in range(len(whole))))


def _is_outdated(key: Key, entries: Mapping[Key, Entry]) -> bool:
    """Say whether a figure is only known from an earlier release, and so may be of other data."""
    return entries[key].place is None


_WHAT = ("kommun", "delmått", "period", "kön", "grupp")


def _problem(key: Key, divided: Sequence[int], rest: int) -> Problem:
    of = "" if (key.sex, key.group) == ("T", "alla") else f", kön {key.sex}, grupp {key.group}"
    where = f"{key.measure} {key.period} för {key.unit}{of}, uppdelat på {' och '.join(_WHAT[one] for one in divided)}"
    found = f"delarna är tillsammans {counted(abs(rest), 'person', 'personer')} {'färre' if rest > 0 else 'fler'}"
    action = "Rätta underlaget, eller ta bort den uppdelning som är fel."
    return Problem(where, f"{found} än helheten", "summan av delarna", action)
