"""Which figures of groups of persons stay hidden: means, shares, answers, and counts that are guarded as groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from oj_analys.disclosure.cause import Cause
from oj_analys.disclosure.earlier import overlapped
from oj_analys.disclosure.guardable import guardable
from oj_analys.disclosure.memory import NO_MEMORY, Memory, recall
from oj_analys.disclosure.pattern import Population, hidden_lines
from oj_analys.disclosure.periods import uneven
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import Line, Series, stars
from oj_analys.disclosure.table import Table
from oj_analys.disclosure.tabulation import is_blind, tabulate
from oj_analys.domain import Status

Members = Mapping[str, frozenset[str]]
"""The kommuner of every total."""


def hidden_groups(
    rows: Sequence[Row], members: Members, releases: Sequence[Sequence[Row]], gone: Mapping[str, AbstractSet[Line]]
) -> dict[int, Cause]:
    """Return the places of the rows that may not be shown, with the reason.

    ``releases`` are the rows of earlier releases, oldest first, and ``gone`` the groups whose number is hidden, by
    period. A group with too few answers in a count, a mean or a share is hidden in every measure; a distribution with
    too few, or a figure that tells what everyone answered, in its own measure. Then as much more is hidden as it takes
    that neither follows by subtraction, also from what earlier releases printed.

    Raises:
        DataError: where parts are more than what they are parts of.
    """
    able = guardable(rows, (row for release in releases for row in release), members)
    hidden = {row.place: cause for row in rows if (cause := able.obstacle(row)) is not None}
    left = [row for row in rows if row.place not in hidden]
    former = [[row for row in release if able.obstacle(row) is None] for release in releases]
    here = {row.series for row in left}
    told = [[row for row in release if row.series in here] for release in former]
    found = stars((row.line for rows_ in (left, *told) for row in rows_), members)
    tables = tabulate(left, found)
    population = Population(found, {row.guard.measure: row.guard for row in left}, _memories(tables, left, told))
    return hidden | dict(_hidden(left, tables, population, overlapped(here, former), gone))


def _memories(tables: Sequence[Table], rows: Sequence[Row], releases: Sequence[Sequence[Row]]) -> dict[Series, Memory]:
    now, then = _by_series(rows), [_by_series(release) for release in releases]
    return {
        table.series: recall(table, now[table.series], [release.get(table.series, []) for release in then])
        for table in tables
        if any(table.series in release for release in then)
    }


def _by_series(rows: Iterable[Row]) -> dict[Series, list[Row]]:
    found: dict[Series, list[Row]] = {}
    for row in rows:
        found.setdefault(row.series, []).append(row)
    return found


def _hidden(
    rows: Sequence[Row],
    tables: Sequence[Table],
    population: Population,
    late: AbstractSet[tuple[str, str]],
    gone: Mapping[str, AbstractSet[Line]],
) -> Iterator[tuple[int, Cause]]:
    """Yield the places to hide with the reason; ``late`` are the (measure, period) that overlap an earlier one."""
    aside = dict.fromkeys(uneven(tables), Cause.POOLED) | dict.fromkeys(late, Cause.OVERLAP)
    sure = [table for table in tables if (table.measure, table.period) not in aside]
    pattern = hidden_lines(sure, population, gone)
    withheld = {(table.measure, table.period, line) for table in sure for line in table.withheld}
    groups: dict[tuple[str, str], set[Line]] = {}
    for (measure, _, period), lines in pattern.items():
        groups.setdefault((measure, period), set()).update(lines)
    for row in rows:
        place, line = (row.guard.measure, row.period), row.line
        if line in population.memories.get(row.series, NO_MEMORY).public:
            continue
        if cause := aside.get(place) or pattern[row.series].get(line):
            yield row.place, cause
        elif row.status == Status.EJ_BERAKNAD and line in groups[place]:
            yield row.place, Cause.GROUP  # it would tell that nobody in the group gave a valid answer
        elif is_blind(row):
            yield row.place, Cause.BLIND
        elif (*place, line) in withheld:
            yield row.place, Cause.NO_WHOLE
