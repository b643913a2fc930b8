"""How figures of persons are guarded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oj_analys.domain.words import Statistic


@dataclass(frozen=True, slots=True)
class Policy:
    """How figures of one class are guarded: the least number of answers and the decimals of each statistic.

    ``visible_to`` is ``alla``, or ``egen_och_grupp`` where a kommun sees itself and the whole group only.
    """

    id: str
    name: str
    least: Mapping[Statistic, int]
    decimals: Mapping[Statistic, int]
    visible_to: str
