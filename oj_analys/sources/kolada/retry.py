"""How long to wait before Kolada is asked again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

TOO_MANY = 429
_WAIT_AFTER_TOO_MANY = 60.0
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long: requests a second, seconds for a step and for a whole answer, tries, waits, bytes."""

    per_second: float = 5.0
    step: float = 30.0
    answer: float = 120.0
    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 300.0
    most_bytes: int = 50_000_000


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day, a clock that never goes backwards, and waiting."""

    now: Callable[[], datetime] = _now
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def asked_wait(status: int, header: str, now: datetime) -> float | None:
    """Return how many seconds an answer asks to wait, at most a day, None if it does not; ``header`` is Retry-After.

    >>> asked_wait(503, "12", datetime(2026, 1, 1)), asked_wait(429, "", datetime(2026, 1, 1))
    (12.0, 60.0)
    """
    if header.strip().isdecimal():
        return min(float(header), _DAY)
    try:
        return min(max(0.0, (parsedate_to_datetime(header) - now).total_seconds()), _DAY)
    except (TypeError, ValueError):  # no date, or one without a time zone
        return _WAIT_AFTER_TOO_MANY if status == TOO_MANY else None


def own_wait(attempt: int, limits: Limits) -> float:
    """Return how long to wait after a failed attempt (1 = first): twice as long each time.

    >>> [own_wait(attempt, Limits()) for attempt in (1, 2, 3)]
    [1.0, 2.0, 4.0]
    """
    return float(min(limits.first_wait * 2 ** (attempt - 1), limits.longest_wait))
