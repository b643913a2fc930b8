"""Women and men beside each other: from a GAPS frame to what a chart of one measure shows."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from oj_analys import swedish
from oj_analys.charts import given
from oj_analys.charts.frame import MISSING, Cell, optional, require_number
from oj_analys.charts.names import unit_name, units_in_order
from oj_analys.domain import (
    EVERYONE,
    OPEN_POLICY,
    SYNTHETIC_MARK,
    SYNTHETIC_PREFIX,
    DataError,
    Grupp,
    Measure,
    Position,
    Problem,
    Status,
    ValueKind,
    period_order,
)
from oj_analys.frames import GAPS, FrameError

_GIVE = "Ge den tabell som oj.sex_gaps lämnar."
_CLEAR = (Position.HOGRE, Position.LAGRE)


@dataclass(frozen=True, slots=True)
class Gap:
    """One row: women and men in a kommun or in the group, ``who`` as it is called in a sentence.

    ``gap`` is women minus men; ``pooled`` how many kommuner the group is made of, None for one that is published.
    """

    who: str
    is_group: bool
    women: Cell
    men: Cell
    gap: float | None
    limits: tuple[float, float] | None
    position: Position
    reason: str
    pooled: int | None

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """Both figures."""
        return self.women, self.men

    @property
    def name(self) -> str:
        """The name at the row."""
        return swedish.upper_first(self.who)

    @property
    def empty(self) -> bool:
        """True if both figures are missing for one reason, which then stands in the row."""
        return self.women.status is self.men.status is not Status.OK

    @property
    def clear(self) -> bool:
        """True if the gap is larger than chance usually makes it."""
        return self.position in _CLEAR


@dataclass(frozen=True, slots=True)
class Gaps:
    """One measure in one period, kommuner in å ä ö order and the group last; ``undivided`` is a newer period.

    That one has no value for women or men; empty if there is none.
    """

    measure: Measure
    period: str
    rows: tuple[Gap, ...]
    grupp: Grupp
    undivided: str
    synthetic: bool

    @property
    def kommuner(self) -> int:
        """How many kommuner are listed."""
        return sum(not row.is_group for row in self.rows)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All figures, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def values(self) -> tuple[float | None, ...]:
        """Every value that the axis must hold."""
        return tuple(cell.value for cell in self.cells)

    @property
    def judged(self) -> bool:
        """True if any gap could be judged."""
        return any(row.position is not Position.EJ_JAMFORBAR for row in self.rows)

    def marks(self, marks: tuple[str, ...]) -> tuple[str, ...]:
        """Return the marks that the picture must carry; made-up figures say so even if nobody asked."""
        return tuple(dict.fromkeys(((SYNTHETIC_MARK,) * self.synthetic) + marks))

    @property
    def when(self) -> str:
        """The period as a reader says it."""
        return swedish.period_text(self.period)


def beside(gaps: pd.DataFrame, measure: Measure, period: str, grupp: Grupp) -> Gaps:
    """Return what a chart of a measure shows; ``period`` is empty for the newest with values for women or men.

    A count of the whole group is no measure for a kommun's, so such a measure has no row for the group.

    Raises:
        DataError: What is wrong with the frame, the measure or the period, or that nothing is divided, in Swedish.
    """
    rows = _select(gaps, measure)
    divided = set(rows.loc[rows[["women", "men"]].notna().any(axis=1), "period"])
    chosen = period or _newest(divided, measure)
    _require_period(rows, chosen)
    newest = str(max(rows["period"], key=period_order))
    behind = newest not in divided and period_order(newest) > period_order(chosen)
    units = [unit for unit in units_in_order(grupp) if unit in set(gaps["unit"])]
    records = {str(record["unit"]): record for record in rows[rows["period"] == chosen].to_dict("records")}
    return Gaps(
        measure,
        chosen,
        tuple(
            _gap(unit, records.get(unit, {}), grupp)
            for unit in units
            if unit != grupp.unit or measure.kind is not ValueKind.ANTAL
        ),
        grupp,
        newest if behind else "",
        bool(rows["source"].str.startswith(SYNTHETIC_PREFIX).any()),
    )


def check_columns(gaps: pd.DataFrame) -> None:
    """Raise DataError unless a table has the columns of GAPS."""
    given.check_columns(gaps, GAPS.columns, _GIVE)


def _select(gaps: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return the rows of a measure; GAPS has open figures only, so a measure of persons can have none."""
    require_number(measure)
    if measure.policy != OPEN_POLICY:
        action = "Använd ett diagram för skyddade siffror, till exempel chart_bars."
        raise DataError(Problem(given.WHERE, f'"{measure.title}" är en uppgift om personer', action=action))
    check_columns(gaps)
    rows = gaps.loc[(gaps["measure"] == measure.id) & (gaps["group"] == EVERYONE), list(GAPS.columns)]
    try:
        GAPS.check(rows)
    except FrameError as error:
        found = f"tabellen har ändrats så att den inte går att rita ({error})"
        raise DataError(Problem(given.WHERE, found, action=_GIVE)) from error
    if rows.empty:
        action = "Ta med måttet när tabellen görs med oj.sex_gaps."
        raise DataError(
            Problem(given.WHERE, f'tabellen har inga rader för {measure.id} "{measure.title}"', action=action)
        )
    return rows


def _newest(divided: Collection[str], measure: Measure) -> str:
    """Return the newest period with a value for women or men."""
    if not divided:
        raise DataError(
            Problem(given.WHERE, f'"{measure.title}" har inga värden per kön', action="Välj ett annat mått.")
        )
    return max(divided, key=period_order)


def _require_period(rows: pd.DataFrame, period: str) -> None:
    if period not in (present := sorted(set(rows["period"]), key=period_order)):
        raise DataError(
            Problem(given.WHERE, f"{period} finns inte i tabellen", ", ".join(present), "Välj något av dem.")
        )


def _gap(unit: str, record: dict[Hashable, Any], grupp: Grupp) -> Gap:
    """Read a row; a kommun without one in the period is missing."""
    who, is_group = unit_name(unit, grupp), unit == grupp.unit
    if not record:
        return Gap(who, is_group, MISSING, MISSING, None, None, Position.EJ_JAMFORBAR, "", None)
    women, men = (_cell(record, name) for name in ("women", "men"))
    both = women.value is not None and men.value is not None
    low, high = optional(record["gap_low"]), optional(record["gap_high"])
    pooled = optional(record["pooled"])
    return Gap(
        who,
        is_group,
        women,
        men,
        optional(record["gap"]) if both else None,
        (low, high) if both and low is not None and high is not None else None,
        Position(record["position"]) if both else Position.EJ_JAMFORBAR,
        str(record["reason"]) if both else "",
        None if pooled is None else int(pooled),
    )


def _cell(record: dict[Hashable, Any], name: str) -> Cell:
    status, value = Status(record[f"{name}_status"]), optional(record[name])
    if status is not Status.OK or value is None:
        return Cell(Status.OKAND if status is Status.OK else status)
    n = optional(record[f"{name}_n"])
    return Cell(status, value, n=None if n is None else int(n))
