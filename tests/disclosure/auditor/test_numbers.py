"""Numbers of texts and stored cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import swedish
from oj_analys.disclosure.auditor.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3,4 (18 svar)", [3.4, 18]),
        ("1\u00a0210 och 2\u202f262", [1210, 2262]),
        ("\u22120,3", [-0.3]),
        ("17–18 svar", [17, 18]),
        ("0-20", [0, 20]),
        ("≥\u00a04,6", [4.6]),
        ("72\u00a0%", [72]),
        ("56 28", [56, 28]),
        ("3.4000000000000004", [3.4000000000000004]),
        ("0.000034", [0.000034]),
        ("3.4E-5", [0.000034]),
        ("p01, U21468 och #12345678", []),
        ("Det finns 9.", [9]),
        ("", []),
    ],
)
def test_the_numbers_of_a_text(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text)] == values


def test_decimals_are_those_that_are_written() -> None:
    assert [number.decimals for number in numbers_in("3 3,0 3,40 1e-3")] == [0, 1, 2, 3]


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_what_we_write_is_read_again(number: int, decimals: int) -> None:
    value = number / 10**decimals
    (found,) = numbers_in(f"Värdet är {swedish.number(value, decimals)} i år")
    assert found.value == value
    assert found.decimals == decimals
