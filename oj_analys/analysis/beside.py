"""What each row is set beside: the value that is shown, and whom the row is tested against."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from oj_analys import catalog
from oj_analys.analysis.cells import Places
from oj_analys.analysis.others import Sums, together
from oj_analys.analysis.panel import Panel
from oj_analys.analysis.references import Fixed, MeanOf, Reference, Total
from oj_analys.stats.checks import Floats
from oj_analys.stats.intervals import Interval, wilson


@dataclass(frozen=True, slots=True)
class Beside:
    """One reference per shown row; NaN for what there is not.

    ``value``, ``low`` and ``high`` are in the measure's unit. A share is tested against the fixed ``target`` (0–1), or
    against ``count`` of ``n`` other persons. ``whole`` is how many persons a county's value is about, the kommun's own
    among them.
    """

    value: Floats
    low: Floats
    high: Floats
    target: Floats
    count: Floats
    n: Floats
    whole: Floats


def beside(panel: Panel, reference: Reference) -> Beside:
    """Return the reference of every shown row.

    A row of persons is set beside the published row of its county or of a named group, and beside nothing else.
    """
    match reference:
        case Fixed():
            return _with_persons(panel, _fixed(panel, reference), np.full(panel.shown.row.shape, -1))
        case Total():
            found = _total(panel, reference)
        case MeanOf():
            found = _mean(panel, reference)
    return _with_persons(panel, found, panel.rows_of(reference.unit))


def _fixed(panel: Panel, reference: Fixed) -> Beside:
    """Return the published value of figures; of questions the share of all kommuner that answer the full yes."""
    rows = panel.rows_of(reference.unit)
    value = panel.figures.score[rows]
    interval = _interval(*_counts(panel, rows))
    return _beside(
        value=np.where(panel.shown.answer, _yes_in_riket(panel, reference), value),
        low=interval.low,
        high=interval.high,
        target=np.where(panel.shown.share, value / 100, np.nan),
    )


def _yes_in_riket(panel: Panel, reference: Fixed) -> Floats:
    if not panel.shown.answer.any():
        return np.full(panel.shown.row.shape, np.nan)
    yes = _mean_score(together(panel, reference.members).everyone)
    return np.where(panel.nationwide[panel.shown.cell], yes, np.nan)


def _total(panel: Panel, reference: Total) -> Beside:
    """Return the published value of figures, else the persons of all the kommuner together.

    Where a published value has no counts, the other kommuner's own are those to test against. A county of one kommun is
    no reference.
    """
    rows = panel.rows_of(reference.unit)
    published = panel.figures.score[rows]
    found = together(panel, reference.members)
    counted = panel.shown.share & (found.everyone.counted == found.listed)
    pooled = counted & np.isnan(published)
    known, (count, n) = found.everyone, _counts(panel, rows)
    count, n = np.where(pooled, known.count, count), np.where(pooled, known.n, n)
    value = np.where(pooled, 100 * _ratio(count, n), published)
    own_count, own_n = _counts(panel, panel.shown.row)
    others, other_n = count - own_count, n - own_n
    possible = (others >= 0) & (others <= other_n) & (other_n > 0)
    interval = _interval(count, n)
    return _beside(
        value=np.where(panel.shown.answer, _mean_score(known), np.where(found.listed > 1, value, np.nan)),
        low=interval.low,
        high=interval.high,
        count=np.where(possible, others, np.where(counted & np.isnan(n), found.others.count, np.nan)),
        n=np.where(possible, other_n, np.where(counted & np.isnan(n), found.others.n, np.nan)),
        whole=np.where(possible, n, np.nan),
    )


def _mean(panel: Panel, reference: MeanOf) -> Beside:
    """Return the unweighted mean of the kommuner with a value; a figure that is the kommun's own alone is no mean."""
    found = together(panel, reference.members)
    counted = found.others.counted == found.others.size
    return _beside(
        value=np.where(panel.shown.answer | (found.others.size > 0), _mean_score(found.everyone), np.nan),
        count=np.where(counted, found.others.count, np.nan),
        n=np.where(counted, found.others.n, np.nan),
    )


def _with_persons(panel: Panel, found: Beside, rows: Places) -> Beside:
    """Return what open rows are set beside, and for rows of persons the published rows with their own limits."""
    nothing = np.full(rows.shape, np.nan)
    figures, published = panel.figures, panel.figures.ok[rows] & ~panel.figures.open[rows]
    own = {name: np.where(published, getattr(figures, name)[rows], np.nan) for name in ("value", "low", "high")}
    return Beside(
        *(np.where(panel.shown.open, getattr(found, each.name), own.get(each.name, nothing)) for each in fields(Beside))
    )


def _beside(value: Floats, **known: Floats) -> Beside:
    nothing = np.full(value.shape, np.nan)
    return replace(Beside(value, *[nothing] * (len(fields(Beside)) - 1)), **known)


def _counts(panel: Panel, rows: Places) -> tuple[Floats, Floats]:
    """Return count and n of rows that are open shares."""
    usable = panel.shown.share & ~np.isnan(panel.figures.score[rows])
    count, n = (np.where(usable, array[rows], np.nan) for array in (panel.figures.count, panel.figures.n))
    return np.where(np.isnan(n), np.nan, count), np.where(np.isnan(count), np.nan, n)


def _interval(count: Floats, n: Floats) -> Interval:
    """Return Wilson limits in percent."""
    found = wilson(count, n, catalog.rules().confidence)
    return Interval(100 * found.value, 100 * found.low, 100 * found.high)


def _mean_score(sums: Sums) -> Floats:
    return _ratio(sums.total, sums.size)


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return a quotient, NaN where there is nothing to divide by."""
    return part / np.where(whole > 0, whole, np.nan)
