"""Hiding enough more groups that no hidden one follows by subtraction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from oj_analys.disclosure.structure import Line, Star
from oj_analys.disclosure.table import Table

Rank = Callable[[Line], tuple[float, Line]]
"""Orders lines by how much is lost when they are hidden, the smallest group first."""


class Unsafe(Exception):  # noqa: N818 - what is so, not an error of anybody's
    """Nothing is left to hide that would help: too much is public from earlier releases."""


def close(star: Star, tables: Sequence[Table], hidden: AbstractSet[Line], rank: Rank) -> frozenset[Line]:
    """Return the lines of a star to hide in all tables, those in ``hidden`` among them, so that every table is safe.

    One more line is hidden at a time, the smallest that helps; the root only where no line of a family is left. What is
    public in a table stays shown there.

    Raises:
        Unsafe: where what is public gives a hidden group away whatever else is hidden.
    """
    closed = set(hidden)
    while (further := _further(star, tables, closed, rank)) is not None:
        closed.add(further)
    return frozenset(closed)


def _further(star: Star, tables: Sequence[Table], hidden: AbstractSet[Line], rank: Rank) -> Line | None:
    for table in tables:
        if table.is_known(star, hidden):
            for family in star.families:
                if not table.is_safe(star, family, hidden):
                    return _next(star, table, family, hidden, rank)
    return None


def _next(star: Star, table: Table, family: Sequence[Line], hidden: AbstractSet[Line], rank: Rank) -> Line:
    """Return the smallest line of the family with a figure; else the root; else what the root is the sum of."""
    gone = hidden | table.withheld | table.public
    if left := _shown(family, table, gone):
        return min(left, key=rank)
    if star.root in table.sizes and star.root not in gone:
        return star.root
    others = [line for one in star.families for line in _shown(one, table, gone)]
    if not others:
        raise Unsafe
    return min(others, key=rank)


def _shown(family: Iterable[Line], table: Table, gone: AbstractSet[Line]) -> list[Line]:
    return [line for line in family if line not in gone and table.size(line) > 0]
