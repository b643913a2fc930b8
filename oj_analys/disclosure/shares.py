"""Shares that are computed from printed counts: they tell no more than their counts, and are hidden with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from oj_analys.disclosure.cause import OF_RELEASES, Cause
from oj_analys.disclosure.row import Row


def hidden_shares(rows: Sequence[Row], hidden: Mapping[int, Cause]) -> Iterator[tuple[int, Cause]]:
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
    gone = [hidden[count.place] for count in counts if count is not None and count.place in hidden]
    if gone:
        return next((cause for cause in OF_RELEASES if cause in gone), Cause.GROUP)
    return Cause.FEW if share.has_figure and len(counts) > 1 and not share.n >= share.guard.least else None
