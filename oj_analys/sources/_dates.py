"""Dates as exports write them: a date cell, a spreadsheet's serial number, or text."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell

YEARS = range(1990, 2100)

_DAY_ZERO = date(1899, 12, 30)  # what spreadsheets count from
_SERIALS = range((date(YEARS[0], 1, 1) - _DAY_ZERO).days, (date(YEARS[-1], 12, 31) - _DAY_ZERO).days)
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?:[ T]\d\d:\d\d.*)?"
)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/. -]+(?P<year>\d{4})")
_IN_WORDS = re.compile(r"(?:den )?(?P<day>\d{1,2}) (?P<month>[a-z]{3})[a-z]*\.? (?P<year>\d{4})")


def read_date(cell: Cell) -> str | None:
    """Return a day as ``2024-03-18``, None if the cell holds none that can be.

    >>> [read_date(text) for text in ("2024-03-18", "20240318", "18/3 2024", "18 mars 2024", "2024-02-30")]
    ['2024-03-18', '2024-03-18', '2024-03-18', '2024-03-18', None]
    >>> read_date(45369.0), read_date("18/3"), read_date(7.0)
    ('2024-03-18', None, None)
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _iso(cell.year, cell.month, cell.day)
    serial = _cells.number(cell)
    if serial is not None and int(serial) in _SERIALS:  # a time of day is a part of a day
        return (_DAY_ZERO + timedelta(days=int(serial))).isoformat()
    text = _cells.text(cell).casefold()
    match = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text)
    return _iso(int(match["year"]), _month(match["month"]), int(match["day"])) if match else None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return _MONTHS.index(text) + 1 if text in _MONTHS else 0


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None
