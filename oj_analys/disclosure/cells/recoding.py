"""Ways to divide persons more coarsely, so that less has to be hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from oj_analys import catalog
from oj_analys.disclosure.cells.entry import Entry
from oj_analys.disclosure.cells.equations import equations
from oj_analys.disclosure.cells.hierarchy import dimensions, hierarchy
from oj_analys.disclosure.cells.pattern import safe_pattern
from oj_analys.disclosure.cells.system import system
from oj_analys.disclosure.structure import BOTH_SEXES, is_pooled
from oj_analys.domain import EVERYONE, first_year, last_year
from oj_analys.frames.shown import Key
from oj_analys.swedish import counted, join, sort_key

MUCH = 0.25
"""The part of the counts above which another division is proposed where it is hidden."""
_MOST = 3
_LARGEST = 40  # figures after the recoding; above it, to try would take longer than the pattern itself
_SMALLEST = 2  # how many categories or kommuner are put together

Members = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way to recode count tables, with what it costs.

    ``cells`` are the figures that there are then, ``cells_hidden`` those of them that are hidden, ``loss`` how many
    figures of detail are given up.
    """

    what: str
    cells_hidden: int
    cells: int
    loss: int
    text: str


@dataclass(frozen=True, slots=True)
class _Recoding:
    """What to do, the new key of each key (None: left out), and the members of totals then."""

    what: str
    key: Callable[[Key], Key | None]
    members: Members


def proposals(entries: Sequence[Entry], members: Members, hidden: Collection[Key]) -> tuple[Proposal, ...]:
    """Return at most three ways to hide less, the one that leaves most to be shown first.

    Only where more than a quarter of the counts above zero is hidden, and for divisions that leave a small table. What
    earlier releases have printed is not looked at: the numbers say what the division itself would cost.
    """
    figures = [entry for entry in entries if entry.value is not None]
    above = sum(1 for entry in figures if entry.value)
    if len(hidden) <= MUCH * above:
        return ()
    tables = [(one, _recoded(one, entries)) for one in _recodings(figures, members, hidden)]
    small = [(one, table) for one, table in tables if 0 < _figures(table) <= _LARGEST]
    found = [_proposal(one, table, len(hidden), len(figures)) for one, table in small]
    better = [one for one in found if one.cells_hidden * len(figures) < len(hidden) * one.cells]
    return tuple(sorted(better, key=lambda one: (one.cells_hidden - one.cells, one.loss, one.what))[:_MOST])


def _proposal(recoding: _Recoding, table: Mapping[Key, Entry], hidden: int, before: int) -> Proposal:
    relations = equations(table, hierarchy([*table.values()], recoding.members))
    gone = len(safe_pattern(system(table, relations, recoding.members)).hidden)
    left = _figures(table)
    now = f"{counted(gone, 'uppgift', 'uppgifter')} av {left} i stället för {hidden} av {before}"
    given_up = counted(before - left, "uppgift", "uppgifter")
    text = f"{recoding.what}: då döljs {now}, och {given_up} redovisas inte längre."
    return Proposal(recoding.what, gone, left, before - left, text)


def _figures(table: Mapping[Key, Entry]) -> int:
    return sum(entry.value is not None for entry in table.values())


def _recoded(recoding: _Recoding, entries: Sequence[Entry]) -> dict[Key, Entry]:
    """Return the entries by their new keys; a sum has a figure where all its parts have one."""
    table: dict[Key, Entry] = {}
    for entry in entries:
        if (key := recoding.key(entry.key)) is None:
            continue
        known = table.get(key)
        value = entry.value if known is None else _sum(known.value, entry.value)
        table[key] = replace(entry, key=key, value=value)
    return table


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _recodings(figures: Sequence[Entry], members: Members, hidden: Collection[Key]) -> Iterator[_Recoding]:
    names = sorted({name for entry in figures for name in dimensions(entry.key.group)})
    yield from _fewer_categories(figures, members, names)
    yield from _fewer_kommuner(figures, members, hidden)
    yield from _fewer_periods(figures, members)
    for name in names:
        yield _Recoding(f"Redovisa inte uppdelat på {name}", _without(name), members)
    if any(entry.key.sex != BOTH_SEXES for entry in figures):
        yield _Recoding("Redovisa inte uppdelat på kön", lambda key: key if key.sex == BOTH_SEXES else None, members)


def _without(name: str) -> Callable[[Key], Key | None]:
    return lambda key: None if name in dimensions(key.group) else key


def _fewer_categories(figures: Sequence[Entry], members: Members, names: Sequence[str]) -> Iterator[_Recoding]:
    """Yield per dimension of three values or more that its two smallest are put together."""
    for name in names:
        chosen = _smallest(figures, lambda key, name=name: dimensions(key.group).get(name))  # type: ignore[misc]
        if chosen:
            what = f"Slå ihop kategorierna {join(chosen)} ({name})"
            yield _Recoding(what, _put_together(name, chosen), members)


def _put_together(name: str, chosen: Sequence[str]) -> Callable[[Key], Key | None]:
    def recode(key: Key) -> Key:
        values = dimensions(key.group)
        if values.get(name) not in chosen:
            return key
        values[name] = "+".join(chosen)
        return key._replace(group=";".join(f"{one}={value}" for one, value in values.items()) or EVERYONE)

    return recode


def _fewer_kommuner(figures: Sequence[Entry], members: Members, hidden: Collection[Key]) -> Iterator[_Recoding]:
    """Yield that the kommuner of which most is hidden are put together, or the two smallest."""
    kommuner = sorted({entry.key.unit for entry in figures} - members.keys())
    above = {unit: [entry.key for entry in figures if entry.key.unit == unit and entry.value] for unit in kommuner}
    few = [unit for unit, keys in above.items() if 2 * sum(key in hidden for key in keys) > len(keys)]
    few_enough = _SMALLEST <= len(few) <= len(kommuner) // 2
    chosen = few if few_enough else _smallest(figures, lambda key: None if key.unit in members else key.unit)
    if chosen:
        label, group = "+".join(chosen), frozenset(chosen)
        known = catalog.kommun_by_code()
        names = sorted((known[code].name if code in known else code for code in chosen), key=sort_key)
        whole = {unit: own - group | {label} if group <= own else own for unit, own in members.items()}
        yield _Recoding(
            f"Slå ihop kommunerna {join(names)}",
            lambda key: key._replace(unit=label) if key.unit in group else key,
            whole,
        )


def _smallest(figures: Sequence[Entry], label: Callable[[Key], str | None]) -> list[str]:
    """Return the two labels with the fewest persons, none if there are not more than two."""
    persons: dict[str, int] = {}
    for entry in figures:
        if (own := label(entry.key)) is not None:
            persons[own] = persons.get(own, 0) + (entry.value or 0)
    order = sorted(persons, key=lambda own: (persons[own], own))
    return sorted(order[:_SMALLEST]) if len(order) > _SMALLEST else []


def _fewer_periods(figures: Sequence[Entry], members: Members) -> Iterator[_Recoding]:
    """Yield that all single periods are put together."""
    single = sorted({entry.key.period for entry in figures if not is_pooled(entry.key.period)})
    if len(single) > 1:
        first, last = first_year(single[0]), last_year(single[-1])
        pooled = f"{first}/{last}"
        yield _Recoding(
            f"Redovisa {first}–{last} tillsammans i stället för period för period",
            lambda key: None if is_pooled(key.period) else key._replace(period=pooled),
            members,
        )
