"""Which figures of one population stay hidden: all measures of the same persons, guarded together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from oj_analys.disclosure.cause import Cause
from oj_analys.disclosure.cells.recoding import Proposal
from oj_analys.disclosure.earlier import overlapped
from oj_analys.disclosure.groups import Members, hidden_groups
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.shares import hidden_shares
from oj_analys.disclosure.structure import Line
from oj_analys.frames.shown import Key, ShownFigure


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier releases told: their rows, oldest release first, and how each figure was printed every time."""

    releases: Sequence[Sequence[Row]] = ()
    figures: Mapping[Key, tuple[ShownFigure, ...]] = field(default_factory=dict)

    def of(self, measures: frozenset[str]) -> Past:
        """Return what was told of some measures."""
        releases = [[row for row in release if row.guard.measure in measures] for release in self.releases]
        return Past(releases, {key: told for key, told in self.figures.items() if key.measure in measures})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The places of the rows that may not be shown, with the reason, and how to divide the persons instead."""

    hidden: Mapping[int, Cause]
    proposals: tuple[Proposal, ...] = ()


def guard_population(rows: Sequence[Row], members: Members, past: Past) -> Outcome:
    """Return what may not be shown of the rows of one population; ``members`` are the kommuner of every total.

    Counts that are guarded cell by cell come first: a group that is hidden as a count is hidden in all else that is
    told of the same persons. Then comes what is guarded by group, last the shares of printed counts.

    Raises:
        DataError: where parts are more than what they are parts of.
    """
    cells = [row for row in rows if row.guard.by_cell]
    hidden, proposals = _hidden_cells(cells, members, past)
    groups = [row for row in rows if not row.guard.by_cell and not row.guard.derived_from]
    releases = past.of(frozenset(row.guard.measure for row in groups)).releases
    hidden |= hidden_groups(groups, members, releases, _lines_of(cells, hidden))
    hidden |= dict(hidden_shares(rows, hidden))
    told = (row.place for row in rows if row.tells_of_persons)
    return Outcome({place: hidden[place] for place in told if place in hidden}, proposals)


def _hidden_cells(rows: Sequence[Row], members: Members, past: Past) -> tuple[dict[int, Cause], tuple[Proposal, ...]]:
    if not rows:
        return {}, ()
    from oj_analys.disclosure.cells.suppress import hidden_counts  # noqa: PLC0415 - scipy is slow

    earlier = past.of(frozenset(row.guard.measure for row in rows))
    pattern = hidden_counts(rows, members, earlier.figures)
    late = overlapped({row.series for row in rows}, earlier.releases)
    waiting = {
        row.place: Cause.OVERLAP if (row.guard.measure, row.period) in late else Cause.WAITING
        for row in rows
        if row.place in pattern.waiting
    }
    return {place: waiting.get(place, Cause.GROUP) for place in sorted(pattern.hidden)}, pattern.proposals


def _lines_of(rows: Iterable[Row], hidden: Mapping[int, Cause]) -> dict[str, set[Line]]:
    """Return the groups whose number is hidden, by period."""
    lines: dict[str, set[Line]] = {}
    for row in rows:
        if row.place in hidden:
            lines.setdefault(row.period, set()).add(row.line)
    return lines
