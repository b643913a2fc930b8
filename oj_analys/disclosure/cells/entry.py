"""The counts of one population as the suppressor sees them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from oj_analys.disclosure.row import Row
from oj_analys.domain import EVERYONE, Status
from oj_analys.frames.shown import Key


class State(Enum):
    """What is decided about a count before anything else: nothing, that it is hidden, or that everybody knows it."""

    FREE = "fri"
    HIDDEN = "dold"
    KNOWN = "känd"


@dataclass(frozen=True, slots=True)
class Entry:
    """A count with its key; ``value`` is None where there is no figure, and ``place`` None where there is no row.

    ``least`` is the least count that may be shown, ``whole`` the measure that it is a part of, ``secret`` that the
    source has hidden it, ``insiders`` that those who sent it in may not learn of others from it.
    """

    key: Key
    value: int | None
    least: int
    place: int | None = None
    whole: str = ""
    secret: bool = False
    insiders: bool = False
    state: State = State.FREE


def entry_of(row: Row) -> Entry:
    """Return the entry of a row; a row without a figure is listed without a value."""
    return Entry(
        key_of(row),
        round(row.size) if row.has_figure else None,
        row.guard.cell_least,
        row.place,
        row.guard.part_of,
        row.status == Status.SEKRETESS,
        row.guard.policy.insiders,
    )


def key_of(row: Row) -> Key:
    """Return the key of a row in MEASURES."""
    parts = [] if row.line.base == EVERYONE else row.line.base.split(";")
    parts += [f"svar={row.answer}"] if row.answer else []
    group = ";".join(sorted(parts)) or EVERYONE
    return Key(row.line.unit, row.guard.measure, row.period, row.line.sex, group)
