"""Where a series of values is going, and what it is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from oj_analys import catalog
from oj_analys.analysis.comparable import run_by_others
from oj_analys.analysis.contrast import first_reason
from oj_analys.analysis.series import Mask, SeriesTable, answers, apart, trait
from oj_analys.domain import Reason, Status, Tendency, ValueKind
from oj_analys.stats.checks import Floats, as_floats
from oj_analys.stats.trend import chi2_trend, mann_kendall

_SHARED = ["measure", "sex", "group"]
_NEVER = 10_000
_FEWEST_EXPECTED = 5


def tendencies(table: SeriesTable, measures: pd.DataFrame) -> pd.DataFrame:
    """Say where each line is going.

    Args:
        table: The series.
        measures: The MEASURES frame that says for which periods others have a value.

    Returns:
        One row per line: ``points``, ``first_period``, ``missing``, ``slope`` (Sen's, per year, in the measure's unit),
        ``trend_p``, ``trend`` and ``trend_reason``; all empty for questions answered in words. The values stand apart
        from the newest one backwards, since the newest definition; those of years when someone else ran the activity
        are left out. Shares with enough persons in every point are tested by the chi-square test for trend on them,
        all else by Mann and Kendall's, both on real years (the middle of a mean's). A tendency is clear when the test
        says so and the slope goes the same way.
    """
    figure = ~answers(table.keys["measure"])
    elsewhere = (table.place >= 0) & run_by_others(table.rows, measures)[table.place]
    used = apart(table.has & ~elsewhere & figure[:, None] & (table.first >= _defined(table)[:, None]), table)
    reason = np.where(figure, _reasons(table, used, elsewhere), "")
    told = pd.DataFrame(
        {
            "points": pd.Series(used.sum(axis=1)).astype("Int64").where(figure),
            "first_period": np.where(used.any(axis=1), np.array(table.periods)[used.argmax(axis=1)], ""),
            "missing": _missing(table, used, measures),
            "trend_reason": reason,
        }
    )
    found = told.join(_tested(table, used, np.flatnonzero(figure & (reason == ""))))
    unknown = pd.Series(np.where(figure, Tendency.KAN_INTE_BEDOMAS, ""))
    return found.assign(trend=found["trend"].fillna(unknown))


def _defined(table: SeriesTable) -> Floats:
    """Return the first year of the newest definition that each line's newest row is measured by."""
    measure, newest = table.keys["measure"], table.last[table.newest]
    found = np.full(len(measure), -np.inf)
    for name in measure.unique():
        for year in sorted(catalog.measure(name).breaks):
            found[(measure == name) & (newest >= year)] = year
    return found


def _reasons(table: SeriesTable, used: Mask, elsewhere: Mask) -> NDArray[np.str_]:
    lines = np.arange(len(used))
    return first_reason(
        [
            (~table.has[lines, table.newest], Reason.VARDE_SAKNAS),
            (elsewhere[lines, table.newest], Reason.ANNAN_HUVUDMAN),
            (table.of_persons, Reason.INTERVALL_SAKNAS),
            (used.sum(axis=1) < catalog.rules().trend_points, Reason.KORT_SERIE),
        ]
    )


def _missing(table: SeriesTable, used: Mask, measures: pd.DataFrame) -> list[str]:
    """Return the periods between a line's values that it has no value for, but others have, apart from one another."""
    before = np.maximum.accumulate(np.where(used, table.last, -1), axis=1)
    after = np.minimum.accumulate(np.where(used, table.first, _NEVER)[:, ::-1], axis=1)[:, ::-1]
    between = (before >= 0) & (before < table.first) & (table.last < after) & (after < _NEVER)
    missing = apart(used | (between & _known(table, measures)), table) & ~used
    return [";".join(np.array(table.periods)[line]) for line in missing]


def _known(table: SeriesTable, measures: pd.DataFrame) -> Mask:
    """Say for which periods anyone at all has a value of each line's measure."""
    cells = measures.loc[measures["status"] == Status.OK, [*_SHARED, "period"]].drop_duplicates()
    lines = table.keys[_SHARED].assign(line=np.arange(len(table.keys)))
    found = lines.merge(cells, on=_SHARED, validate="many_to_many")
    known = np.zeros(table.place.shape, dtype=np.bool_)
    known[found["line"], table.columns_of(found["period"])] = True
    return known


def _tested(table: SeriesTable, used: Mask, lines: NDArray[np.intp]) -> pd.DataFrame:
    """Test some lines: shares with a count in every point on the persons, the others by their order."""
    value, count, n, years = _points(table, used[lines], lines)
    share = (trait(table.keys["measure"].iloc[lines], "kind") == ValueKind.ANDEL).to_numpy()
    counted = share & ~np.any(~np.isnan(value) & np.isnan(count), axis=1) & _enough(count, n)
    persons = chi2_trend(np.where(counted[:, None], count, np.nan), n, years)
    order = mann_kendall(value, years)
    p = np.where(np.isnan(persons.p), order.p, persons.p)
    side = np.where(np.isnan(persons.p), order.s, _lean(count, n, years))
    clear = (p <= catalog.rules().alpha) & (side * order.slope > 0)
    trend = np.select([clear & (side > 0), clear], [Tendency.OKAR, Tendency.MINSKAR], Tendency.INGEN)
    return pd.DataFrame({"slope": order.slope, "trend_p": p, "trend": trend}, index=lines)


def _enough(count: Floats, n: Floats) -> Mask:
    """Say which lines have so many persons in every point that the chi-square law holds.

    Source: Cochran 1954, Biometrics 10:417: at least five expected of either answer.
    """
    both = np.nansum(n, axis=1)
    rarer = np.minimum(np.nansum(count, axis=1), both - np.nansum(count, axis=1)) / np.where(both > 0, both, np.nan)
    return np.asarray(np.fmin.reduce(n, axis=1, initial=np.inf) * rarer >= _FEWEST_EXPECTED)


def _points(table: SeriesTable, used: Mask, lines: NDArray[np.intp]) -> tuple[Floats, Floats, Floats, Floats]:
    """Return value, count, n and middle year of the used points, moved to the left so that few columns remain."""
    width = int(used.sum(axis=1).max(initial=0))
    columns = np.argsort(~used, axis=1, kind="stable")[:, :width]
    place = np.where(np.take_along_axis(used, columns, axis=1), table.place[lines[:, None], columns], -1)
    value, count, n = (
        as_floats(table.rows[name].astype("float64").reindex(place.ravel())).reshape(place.shape)
        for name in ("value", "count", "n")
    )
    return value, count, n, ((table.first + table.last) / 2)[columns]


def _lean(count: Floats, n: Floats, years: Floats) -> Floats:
    """Return a number with the sign of the trend that the chi-square test sees."""
    since = years - years.min(axis=1, keepdims=True, initial=_NEVER)
    lean = np.nansum(n, axis=1) * np.nansum(count * since, axis=1)
    return np.asarray(lean - np.nansum(count, axis=1) * np.nansum(n * since, axis=1))
