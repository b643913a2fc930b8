"""What is put forward of a kommun or of the group, read from the finished frames."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from oj_analys import catalog
from oj_analys.charts.frame import optional
from oj_analys.domain import EVERYONE, Change, Measure, Position, SignalList, SignalRule
from oj_analys.frames import Released
from oj_analys.reports.sentences.counts import Chance
from oj_analys.reports.standing import answer_label
from oj_analys.reports.standing_rows import whole


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list; what a rule does not speak of is empty or None.

    ``units`` are the codes of the kommuner that the line names, ``of`` how many it is out of; ``other_units`` differ
    clearly the other way. ``p`` and ``q`` are those
    of the test against riket, q adjusted for the number of tests.
    """

    measure: Measure
    rule: SignalRule
    place: int
    first_page: bool
    period: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    reference: float | None
    position: Position | None
    difference: float | None
    p: float | None
    q: float | None
    earlier_period: str
    earlier_value: float | None
    change: Change | None
    units: tuple[str, ...]
    other_units: tuple[str, ...]
    of: int | None

    @property
    def label(self) -> str:
        """The answer in words, empty for a number."""
        return answer_label(self.measure, self.period, self.value)

    @property
    def earlier_label(self) -> str:
        """The answer before in words, empty for a number or where there is none."""
        return answer_label(self.measure, self.earlier_period, self.earlier_value) if self.earlier_period else ""


def listed(released: Released, chosen: SignalList) -> tuple[Listed, ...]:
    """Return one list of the reader's kommun, or of the group at its meeting, in its order."""
    unit = reader_unit(released)
    rows = released.signals[(released.signals["unit"] == unit) & (released.signals["list"] == str(chosen))]
    changes = _changes(released, unit)
    return tuple(_listed(row, changes) for row in rows.sort_values("place").to_dict("records"))


def on_first_page(lines: Iterable[Listed], *positions: Position) -> tuple[Listed, ...]:
    """Return the lines that stand on the first page, of some positions if any are named."""
    return tuple(line for line in lines if line.first_page and (not positions or line.position in positions))


def by_rule(lines: Iterable[Listed], *rules: SignalRule) -> tuple[Listed, ...]:
    """Return the lines that stand there for one of some rules."""
    return tuple(line for line in lines if line.rule in rules)


def chance_of(released: Released) -> Chance:
    """Return what chance may have done of the reader's kommun or of the group; all 0 where nothing was tested."""
    rows = released.tally[released.tally["unit"] == reader_unit(released)].to_dict("records")
    if not rows:
        return Chance()
    (row,) = rows
    names = ("tested", "flagged", "held", "powerless")
    return Chance(expected=float(row["expected"]), **{name: int(row[name]) for name in names})


def reader_unit(released: Released) -> str:
    """Return the unit that a report is about: the kommun of the pack, else the group itself."""
    return released.unit or released.edition.grupp.unit


def _changes(released: Released, unit: str) -> dict[str, str]:
    """Return what was found of the change of each figure, which the lists themselves do not say."""
    trends = released.trends
    rows = trends[(trends["unit"] == unit) & (trends["sex"] == "T") & (trends["group"] == EVERYONE)]
    return dict(zip(rows["measure"], rows["change"], strict=True))


def _listed(row: dict[Hashable, Any], changes: Mapping[str, str]) -> Listed:
    change = row["change"] or (changes.get(row["measure"], "") if row["earlier_period"] else "")
    return Listed(
        measure=catalog.measure(row["measure"]),
        rule=SignalRule(row["rule"]),
        place=int(row["place"]),
        first_page=bool(row["first_page"]),
        period=row["period"],
        value=optional(row["value"]),
        low=optional(row["low"]),
        high=optional(row["high"]),
        n=whole(row["n"]),
        reference=optional(row["reference"]),
        position=Position(row["position"]) if row["position"] else None,
        difference=optional(row["difference"]),
        p=optional(row["p"]),
        q=optional(row["q"]),
        earlier_period=row["earlier_period"],
        earlier_value=optional(row["earlier_value"]),
        change=Change(change) if change else None,
        units=_codes(row["units"]),
        other_units=_codes(row["other_units"]),
        of=whole(row["of"]),
    )


def _codes(joined: str) -> tuple[str, ...]:
    return tuple(filter(None, joined.split(";")))
