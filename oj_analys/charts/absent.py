"""Why values are missing from a matrix, in the notes below it."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.charts import wording
from oj_analys.charts.frame import Cell
from oj_analys.domain import Status

_MOST = 12

Absent = tuple[str, Status]


def why_absent(absent: Sequence[Absent]) -> str:
    r"""Explain the marks of the values that are not there; where a mark has several reasons, also say whose each is.

    Args:
        absent: Who has no value, and why; somebody may stand there several times.

    Example:
        >>> why_absent([("Berg", Status.BORTFALL)])
        '–\xa0\xa0kommunen har inte besvarat frågan'
    """
    whose: dict[Status, dict[str, None]] = {}
    for who, status in absent:
        whose.setdefault(status, {})[who] = None
    marks = [wording.mark(status) for status in whose]
    return "; ".join(
        wording.no_value(status) + (_names(tuple(names)) if marks.count(wording.mark(status)) > 1 else "")
        for status, names in whose.items()
    )


def absent_words(cell: Cell) -> str:
    """Say in a sentence why there is no value."""
    return catalog.labels().status[cell.status].text


def _names(names: Sequence[str]) -> str:
    return f": {swedish.join(names)}" if len(names) <= _MOST else " (vilka står i tabellen)"
