"""Figures of persons as a report reads them: one typed value per row, hidden and missing ones with their reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from oj_analys import catalog
from oj_analys.charts.wording import printed, spoken
from oj_analys.domain import EVERYONE, Measure, Status, period_order
from oj_analys.reports.blocks import Cell
from oj_analys.reports.standing import answer_label

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """One figure; ``value`` and ``n`` are None unless it is shown, since a hidden value hides its n."""

    status: Status
    value: float | None = None
    n: int | None = None

    @property
    def shown(self) -> bool:
        """Whether there is a value to show."""
        return self.status is Status.OK


@dataclass(frozen=True, slots=True)
class Figures:
    """Some rows of a MEASURES frame by unit, measure, period, sex and group."""

    values: Mapping[Key, Value]

    def at(self, unit: str, measure: str, period: str, *, sex: str = "T", group: str = EVERYONE) -> Value:
        """Return one value; a row that is not there is missing."""
        return self.values.get((unit, measure, period, sex, group), Value(Status.SAKNAS))

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


def figures_of(rows: pd.DataFrame) -> Figures:
    """Return the values of some rows of a MEASURES frame."""
    return Figures(MappingProxyType({_key(row): _value(row) for row in rows.to_dict("records")}))


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
        return catalog.labels().status[value.status].text
    return answer_label(measure, period, value.value) if measure.kind.is_answer else spoken(measure, value.value)


def mark_notes(values: Iterable[Value], better: Mapping[Status, str] = MappingProxyType({})) -> str:
    """Explain the marks that stand in a table; ``better`` are words that fit it better than the catalogue's."""
    labels = catalog.labels().status
    used = {value.status for value in values} - {Status.OK}
    notes = [f"{labels[status].mark} {better.get(status, labels[status].text)}" for status in Status if status in used]
    return "; ".join(notes)


def _key(row: Mapping[Any, Any]) -> Key:
    return row["unit"], row["measure"], row["period"], row["sex"], row["group"]


def _value(row: Mapping[Any, Any]) -> Value:
    status = Status(row["status"])
    if status is not Status.OK:
        return Value(status)
    return Value(status, float(row["value"]), None if pd.isna(row["n"]) else int(row["n"]))
