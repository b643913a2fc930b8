"""Personnummer and samordningsnummer in every spelling, inside any text."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Sequence

from oj_analys.identity.plain import plain

CENTURIES = ("18", "19", "20")
LEAST_NUMBER, MOST_NUMBER = 10**8, 10**12  # 9 digits, where a leading zero is lost, to 12
LOST_DIGITS = 11  # the exponent of 12 digits, which spreadsheets shorten (10 are shown whole)
NUMBERS = (int, float)
SAMORDNING = 60  # added to the day of a samordningsnummer

_DATE_AFTER = r"(?!(?:19|20)\d\d[./-]\d\d[./-]\d\d(?!\d))"  # the end of a period: 2024-01-01–2024-06-30
_GAP = r"[\s./-]{0,3}"
_LAST = rf"[\s./_+-]{{0,3}}{_DATE_AFTER}\d\s?\d\s?\d\s?\d(?!\d)"
_SPELLINGS = tuple(
    re.compile(rf"(?<!\d)(?=({year}{_GAP}\d\d{_GAP}\d\d{_LAST}))", re.ASCII)
    for year in (rf"(?:{'|'.join(CENTURIES)})\s?\d\d", r"\d\d")
)
_BARE = re.compile(r"(?<!\d)\d{9,12}(?!\d)", re.ASCII)
_GROUPED = re.compile(r"\d(?:\s?\d){8,11}|\d{1,3}(?:[\s.,'’]\d{3}){2,3}", re.ASCII)  # spaced digits, thousands
_ZERO_DECIMALS = re.compile(r"[.,]00?$")
_FRACTION = re.compile(r"\s*[+-]?\d{1,5}[.,]\d+\s*", re.ASCII)
_SCIENTIFIC = re.compile(r"(?<![\d.,])(\d)(?:[.,](\d+))?E\+?0?(8|9|11)(?!\d)", re.ASCII | re.IGNORECASE)
_WORTH_A_LOOK = re.compile(r"\d(?:\D*\d){8}|\d[eE]\+?\d")  # digits of any alphabet


def personnummer_in(text: str) -> bool:
    """Say whether a personnummer or samordningsnummer stands anywhere in a text.

    Ten or twelve digits with dashes, ``+``, points or spaces between their parts, or none; a leading zero may be lost,
    ``.0`` or thousands may have been added, and digits of other alphabets count. It must be a possible date (day + 60
    for samordningsnummer) with a right check digit, so organisation numbers are none. ``1,96E+11`` has lost the digits
    that could be checked: it counts if it begins as a date of birth of twelve digits can.

    >>> personnummer_in("Ärende {}-{} avslutat".format(640823, 3234)), personnummer_in("212000-2478")
    (True, False)
    """
    text = unicodedata.normalize("NFKC", text)
    return _WORTH_A_LOOK.search(text) is not None and _in_plain(plain(text))


def number_is_personnummer(value: float) -> bool:
    """Say whether a number is a personnummer or samordningsnummer; a number that is not whole is none.

    >>> number_is_personnummer(640823 * 1e4 + 3234), number_is_personnummer(640823 * 1e4 + 3235)
    (True, False)
    """
    return LEAST_NUMBER <= value < MOST_NUMBER and value == int(value) and _is_number(int(value))


def personnummer_places(rows: Sequence[Sequence[object]]) -> list[tuple[int, int]]:
    """Return the places (row, column, both from 0) of the cells that hold a personnummer, as text or as a number."""
    known: dict[str, bool] = {}  # answers repeat
    places = []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell not in known:
                    known[cell] = personnummer_in(cell)
                found = known[cell]
            else:
                found = isinstance(cell, NUMBERS) and number_is_personnummer(cell)
            if found:
                places.append((row, column))
    return places


def _in_plain(text: str) -> bool:
    if _FRACTION.fullmatch(text):
        return False
    spelt = (match[1] for spelling in _SPELLINGS for match in spelling.finditer(text))
    if any(_is_valid(_digits(found)) for found in spelt):
        return True
    whole = _ZERO_DECIMALS.sub("", text.strip())
    bare = _BARE.findall(text) + ([_digits(whole)] if _GROUPED.fullmatch(whole) else [])
    return any(_is_number(int(digits)) for digits in bare) or any(
        _is_shortened(first + rest, int(exponent)) for first, rest, exponent in _SCIENTIFIC.findall(text)
    )


def _is_number(number: int) -> bool:
    """Say whether ten digits, of which leading zeros are lost, or twelve digits are a personnummer."""
    return _is_valid(f"{number:010}")


def _is_shortened(known: str, exponent: int) -> bool:
    """Say whether the first digits of a number in scientific notation are, or may be, those of a personnummer."""
    if _is_number(int(known[: exponent + 1].ljust(exponent + 1, "0"))):
        return True
    lost = exponent == LOST_DIGITS and len(known) <= exponent
    return lost and any(_is_date((known + end[len(known) :])[:8]) for end in ("20000101", "20000100"))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_valid(digits: str) -> bool:
    return _is_date(digits[:-4]) and _is_luhn(digits[-10:])


def _is_date(digits: str) -> bool:
    """Say whether YYMMDD or YYYYMMDD can be a day of birth; YY may belong to either century."""
    year, month, day = digits[:-4], int(digits[-4:-2]), int(digits[-2:])
    years = {2: [f"19{year}", f"20{year}"], 4: [year]}.get(len(year), [])
    return month in range(1, 13) and any(
        one[:2] in CENTURIES and day % SAMORDNING in range(1, calendar.monthrange(int(one), month)[1] + 1)
        for one in years
    )


def _is_luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
