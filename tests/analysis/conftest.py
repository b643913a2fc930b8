from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

from oj_analys.frames import MEASURES

Build = Callable[..., pd.DataFrame]


def _row(unit: str, value: object, settings: Mapping[str, Any]) -> dict[str, Any]:
    """A MEASURES row from a value, or from (count, n) of a share."""
    row: dict[str, Any] = {"sex": "T", "group": "alla", "status": "ok", "source": "a.xlsx#12345678", "policy": "öppen"}
    if isinstance(value, tuple):
        count, n = value
        row |= {"count": count, "n": n, "value": round(100 * count / n, 6)}
    elif isinstance(value, str):
        row |= {"status": value}
    else:
        row |= {"value": value}
    return {"unit": unit, **row, **settings}


@pytest.fixture(scope="session")
def build() -> Build:
    """Make a MEASURES frame of one measure: unit code → value, (count, n) or the status of a missing one."""

    def make(
        values: Mapping[str, object], measure: str = "oj.U21468", period: str = "2024", **more: object
    ) -> pd.DataFrame:
        settings = {"measure": measure, "period": period, **more}
        return MEASURES.build([_row(unit, value, settings) for unit, value in values.items()])

    return make
