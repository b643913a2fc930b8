"""Which counts of persons stay hidden, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from oj_analys.disclosure.cells.earlier import Earlier, changed, decided, is_hidden, only_earlier
from oj_analys.disclosure.cells.entry import Entry, State, entry_of
from oj_analys.disclosure.cells.equations import Equation, equations
from oj_analys.disclosure.cells.hierarchy import hierarchy
from oj_analys.disclosure.cells.pattern import safe_pattern
from oj_analys.disclosure.cells.recoding import Proposal, proposals
from oj_analys.disclosure.cells.system import system
from oj_analys.disclosure.row import Row
from oj_analys.frames.shown import Key, ShownFigure

Members = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CountPattern:
    """The places of the rows to hide, those of them that an earlier release is the reason for, and what to recode."""

    hidden: frozenset[int] = frozenset()
    waiting: frozenset[int] = frozenset()
    proposals: tuple[Proposal, ...] = ()


def hidden_counts(
    rows: Sequence[Row], members: Members, earlier: Mapping[Key, tuple[ShownFigure, ...]]
) -> CountPattern:
    """Return which counts of one population may not be shown.

    Args:
        rows: All counts of the same persons that are guarded cell by cell, those without a figure too.
        members: The kommuner of every unit that stands for several.
        earlier: How earlier releases have printed each figure, oldest first.

    Returns:
        The pattern: no hidden count follows from what is shown and was shown, neither exactly nor within fewer
        numbers than the least count. Counts below the least one are hidden, zeros are not; what more is hidden costs
        as little as possible. Where that cannot be reached, all that hangs together is hidden and waits.
        The proposals say how to divide the persons more coarsely where much is hidden.
        Method: fact sheet of disclosure control, sections 3, 4 and 8.

    Raises:
        DataError: where counts do not add up; every such place at once, with the difference.
    """
    entries, waiting = decided([entry_of(row) for row in rows], earlier)
    if not entries:
        return CountPattern()
    listed = [*entries, *only_earlier(entries, earlier)]
    found = hierarchy(listed, members)
    aside = {entry.key for entry in listed if not found.aside.isdisjoint(entry.key)}
    table = {entry.key: entry for entry in listed if entry.key not in aside}
    relations = equations(table, found)
    secret = aside | {entry.key for entry in entries if is_hidden(earlier.get(entry.key, ()))}
    hidden, late = _pattern(table, relations, members, earlier)
    suggested = proposals(entries, members, hidden)
    places = {entry.key: entry.place for entry in entries if entry.value is not None and entry.place is not None}
    return CountPattern(_places(hidden | secret, places), _places(waiting | late, places), suggested)


def _pattern(
    table: Mapping[Key, Entry], relations: Sequence[Equation], members: Members, earlier: Earlier
) -> tuple[frozenset[Key], frozenset[Key]]:
    """Return the keys to hide, and those of them that wait; a whole that tells of a change is hidden and all is redone.

    Every round hides at least one more, so that there is a last one.
    """
    waiting: frozenset[Key] = frozenset()
    while True:
        pattern = safe_pattern(system(table, relations, members))
        late = changed(relations, table, earlier, table.keys() - pattern.hidden)
        if not late:
            return pattern.hidden, waiting | pattern.unsafe
        waiting |= late
        table = {key: replace(entry, state=State.HIDDEN) if key in late else entry for key, entry in table.items()}


def _places(keys: AbstractSet[Key], places: Mapping[Key, int]) -> frozenset[int]:
    return frozenset(places[key] for key in keys if key in places)
