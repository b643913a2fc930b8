"""The standings of one kommun, read from the finished frames."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from oj_analys import catalog
from oj_analys.charts.frame import optional
from oj_analys.domain import EVERYONE, YES_SHARE, Change, Measure, Position, Status, Tendency, last_year, period_order
from oj_analys.frames import Released
from oj_analys.reports.sentences.facts import OutOf
from oj_analys.reports.standing import Against, Course, Earlier, Ranks, Standing, answer_label

Record = dict[Hashable, Any]
Shares = Mapping[tuple[str, str], Mapping[str, OutOf]]


def standings(released: Released) -> tuple[Standing, ...]:
    """Return the kommun's standing in every measure it has a row for, in the catalogue's order.

    Measures that only count the answers to another one are left out: they stand beside it as n.
    """
    by_measure: dict[str, list[Record]] = {}
    for row in _of_everyone(released.compared, released.unit).to_dict("records"):
        by_measure.setdefault(row["measure"], []).append(row)
    trends = {row["measure"]: row for row in _of_everyone(released.trends, released.unit).to_dict("records")}
    shares, answers = yes_shares_in(released), _answers(released)
    counts = {measure.n_from for measure in catalog.measures().values()}
    return tuple(
        replace(_standing(measure, by_measure[name], shares, trends.get(name)), answers=answers.get(name, ()))
        for name, measure in catalog.measures().items()
        if name in by_measure and name not in counts
    )


def yes_shares_in(released: Released) -> Shares:
    """Return how many kommuner answer the full yes, by question and period, then by unit."""
    measures = released.measures
    rows = measures[(measures["group"] == YES_SHARE) & measures["measure"].isin(list(catalog.measures()))]
    shares: dict[tuple[str, str], dict[str, OutOf]] = {}
    for row in rows.to_dict("records"):
        shares.setdefault((row["measure"], row["period"]), {})[row["unit"]] = OutOf(int(row["count"]), int(row["n"]))
    return {key: MappingProxyType(units) for key, units in shares.items()}


def _answers(released: Released) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the kommun's answers to every question, oldest first."""
    rows = sorted(_of_everyone(released.history, released.unit).to_dict("records"), key=_order)
    answers: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        answers.setdefault(row["measure"], []).append((row["period"], row["label"]))
    return {measure: tuple(said) for measure, said in answers.items()}


def _order(row: Record) -> tuple[int, str]:
    return period_order(row["period"])


def _of_everyone(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    return frame[(frame["unit"] == unit) & (frame["sex"] == "T") & (frame["group"] == EVERYONE)]


def _standing(measure: Measure, rows: list[Record], shares: Shares, trend: Record | None) -> Standing:
    period = max((row["period"] for row in rows), key=period_order)
    newest = [row for row in rows if row["period"] == period]
    own = newest[0]
    value = optional(own["value"])
    return Standing(
        measure=measure,
        period=period,
        status=Status(own["status"]),
        value=value,
        n=None if value is None else whole(own["n"]),  # a hidden value hides its n
        label=answer_label(measure, period, value),
        colour_rank=optional(own["colour_rank"]),
        against=MappingProxyType({row["reference_kind"]: _against(row) for row in newest}),
        yes=shares.get((measure.id, period), MappingProxyType({})),
        earlier=_earlier(measure, trend) if trend and trend["earlier_period"] else None,
        course=_course(trend) if trend else None,
        ranks=_ranks(own),
    )


def _against(row: Record) -> Against:
    return Against(
        optional(row["reference"]),
        Position(row["position"]),
        row["reason"],
        optional(row["difference"]),
        optional(row["difference_low"]),
        optional(row["difference_high"]),
        optional(row["p"]),
        optional(row["chance"]),
    )


def _ranks(row: Record) -> Ranks | None:
    places = [whole(row[name]) for name in ("rank_low", "rank_high", "rank_of")]
    known = [place for place in places if place is not None]
    return Ranks(*known) if len(known) == len(places) else None


def _earlier(measure: Measure, row: Record) -> Earlier:
    value = optional(row["earlier_value"])
    label = answer_label(measure, row["earlier_period"], value)
    n = None if value is None else whole(row["earlier_n"])
    beside = [optional(row[name]) for name in ("lan_difference", "against_lan_low", "against_lan_high")]
    return Earlier(row["earlier_period"], value, label, Change(row["change"]), n, row["reason"], *beside)


def _course(row: Record) -> Course | None:
    if not row["trend"]:
        return None
    return Course(
        points=whole(row["points"]) or 0,
        tendency=Tendency(row["trend"]),
        reason=row["trend_reason"],
        first_period=row["first_period"],
        missing=tuple(last_year(period) for period in row["missing"].split(";") if period),
    )


def whole(value: Any) -> int | None:  # noqa: ANN401 - a number or pandas' missing value
    """Return a whole number, None where the frame has none."""
    return None if pd.isna(value) else int(value)
