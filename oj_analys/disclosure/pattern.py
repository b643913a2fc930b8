"""One pattern of hidden groups for all statistics of a population, closed so that none follows by subtraction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from oj_analys.disclosure.cause import Cause
from oj_analys.disclosure.closure import Rank, Unsafe, close
from oj_analys.disclosure.guard import Guard
from oj_analys.disclosure.memory import NO_MEMORY, Memory
from oj_analys.disclosure.periods import linked
from oj_analys.disclosure.structure import Line, Series, Star
from oj_analys.disclosure.table import Table

Hidden = dict[Series, dict[Line, Cause]]
"""The lines to hide in each table, and why."""


@dataclass(frozen=True, slots=True)
class Population:
    """How the groups of a population add up, how its measures are guarded, and what was told of its tables before."""

    stars: Sequence[Star]
    guards: Mapping[str, Guard]
    memories: Mapping[Series, Memory]

    @property
    def roots(self) -> frozenset[Line]:
        """The lines that others add up to."""
        return frozenset(star.root for star in self.stars)

    def memory(self, table: Table) -> Memory:
        """Return what was told of a table before."""
        return self.memories.get(table.series, NO_MEMORY)


def hidden_lines(tables: Sequence[Table], population: Population, gone: Mapping[str, AbstractSet[Line]]) -> Hidden:
    """Return the lines of each table to hide.

    ``gone`` are those whose numbers of persons are hidden, by period. A group that is too small in a mean or a share is
    hidden in every table, one that is too small for a distribution, or that tells what everyone answered, in its own.
    Then as much more is hidden as it takes. Where nothing that can be hidden would help, everything that is not public
    waits.
    """
    hidden: Hidden = {}
    for cluster in sorted(set(linked(tables).values())):
        together = [table for table in tables if table.period in cluster]
        seeds = frozenset[Line]().union(*(gone.get(period, frozenset()) for period in cluster))
        hidden |= _settled(together, population, seeds)
    return hidden


def _settled(tables: Sequence[Table], population: Population, seeds: AbstractSet[Line]) -> Hidden:
    """Close the pattern; where it tells of a small change since a release, freeze that table as it was and redo."""
    frozen: frozenset[Series] = frozenset()
    while True:
        try:
            lines = dict(_Closing(tables, population, frozen).pattern(seeds))
        except Unsafe:
            return _nothing_new(tables, population)
        further = frozenset(_telling_of_change(tables, population, lines, frozen))
        if not further:
            return {table.series: _causes(table, population, lines, frozen) for table in tables}
        if further <= frozen:
            return _nothing_new(tables, population)
        frozen |= further


def _telling_of_change(
    tables: Iterable[Table],
    population: Population,
    lines: Mapping[Series, frozenset[Line]],
    frozen: AbstractSet[Series],
) -> Iterator[Series]:
    for table in tables:
        series = table.series
        memory, is_frozen = population.memory(table), series in frozen
        if any(memory.tells_of_change(table, star, lines[series], frozen=is_frozen) for star in population.stars):
            yield series


def _causes(
    table: Table, population: Population, lines: Mapping[Series, frozenset[Line]], frozen: AbstractSet[Series]
) -> dict[Line, Cause]:
    series, memory = table.series, population.memory(table)
    waiting = memory.waiting(frozen=series in frozen)
    shown = memory.public | waiting
    return dict.fromkeys(lines[series] - shown, Cause.GROUP) | dict.fromkeys(waiting, Cause.WAITING)


def _nothing_new(tables: Iterable[Table], population: Population) -> Hidden:
    """Hide everything that is not public: it waits, unless the latest release hid it too."""
    hidden: Hidden = {}
    for table in tables:
        memory = population.memory(table)
        lines = (table.sizes.keys() | table.withheld) - memory.public
        hidden[table.series] = dict.fromkeys(lines, Cause.WAITING) | dict.fromkeys(memory.hidden, Cause.GROUP)
    return hidden


@dataclass(frozen=True, slots=True)
class _Closing:
    """The tables of linked periods, of which those in ``frozen`` must show no change."""

    tables: Sequence[Table]
    population: Population
    frozen: AbstractSet[Series]

    def pattern(self, seeds: AbstractSet[Line]) -> Iterator[tuple[Series, frozenset[Line]]]:
        """Yield the hidden lines of each table; the periods share them."""
        guards = self.population.guards
        whole = [table for table in self.tables if guards[table.measure].whole_group]
        sizes = [known.without_parts() for table in whole for known in self._known(table)]
        groups = self._closed(sizes, seeds | self._hidden_before(whole))
        for measure in sorted({table.measure for table in self.tables}):
            lines = groups
            for block in sorted({table.block for table in self.tables if table.measure == measure}):
                own = [table for table in self.tables if (table.measure, table.block) == (measure, block)]
                if not guards[measure].is_count:
                    # The valid answers come first: where they are hidden, so are the others.
                    known = [one for table in own for one in self._known(table)]
                    lines = self._closed(known, lines | self._hidden_before(own) | self._banded(own))
                yield from ((table.series, lines) for table in own)

    def _known(self, table: Table) -> tuple[Table, ...]:
        memory, roots = self.population.memory(table), self.population.roots
        return memory.known_with(table, roots, frozen=table.series in self.frozen)

    def _hidden_before(self, tables: Iterable[Table]) -> frozenset[Line]:
        return frozenset[Line]().union(*(self.population.memory(table).hidden for table in tables))

    def _banded(self, tables: Sequence[Table]) -> frozenset[Line]:
        """Return the lines that are a band in one of several linked periods: it would follow from the others."""
        several = len({table.period for table in tables}) > 1
        return frozenset[Line]().union(*(table.bands for table in tables)) if several else frozenset()

    def _closed(self, tables: Sequence[Table], hidden: AbstractSet[Line]) -> frozenset[Line]:
        telling = {line for table in tables for line in table.sizes if table.tells(line)}
        stars, rank = self.population.stars, self._rank
        return frozenset[Line]().union(*(close(star, tables, star.lines & (hidden | telling), rank) for star in stars))

    @property
    def _rank(self) -> Rank:
        def rank(line: Line) -> tuple[float, Line]:
            return max(table.size(line) for table in self.tables), line

        return rank
