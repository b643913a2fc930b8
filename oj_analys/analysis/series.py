"""Series laid out as a table: one line per series, one column per period, in order of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from oj_analys import catalog
from oj_analys.domain import OPEN_POLICY, first_year, last_year, period_order

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]

KEYS = ("unit", "measure", "sex", "group")


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """One line per series and one column per period, in order of time.

    ``keys`` are the lines' unit, measure, sex and group, ``first`` and ``last`` the columns' years. ``place`` (lines ×
    columns) is the number of a row in ``rows``, -1 where there is none; ``has`` says where that row has a value.
    """

    rows: pd.DataFrame
    keys: pd.DataFrame
    periods: tuple[str, ...]
    first: Numbers
    last: Numbers
    place: Numbers
    has: Mask

    def columns_of(self, periods: pd.Series[str]) -> Numbers:
        """Return the columns of some periods."""
        return pd.Index(self.periods, dtype="str").get_indexer(pd.Index(periods))

    @property
    def newest(self) -> Numbers:
        """The column of each line's newest row, with or without a value."""
        return np.asarray(np.max(np.where(self.place >= 0, np.arange(len(self.periods)), 0), axis=1))

    @property
    def of_persons(self) -> Mask:
        """The lines with figures of persons: those with a row that a policy guards."""
        guarded = (self.rows["policy"] != OPEN_POLICY).to_numpy()
        return np.asarray(np.any((self.place >= 0) & guarded[self.place], axis=1))


def lay_out(rows: pd.DataFrame, periods: Iterable[str]) -> SeriesTable:
    """Lay out rows of a MEASURES frame; ``periods`` holds at least those of the rows."""
    rows = rows.reset_index(drop=True)
    columns = tuple(sorted(set(periods), key=period_order))
    line, keys = _lines(rows)
    place = np.full((len(keys), len(columns)), -1, dtype=np.int64)
    place[line, pd.Index(columns, dtype="str").get_indexer(pd.Index(rows["period"]))] = np.arange(len(rows))
    has = (place >= 0) & rows["value"].notna().to_numpy()[place]
    first, last = (np.array([year(period) for period in columns], dtype=np.int64) for year in (first_year, last_year))
    return SeriesTable(rows, keys, columns, first, last, place, has)


def _lines(rows: pd.DataFrame) -> tuple[Numbers, pd.DataFrame]:
    """Return the line of each row, and the key of each line in alphabetical order."""
    code = np.zeros(len(rows), dtype=np.int64)
    for name in KEYS:
        word, words = pd.factorize(rows[name], sort=True)
        code = code * len(words) + word
    _, row, line = np.unique(code, return_index=True, return_inverse=True)
    return line, rows.loc[row, list(KEYS)].reset_index(drop=True)


def beside_earlier(table: SeriesTable, line: Numbers, column: Numbers) -> pd.DataFrame:
    """Return the rows of some cells beside the latest row with a value that ends before they begin.

    Of the earlier row come ``earlier_period`` (empty where there is none) and ``earlier_value``, ``_n`` and ``_count``.
    """
    now, then = (
        table.rows.reindex(place).reset_index(drop=True)
        for place in (table.place[line, column], _places_before(table)[line, column])
    )
    earlier = then[["period", "value", "n", "count"]].add_prefix("earlier_")
    return pd.concat([now, earlier.fillna({"earlier_period": ""})], axis=1)


def _places_before(table: SeriesTable) -> Numbers:
    # The rows of a line follow in no order: what is the newest so far is told by columns.
    newest_so_far = np.maximum.accumulate(np.where(table.has, np.arange(len(table.periods)), -1), axis=1)
    before = np.pad(newest_so_far, ((0, 0), (1, 0)), constant_values=-1)[:, np.searchsorted(table.last, table.first)]
    return np.where(before < 0, -1, np.take_along_axis(table.place, before, axis=1))


def apart(candidates: Mask, table: SeriesTable) -> Mask:
    """Choose from the newest candidate and backwards those that share no year with the one chosen before."""
    chosen = np.zeros_like(candidates)
    limit = np.full(len(candidates), np.inf)
    for column in reversed(range(len(table.periods))):
        chosen[:, column] = candidates[:, column] & (table.last[column] < limit)
        limit = np.where(chosen[:, column], table.first[column], limit)
    return chosen


def redefined(measure: pd.Series[str], first: pd.Series[float], last: pd.Series[float]) -> Mask:
    """Say where a measure or its scale was defined anew after a first year, up to a last; no year, no break."""
    found = np.zeros(len(measure), dtype=np.bool_)
    for name in measure.unique():
        for year in catalog.measure(name).breaks:
            found |= ((measure == name) & (first < year) & (last >= year)).to_numpy()
    return found


def trait(measure: pd.Series[str], name: str) -> pd.Series[str]:
    """Return one property of each row's measure as text."""
    known = {one: str(getattr(catalog.measure(one), name)) for one in measure.unique()}
    return measure.map(known).astype("str")


def answers(measure: pd.Series[str]) -> Mask:
    """Say which rows are questions that a kommun answers in words."""
    known = {name: catalog.measure(name).kind.is_answer for name in measure.unique()}
    return measure.map(known).to_numpy(dtype=np.bool_)
