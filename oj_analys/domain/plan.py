"""What the kommuner write back: decisions and comments."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.domain.words import PlanStatus


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of a kommun's action plan; ``measure`` is empty, or what ``baseline`` (a period) and now are read from."""

    unit: str
    title: str
    measure: str
    baseline: str
    decided: str
    responsible: str
    status: PlanStatus
    source: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a kommun itself says of an area."""

    unit: str
    area: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the kommuner have written back; one decision told in two ways stands there twice."""

    decisions: tuple[Decision, ...] = ()
    comments: tuple[Comment, ...] = ()
