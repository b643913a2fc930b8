"""MEASURES laid out once: a line for every cell that some kommuner have a row in, a column for every unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.answers import yes_code
from oj_analys.analysis.cells import CELL, Cells, Coded, Places, Truths
from oj_analys.analysis.comparable import other_huvudman
from oj_analys.domain import OPEN_POLICY, DataError, Measure, Problem, Status, ValueKind
from oj_analys.stats.checks import Floats


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of each row of the frame; the last entry stands for a row that is not there.

    ``score`` is what means of kommuner are taken of: the value, or 100 for a full yes and 0 for another answer. It is
    NaN for a row without a value, of persons, or of a kommun that is ``apart``: someone else runs the activity.
    """

    value: Floats
    low: Floats
    high: Floats
    n: Floats
    count: Floats
    score: Floats
    ok: Truths
    open: Truths
    apart: Truths

    @property
    def comparable(self) -> Truths:
        """The rows whose values may be set beside other kommuner's."""
        return self.ok & self.open & ~self.apart


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows to compare, unit by unit and cell by cell.

    ``row``, ``cell`` and ``unit`` are their numbers; a row is a ``share``, an ``answer`` in words or neither, and
    ``open`` or of persons.
    """

    row: Places
    cell: Places
    unit: Places
    share: Truths
    answer: Truths
    open: Truths


@dataclass(frozen=True, slots=True)
class Panel:
    """A MEASURES frame by cell and unit.

    ``row`` holds row numbers, shape (cells, units + 1), -1 where a unit has no row; so has the last column, which
    stands for any unit that the frame lacks.
    """

    cells: Cells
    units: tuple[str, ...]
    row: Places
    figures: Figures
    shown: Shown

    def columns(self, units: Iterable[str]) -> Places:
        """Return the columns of some units; -1, the last one, for those that the frame lacks."""
        return pd.Index(self.units).get_indexer(pd.Index(list(units), dtype="str"))

    def rows_of(self, of: Mapping[str, str]) -> Places:
        """Return the row of another unit, told by kommun, in the cell of each shown row; -1 where there is none."""
        column = self.columns(of.get(unit, "") for unit in self.units)
        return self.row[self.shown.cell, column[self.shown.unit]]

    @property
    def kommuner(self) -> Places:
        """The rows of every kommun of the country by code, shape (cells, kommuner); -1 where there is none."""
        return self.row[:, self.columns(catalog.kommun_by_code())]

    @property
    def nationwide(self) -> Truths:
        """The cells that hold a row, with or without a value, for every kommun of the country."""
        return np.asarray((self.kommuner >= 0).all(axis=1))


def panel_of(measures: pd.DataFrame, members: Collection[str]) -> Panel:
    """Lay out a MEASURES frame for the kommuner to show.

    Raises:
        DataError: For every measure of theirs that the catalogue lacks.
    """
    unit = Coded.of(measures["unit"])
    own = np.array([text in members for text in unit.texts], dtype=np.bool_)
    cell, cells = _cells(measures, own[unit.codes])
    row = np.full((len(cells.keys["measure"].codes), len(unit.texts) + 1), -1, dtype=np.intp)
    inside = np.flatnonzero(cell >= 0)
    row[cell[inside], unit.codes[inside]] = inside
    figures = _figures(measures, cells, cell)
    return Panel(cells, unit.texts, row, figures, _shown(row, own, cells, figures))


def _shown(row: Places, own: Truths, cells: Cells, figures: Figures) -> Shown:
    units, cell = np.nonzero((row[:, :-1] >= 0).T & own[:, None])
    rows = row[cell, units]
    return Shown(
        row=rows,
        cell=cell,
        unit=units,
        share=cells.fact(lambda measure: measure.kind is ValueKind.ANDEL).astype(np.bool_)[cell],
        answer=cells.fact(lambda measure: measure.kind.is_answer).astype(np.bool_)[cell],
        open=figures.open[rows],
    )


def _cells(measures: pd.DataFrame, own: Truths) -> tuple[Places, Cells]:
    """Return the number of each row's cell, -1 where none of the ``own`` rows lies in it, and the cells in order."""
    keys = {name: Coded.of(measures[name]) for name in CELL}
    number = np.zeros(len(measures), dtype=np.int64)
    for key in keys.values():
        number = number * len(key.texts) + key.codes
    wanted, first = np.unique(number[own], return_index=True)
    rows = np.flatnonzero(own)[first]
    keys = {name: key.at(rows) for name, key in keys.items()}
    cells = Cells(MappingProxyType(keys), _known(keys["measure"].texts))
    return pd.Index(wanted).get_indexer(pd.Index(number)), cells


def _known(names: Iterable[str]) -> tuple[Measure, ...]:
    found, problems = [], list[Problem]()
    for name in names:
        try:
            found.append(catalog.measure(name))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return tuple(found)


def _figures(measures: pd.DataFrame, cells: Cells, cell: Places) -> Figures:
    numbers = {name: measures[name].to_numpy(np.float64, na_value=np.nan) for name in ("low", "high", "n", "count")}
    value = measures["value"].to_numpy()
    ok, is_open = (measures["status"] == Status.OK).to_numpy(), (measures["policy"] == OPEN_POLICY).to_numpy()
    apart = other_huvudman(measures)
    score = np.where(ok & is_open & ~apart, _scores(value, cells, cell), np.nan)
    floats = {"value": value, "score": score, **numbers}
    return Figures(
        **{name: np.append(array, np.nan) for name, array in floats.items()},
        ok=np.append(ok, False),
        open=np.append(is_open, False),
        apart=np.append(apart, False),
    )


def _scores(value: Floats, cells: Cells, cell: Places) -> Floats:
    answer = np.append(cells.fact(lambda measure: measure.kind.is_answer).astype(np.bool_), False)
    if not answer.any():
        return value
    yes = np.full(answer.shape, np.nan)
    measure, period = cells.keys["measure"], cells.keys["period"]
    for number in np.flatnonzero(answer).tolist():
        yes[number] = yes_code(cells.measures[measure.codes[number]], period.texts[period.codes[number]])
    said = np.where(np.isnan(yes[cell]) | np.isnan(value), np.nan, 100.0 * (value == yes[cell]))
    return np.where(answer[cell], said, value)
