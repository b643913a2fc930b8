"""What a chart of places shows: for every kommun the places in the country that chance leaves open."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from oj_analys.charts.frame import Cell, Selection, optional
from oj_analys.domain import EVERYONE, DataError, Kommun, Measure, Problem, Reason, ValueKind

_WHERE = "diagrammet"


@dataclass(frozen=True, slots=True)
class Placed:
    """One kommun: its figure and the highest and lowest ``places`` that it may have; place 1 = the largest value.

    ``places`` is None where none can be told: no value, no number of answers, or someone else runs the activity
    (``apart``).
    """

    kommun: Kommun
    cell: Cell
    own: bool
    apart: bool
    places: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Places:
    """All kommuner of the frame in one period in å ä ö order; places are ``of`` how many, None where none has one."""

    measure: Measure
    period: str
    rows: tuple[Placed, ...]
    of: int | None

    @property
    def own(self) -> Placed | None:
        """The highlighted kommun."""
        return next((row for row in self.rows if row.own), None)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The figures of all rows."""
        return tuple(row.cell for row in self.rows)


def require_share(measure: Measure) -> None:
    """Raise DataError for a measure that is no share: chance cannot be told, so no places can."""
    if measure.kind is not ValueKind.ANDEL:
        found = f'"{measure.title}" är ingen andel, så slumpens betydelse för platsen kan inte räknas'
        raise DataError(Problem(_WHERE, found, "mått i procent", "Använd chart_dots eller chart_spine."))


def places_view(compared: pd.DataFrame, chosen: Selection, highlight: str) -> Places:
    """Return the newest period of a selection.

    Raises:
        DataError: If the places were not computed, since the measures lacked kommuner of the country.
    """
    period = chosen.periods[-1]
    wanted = (compared["measure"] == chosen.measure.id) & (compared["period"] == period)
    rows = compared[wanted & (compared["sex"] == "T") & (compared["group"] == EVERYONE)]
    found = {record["unit"]: record for record in rows.drop_duplicates("unit").to_dict("records")}
    of = {int(size) for size in rows["rank_of"].dropna()}
    placed = []
    for kommun in chosen.kommuner:
        cell, record = chosen.cell(kommun.code, period), found.get(kommun.code, {})
        apart = cell.value is not None and record["reason"] == Reason.ANNAN_HUVUDMAN
        places = None if cell.interval is None or apart else _places(record["rank_low"], record["rank_high"])
        if cell.value is not None and not apart and optional(record["rank_of"]) is None:
            raise DataError(_not_nationwide(chosen.measure, period))
        placed.append(Placed(kommun, cell, kommun.code == highlight, apart, places))
    return Places(chosen.measure, period, tuple(placed), max(of, default=None))


def _places(low: float | None, high: float | None) -> tuple[int, int] | None:
    first, last = optional(low), optional(high)
    return None if first is None or last is None else (int(first), int(last))


def _not_nationwide(measure: Measure, period: str) -> Problem:
    return Problem(
        _WHERE,
        f"tabellen har inga platser för {measure.id} {period}",
        "platser bland alla landets kommuner",
        "Gör tabellen med oj.compare av mätvärden för alla landets kommuner.",
    )
