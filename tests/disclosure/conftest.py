"""Builders of unguarded figures: counts of persons, means, and answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from oj_analys.frames import MEASURES

Frame = Callable[..., pd.DataFrame]

LAN = "0023"


def _rows(measure: str, period: str, cells: Mapping[Any, Mapping[str, Any]]) -> pd.DataFrame:
    rows = []
    for place, numbers in cells.items():
        unit, sex, group = place if isinstance(place, tuple) else (place, "T", "alla")
        key = {"unit": unit, "measure": measure, "period": period, "sex": sex, "group": group}
        rows.append({**key, "status": "ok", "source": "a.xlsx#12345678", "policy": "", **numbers})
    return MEASURES.build(rows)


@pytest.fixture(scope="session")
def counts() -> Frame:
    """Make counts of persons: unit (or unit, sex, group) → number, or the status of a missing one."""

    def make(cells: Mapping[Any, int | str], measure: str = "ebp.svarande", period: str = "2025") -> pd.DataFrame:
        numbers = {
            place: {"status": value} if isinstance(value, str) else {"value": value, "count": value}
            for place, value in cells.items()
        }
        return _rows(measure, period, numbers)

    return make


@pytest.fixture(scope="session")
def means() -> Frame:
    """Make means, shares or rates: unit (or unit, sex, group) → (n, value) or (n, value, count)."""

    def make(
        cells: Mapping[Any, tuple[float, ...]], measure: str = "ebp.attityder", period: str = "2025"
    ) -> pd.DataFrame:
        names = ("n", "value", "count")
        return _rows(measure, period, {place: dict(zip(names, cell, strict=False)) for place, cell in cells.items()})

    return make


@pytest.fixture(scope="session")
def answers() -> Frame:
    """Make the answers to a statement: unit (or unit, sex) → how many gave 1 to 5, and how many said vet ej."""

    def make(
        cells: Mapping[Any, tuple[Sequence[int], int]], measure: str = "ebp.p01", period: str = "2025"
    ) -> pd.DataFrame:
        rows: dict[Any, Mapping[str, Any]] = {}
        for place, (given, unknown) in cells.items():
            unit, sex = place if isinstance(place, tuple) else (place, "T")
            valid = sum(given)
            empty = {"status": "ej_beräknad"}
            for code, count in enumerate(given, start=1):
                rows[unit, sex, f"svar={code}"] = _share(count, valid) if valid else empty
            rows[unit, sex, "svar=vet_ej"] = _share(unknown, valid + unknown) if valid + unknown else empty
        return _rows(measure, period, rows)

    return make


def _share(count: int, n: int) -> dict[str, float]:
    return {"value": 100 * count / n, "n": n, "count": count}


@pytest.fixture(scope="session")
def hidden() -> Callable[[pd.DataFrame], set[str]]:
    """Return the units of hidden rows, with sex or group where they are not T and alla; no number may be left."""

    def of(frame: pd.DataFrame, measure: str | None = None, period: str | None = None) -> set[str]:
        rows = frame[frame["status"] == "sekretess"]
        assert rows[["value", "low", "high", "n", "count"]].isna().all(axis=None)
        rows = rows if measure is None else rows[rows["measure"] == measure]
        rows = rows if period is None else rows[rows["period"] == period]
        bases = rows["group"].str.replace(r";?svar=[a-z_0-9]+", "", regex=True).replace("", "alla")
        found = zip(rows["unit"], rows["sex"], bases, strict=True)
        return {" ".join(word for word in words if word not in {"T", "alla"}) for words in found}

    return of


@pytest.fixture(scope="session")
def whole() -> Callable[[Mapping[str, int]], dict[str, int]]:
    """Return the kommuner's numbers with their sum for the län."""

    def of(kommuner: Mapping[str, int]) -> dict[str, int]:
        return {**kommuner, LAN: sum(kommuner.values())}

    return of
