"""Kommuner beside riket as they are judged: whose share lies outside what chance gives, and who is not judged and why.

What the funnel and the strip of detectable differences have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts import wording
from oj_analys.charts.frame import Cell, Selection, optional, require_number
from oj_analys.charts.table import Cell as TableCell
from oj_analys.charts.table import limit_cell, position_cell
from oj_analys.charts.views import Names
from oj_analys.domain import DataError, Kommun, Measure, Position, Problem, Reason, ValueKind

RIKET = "riket"
OUTSIDE = (Position.BATTRE, Position.SAMRE, Position.HOGRE, Position.LAGRE)
_WHERE = "diagrammet"
_MOST_TOLD = 15


@dataclass(frozen=True, slots=True)
class Judged:
    """One kommun: its figure, the ``share`` that was tested and the limits around riket at its number of answers.

    Without a tested share ``why`` says what is missing; a limit is None where no share of that n can be judged.
    """

    kommun: Kommun
    cell: Cell
    own: bool
    share: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""

    @property
    def outside(self) -> bool:
        """Say whether the kommun is judged to differ from riket."""
        return self.share is not None and self.cell.position in OUTSIDE

    @property
    def blind(self) -> bool:
        """Say whether no share at all could be judged with this number of answers."""
        return self.share is not None and self.low is None and self.high is None


def require_share(measure: Measure) -> None:
    """Raise DataError for a measure that is no share of answers."""
    require_number(measure)
    if measure.kind is not ValueKind.ANDEL:
        found = f'"{measure.title}" är ingen andel, så svaren går inte att räkna'
        raise DataError(Problem(_WHERE, found, "mått i procent", "Använd chart_dots."))


def reference_of(chosen: Selection, period: str) -> float:
    """Return riket's value.

    Raises:
        DataError: If riket has none.
    """
    value = chosen.reference(RIKET, period)
    if value is None:
        found = f"riket har inget värde för {chosen.measure.id} {swedish.period_text(period)}"
        raise DataError(Problem(_WHERE, found, action="Använd chart_dots."))
    return value


def judged(chosen: Selection, period: str, found: pd.DataFrame, own: str) -> tuple[Judged, ...]:
    """Return every kommun of a selection in å ä ö order, with what a FUNNEL or DETECTABLE frame says of it."""
    records = {record["unit"]: record for record in found.to_dict("records")}
    rows = []
    for kommun in chosen.kommuner:
        cell, record = chosen.cell(kommun.code, period), records.get(kommun.code, {"reason": Reason.REFERENS_SAKNAS})
        share, is_own = optional(record.get("share")), kommun.code == own
        if share is None:
            rows.append(Judged(kommun, cell, is_own, why=_why(cell, str(record["reason"]))))
        else:
            limits = optional(record["low"]), optional(record["high"])
            rows.append(Judged(kommun, cell, is_own, share, *limits))
    return tuple(rows)


def name_of_riket(names: Names | None) -> str:
    """Return what riket is called."""
    return {**catalog.labels().reference, **(names or {})}[RIKET]


def judgements(rows: Sequence[Judged]) -> str:
    """Return the judgements of some kommuner with their marks, in the order of the catalogue: ``! tydligt sämre``."""
    there = {row.cell.position for row in rows}
    return ", ".join(position_cell(position).text for position in Position if position in there)


def without(measure: Measure, rows: Sequence[Judged]) -> tuple[str, ...]:
    """Return who has no share that could be tested, a line per reason; a value that is there stands with the name."""
    lines = []
    for why, found in _by_reason(rows).items():
        cell = found[0].cell
        names = swedish.join(_with_value(measure, row) for row in found)
        lines.append(f"{names}: {why if cell.value is not None else wording.no_value(cell.status)}")
    return tuple(lines)


def spoken_without(rows: Sequence[Judged]) -> tuple[str, ...]:
    """Return the same for an alternative text; where a reason holds for many, only how many they are."""
    return tuple(
        f"{swedish.join(row.kommun.name for row in found) if len(found) <= _MOST_TOLD else _kommuner(found)} ({why})"
        for why, found in _by_reason(rows).items()
    )


def judgement_cell(row: Judged) -> TableCell:
    """Return a kommun's judgement, or why there is none."""
    if row.share is not None:
        return position_cell(row.cell.position)
    return TableCell(swedish.DASH if row.cell.value is None else swedish.upper_first(row.why))


def finer_cell(measure: Measure, limit: float | None) -> TableCell:
    """Return a limit with one decimal more than values, since a value may be printed just as the limit next to it."""
    if limit is None:
        return limit_cell(measure, None)
    return TableCell(swedish.percent_sign(limit, measure.decimals + 1), limit)


def _by_reason(rows: Sequence[Judged]) -> dict[str, list[Judged]]:
    by_reason: dict[str, list[Judged]] = {}
    for row in rows:
        if row.share is None:
            by_reason.setdefault(row.why, []).append(row)
    return by_reason


def _with_value(measure: Measure, row: Judged) -> str:
    value = "" if row.cell.value is None else wording.printed(measure, row.cell.value)
    return " ".join(filter(None, (row.kommun.name, value)))


def _kommuner(rows: Sequence[Judged]) -> str:
    return swedish.counted(len(rows), "kommun", "kommuner")


def _why(cell: Cell, reason: str) -> str:
    if cell.value is None:
        return catalog.labels().status[cell.status].text
    return catalog.labels().reason[reason]
