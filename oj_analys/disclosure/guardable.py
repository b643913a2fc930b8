"""Which figures the protection of groups can guard at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from oj_analys.disclosure.cause import Cause
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import apart, is_crossed
from oj_analys.domain import Statistic

_NEVER = (Statistic.SPRIDNING, Statistic.KVARTIL, Statistic.RELIABILITET, Statistic.FORANDRING)


@dataclass(frozen=True, slots=True)
class Guardable:
    """What can be guarded of a population with certain totals.

    ``alone`` are the totals that share no kommun with a smaller one, ``former`` those of earlier releases only;
    ``members`` are the kommuner of every total.
    """

    members: Mapping[str, frozenset[str]]
    alone: frozenset[str]
    former: frozenset[str]

    def obstacle(self, row: Row) -> Cause | None:
        """Return why a row cannot be guarded, None if it can."""
        if row.guard.statistic in _NEVER:
            return Cause.STATISTIC
        if is_crossed(row.line, self.members):
            return Cause.CROSSED
        unit = row.line.unit
        if unit not in self.members or unit in self.former:
            return None
        if any(not self.members[unit].isdisjoint(self.members[other]) for other in self.former):
            return Cause.OVERLAP
        return None if unit in self.alone else Cause.TOTALS


def guardable(rows: Iterable[Row], earlier: Iterable[Row], members: Mapping[str, frozenset[str]]) -> Guardable:
    """Return what can be guarded of the rows of a population, beside the rows of its earlier releases."""
    units = {row.line.unit for row in rows}
    former = {row.line.unit for row in earlier} - units
    return Guardable(members, apart(units, members), apart(former, members))
