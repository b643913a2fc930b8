"""What a spine shows: each measure's spread among the country's kommuner, with riket and one kommun's own figure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis import spread
from oj_analys.charts.frame import Cell, Selection, optional
from oj_analys.charts.given import WHERE
from oj_analys.domain import EVERYONE, DataError, Kommun, Measure, Problem, Reason, ValueKind


@dataclass(frozen=True, slots=True)
class Range:
    """Where the values of the country's kommuner lie; ``lower`` to ``upper`` is the middle half of them."""

    lowest: float
    lower: float
    median: float
    upper: float
    highest: float


@dataclass(frozen=True, slots=True)
class Own:
    """The own kommun's figure; ``apart`` if someone else runs the activity, so that it does not compare."""

    cell: Cell
    apart: bool


@dataclass(frozen=True, slots=True)
class Vertebra:
    """One measure in one period: ``kommuner`` have a value, and ``spread`` is None where they are too few to tell."""

    measure: Measure
    period: str
    kommuner: int
    spread: Range | None
    riket: float | None
    own: Own | None

    @property
    def place(self) -> float | None:
        """The own value where it is drawn."""
        comparable = self.spread is not None and self.own is not None and not self.own.apart
        return self.own.cell.value if comparable and self.own else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The own value's uncertainty where it is drawn."""
        return None if self.place is None or self.own is None else self.own.cell.interval

    @property
    def ends(self) -> tuple[float, float]:
        """What the row's scale begins and ends with: the range, and what of riket and the own kommun lies outside."""
        if self.spread is None:
            return 0.0, 1.0
        drawn = (self.spread.lowest, self.spread.highest, self.riket, self.place, *(self.interval or ()))
        found = [value for value in drawn if value is not None]
        return min(found), max(found)

    def share(self, value: float) -> float:
        """Return how far along its row a value stands, from 0 to 1; in the middle where all are equal."""
        low, high = self.ends
        return (value - low) / (high - low) if high > low else 0.5


@dataclass(frozen=True, slots=True)
class Spine:
    """All measures in the order asked for, and the kommun that is set off."""

    rows: tuple[Vertebra, ...]
    kommun: Kommun | None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The own kommun's figures."""
        return tuple(row.own.cell for row in self.rows if row.own)


def spine_view(compared: pd.DataFrame, chosen: Sequence[Selection], kommun: Kommun | None) -> Spine:
    """Return the newest period of each selection that shows a spread, else the newest.

    Raises:
        DataError: If the frame does not hold the country.
    """
    _check_country(chosen)
    names = [one.measure.id for one in chosen]
    rows = compared[compared["measure"].isin(names) & (compared["sex"] == "T") & (compared["group"] == EVERYONE)]
    spreads = {(record["measure"], record["period"]): record for record in spread(rows).to_dict("records")}
    apart = _apart(rows, kommun)
    return Spine(tuple(_vertebra(one, spreads, apart, kommun) for one in chosen), kommun)


def _check_country(chosen: Sequence[Selection]) -> None:
    there, country = len(chosen[0].kommuner), len(catalog.kommuner())
    if there < catalog.rules().spread_share * country:
        found = f"tabellen har {there} av landets {country} kommuner"
        action = 'Gör den med oj.compare(…, among=oj.grupp("Sverige"), against=["riket"]).'
        raise DataError(Problem(WHERE, found, "alla landets kommuner", action))


def _apart(rows: pd.DataFrame, kommun: Kommun | None) -> set[tuple[str, str]]:
    """Return the measures and periods in which someone else runs the own kommun's activity."""
    if kommun is None:
        return set()
    own = rows[(rows["unit"] == kommun.code) & (rows["reason"] == Reason.ANNAN_HUVUDMAN)]
    return set(zip(own["measure"], own["period"], strict=True))


def _vertebra(
    one: Selection,
    spreads: Mapping[tuple[str, str], dict[Hashable, Any]],
    apart: set[tuple[str, str]],
    kommun: Kommun | None,
) -> Vertebra:
    ident = one.measure.id
    told = [period for period in one.periods if not pd.isna(spreads[ident, period]["median"])]
    period = (told or one.periods)[-1]
    record = spreads[ident, period]
    ends = (float(record[name]) for name in ("lowest", "lower", "median", "upper", "highest"))
    return Vertebra(
        one.measure,
        period,
        int(record["kommuner"]),
        Range(*ends) if told else None,
        None if one.measure.kind is ValueKind.ANTAL else optional(record["riket"]),  # a sum, no kommun's like
        Own(one.cell(kommun.code, period), (ident, period) in apart) if kommun else None,
    )
