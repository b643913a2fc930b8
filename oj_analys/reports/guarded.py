"""Figures of persons as a report reads them: one typed value per row, hidden and missing ones with their reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts.band import Band, band_note, band_of, sign_note
from oj_analys.charts.frame import optional
from oj_analys.charts.wording import printed, spoken
from oj_analys.domain import EVERYONE, OPEN_POLICY, Measure, Status, period_order
from oj_analys.frames.shown import Key
from oj_analys.reports.blocks import Cell
from oj_analys.reports.reasons import reason
from oj_analys.reports.standing import answer_label


@dataclass(frozen=True, slots=True)
class Value:
    """One figure; ``value`` and ``n`` are None unless it is shown, since a hidden value hides its n.

    ``why`` says in words why it is not shown. ``key`` is that of a figure of persons, hidden or shown; of such a figure
    perhaps only the limit of a ``band`` is told.
    """

    status: Status
    value: float | None = None
    n: int | None = None
    why: str = ""
    key: Key | None = None
    band: Band = Band.NONE

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
        found = self.values.get(Key(unit, measure, period, sex, group))
        return found or Value(Status.SAKNAS, why=reason(meant, unit, Status.SAKNAS))

    def periods(self, unit: str, measures: Iterable[str]) -> tuple[str, ...]:
        """Return the periods that a unit has rows for in any of some measures, oldest first."""
        wanted = set(measures)
        found = {key.period for key in self.values if key.unit == unit and key.measure in wanted}
        return tuple(sorted(found, key=period_order))

    def shows(self, unit: str, measures: Iterable[str], period: str) -> bool:
        """Say whether any value of some measures is shown, of any sex and group."""
        wanted = set(measures)
        return any(
            value.shown
            for key, value in self.values.items()
            if key.unit == unit and key.measure in wanted and key.period == period
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
    values = {key_of(row): value_of(known[row["measure"]], row) for row in rows.to_dict("records")}
    return Figures(MappingProxyType(values), MappingProxyType(known))


def hidden_text() -> str:
    """Return the one phrase for everything that is hidden."""
    return catalog.labels().status[Status.SEKRETESS].text


def cell_of(measure: Measure, period: str, value: Value) -> Cell:
    """Return a value as it is printed in a table, an answer in words, or the mark of what is not there."""
    if value.value is None:
        return Cell(catalog.labels().status[value.status].mark, figure=value.key)
    if measure.kind.is_answer:
        return Cell(answer_label(measure, period, value.value), figure=value.key)
    return Cell(value.band.said(printed(measure, value.value)), _number(value), value.key)


def brief_cell(measure: Measure, period: str, value: Value) -> Cell:
    """Return a value as it is printed where room is short, as in a sheet: ``≥ 4,6``."""
    if value.value is None or not value.band:
        return cell_of(measure, period, value)
    return Cell(value.band.brief(printed(measure, value.value)), figure=value.key)


def n_cell(value: Value) -> Cell:
    """Return what a value is computed on as a sheet prints it; empty where nothing of it is told."""
    return Cell("", figure=value.key) if value.n is None else Cell(swedish.number(value.n), float(value.n), value.key)


def said(measure: Measure, period: str, value: Value) -> str:
    """Say a value in a sentence, or why it is not there."""
    if value.value is None:
        return value.why
    if measure.kind.is_answer:
        return answer_label(measure, period, value.value)
    return value.band.said(spoken(measure, value.value))


def figures_among(values: Iterable[Value]) -> tuple[Key, ...]:
    """Return the figures of persons among some values, hidden ones too, each once."""
    return tuple(dict.fromkeys(value.key for value in values if value.key is not None))


def mark_notes(values: Iterable[Value]) -> str:
    """Explain each mark and the bands that stand in a table once, a mark with every reason for it."""
    whys: dict[str, dict[str, None]] = {}
    present = sorted(values, key=lambda each: tuple(Status).index(each.status))
    for value in present:
        if not value.shown:
            whys.setdefault(catalog.labels().status[value.status].mark, {})[value.why] = None
    marks = [f"{mark} {' eller '.join(found)}" for mark, found in whys.items()]
    return "; ".join(filter(None, [*marks, band_note(value.band for value in present)]))


def sign_notes(values: Iterable[Value]) -> str:
    """Explain the signs of bands that stand in a sheet once, empty where there is none."""
    note = sign_note(value.band for value in values)
    return f"{note}." if note else ""


def key_of(row: Mapping[Any, Any]) -> Key:
    """Return the key of a row of a MEASURES frame."""
    return Key(row["unit"], row["measure"], row["period"], row["sex"], row["group"])


def value_of(measure: Measure, row: Mapping[Any, Any]) -> Value:
    """Return the value of a row of a MEASURES frame; only a figure of persons has a key."""
    status, key = Status(row["status"]), None if row["policy"] == OPEN_POLICY else key_of(row)
    if status is not Status.OK:
        return Value(status, why=reason(measure, row["unit"], status), key=key)
    value, n = float(row["value"]), None if pd.isna(row["n"]) else int(row["n"])
    band = Band.NONE if key is None else band_of(value, optional(row["low"]), optional(row["high"]))
    return Value(status, value, n, key=key, band=band)


def _number(value: Value) -> float | None:
    """Return the number behind a printed value; there is none behind a band, which is no number to compute with."""
    return None if value.band else value.value
