"""The rules of comparing said once more, row by row and without any of the package's arithmetic: an oracle."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
from scipy.stats import binom, fisher_exact
from statsmodels.stats.proportion import proportion_confint

from oj_analys import catalog
from oj_analys.domain import Measure

NAN = math.nan
Row = dict[str, Any]


@dataclass
class Reference:
    value: float = NAN
    target: float = NAN
    others: tuple[int, int] | None = None
    whole: float = NAN


class Plain:
    """Every row of a MEASURES frame, looked up one at a time."""

    def __init__(self, measures: pd.DataFrame) -> None:
        self.rows: dict[tuple[str, ...], Row] = {
            (row["unit"], row["measure"], row["period"]): row for row in measures.to_dict("records")
        }

    def row(self, unit: str, like: Row) -> Row | None:
        return self.rows.get((unit, like["measure"], like["period"]))

    def comparable(self, row: Row) -> bool:
        question = catalog.measure(row["measure"]).huvudman
        if question is None:
            return True
        answers = {
            period: told["value"]
            for (unit, measure, period), told in self.rows.items()
            if unit == row["unit"] and measure == question and told["status"] == "ok" and period <= row["period"]
        }
        return not answers or answers[max(answers)] == 1

    def scores(self, units: list[str], like: Row) -> dict[str, Row]:
        found = {unit: self.row(unit, like) for unit in units}
        return {
            unit: row
            for unit, row in found.items()
            if row is not None and row["status"] == "ok" and self.comparable(row)
        }

    def reference(self, row: Row, kind: str) -> Reference:
        if kind == "riket":
            return self.riket(row)
        members = members_of(row, kind)
        scored = self.scores(members, row)
        others = {unit: other for unit, other in scored.items() if unit != row["unit"]}
        if is_answer(row):
            return Reference(mean([100.0 * (other["value"] == 1) for other in scored.values()]))
        if kind == "lan":
            return self.lan(row, members, scored)
        known = all(has_count(other) for other in others.values())
        return Reference(
            mean([other["value"] for other in scored.values()]) if others else NAN,
            others=added(others) if others and known else None,
        )

    def riket(self, row: Row) -> Reference:
        if is_answer(row):
            return Reference()  # never all 290 kommuner here
        found = self.row("0000", row)
        value = NAN if found is None else found["value"]
        return Reference(value, target=value / 100 if is_share(row) else NAN)

    def lan(self, row: Row, members: list[str], scored: dict[str, Row]) -> Reference:
        found = self.row("0023", row)
        counted = is_share(row) and all(unit in scored and has_count(scored[unit]) for unit in members)
        if found is not None and found["status"] == "ok":
            value, persons = found["value"], (found["count"], found["n"]) if has_count(found) else None
        elif counted:
            persons = added(scored)
            value = 100 * persons[0] / persons[1]
        else:
            return Reference()
        if persons is None and counted:
            return Reference(value, others=added({unit: scored[unit] for unit in members if unit != row["unit"]}))
        if persons is None or not has_count(row):
            return Reference(value)
        count, n = persons[0] - row["count"], persons[1] - row["n"]
        possible = is_share(row) and 0 <= count <= n > 0
        return Reference(value, others=(count, n) if possible else None, whole=persons[1])

    def compared(self, row: Row, kind: str) -> Row:
        """Return the columns of COMPARED that depend on the reference."""
        reference = self.reference(row, kind)
        reason = self.reason(row, reference)
        found = {"reference": reference.value, "difference": row["value"] - reference.value}
        found |= dict.fromkeys(("difference_low", "difference_high", "p"), NAN)
        if reason in {"svarsfråga", "annan_huvudman"}:
            found["difference"] = NAN
        if reason:
            return found | {"position": "ej jämförbar", "reason": reason}
        below, above = tails(row, reference)
        low, high = (100 * limit for limit in wilson(row["count"], row["n"]))
        flagged = (below <= 0.025 and found["difference"] < 0) or (above <= 0.025 and found["difference"] > 0)
        found |= difference_limits(row, reference) | {"p": min(1.0, 2 * min(below, above))}
        rounded = half_a_digit(reference.value) if not math.isnan(reference.target) else 0.0
        if flagged and (high < reference.value - rounded or low > reference.value + rounded):
            return found | {"position": word(row, found["difference"]), "reason": ""}
        unsure = not flagged and high - low > 20
        return found | {
            "position": "osäkert" if unsure else "ingen tydlig skillnad",
            "reason": "få_svar" if unsure else "",
        }

    def reason(self, row: Row, reference: Reference) -> str:
        fixed = not math.isnan(reference.target)
        checks = {
            "värde_saknas": row["status"] != "ok",
            "svarsfråga": is_answer(row),
            "annan_huvudman": not self.comparable(row),
            "referens_saknas": math.isnan(reference.value),
            "inte_andel": not is_share(row),
            "n_saknas": pd.isna(row["n"]),
            "n_stämmer_inte": pd.isna(row["count"]),
            "referens_utan_n": not fixed and reference.others is None,
            "ej_prövbar": fixed and reference.target in {0.0, 1.0},
        }
        return next((reason for reason, holds in checks.items() if holds), "")


def measure_of(row: Row) -> Measure:
    return catalog.measure(row["measure"])


def is_answer(row: Row) -> bool:
    return measure_of(row).kind == "ja_nej"


def is_share(row: Row) -> bool:
    return measure_of(row).kind == "andel"


def has_count(row: Row) -> bool:
    return not pd.isna(row["count"]) and not pd.isna(row["n"])


def mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else NAN


def added(rows: dict[str, Row]) -> tuple[int, int]:
    return sum(row["count"] for row in rows.values()), sum(row["n"] for row in rows.values())


def members_of(row: Row, kind: str) -> list[str]:
    own = catalog.kommun(row["unit"])
    if kind == "liknande":
        peers = catalog.peers(measure_of(row).area, own.code, int(row["period"]))
        return [] if peers is None else list(peers.members)
    if kind in {"lan", "lan_kommuner"}:
        return [kommun.code for kommun in catalog.kommuner() if kommun.lan == own.lan]
    if kind == "kommungrupp":
        return [kommun.code for kommun in catalog.kommuner() if kommun.kommungrupp == own.kommungrupp]
    return list(catalog.grupp(kind).members)


def half_a_digit(published: float) -> float:
    return next((0.5 / 10**places for places in range(4) if math.isclose(round(published, places), published)), 0.0)


def wilson(count: int, n: int) -> tuple[float, float]:
    low, high = proportion_confint(count, n, alpha=0.05, method="wilson")
    return float(low), float(high)


def tails(row: Row, reference: Reference) -> tuple[float, float]:
    count, n = int(row["count"]), int(row["n"])
    if reference.others is None:
        return float(binom.cdf(count, n, reference.target)), float(binom.sf(count - 1, n, reference.target))
    other, other_n = reference.others
    table = [[count, n - count], [other, other_n - other]]
    return fisher_exact(table, alternative="less").pvalue, fisher_exact(table, alternative="greater").pvalue


def difference_limits(row: Row, reference: Reference) -> dict[str, float]:
    """Own limits less a fixed number; kommun less others (Newcombe) shrunk to kommun less county; else none."""
    own = row["count"] / row["n"]
    low, high = wilson(row["count"], row["n"])
    if reference.others is None:
        return {"difference_low": 100 * low - reference.value, "difference_high": 100 * high - reference.value}
    if math.isnan(reference.whole):
        return {}
    part = 1 - row["n"] / reference.whole
    other = reference.others[0] / reference.others[1]
    other_low, other_high = wilson(*reference.others)
    return {
        "difference_low": 100 * part * (own - other - math.hypot(own - low, other_high - other)),
        "difference_high": 100 * part * (own - other + math.hypot(high - own, other - other_low)),
    }


def word(row: Row, difference: float) -> str:
    direction = measure_of(row).direction
    if direction in {"up", "down"}:
        return "bättre" if (difference > 0) == (direction == "up") else "sämre"
    return "högre" if difference > 0 else "lägre"
