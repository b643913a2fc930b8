"""The attack on two editions: whoever came or went between them is a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from oj_analys.disclosure.attack.axes import children
from oj_analys.disclosure.attack.breach import Breach, BreachKind
from oj_analys.disclosure.attack.known import EXACT, Known, Place, place_of
from oj_analys.disclosure.attack.printing import Span, size_of, value_of
from oj_analys.disclosure.attack.words import named
from oj_analys.frames.shown import Key


def changed(editions: Sequence[Mapping[Key, Known]], members: Mapping[str, Sequence[str]]) -> Iterator[Breach]:
    """Yield what the last of some editions gives away beside each of the others.

    That is a number of persons that has changed by too few, also what is left of a change when the changes of its
    printed parts are taken away, and a value that has changed although the number of persons has not.
    """
    for earlier, now in combinations(editions, 2):
        if now is editions[-1]:
            both = {key: (earlier[key], one) for key, one in now.items() if _are_printed(earlier.get(key), one)}
            for key, pair in both.items():
                yield from (Breach(key, kind, f"{named(key)}: {text}") for kind, text in _faults(*pair))
            changes = {key: _change(*pair) for key, pair in both.items()}
            new = {key: size_of(one) for key, one in now.items() if _is_new(earlier.get(key), one)}
            for told in ({}, new) if new else ({},):
                yield from _rests(changes, told, now, members)


def _is_new(earlier: Known | None, now: Known) -> bool:
    """Say whether a figure may be of persons who have all come since: it was neither printed nor hidden before."""
    unsaid = earlier is None or not (earlier.is_printed or earlier.is_hidden)
    return unsaid and now.is_printed and not now.measure.derived_from


def _are_printed(earlier: Known | None, now: Known) -> bool:
    return earlier is not None and earlier.is_printed and now.is_printed and not now.measure.derived_from


def _faults(earlier: Known, now: Known) -> Iterator[tuple[BreachKind, str]]:
    change = _change(earlier, now)
    if change is not None and _is_few(change, now):
        yield BreachKind.GRUPP, "antalet skiljer sig från en tidigare utgåva med för få personer"
    same = not now.is_count and earlier.figure.n == now.figure.n
    before, after = value_of(earlier), value_of(now)
    if same and (before.high < after.low - EXACT or after.high < before.low - EXACT or _differs(earlier, now)):
        yield BreachKind.GRUPP, "värdet skiljer sig från en tidigare utgåva fast antalet svar är detsamma"


def _differs(earlier: Known, now: Known) -> bool:
    """Say whether two values with equally many decimals are not printed alike."""
    return earlier.figure.decimals == now.figure.decimals and earlier.figure.value != now.figure.value


def _change(earlier: Known, now: Known) -> Span | None:
    before, after = size_of(earlier), size_of(now)
    return None if before is None or after is None else after - before


def _is_few(change: Span, one: Known) -> bool:
    least = (one.is_count and one.policy.cell_least) or one.least
    return 1 <= change.low <= change.high < least or 1 <= -change.high <= -change.low < least


def _rests(
    changes: Mapping[Key, Span | None],
    new: Mapping[Key, Span | None],
    now: Mapping[Key, Known],
    members: Mapping[str, Sequence[str]],
) -> Iterator[Breach]:
    """Yield the wholes whose change is of too few when the changes of their printed parts are taken away.

    ``new`` are parts of whom nobody was there before, as far as the earlier edition tells.
    """
    series: dict[str, dict[Place, Key]] = {}
    moved = {**new, **changes}
    for key in moved:
        series.setdefault(key.measure, {})[place_of(key)] = key
    for places in series.values():
        for (parent, _), parts in children(places, members).items():
            left = changes.get(places[parent])
            for part in parts:
                taken = moved[places[part]]
                left = None if left is None or taken is None else left - taken
            if left is not None and _is_few(left, now[places[parent]]):
                text = "de som skiljer två utgåvor åt är för få när det som visas räknas bort"
                yield Breach(places[parent], BreachKind.GRUPP, f"{named(places[parent])}: {text}")
