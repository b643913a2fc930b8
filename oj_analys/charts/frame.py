"""From a COMPARED frame to what one chart draws; what is wrong with the frame is said in Swedish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts.band import Band
from oj_analys.charts.given import WHERE, as_compared, check_open
from oj_analys.domain import (
    EVERYONE,
    SYNTHETIC_MARK,
    SYNTHETIC_PREFIX,
    DataError,
    Kommun,
    Measure,
    Position,
    Problem,
    Status,
    first_year,
    last_year,
)
from oj_analys.frames.shown import Key

_NO_GROUP = ("riket", "kommungrupp", "liknande")
_READ = ("unit", "period", "status", "value", "low", "high", "n", "position", "reference_kind", "reference")


@dataclass(frozen=True, slots=True)
class Cell:
    """One kommun's figure in one period; ``value``, ``low``, ``high`` and ``n`` are None when there is none to show.

    ``key`` is that of a figure of persons, which may have a ``band``.
    """

    status: Status
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    position: Position = Position.EJ_JAMFORBAR
    key: Key | None = None
    band: Band = Band.NONE

    @property
    def interval(self) -> tuple[float, float] | None:
        """The lower and upper limit, None where there is no interval."""
        return None if self.low is None or self.high is None else (self.low, self.high)


MISSING = Cell(Status.SAKNAS)


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of one measure, both sexes together: what a chart may draw.

    ``kommuner`` are all kommuner of the whole frame in å ä ö order, ``periods`` those of the measure, oldest first.
    A kommun without a row in a period is missing there.
    """

    measure: Measure
    kommuner: tuple[Kommun, ...]
    periods: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    references: Mapping[tuple[str, str, str], float]
    synthetic: bool

    def cell(self, unit: str, period: str) -> Cell:
        """Return a kommun's figure in a period."""
        return self.cells.get((unit, period), MISSING)

    def reference(self, kind: str, period: str, unit: str = "") -> float | None:
        """Return a reference's value: the kommun's own, else the one that all kommuner share, else None."""
        if (kind, period, unit) in self.references:
            return self.references[kind, period, unit]
        one_lan = len({kommun.lan for kommun in self.kommuner}) == 1
        shared = {value for (kind_, period_, _), value in self.references.items() if (kind_, period_) == (kind, period)}
        return shared.pop() if len(shared) == 1 and (one_lan or not kind.startswith("lan")) else None

    def group_kinds(self, periods: tuple[str, ...], unit: str = "") -> tuple[str, ...]:
        """Return the references to länet or a named group that have values: the published one, means of kommuner."""
        named = sorted({kind for kind, _, _ in self.references} - {"lan", "lan_kommuner", *_NO_GROUP})
        return tuple(
            kind
            for kind in ("lan", "lan_kommuner", *named)
            if any(self.reference(kind, period, unit) is not None for period in periods)
        )

    def marks(self, marks: tuple[str, ...]) -> tuple[str, ...]:
        """Return the marks that the picture must carry; made-up figures say so even if nobody asked."""
        needed = (SYNTHETIC_MARK,) if self.synthetic else ()
        return tuple(dict.fromkeys((*needed, *marks)))

    def windows(self) -> tuple[str, ...]:
        """Return the periods that do not overlap, counted back from the newest."""
        kept: list[str] = []
        for period in reversed(self.periods):
            if not kept or last_year(period) < first_year(kept[-1]):
                kept.append(period)
        return tuple(reversed(kept))


def select(compared: pd.DataFrame, measure: Measure) -> Selection:
    """Pick the rows of a measure.

    Raises:
        DataError: If this is no COMPARED frame, has no row of the measure, or a row that is not cleared to be shown.
    """
    compared = as_compared(compared)
    wanted = (compared["measure"] == measure.id) & (compared["sex"] == "T") & (compared["group"] == EVERYONE)
    rows = compared.loc[wanted]
    check_open(rows, measure.id)
    if rows.empty:
        action = "Ta med måttet när tabellen görs med oj.compare."
        raise DataError(Problem(WHERE, f'tabellen har inga rader för {measure.id} "{measure.title}"', action=action))
    records = _records(rows)
    return Selection(
        measure,
        _kommuner(compared),
        tuple(sorted(set(rows["period"]), key=lambda period: (last_year(period), period))),
        MappingProxyType(_cells(records)),
        MappingProxyType(_references(records)),
        bool(rows["source"].str.startswith(SYNTHETIC_PREFIX).any()),
    )


def kommun_in(compared: pd.DataFrame, text: str) -> Kommun:
    """Return the kommun that a code or a name means.

    Raises:
        DataError: If there is no such kommun, or if it has no row in the frame.
    """
    kommun = catalog.kommun(text)
    present = _kommuner(as_compared(compared))
    if kommun not in present:
        names = ", ".join(each.name for each in present)
        raise DataError(Problem(WHERE, f"{kommun.name} finns inte i tabellen", names, "Välj en av dem."))
    return kommun


def require_number(measure: Measure) -> None:
    """Raise DataError for a question that the kommun answers in words."""
    if measure.kind.is_answer:
        raise DataError(
            Problem(
                WHERE, f'"{measure.title}" besvaras i ord', action="Använd chart_answers eller chart_answer_matrix."
            )
        )


def require_answer(measure: Measure) -> None:
    """Raise DataError for a measure that is no question answered in words."""
    if not measure.kind.is_answer:
        action = "Använd chart_dots eller chart_development."
        raise DataError(Problem(WHERE, f'"{measure.title}" är ett tal, inte ett svar i ord', action=action))


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what is read of each row (``DataFrame.to_dict`` takes five times as long)."""
    values = zip(*(rows[name].tolist() for name in _READ), strict=True)
    return [dict(zip(_READ, value, strict=True)) for value in values]


def _kommuner(compared: pd.DataFrame) -> tuple[Kommun, ...]:
    found = (catalog.kommun(code) for code in compared["unit"].unique())
    return tuple(sorted(found, key=lambda kommun: swedish.sort_key(kommun.name)))


def _cells(records: list[dict[str, Any]]) -> dict[tuple[str, str], Cell]:
    """Read each kommun's figure once; its position is the one against riket where there is one."""
    riket_last = sorted(records, key=lambda record: record["reference_kind"] == "riket")
    return {(str(record["unit"]), str(record["period"])): _cell(record) for record in riket_last}


def _cell(record: dict[str, Any]) -> Cell:
    status = Status(str(record["status"]))
    if status is not Status.OK:
        return Cell(status)
    n = optional(record["n"])
    return Cell(
        status,
        optional(record["value"]),
        optional(record["low"]),
        optional(record["high"]),
        None if n is None else int(n),
        Position(str(record["position"])) if record["reference_kind"] == "riket" else Position.EJ_JAMFORBAR,
    )


def _references(records: list[dict[str, Any]]) -> dict[tuple[str, str, str], float]:
    found = {
        (str(record["reference_kind"]), str(record["period"]), str(record["unit"])): optional(record["reference"])
        for record in records
    }
    return {key: value for key, value in found.items() if value is not None}


def optional(value: float | None) -> float | None:
    """Return a number, None where the frame has none."""
    return None if pd.isna(value) else float(value)
