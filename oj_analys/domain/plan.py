"""What the kommuner write back: decisions and comments."""

from __future__ import annotations

from dataclasses import dataclass, field

from oj_analys.domain.words import PlanStatus

_END = " .,:;!?"


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of a kommun's action plan, in its own words; all but the kommun and the action may be empty.

    ``area`` and ``measure`` are ids; ``baseline`` is the period whose value the decision began from. ``responsible`` is
    a role, never a name. Only what is ``shared`` may be read outside the kommun. The repr shows no text.
    """

    unit: str
    action: str = field(repr=False)
    source: str
    area: str = ""
    measure: str = ""
    baseline: str = ""
    decided: str = field(default="", repr=False)
    cause: str = field(default="", repr=False)
    responsible: str = field(default="", repr=False)
    due: str = field(default="", repr=False)
    follow_up: str = field(default="", repr=False)
    comment: str = field(default="", repr=False)
    status: PlanStatus = PlanStatus.EJ_ANGIVEN
    shared: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two lines the same decision."""
        return self.unit, self.action.casefold().rstrip(_END)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a kommun itself says of an area (its id); only what is ``shared`` may be read outside the kommun."""

    unit: str
    area: str
    text: str = field(repr=False)
    source: str
    shared: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two lines the same comment."""
        return self.unit, self.area, self.text.casefold().rstrip(_END)


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """What the kommuner have written back; one decision told in two ways stands there twice."""

    decisions: tuple[Decision, ...] = ()
    comments: tuple[Comment, ...] = ()

    def __repr__(self) -> str:
        return f"Plan({len(self.decisions)} beslut, {len(self.comments)} kommentarer)"
