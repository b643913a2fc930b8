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
