"""Rows of counts of persons, and a reader who tries every table of whole numbers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import nan
from typing import Any

import pytest

from oj_analys import catalog
from oj_analys.disclosure.guard import Guard
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import Line, split_group
from oj_analys.domain import Statistic

Rows = Callable[..., list[Row]]

OUTSIDERS = replace(catalog.policy("asi_klient"), insiders=False)
INSIDERS = replace(OUTSIDERS, insiders=True)
MEMBERS = {"0023": frozenset("abcdefgh"), "par": frozenset("ab")}


@pytest.fixture(scope="session")
def counted() -> Rows:
    """Make rows: a unit or (unit, sex, group, period, measure), as far as it is needed → a count, or a status."""

    def make(cells: Mapping[Any, int | str], whole: str = "", *, insiders: bool = False) -> list[Row]:
        return [_row(place, key, value, whole, insiders=insiders) for place, (key, value) in enumerate(cells.items())]

    return make


def _row(place: int, key: Any, value: int | str, whole: str, *, insiders: bool) -> Row:
    labels = key if isinstance(key, tuple) else (key,)
    unit, sex, group, period, measure = (*labels, *("", "T", "alla", "2024", "antal")[len(labels) :])
    part_of = whole if measure != whole else ""
    guard = Guard(measure, INSIDERS if insiders else OUTSIDERS, Statistic.ANTAL, "personer", part_of)
    base, answer = split_group(group)
    status = value if isinstance(value, str) else "ok"
    number = nan if isinstance(value, str) else float(value)
    return Row(place, guard, Line(unit, sex, base), period, answer, status, number, nan, number)
