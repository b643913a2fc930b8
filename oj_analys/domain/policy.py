"""How figures of persons are guarded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oj_analys.domain.words import Statistic


@dataclass(frozen=True, slots=True)
class Policy:
    """How figures of one class are guarded: the least number of answers and the decimals of each statistic.

    ``each_cell`` says that no answer may have a count below the least one either, not only no group; ``n_step`` is what
    the number of answers beside a share is rounded down to. ``visible_to`` is ``alla``, or ``egen_och_grupp`` where a
    kommun sees itself and the whole group only.
    """

    id: str
    name: str
    least: Mapping[Statistic, int]
    decimals: Mapping[Statistic, int]
    visible_to: str
    each_cell: bool = False
    n_step: int = 1
