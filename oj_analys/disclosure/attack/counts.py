"""The attack on counts of persons that are guarded cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oj_analys.disclosure.attack.bounds import Verdict, findings
from oj_analys.disclosure.attack.breach import Breach, BreachKind
from oj_analys.disclosure.attack.insiders import seen_from_inside
from oj_analys.disclosure.attack.known import Known
from oj_analys.disclosure.attack.system import ContradictionError, Rest, TooLargeError, system_of
from oj_analys.disclosure.attack.words import named
from oj_analys.frames.shown import Key

_KINDS = {
    Verdict.EXACT: (BreachKind.EXAKT, "det dolda antalet går att räkna fram ur det som visas"),
    Verdict.NARROW: (BreachKind.SMALT, "det dolda antalet kan bara vara något av ett fåtal tal"),
    Verdict.SMALL: (BreachKind.SMALT, "de som är kvar när det som visas räknas bort är för få"),
    Verdict.UNDECIDED: (BreachKind.SMALT, "det kunde inte avgöras om det dolda antalet går att räkna fram"),
}


def counted(figures: Sequence[Known], members: Mapping[str, Sequence[str]]) -> list[Breach]:
    """Return what can be worked out of the counts of one population; what is too large to decide is a breach.

    The attacker first guesses that everybody is in some listed part of a whole, and takes that back where the figures
    then cannot be true.

    Raises:
        ContradictionError: For figures that cannot be true in any case.
    """
    try:
        return _attacked(figures, members, complete=True)
    except ContradictionError:
        return _attacked(figures, members, complete=False)


def undecided(figures: Sequence[Known]) -> Breach:
    """Return the breach that it is not known whether there is one."""
    first = min(one.key for one in figures)
    return Breach(first, BreachKind.SMALT, f"{named(first)}: det kunde inte avgöras om dolda antal går att räkna fram")


def _attacked(figures: Sequence[Known], members: Mapping[str, Sequence[str]], *, complete: bool) -> list[Breach]:
    try:
        system = system_of(figures, members, complete=complete)
    except TooLargeError:
        return [undecided(figures)]
    least = max(one.policy.cell_least for one in figures)
    found = [_breach(of.key, verdict, is_rest=isinstance(of, Rest)) for of, verdict in findings(system, least)]
    if any(one.policy.insiders for one in figures):
        kommuner = frozenset(one.key.unit for one in figures) - members.keys()
        told = {one.key for one in found}
        found += [_inside(key) for key in seen_from_inside(system, kommuner) if key not in told]
    return found


def _breach(key: Key, verdict: Verdict, *, is_rest: bool) -> Breach:
    kind, text = _KINDS[verdict]
    if is_rest and verdict is Verdict.UNDECIDED:
        text = "det kunde inte avgöras om de som är kvar när det som visas räknas bort är för få"
    return Breach(key, kind, f"{named(key)}: {text}")


def _inside(key: Key) -> Breach:
    text = "den kommun som känner till sina egna dolda antal kan räkna fram det här"
    return Breach(key, BreachKind.EXAKT, f"{named(key)}: {text}")
