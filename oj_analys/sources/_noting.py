"""Going on after a fault, so that one run tells of them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from oj_analys.domain import DataError, Problem


@contextmanager
def noting(problems: list[Problem]) -> Iterator[None]:
    """Add what a reading finds wrong to ``problems`` and go on; whoever started it raises at the end."""
    try:
        yield
    except DataError as error:
        problems += error.problems
