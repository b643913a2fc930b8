"""Where one kommun stands: its newest value of every measure beside its references, read from the finished frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import EVERYONE, YES_SHARE, Change, Measure, Position, Status, first_year, last_year, period_order
from oj_analys.frames import Released


@dataclass(frozen=True, slots=True)
class Against:
    """A reference and what is said of the kommun against it; ``value`` is None where there is no reference."""

    value: float | None
    position: Position
    reason: str
    p: float | None
    chance: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many kommuner of a unit answer the full yes."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value before the newest one; for an answer in words also how the newest stands against it."""

    period: str
    value: float | None
    label: str
    change: Change


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest value of one measure for one kommun; ``label`` is the answer in words where it is a question."""

    measure: Measure
    period: str
    status: Status
    value: float | None
    n: int | None
    label: str
    colour_rank: float | None
    against: Mapping[str, Against]
    yes: Mapping[str, Share]
    earlier: Earlier | None

    @property
    def riket(self) -> Against:
        """The kommun against riket."""
        return self.against["riket"]

    @property
    def shown(self) -> bool:
        """Whether there is a value to show."""
        return self.status is Status.OK

    def is_current(self, year: int) -> bool:
        """Say whether the measure is still followed and measured lately, seen from a year."""
        return self.measure.retired is None and year - last_year(self.period) <= catalog.rules().current_years


def standings(released: Released) -> tuple[Standing, ...]:
    """Return the kommun's standing in every measure it has a row for, in the catalogue's order.

    Measures that only count the answers to another one are left out: they stand beside it as n.
    """
    compared = released.compared
    rows = compared[(compared["unit"] == released.unit) & (compared["sex"] == "T") & (compared["group"] == EVERYONE)]
    by_measure = dict(iter(rows.groupby("measure")))
    shares = _shares(released)
    earlier = _earlier(released)
    counts = {measure.n_from for measure in catalog.measures().values()}
    return tuple(
        _standing(measure, by_measure[name], shares, earlier.get(name))
        for name, measure in catalog.measures().items()
        if name in by_measure and name not in counts
    )


CHANGED = (Change.BATTRE, Change.SAMRE, Change.ANDRAT)


def strongest(found: Iterable[Standing], *positions: Position) -> list[Standing]:
    """Return the measures with one of some positions against riket, the strongest evidence first."""
    chosen = [standing for standing in found if standing.riket.position in positions]
    return sorted(chosen, key=lambda standing: (standing.riket.p, standing.measure.id))


def changed(found: Iterable[Standing], *changes: Change) -> list[Standing]:
    """Return the questions whose answer has changed in one of some ways."""
    return [standing for standing in found if standing.earlier and standing.earlier.change in changes]


def year_span(found: tuple[Standing, ...]) -> str:
    """Return the years that some standings come from, as ``2023`` or ``2022–2024``."""
    years = [year for standing in found for year in (first_year(standing.period), last_year(standing.period))]
    return str(years[0]) if min(years) == max(years) else f"{min(years)}–{max(years)}"


def _standing(
    measure: Measure, rows: pd.DataFrame, shares: Mapping[tuple[str, str], Mapping[str, Share]], earlier: Earlier | None
) -> Standing:
    period = max(rows["period"], key=period_order)
    newest = rows[rows["period"] == period]
    own = newest.iloc[0]
    value = _number(own["value"])
    return Standing(
        measure=measure,
        period=period,
        status=Status(own["status"]),
        value=value,
        n=None if value is None or pd.isna(own["n"]) else int(own["n"]),  # a hidden value hides its n
        label=answer_label(measure, period, value),
        colour_rank=_number(own["colour_rank"]),
        against=MappingProxyType({row["reference_kind"]: _against(row) for _, row in newest.iterrows()}),
        yes=shares.get((measure.id, period), MappingProxyType({})),
        earlier=earlier,
    )


def answer_label(measure: Measure, period: str, value: float | None) -> str:
    """Return an answer in words, empty where there is none or the measure is no question."""
    coding = measure.coding(period)
    return "" if coding is None or value is None else coding.label(value) or ""


def _against(row: pd.Series) -> Against:
    return Against(
        _number(row["reference"]), Position(row["position"]), row["reason"], _number(row["p"]), _number(row["chance"])
    )


def _shares(released: Released) -> dict[tuple[str, str], Mapping[str, Share]]:
    measures = released.measures
    rows = measures[(measures["group"] == YES_SHARE) & measures["measure"].isin(list(catalog.measures()))]
    shares: dict[tuple[str, str], dict[str, Share]] = {}
    for row in rows.to_dict("records"):
        shares.setdefault((row["measure"], row["period"]), {})[row["unit"]] = Share(int(row["count"]), int(row["n"]))
    return {key: MappingProxyType(units) for key, units in shares.items()}


def _earlier(released: Released) -> dict[str, Earlier]:
    rows = released.trends[(released.trends["unit"] == released.unit) & (released.trends["earlier_period"] != "")]
    rows = rows[(rows["sex"] == "T") & (rows["group"] == EVERYONE)]
    return {
        row["measure"]: Earlier(
            row["earlier_period"],
            _number(row["earlier_value"]),
            answer_label(catalog.measure(row["measure"]), row["earlier_period"], _number(row["earlier_value"])),
            Change(row["change"]),
        )
        for row in rows.to_dict("records")
    }


def _number(value: Any) -> float | None:  # noqa: ANN401 - a number, NaN or pandas' missing value
    return None if pd.isna(value) else float(value)
