"""Faults of many figures, told once each: where the first is, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from oj_analys.domain import Problem
from oj_analys.sources._values import Fault
from oj_analys.swedish import counted


@dataclass(slots=True)
class Faults:
    """What is found wrong, in the order it was found."""

    _first: dict[Fault, str] = field(default_factory=dict)
    _times: dict[Fault, int] = field(default_factory=dict)

    def add(self, where: str, fault: Fault, times: int = 1) -> None:
        """Note a fault of so many figures, of which the first stands at ``where``."""
        self._first.setdefault(fault, where)
        self._times[fault] = self._times.get(fault, 0) + times

    def problems(self) -> Iterator[Problem]:
        """Yield one problem per fault."""
        for fault, where in self._first.items():
            others = self._times[fault] - 1
            found = f"{fault.found} (och {counted(others, 'ställe', 'ställen')} till)" if others else fault.found
            yield Problem(where, found, fault.allowed, fault.action)
