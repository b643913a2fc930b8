from __future__ import annotations

import math
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import ValueKind
from oj_analys.sources._cells import number
from oj_analys.sources._values import value_fault, whole_counts
from oj_analys.swedish import number as written

answers = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
places = st.integers(0, 2)


def whole_count(percent: float, n: float, decimals: float) -> float:
    return float(whole_counts(np.array([percent]), np.array([n]), np.array([decimals]))[0])


def published(count: int, n: int, decimals: int) -> float:
    return float((Decimal(100 * count) / n).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


@given(answers, places)
def test_a_published_share_gives_a_count_that_is_published_the_same(answer: tuple[int, int], decimals: int) -> None:
    count, n = answer
    percent = published(count, n, decimals)
    found = whole_count(percent, n, decimals)
    assert abs(100 * found / n - percent) <= 0.5 * 10**-decimals + 1e-9
    if 100 / n > 10**-decimals:
        assert found == count


@given(st.floats(0, 100).map(lambda value: round(value, 2)), st.integers(1, 60), places)
def test_a_count_is_found_exactly_when_one_exists(percent: float, n: int, decimals: int) -> None:
    written_with = next(digits for digits in range(decimals, 3) if round(percent, digits) == percent)
    half = 0.5 * 10**-written_with + 1e-9
    possible = [count for count in range(n + 1) if abs(100 * count / n - percent) <= half]
    found = whole_count(percent, n, decimals)
    assert math.isnan(found) if not possible else found in possible


def test_no_count_without_answers_value_or_share() -> None:
    nan = math.nan
    found = whole_counts(
        np.array([72.0, 72.0, nan, 72.0]), np.array([0.0, nan, 61.0, 61.0]), np.array([0.0, 0.0, 0.0, nan])
    )
    assert np.isnan(found).all()


@given(st.floats(-1e12, 1e12), st.integers(0, 6))
def test_every_number_that_we_write_can_be_read_again(value: float, decimals: int) -> None:
    text = written(value, decimals)
    found = number(text)
    assert found is not None
    assert written(found, decimals) == text


@pytest.mark.parametrize(
    ("kind", "value", "allowed"),
    [
        (ValueKind.ANTAL, 1.5, "ett heltal"),
        (ValueKind.ANTAL, -1.0, "0 eller mer"),
        (ValueKind.KVOT, -0.1, "0 eller mer"),
        (ValueKind.MEDELVARDE, -0.1, "0 eller mer"),
        (ValueKind.MEDIAN, -3.0, "0 eller mer"),
        (ValueKind.KRONOR, -5.5, None),
        (ValueKind.INDEX, -5.5, None),
        (ValueKind.KRONOR, 1e12, "ett tal under tusen miljarder"),
        (ValueKind.KRONOR, math.inf, "ett tal under tusen miljarder"),
        (ValueKind.ANTAL, 10_000_000.0, None),
    ],
)
def test_numbers_that_a_kind_of_measure_cannot_have(kind: ValueKind, value: float, allowed: str | None) -> None:
    fault = value_fault(replace(catalog.measure("N01951"), kind=kind), "2024", value)
    assert (fault and fault.allowed) == allowed


def test_a_code_is_judged_by_the_coding_of_its_year() -> None:
    homelessness = catalog.measure("U30426")
    assert value_fault(homelessness, "2024", 0) is None
    assert value_fault(homelessness, "2025", 2) is None
    wrong = value_fault(homelessness, "2025", 0)
    assert wrong is not None
    assert (wrong.found, wrong.allowed) == ("värdet är 0", "1 (Ja), 2 (Nej)")
