"""Every number that stands in a text or in a stored cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

_THOUSANDS = "[\u00a0\u202f\u2009]"
_NUMBER = re.compile(
    r"(?<![\w#])"  # p01, U21468 and #ab12cd34 are names
    r"(?P<sign>(?<![\w)%\u2013])[-\u2212])?"  # not the dash of a range
    rf"(?<![\w#])(?P<whole>\d{{1,3}}(?:{_THOUSANDS}\d{{3}})+(?!\d)|\d+)"
    r"(?:[.,](?P<decimals>\d+))?"
    r"(?:[eE](?P<exponent>[+-]?\d{1,3})(?!\w))?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with as many decimals as are written; ``start`` is its place in the text, from 0."""

    value: float
    decimals: int
    start: int


def numbers_in(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text in order.

    A decimal comma or point, hard spaces between thousands and a real minus count; a plain space divides two numbers,
    and digits inside a word, such as an id, are none.

    >>> [(one.value, one.decimals) for one in numbers_in("p01: \u22121\u00a0210,5 % (17\u201318 svar)")]
    [(-1210.5, 1), (17.0, 0), (18.0, 0)]
    """
    return tuple(map(_number, _NUMBER.finditer(text)))


def _number(match: re.Match[str]) -> Number:
    decimals, exponent = match["decimals"] or "", int(match["exponent"] or 0)
    whole = re.sub(_THOUSANDS, "", match["whole"])
    value = float(f"{'-' if match['sign'] else ''}{whole}.{decimals or 0}e{exponent}")
    return Number(value + 0.0, max(len(decimals) - exponent, 0), match.start())
