"""Faults in what was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in something that was read: where, what was found, what is allowed, what to do (in Swedish)."""

    where: str
    found: str
    allowed: str = ""
    action: str = ""

    def __str__(self) -> str:
        """Join the parts to one line, for example ``a.xlsx, rad 4: okänt värde; tillåtet: Ja, Nej. Rätta.``."""
        allowed = f"; tillåtet: {self.allowed}" if self.allowed else ""
        action = f". {self.action}" if self.action else ""
        return f"{self.where}: {self.found}{allowed}{action}"


class DataError(Exception):
    """Faults in what was read, all of them at once, in Swedish and without any value of a person."""

    def __init__(self, problems: Problem | tuple[Problem, ...] | list[Problem]) -> None:
        """Keep the problems in the order they were found."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        """Survive the way from a worker process."""
        return type(self), (self.problems,)
