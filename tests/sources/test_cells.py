from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.sources._cells import number
from oj_analys.swedish import number as written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,5", 1234.5),
        ("1\u00a0234\u00a0567", 1234567.0),
        ("1\u202f234", 1234.0),
        ("1\u2009234", 1234.0),
        ("1'234,5", 1234.5),
        ("1’234’567", 1234567.0),
        ("−1'000", -1000.0),
        (" 12,25 ", 12.25),
        ("0012", 12.0),
    ],
)
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "1.234",
        "1.5",
        "1'234.5",
        "1 234'567",
        "1'23",
        "12'3456",
        "'123",
        "1'",
        "1,234,567",
        "1e400",
        "inf",
        "nan",
        "٣",
        "9" * 400,
    ],
)
def test_what_could_be_two_numbers_or_none_is_refused(text: str) -> None:
    assert number(text) is None


@given(st.integers(min_value=-(10**12), max_value=10**12), st.sampled_from(["\u00a0", " ", "'", "’", ""]))
def test_thousands_may_be_divided_by_any_of_them(value: int, divider: str) -> None:
    assert number(written(value).replace("\u00a0", divider)) == value
