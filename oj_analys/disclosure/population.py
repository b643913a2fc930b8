"""Which figures of one population stay hidden: all measures of the same persons, guarded together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from oj_analys.disclosure.closure import Rank, close
from oj_analys.disclosure.guard import Guard
from oj_analys.disclosure.periods import linked, uneven
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import Line, Star, apart, is_crossed, stars
from oj_analys.disclosure.table import Table
from oj_analys.disclosure.tabulation import is_blind, tabulate
from oj_analys.domain import Statistic, Status

_NOT_YET = (Statistic.SPRIDNING, Statistic.KVARTIL, Statistic.RELIABILITET, Statistic.FORANDRING)

_Pattern = dict[tuple[str, str, str], frozenset[Line]]
"""The hidden lines by (measure, block, period)."""


class Cause(StrEnum):
    """Why a figure is not shown; the first never says whether its own group or another is guarded."""

    GROUP = "grupp"
    CROSSED = "korsad"
    STATISTIC = "statistik"
    TOTALS = "överlappande grupper"
    POOLED = "överlappande perioder"
    BLIND = "antal okänt"
    NO_WHOLE = "helhet saknas"
    NO_COUNTS = "täljare eller nämnare saknas"
    FEW = "liten nämnare"


def hidden_places(rows: Sequence[Row], members: Mapping[str, frozenset[str]]) -> dict[int, Cause]:
    """Return the places of the rows of one population that may not be shown, with the reason.

    ``members`` are the kommuner of every total. A group with too few answers in a count, a mean or a share is hidden
    in every measure; a distribution with too few, or a figure that tells what everyone answered, in its own measure.
    Then as much more is hidden as it takes that neither follows by subtraction.

    Raises:
        DataError: where parts are more than what they are parts of.
    """
    alone = apart((row.line.unit for row in rows), members)
    hidden = {row.place: reason for row in rows if (reason := _not_yet(row, members, alone)) is not None}
    left = [row for row in rows if row.place not in hidden]
    counted = [row for row in left if not row.guard.derived_from]
    hidden |= _hidden_by_tables(counted, stars((row.line for row in counted), members))
    hidden |= dict(_hidden_shares(left, hidden))
    return {row.place: hidden[row.place] for row in rows if row.place in hidden and row.tells_of_persons}


def _not_yet(row: Row, members: Mapping[str, frozenset[str]], alone: AbstractSet[str]) -> Cause | None:
    """Return why the first form of the protection cannot guard a row, None if it can."""
    if row.guard.statistic in _NOT_YET:
        return Cause.STATISTIC
    if is_crossed(row.line, members):
        return Cause.CROSSED
    if row.line.unit in members and row.line.unit not in alone:
        return Cause.TOTALS
    return None


def _hidden_by_tables(rows: Sequence[Row], found: Sequence[Star]) -> dict[int, Cause]:
    tables = tabulate(rows, found)
    unsure = uneven(tables)
    sure = [table for table in tables if (table.measure, table.period) not in unsure]
    pattern = _pattern(sure, found, {row.guard.measure: row.guard for row in rows})
    withheld = {(table.measure, table.period, line) for table in sure for line in table.withheld}
    gone: dict[tuple[str, str], set[Line]] = {}
    for (measure, _, period), lines in pattern.items():
        gone.setdefault((measure, period), set()).update(lines)
    hidden: dict[int, Cause] = {}
    for row in rows:
        series = row.guard.measure, row.period
        if series in unsure:
            hidden[row.place] = Cause.POOLED
        elif row.line in pattern[row.guard.measure, row.block, row.period]:
            hidden[row.place] = Cause.GROUP
        elif row.status == Status.EJ_BERAKNAD and row.line in gone[series]:
            hidden[row.place] = Cause.GROUP  # it would tell that nobody in the group gave a valid answer
        elif is_blind(row):
            hidden[row.place] = Cause.BLIND
        elif (*series, row.line) in withheld:
            hidden[row.place] = Cause.NO_WHOLE
    return hidden


def _pattern(tables: Sequence[Table], found: Sequence[Star], guards: Mapping[str, Guard]) -> _Pattern:
    pattern: _Pattern = {}
    for cluster in sorted(set(linked(tables).values())):
        together = [table for table in tables if table.period in cluster]
        groups = _hidden_groups(together, found, guards)
        for measure in sorted({table.measure for table in together}):
            lines = groups
            for block in sorted({table.block for table in together if table.measure == measure}):
                own = [table for table in together if (table.measure, table.block) == (measure, block)]
                # The valid answers come first: where they are hidden, so are the others.
                lines = groups if guards[measure].is_count else _closed(own, found, lines, _rank(together))
                pattern |= {(measure, block, period): lines for period in cluster}
    return pattern


def _hidden_groups(tables: Sequence[Table], found: Sequence[Star], guards: Mapping[str, Guard]) -> frozenset[Line]:
    """Return the groups to hide in every measure."""
    sizes = [table.without_parts() for table in tables if guards[table.measure].whole_group]
    return _closed(sizes, found, frozenset(), _rank(tables))


def _closed(tables: Sequence[Table], found: Sequence[Star], hidden: AbstractSet[Line], rank: Rank) -> frozenset[Line]:
    telling = {line for table in tables for line in table.sizes if table.tells(line)}
    return frozenset[Line]().union(*(close(star, tables, star.lines & (hidden | telling), rank) for star in found))


def _rank(tables: Sequence[Table]) -> Rank:
    def rank(line: Line) -> tuple[float, Line]:
        return max(table.size(line) for table in tables), line

    return rank


def _hidden_shares(rows: Sequence[Row], hidden: Mapping[int, Cause]) -> Iterator[tuple[int, Cause]]:
    """Yield the shares to hide of those that are computed from counts.

    The counts are printed, zeros too, so that a share never tells more than they do, not even one of 0 or 100 percent:
    to hide it beside them would hide nothing. It is shown only where all its counts are.
    """
    counts = {(row.guard.measure, row.period, row.line): row for row in rows if not row.guard.derived_from}
    for row in rows:
        found = [counts.get((name, row.period, row.line)) for name in row.guard.derived_from]
        if found and (cause := _cause(row, found, hidden)) is not None:
            yield row.place, cause


def _cause(share: Row, counts: Sequence[Row | None], hidden: Mapping[int, Cause]) -> Cause | None:
    """Return why a share is not shown, None if it is.

    A denominator that is too small is no secret where both counts are shown: such a share is only not computed. It is
    looked at where it is a count of the population, not a number of invited.
    """
    if any(count is None or (share.has_figure and not count.has_figure) for count in counts):
        return Cause.NO_COUNTS
    if any(count is not None and count.place in hidden for count in counts):
        return Cause.GROUP
    return Cause.FEW if share.has_figure and len(counts) > 1 and not share.n >= share.guard.least else None
