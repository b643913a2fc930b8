"""How long the opening of one file may take, told to whoever watches: the process that started this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from oj_analys.domain import DataError

SECONDS = 2.0
SECONDS_PER_MB = 0.3

Report = Callable[[str, float], None]


def _unwatched(_where: str, _seconds: float) -> None:
    """Tell nobody."""


_report: Report = _unwatched


def report_to(report: Report) -> None:
    """Let ``report(where, seconds)`` know which file is opened and how long that may take: 0 seconds when it is open.

    A process that nobody watches reports to nobody.
    """
    global _report  # noqa: PLW0603 - one process has one watcher
    _report = report


@contextmanager
def watched(where: str, unpacked: int) -> Iterator[None]:
    """Let the block take two seconds and a little for each megabyte of the file's ``unpacked`` size.

    The watcher ends the process if it takes longer. Reading the bytes from a slow disk is not counted: begin after it.
    """
    _report(where, SECONDS + SECONDS_PER_MB * unpacked / 1e6)
    try:
        yield
    except DataError:
        _report(where, 0.0)
        raise
    _report(where, 0.0)  # after any other error the process ends, and its watcher names the file
