"""From the year that a source names to the period of a frame."""

from __future__ import annotations

import re

from oj_analys.domain import Measure


def is_year(text: str) -> bool:
    """Say whether a text is a calendar year that a measure can be about.

    >>> is_year("2024"), is_year("2024/25"), is_year("24")
    (True, False, False)
    """
    return re.fullmatch(r"(?:19|20)[0-9]{2}", text) is not None


def period_of(measure: Measure, year: str) -> str:
    """Return the period that a measure covers when its source says ``year``: the last year of a longer window."""
    return year if measure.years == 1 else f"{int(year) - measure.years + 1}/{year}"


ROUND_FORM = 'år, eller år och omgång, till exempel "2023" eller "2025-2"'


def is_round(text: str) -> bool:
    """Say whether a text names a round of a survey: a year, or a year and the number of a later round.

    >>> is_round("2025"), is_round("2025-2"), is_round("2025-02"), is_round("våren 2025")
    (True, True, False, False)
    """
    return is_year(text[:4]) and re.fullmatch(r"(?:-[2-9])?", text[4:]) is not None


def is_period(text: str) -> bool:
    """Say whether a text is a period as a frame writes it: a year, a later round, or a span of years.

    >>> is_period("2024"), is_period("2024-2"), is_period("2022/2024"), is_period("2024/2022")
    (True, True, True, False)
    """
    first, slash, last = text.partition("/")
    return is_round(text) if not slash else is_year(first) and is_year(last) and first < last
