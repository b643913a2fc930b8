"""How figures of persons are guarded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from oj_analys.domain.words import Statistic


@dataclass(frozen=True, slots=True)
class Policy:
    """How figures of one class are guarded: the least number of answers and the decimals of each statistic.

    ``each_cell`` says that no answer may have a count below the least one either, not only no group; ``n_step`` is what
    the number of answers beside a share is rounded down to. ``visible_to`` is ``alla``, or ``egen_och_grupp`` where a
    kommun sees itself and the whole group only. No county may go below ``floor``. A mean or a share within ``band`` (a
    part of its scale, 0–1) of either end is shown as a band, since the end itself tells what everyone answered.
    ``insiders`` says that whoever has sent in a hidden count, and so knows it, may not work out another from it.
    """

    id: str
    name: str
    least: Mapping[Statistic, int]
    decimals: Mapping[Statistic, int]
    visible_to: str
    each_cell: bool = False
    n_step: int = 1
    floor: Mapping[Statistic, int] = field(default_factory=dict)
    band: float = 0.0
    insiders: bool = False


@dataclass(frozen=True, slots=True)
class PolicyException:
    """A minimum below the package's own but not below the floor, with the reason that every utgåva prints.

    ``decided_by`` is a role, never a person.
    """

    policy: str
    statistic: Statistic
    least: int
    usual: int
    reason: str
    decided_by: str
    decided_on: date
