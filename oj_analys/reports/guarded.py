"""Figures of persons as a report reads them: one typed value per row, hidden and missing ones with their reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from oj_analys import catalog
from oj_analys.charts.wording import printed, spoken
from oj_analys.domain import EVERYONE, Measure, Status, period_order
from oj_analys.reports.blocks import Cell
from oj_analys.reports.reasons import reason
from oj_analys.reports.standing import answer_label

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """One figure; ``value`` and ``n`` are None unless it is shown, since a hidden value hides its n.

    ``why`` says in words why it is not shown.
    """

    status: Status
    value: float | None = None
    n: int | None = None
    why: str = ""

    @property
    def shown(self) -> bool:
        """Whether there is a value to show."""
        return self.status is Status.OK


@dataclass(frozen=True, slots=True)
class Figures:
    """Some rows of a MEASURES frame by unit, measure, period, sex and group, of the measures in ``known``."""

    values: Mapping[Key, Value]
    known: Mapping[str, Measure]

    def at(self, unit: str, measure: str, period: str, *, sex: str = "T", group: str = EVERYONE) -> Value:
        """Return one value; a row that is not there is missing.

        Raises:
            KeyError: For an id that no measure has, since a misspelt id would else look like a missing figure.
        """
        meant = self.known[measure]
        found = self.values.get((unit, measure, period, sex, group))
        return found or Value(Status.SAKNAS, why=reason(meant, unit, Status.SAKNAS))

    def periods(self, unit: str, measures: Iterable[str]) -> tuple[str, ...]:
        """Return the periods that a unit has rows for in any of some measures, oldest first."""
        wanted = set(measures)
        found = {key[2] for key in self.values if key[0] == unit and key[1] in wanted}
        return tuple(sorted(found, key=period_order))

    def shows(self, unit: str, measures: Iterable[str], period: str) -> bool:
        """Say whether any value of some measures is shown, of any sex and group."""
        wanted = set(measures)
        return any(
            value.shown
            for key, value in self.values.items()
            if key[0] == unit and key[1] in wanted and key[2] == period
        )


def rows_of(measures: pd.DataFrame, family: str) -> pd.DataFrame:
    """Return the rows of one family of measures: ``oj``, ``ebp``, ``asi``, ``egna``."""
    return measures[measures["measure"].str.startswith(f"{family}.")]


def rows_at(
    measures: pd.DataFrame, names: Iterable[str], units: Collection[str], periods: Collection[str]
) -> pd.DataFrame:
    """Return the rows of some measures, by id, of some units in some periods."""
    chosen = measures["measure"].isin(list(names))
    return measures[chosen & measures["unit"].isin(units) & measures["period"].isin(periods)]


def figures_of(rows: pd.DataFrame, measures: Iterable[Measure]) -> Figures:
    """Return the values of some rows of a MEASURES frame; ``measures`` say what they mean.

    Raises:
        KeyError: For a row of a measure that is not among them.
    """
    known = {measure.id: measure for measure in measures}
    values = {_key(row): _value(row, known) for row in rows.to_dict("records")}
    return Figures(MappingProxyType(values), MappingProxyType(known))


def hidden_text() -> str:
    """Return the one phrase for everything that is hidden."""
    return catalog.labels().status[Status.SEKRETESS].text


def cell_of(measure: Measure, period: str, value: Value) -> Cell:
    """Return a value as it is printed in a table, an answer in words, or the mark of what is not there."""
    if value.value is None:
        return Cell(catalog.labels().status[value.status].mark)
    if measure.kind.is_answer:
        return Cell(answer_label(measure, period, value.value))
    return Cell(printed(measure, value.value), value.value)


def said(measure: Measure, period: str, value: Value) -> str:
    """Say a value in a sentence, or why it is not there."""
    if value.value is None:
        return value.why
    return answer_label(measure, period, value.value) if measure.kind.is_answer else spoken(measure, value.value)


def mark_notes(values: Iterable[Value]) -> str:
    """Explain each mark that stands in a table once, with every reason for it."""
    whys: dict[str, dict[str, None]] = {}
    for value in sorted(values, key=lambda each: tuple(Status).index(each.status)):
        if not value.shown:
            whys.setdefault(catalog.labels().status[value.status].mark, {})[value.why] = None
    return "; ".join(f"{mark} {' eller '.join(found)}" for mark, found in whys.items())


def _key(row: Mapping[Any, Any]) -> Key:
    return row["unit"], row["measure"], row["period"], row["sex"], row["group"]


def _value(row: Mapping[Any, Any], known: Mapping[str, Measure]) -> Value:
    status = Status(row["status"])
    if status is not Status.OK:
        return Value(status, why=reason(known[row["measure"]], row["unit"], status))
    return Value(status, float(row["value"]), None if pd.isna(row["n"]) else int(row["n"]))
