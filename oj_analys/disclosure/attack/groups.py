"""The attack on groups of persons: which groups can be told apart, and what their answers must have been."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from oj_analys.disclosure.attack.axes import children
from oj_analys.disclosure.attack.breach import Breach, BreachKind
from oj_analys.disclosure.attack.combinations import small_combination
from oj_analys.disclosure.attack.known import EXACT, Place
from oj_analys.disclosure.attack.printing import Span
from oj_analys.disclosure.attack.table import Amount, Table
from oj_analys.disclosure.attack.words import named
from oj_analys.domain import Statistic
from oj_analys.frames.shown import Key

_STEP = 1.0  # how narrow a mean may be known, in steps of its scale
_SHARE = 0.3  # how narrow a share may be known, of 1

_TEXTS = {
    BreachKind.GRUPP: "en grupp med för få svar går att skilja ut ur det som visas",
    BreachKind.INTERVALL: "den dolda gruppens svar går att räkna fram inom snäva gränser ur det som visas",
    BreachKind.ALLA_LIKA: "det går att räkna fram att alla i en dold grupp har svarat lika",
    BreachKind.SMALT: "ett svar som för få har gett går att skilja ut ur det som visas",
}


@dataclass(frozen=True, slots=True)
class _Remainder:
    """What is left of a group when its printed parts are taken away; ``hidden`` are the parts that are not printed.

    ``is_one`` says that it is one hidden group and nobody else.
    """

    key: Key
    amount: Amount
    hidden: int
    is_one: bool


def grouped(table: Table, members: Mapping[str, Sequence[str]]) -> Iterator[Breach]:
    """Yield what can be worked out of the groups of one measure.

    Every printed whole minus its printed parts is looked at, in every division of kommuner, sexes, backgrounds and
    years; a whole that is not printed is known as the sum of its kommuner, where all of them are. Where groups are
    parts in two ways at once, all whole-number combinations of printed groups are searched too.
    """
    found = {breach: None for rest in _remainders(table, members) for breach in _judged(table, rest)}
    told = any(breach.kind is BreachKind.GRUPP for breach in found)
    if not told and (key := small_combination(table, members)) is not None:
        found[_breach(key, BreachKind.GRUPP)] = None
    yield from found


def _breach(key: Key, kind: BreachKind) -> Breach:
    return Breach(key, kind, f"{named(key)}: {_TEXTS[kind]}")


def _remainders(table: Table, members: Mapping[str, Sequence[str]]) -> Iterator[_Remainder]:
    divisions = children(table.keys, members)
    for (parent, name), parts in divisions.items():
        whole = table.printed.get(parent) or _sum_of_kommuner(
            table, parent, divisions.get((parent, "unit"), []), members
        )
        if whole is None:
            continue
        for part in parts:
            whole = whole - table.printed[part] if part in table.printed else whole
        hidden = [part for part in parts if part in table.hidden]
        is_one = len(hidden) == 1 and _is_whole(parent, name, parts, members)
        yield _Remainder(table.keys[hidden[0] if hidden else parent], whole, len(hidden), is_one)


def _sum_of_kommuner(
    table: Table, parent: Place, parts: Sequence[Place], members: Mapping[str, Sequence[str]]
) -> Amount | None:
    """Return a whole that is not printed as the sum of its kommuner, None unless all of them are."""
    amounts = [table.printed[part] for part in parts if part in table.printed]
    if not amounts or len(parts) < len(members[parent.unit]) or any(part in table.hidden for part in parts):
        return None
    total = amounts[0]
    for amount in amounts[1:]:
        total = total + amount
    return total


def _is_whole(parent: Place, name: str, parts: Sequence[Place], members: Mapping[str, Sequence[str]]) -> bool:
    """Say whether the attacker takes the parts for everybody: all kommuner, both sexes, some listed backgrounds."""
    return len(parts) >= (len(members[parent.unit]) if name == "unit" else 2)


def _judged(table: Table, rest: _Remainder) -> Iterator[Breach]:
    size = rest.amount.size
    if size.high < 1 - EXACT:
        return
    if size.high < table.sample.least and (size.low >= 1 - EXACT or rest.hidden):
        yield _breach(rest.key, BreachKind.GRUPP)
    least = table.sample.policy.cell_least
    for answer, total in rest.amount.sums.items():
        if table.is_share and total.low >= size.high - EXACT and size.low >= 1:
            yield _breach(rest.key, BreachKind.ALLA_LIKA)
        elif rest.hidden and _is_narrow(table, rest, total):
            yield _breach(rest.key, BreachKind.INTERVALL)
        if answer and total.low >= 1 and total.high < least:
            yield _breach(rest.key, BreachKind.SMALT)


def _is_narrow(table: Table, rest: _Remainder, total: Span) -> bool:
    """Say whether the mean of a hidden group lies within less than a step of the scale, whatever its size.

    A hidden group that is all that is left has the mean of what is left. One of several can be as small as one person,
    while all the others answered at one end of the scale. An answer that nobody gave in the whole is no secret of the
    groups in it, so that answers are looked at where one group is left.
    """
    (low, high), size = table.ends, rest.amount.size
    if rest.is_one:
        least = max(size.low, 1.0)
        mean = Span(min(total.low / least, total.low / size.high), max(total.high / least, total.high / size.high))
    elif table.sample.measure.statistic == Statistic.FORDELNING:
        return False
    else:
        others = size.high - 1
        mean = Span(total.low - high * others, total.high - low * others) if others else total
    clipped = Span(max(mean.low, low), min(mean.high, high))
    return math.isfinite(clipped.width) and clipped.width < (_SHARE if table.is_share else _STEP) - EXACT
