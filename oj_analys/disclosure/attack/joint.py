"""Everything at once: all figures of an utgåva and all that was ever released."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from oj_analys.disclosure.attack.breach import Breach, BreachKind
from oj_analys.disclosure.attack.counts import counted, undecided
from oj_analys.disclosure.attack.editions import changed
from oj_analys.disclosure.attack.groups import grouped
from oj_analys.disclosure.attack.known import Known, known_figures
from oj_analys.disclosure.attack.printing import alone, missing_answers
from oj_analys.disclosure.attack.system import ContradictionError
from oj_analys.disclosure.attack.table import tables
from oj_analys.disclosure.attack.words import named
from oj_analys.frames.shown import Register, Shown, ShownFigure


def breaches(shown: Shown, register: Register) -> tuple[Breach, ...]:
    """Return what somebody can work out who has everything that is printed, and knows the rules and the marker.

    Args:
        shown: The utgåva; only ``figures``, ``measures``, ``policies`` and ``members`` are used.
        register: All earlier releases, which are public for good.

    Returns:
        The breaches in the order of the keys, each once. What cannot be decided is a breach too.
    """
    now, joint, earlier, unread = known_figures(shown, register)
    found = [*map(_unread, unread), *alone(now), *missing_answers(joint), *changed((*earlier, now), shown.members)]
    for population in _populations(now.values()):
        try:
            found += _worked_out(population, shown.members)
        except ContradictionError:
            found.append(undecided(population))
    for population in _populations(joint.values()) if joint != now else ():
        with suppress(ContradictionError):  # figures of different persons: together they tell nothing
            found += _worked_out(population, shown.members)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.key, one.kind, one.text)))


def _unread(figure: ShownFigure) -> Breach:
    return Breach(figure.key, BreachKind.FOR_FA, f"{named(figure.key)}: det kunde inte avgöras, måttets skydd är okänt")


def _populations(figures: Iterable[Known]) -> Iterator[list[Known]]:
    """Yield the figures of the same persons together."""
    found: dict[str, list[Known]] = {}
    for one in figures:
        found.setdefault(one.measure.population or one.measure.id, []).append(one)
    for name in sorted(found):
        yield sorted(found[name], key=lambda one: one.key)


def _worked_out(population: Sequence[Known], members: Mapping[str, Sequence[str]]) -> list[Breach]:
    counts = [one for one in population if one.is_count and one.policy.cell_least]
    found = counted(counts, members) if counts else []
    return found + [breach for table in tables(population, members) for breach in grouped(table, members)]
