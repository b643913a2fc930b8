"""The gaps between women and men, read from the finished frames."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from oj_analys import catalog, swedish
from oj_analys.charts.frame import optional
from oj_analys.domain import EVERYONE, Measure, Position, Reason, period_order
from oj_analys.frames import Released
from oj_analys.reports.standing_rows import whole


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit's women and men in the newest period; the gap is women minus men, in the measure's unit.

    ``pooled`` is how many kommuner are counted together, None for a value of the source's own.
    """

    unit: str
    measure: Measure
    period: str
    total: float | None
    women: float | None
    men: float | None
    women_n: int | None
    men_n: int | None
    gap: float | None
    low: float | None
    high: float | None
    p: float | None
    position: Position
    reason: str
    pooled: int | None

    @property
    def known(self) -> bool:
        """Whether both women and men have a value."""
        return self.women is not None and self.men is not None

    @property
    def clear(self) -> bool:
        """Whether women and men clearly differ."""
        return self.position not in (Position.INGEN, Position.OSAKERT, Position.EJ_JAMFORBAR)


def gaps_of(released: Released, units: Iterable[str]) -> tuple[Gap, ...]:
    """Return the gaps of some units in the catalogue's order, each measure's units in the order given.

    They are from the measure's newest period in which any of the units has values of both sexes, else from its newest.
    Measures that no source divides and that nobody says are divided have none.
    """
    order = {unit: place for place, unit in enumerate(units)}
    rows = released.gaps[(released.gaps["group"] == EVERYONE) & released.gaps["unit"].isin(list(order))]
    by_measure: dict[str, list[Gap]] = {}
    for row in rows.to_dict("records"):
        by_measure.setdefault(row["measure"], []).append(_gap(row))
    found = [_newest(by_measure[name]) for name in catalog.measures() if name in by_measure]
    divided = [gaps for gaps in found if any(gap.known or gap.measure.by_sex for gap in gaps)]
    return tuple(gap for gaps in divided for gap in sorted(gaps, key=lambda gap: order[gap.unit]))


def _newest(found: list[Gap]) -> list[Gap]:
    period = max((gap.period for gap in [gap for gap in found if gap.known] or found), key=period_order)
    return [gap for gap in found if gap.period == period]


def verdict(gap: Gap) -> str:
    """Say in a few words what was found of a gap."""
    if gap.position in (Position.HOGRE, Position.LAGRE):
        whose = "kvinnor" if gap.position is Position.HOGRE else "män"
        return f"tydligt högre för {whose}"
    if gap.position is Position.EJ_JAMFORBAR:
        return catalog.labels().reason[gap.reason] if gap.reason == Reason.SAKNAS_PER_KON else swedish.DASH
    return catalog.labels().position[gap.position].text


def _gap(row: dict[Hashable, Any]) -> Gap:
    return Gap(
        unit=row["unit"],
        measure=catalog.measure(row["measure"]),
        period=row["period"],
        total=optional(row["total"]),
        women=optional(row["women"]),
        men=optional(row["men"]),
        women_n=whole(row["women_n"]),
        men_n=whole(row["men_n"]),
        gap=optional(row["gap"]),
        low=optional(row["gap_low"]),
        high=optional(row["gap_high"]),
        p=optional(row["p"]),
        position=Position(row["position"]),
        reason=row["reason"],
        pooled=whole(row["pooled"]),
    )
