"""What earlier releases have told of a table: it is public for good, and a new one must not differ by too few."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from oj_analys.disclosure.interval import NOTHING
from oj_analys.disclosure.rounding import printed
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import Line, Star
from oj_analys.disclosure.table import Table
from oj_analys.disclosure.tabulation import table_of


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier releases have told of the lines of one table.

    ``public`` are printed as now, ``changed`` otherwise; the change of those in ``little`` is of too few persons to be
    told. ``hidden`` are those that the latest release with the line hid. ``before`` are the tables as the releases
    printed them, oldest first; a line that was listed there without a figure had nobody.
    """

    public: frozenset[Line] = frozenset()
    changed: frozenset[Line] = frozenset()
    little: frozenset[Line] = frozenset()
    hidden: frozenset[Line] = frozenset()
    before: tuple[Table, ...] = ()

    def waiting(self, *, frozen: bool) -> frozenset[Line]:
        """Return the lines that must wait: all that have changed where the table is frozen."""
        return self.changed if frozen else self.little

    def known_with(self, table: Table, roots: AbstractSet[Line], *, frozen: bool) -> tuple[Table, ...]:
        """Return the tables that a reader has beside each other: as they are now, and as each release printed them.

        A line that waits, or that is printed no more, has the figure that it was printed with. Nobody has the new
        figure of a root that waits, but the old one in its release.
        """
        if not self.before:
            return (table,)
        waiting = self.waiting(frozen=frozen)
        now = replace(table, withheld=table.withheld | (waiting & roots), public=self.public)
        lost = frozenset[Line]().union(*(one.sizes for one in self.before)) - table.sizes.keys() - table.withheld
        now = self._as_printed(now, waiting - roots)
        then = [_filled(before, table) for before in self.before if not roots.isdisjoint(before.sizes)]
        known = [self._as_printed(now, lost - roots), *then]
        return (now, *(one for one in known if one.sizes != now.sizes))

    def tells_of_change(self, table: Table, star: Star, hidden: AbstractSet[Line], *, frozen: bool) -> bool:
        """Say whether too few have come since a release, or anybody has gone, in the lines that are not shown."""
        unseen = ((hidden | table.withheld) - self.public) | self.waiting(frozen=frozen)
        shown = frozenset(table.sizes) - unseen
        return any(
            left < -NOTHING or NOTHING < left < table.least - NOTHING
            for before in self.before
            for left in _changes(before, table, star, shown)
        )

    def _as_printed(self, table: Table, lines: AbstractSet[Line]) -> Table:
        for before in self.before:
            table = _with_lines(table, before, lines)
        return table


NO_MEMORY = Memory()


def recall(table: Table, rows: Iterable[Row], releases: Iterable[Sequence[Row]]) -> Memory:
    """Return what releases, oldest first, have told of the lines of a table; both have the rows of its series."""
    now = _figures(rows)
    before: list[Table] = []
    public: set[Line] = set()
    changed: dict[Line, bool] = {}
    hidden: set[Line] = set()
    for then in filter(None, releases):
        figures, former = _figures(then), table_of(then)
        alike = {line for line in now if line in figures and _are_alike(now[line], figures[line])}
        for line in now.keys() & figures.keys() - alike:
            changed[line] = changed.get(line, False) or _is_little(table, former, line)
        public |= alike
        hidden = (hidden - {row.line for row in then}) | former.withheld
        before.append(_with_lines(_emptied(former, then), table, frozenset(alike)))
    return Memory(
        public=frozenset(public),
        changed=frozenset(changed) - public,
        little=frozenset(line for line, is_little in changed.items() if is_little) - public,
        hidden=frozenset(hidden - public),
        before=tuple(before),
    )


def _figures(rows: Iterable[Row]) -> dict[Line, dict[str, Sequence[float]]]:
    """Return what is printed of every line, by answer."""
    found: dict[Line, dict[str, Sequence[float]]] = {}
    for row in rows:
        if row.has_figure:
            found.setdefault(row.line, {})[row.answer] = printed(row)
    return found


def _are_alike(now: Mapping[str, Sequence[float]], then: Mapping[str, Sequence[float]]) -> bool:
    return now.keys() == then.keys() and all(
        one == other or (math.isnan(one) and math.isnan(other))
        for answer in now
        for one, other in zip(now[answer], then[answer], strict=True)
    )


def _is_little(now: Table, then: Table, line: Line) -> bool:
    """Say whether a change is a small group, or of persons who are all alike, or may hide a small answer."""
    change = now.size(line) - then.size(line)
    if abs(change) <= NOTHING or now.cell_least:
        return True
    sign = math.copysign(1, change)
    parts = now.parts.get(line, {})
    before = then.parts.get(line, {})
    moved = {answer: sign * (count - before.get(answer, 0.0)) for answer, count in parts.items()}
    return replace(now, sizes={line: abs(change)}, parts={line: moved}, bands={}).tells(line)


def _emptied(table: Table, rows: Iterable[Row]) -> Table:
    """Return the table with the lines that have no figure, and are not hidden, as groups of nobody."""
    none = {row.line: 0.0 for row in rows if not row.has_figure and row.line not in table.withheld}
    return replace(table, sizes={**none, **table.sizes})


def _with_lines(table: Table, other: Table, lines: AbstractSet[Line]) -> Table:
    """Return a table with some lines as in another one, where everybody knows them."""
    found = lines & other.sizes.keys()
    return replace(
        table,
        sizes={**table.sizes, **{line: other.sizes[line] for line in found}},
        parts={**table.parts, **{line: other.parts.get(line, {}) for line in found}},
        bands={**table.bands, **{line: other.bands[line] for line in found & other.bands.keys()}},
        public=table.public | found,
    )


def _filled(before: Table, now: Table) -> Table:
    """Return the sizes that a release printed, with those of now for the lines that it did not print."""
    sizes = {**now.sizes, **before.sizes}
    return replace(now.without_parts(), sizes=sizes, withheld=frozenset(), public=frozenset(before.sizes))


def _changes(before: Table, now: Table, star: Star, shown: frozenset[Line]) -> Iterator[float]:
    """Yield how many more there are now in what is not shown of each family, as far as a reader can tell.

    The reader has the whole of now, printed or as the sum of a family, and either the whole of the release or its
    figures of all that is not shown now. A line that the release neither printed nor hid may have had nobody then, or
    have been left out: either is tried. Where there is no figure of the whole, some of it may be in no line, so that
    only a small difference tells anything: it is never negative then.
    """
    ways = ((star.root,), *star.families)
    total = now.total(star)
    if not any(shown.issuperset(one) and abs(_sum(now, one) - total) <= NOTHING for one in ways):
        return
    then = next((_sum(before, one) for one in ways if before.sizes.keys() >= set(one)), None)
    for family in star.families:
        seen = shown.intersection(family)
        both = seen & before.sizes.keys()
        new = seen - before.sizes.keys() - before.withheld
        unseen = frozenset(family) - seen
        if then is not None:
            for told in (both, both | new):
                left = total - _sum(now, told) - (then - _sum(before, both))
                yield left if star.root in now.sizes else abs(left)
        if unseen and unseen <= before.sizes.keys():
            yield total - _sum(now, seen) - _sum(before, unseen)


def _sum(table: Table, lines: Iterable[Line]) -> float:
    return sum(table.size(line) for line in lines)
