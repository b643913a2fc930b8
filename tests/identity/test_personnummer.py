"""Every number here is made up by the tests themselves: a date, a serial number and the check digit that belongs."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.identity import number_is_personnummer, personnummer_in, personnummer_places

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d+"
SPACES = ["", " ", "\u00a0", "\t", "\u2009", "\n"]
BORN = st.dates(date(1900, 1, 1), date(2024, 12, 31))


def check_digit(nine: str) -> str:
    """The check digit of Luhn, by the table of doubled digits: not the way of the package."""
    doubled = {str(digit): int("0246813579"[digit]) for digit in range(10)}
    total = sum(doubled[digit] if place % 2 == 0 else int(digit) for place, digit in enumerate(nine))
    return str(-total % 10)


def make(born: date, serial: int, added: int = 0) -> str:
    """Twelve digits; ``added`` is 60 for a samordningsnummer."""
    day = f"{born:%Y%m}{born.day + added:02}"
    return f"{day}{serial:03}{check_digit(f'{day[2:]}{serial:03}')}"


NUMBERS = st.builds(make, BORN, st.integers(1, 999), st.sampled_from([0, 60]))
ONE = make(date(1964, 8, 23), 323)


def spelt(number: str, dash: str, before: str, after: str) -> list[str]:
    year, rest = number[:2], number[2:]
    gap = f"{before}{dash}{after}"
    return [
        number,
        rest,
        f"{number[:8]}{gap}{number[8:]}",
        f"{rest[:6]}{gap}{rest[6:]}",
        f"{year} {rest[:6]}{gap}{rest[6:]}",
        f"{number[:4]}-{number[4:6]}-{number[6:8]}{gap}{number[8:]}",
        f"{number[:4]} {number[4:6]} {number[6:8]}{gap}{number[8:]}",
        f"{rest[:2]}.{rest[2:4]}.{rest[4:6]}{gap}{rest[6:]}",
        f"{number}.0",
        f"{rest},00",
        f"{number[0]},{number[1:]}E+11",
        f"00{rest}",
    ]


@given(NUMBERS, st.sampled_from(DASHES), st.sampled_from(SPACES), st.sampled_from(SPACES))
def test_every_spelling_is_found(number: str, dash: str, before: str, after: str) -> None:
    missed = [text for text in spelt(number, dash, before, after) if not personnummer_in(text)]
    assert not missed


@given(
    NUMBERS,
    st.sampled_from(DASHES),
    st.text(st.characters(exclude_categories=["N", "P", "S", "C"]), max_size=20),
    st.sampled_from(["", " ", ".", ", ", ")", "\n", " och "]),
)
def test_every_spelling_is_found_inside_a_text(number: str, dash: str, before: str, after: str) -> None:
    texts = [f"{before}{text}{after}" for text in (f"{number[2:8]}{dash}{number[8:]}", number, number[2:])]
    assert all(map(personnummer_in, texts))


@given(NUMBERS, st.sampled_from([0x660, 0x966, 0xFF10, 0x1D7CE, 0x2080]))
def test_digits_of_other_alphabets_count(number: str, zero: int) -> None:
    foreign = "".join(chr(zero + int(digit)) for digit in number)
    assert personnummer_in(foreign)
    assert personnummer_in(f"{foreign[:8]}-{foreign[8:]}")


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"])
def test_characters_that_do_not_show_hide_nothing(hidden: str) -> None:
    assert personnummer_in(hidden.join(ONE))


@pytest.mark.parametrize("mark", [" ", "\u00a0", ",", ".", "'", "\u2019"])
def test_thousands_hide_nothing(mark: str) -> None:
    assert personnummer_in(f"{int(ONE):,}".replace(",", mark))
    assert personnummer_in(f"{int(ONE[2:]):,}".replace(",", mark) + ",00")


def test_digits_one_by_one_hide_nothing() -> None:
    assert personnummer_in(" ".join(ONE))
    assert personnummer_in(" ".join(ONE[2:]))


@given(NUMBERS)
def test_numbers_are_found_as_numbers(number: str) -> None:
    assert number_is_personnummer(int(number))
    assert number_is_personnummer(float(number))
    assert not number_is_personnummer(int(number) + 0.5)


@given(st.dates(date(2001, 1, 1), date(2009, 12, 31)), st.integers(1, 999))
def test_a_lost_leading_zero_hides_nothing(born: date, serial: int) -> None:
    number = make(born, serial)[2:]
    assert number_is_personnummer(int(number))
    assert personnummer_in(str(int(number)))
    assert personnummer_in(f"{int(number)}.0")


@given(st.integers(0, 10**10 - 1))
def test_ten_digits_are_one_exactly_when_date_and_check_digit_are_right(number: int) -> None:
    text = f"{number:010}"
    assert personnummer_in(text) == (is_date(text[:6]) and check_digit(text[:9]) == text[9])


@given(NUMBERS, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_none(number: str, place: int, more: int) -> None:
    if place < 2:
        return
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert not personnummer_in(wrong)
    assert not number_is_personnummer(int(wrong))


def is_date(six: str) -> bool:
    day = int(six[4:])
    try:
        date(2000 + int(six[:2]), int(six[2:4]), day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4 - Instämmer",
        "212000-2478",  # an organisation's number
        "2024-06-05 12:34:56",
        "2024-06-05T12:34",
        "2024-01-01 – 2024-12-31",
        "0.123456789012",
        f"71,{ONE[2:]}",  # a share with many decimals
        "N28143",
        "063-14 30 00",
        "8,5E+09",
        "1,96E+10",
        "4,2E+11",
        "1,9699E+11",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert not personnummer_in(text)


@pytest.mark.parametrize("first", range(1, 29))
def test_no_period_of_two_dates_is_one(first: int) -> None:
    assert not personnummer_in(f"2023-01-{first:02}–2024-06-30")
    assert not personnummer_in(f"2023-02-{first:02} 2024-02-{first:02}")


@given(NUMBERS.filter(lambda number: number[2] != "0"), st.integers(3, 10), st.sampled_from(",."))
def test_a_number_shortened_by_a_spreadsheet_counts(number: str, kept: int, mark: str) -> None:
    assert personnummer_in(f"{number[0]}{mark}{number[1:kept]}E+11")


def test_an_organisations_number_is_none() -> None:
    for month in range(20, 100):
        nine = f"21{month}00247"
        assert not personnummer_in(f"{nine[:6]}-{nine[6:]}{check_digit(nine)}")


def test_places_are_row_and_column_from_zero() -> None:
    rows: list[list[object]] = [
        ["Klient", "Tal", None],
        [f"a {ONE[2:8]}-{ONE[8:]}", 1.5, True],
        ["x", float(ONE), int(ONE)],
    ]
    assert personnummer_places(rows) == [(1, 0), (2, 1), (2, 2)]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 0.0, 1e300])
def test_odd_numbers_are_none(value: float) -> None:
    assert not number_is_personnummer(value)


@pytest.mark.parametrize(
    "cell",
    [
        lambda row, column: "Instämmer i hög grad" if column % 2 else float(row),
        lambda row, column: f"Fritt svar nr {row} i kolumn {column}, Åre",
    ],
)
def test_a_quarter_of_a_million_cells_take_no_time(cell: Callable[[int, int], object]) -> None:
    rows = [[cell(row, column) for column in range(50)] for row in range(5000)]
    start = time.process_time()
    assert personnummer_places(rows) == []
    assert time.process_time() - start < 2  # a quarter of that on an ordinary machine


@pytest.mark.parametrize("text", ["1 2 3 a ", "12", "1 ", "1a-", "640823", "1.123", "1E+11"])
def test_a_long_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    assert not personnummer_in(text * 20_000)
    assert time.process_time() - start < 2
