"""The years that a period covers."""

from __future__ import annotations


def last_year(period: str) -> int:
    """Return the last year that a period covers.

    >>> last_year("2024"), last_year("2024-2"), last_year("2022/2024")
    (2024, 2024, 2024)
    """
    return int(period.rsplit("/", 1)[-1][:4])


def period_order(period: str) -> tuple[int, str]:
    """Return a key that sorts periods by time; a later round of a year comes after the year's first.

    >>> sorted(["2024-2", "2022/2024", "2023", "2024"], key=period_order)
    ['2023', '2022/2024', '2024', '2024-2']
    """
    return last_year(period), period


def first_year(period: str) -> int:
    """Return the first year that a period covers.

    >>> first_year("2024"), first_year("2022/2024")
    (2024, 2022)
    """
    return int(period[:4])
