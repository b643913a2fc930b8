"""What earlier releases have printed: known for good, or a change that points at someone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from oj_analys.disclosure.cells.entry import Entry, State
from oj_analys.disclosure.cells.equations import Equation
from oj_analys.disclosure.structure import is_pooled, overlap
from oj_analys.domain import Status
from oj_analys.frames.shown import Key, ShownFigure

Earlier = Mapping[Key, tuple[ShownFigure, ...]]


def printed(figures: Iterable[ShownFigure]) -> list[int]:
    """Return the numbers that a count has been printed as, oldest first; a band is no number."""
    return [round(figure.value) for figure in figures if figure.value is not None and figure.low is figure.high is None]


def decided(entries: Sequence[Entry], earlier: Earlier) -> tuple[list[Entry], frozenset[Key]]:
    """Return the entries with what the earlier releases decide, and the keys that must wait.

    What has been printed with the value that it still has is known, what the latest release hid stays hidden. A count
    must wait where the change since it was printed is of too few persons, or where an earlier period that overlaps
    its own, and that is not shown again, would leave a rest that nobody can guard.
    """
    waiting = {entry.key for entry in entries if _must_wait(entry, earlier)} | _overlapping(entries, earlier)
    found = [replace(entry, state=_state(entry, earlier.get(entry.key, ()), waiting)) for entry in entries]
    return found, frozenset(waiting)


def only_earlier(entries: Sequence[Entry], earlier: Earlier) -> Iterator[Entry]:
    """Yield what earlier releases have printed of the measures and is not shown again: everybody knows it."""
    listed = {entry.key for entry in entries}
    first = {entry.key.measure: entry for entry in reversed(entries)}
    for key in sorted(earlier.keys() - listed):
        if key.measure in first and (numbers := printed(earlier[key])):
            like = first[key.measure]
            yield replace(like, key=key, value=numbers[-1], place=None, secret=False, state=State.KNOWN)


def changed(
    relations: Iterable[Equation], entries: Mapping[Key, Entry], earlier: Earlier, shown: AbstractSet[Key]
) -> frozenset[Key]:
    """Return the wholes that must wait: their change less those of their shown parts is of too few persons."""
    return frozenset(
        relation.whole
        for relation in relations
        if relation.whole in shown
        and any(_tells(change, entries[relation.whole]) for change in _changes(relation, entries, earlier, shown))
    )


def _must_wait(entry: Entry, earlier: Earlier) -> bool:
    numbers = printed(earlier.get(entry.key, ()))
    return entry.value is not None and any(_tells(entry.value - number, entry) for number in numbers)


def _tells(change: int, entry: Entry) -> bool:
    return 0 < abs(change) < entry.least


def _overlapping(entries: Sequence[Entry], earlier: Earlier) -> set[Key]:
    """Return the new keys that share years with an earlier period of the same, which is not among the entries."""
    listed = {entry.key for entry in entries if entry.value is not None}
    gone: dict[Key, list[str]] = {}
    for key in sorted(earlier.keys() - listed):
        if printed(earlier[key]):
            gone.setdefault(key._replace(period=""), []).append(key.period)
    return {
        key
        for key in listed - earlier.keys()
        for period in gone.get(key._replace(period=""), ())
        if (is_pooled(key.period) or is_pooled(period)) and overlap(key.period, period)
    }


def _state(entry: Entry, figures: Sequence[ShownFigure], waiting: AbstractSet[Key]) -> State:
    if entry.key in waiting:
        return State.HIDDEN
    if entry.value is not None and entry.value in printed(figures):
        return State.KNOWN
    return State.HIDDEN if is_hidden(figures) else entry.state


def is_hidden(figures: Sequence[ShownFigure]) -> bool:
    """Say whether the latest release that had the figure hid it."""
    return bool(figures) and figures[-1].status == Status.SEKRETESS


def _changes(
    relation: Equation, entries: Mapping[Key, Entry], earlier: Earlier, shown: AbstractSet[Key]
) -> Iterator[int]:
    """Yield how much the parts that a reader cannot follow have changed together since the whole was printed.

    A part that no release has printed or hidden may have been nobody then, or left out: either is tried. So is every
    printing of the whole and of its parts, the same number of releases ago where there are as many.
    """
    wholes = printed(earlier.get(relation.whole, ()))
    parts = [part for part in relation.parts if part in shown]
    told = {part: numbers for part in parts if (numbers := printed(earlier.get(part, ())))}
    new = sum(entries[part].value or 0 for part in parts if part not in told and not is_hidden(earlier.get(part, ())))
    for ago, whole in enumerate(reversed(wholes), start=1):
        change = _since(entries[relation.whole], whole)
        change -= sum(_since(entries[part], numbers[-min(ago, len(numbers))]) for part, numbers in told.items())
        yield from (change, change - new)


def _since(entry: Entry, before: int) -> int:
    return (entry.value or 0) - before
