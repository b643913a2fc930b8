"""What cannot be true of an interview, or is worth a look, stated so that it can be written as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What is done with what a check finds: the value is set aside, or kept and told of."""

    REJECT = "avvisas"
    REVIEW = "bör granskas"
    INFORM = "upplysning"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``constant`` and each variable times its factor, set against 0: ``a + b > 30`` is a + b - 30 > 0.

    ``sign`` is one of ``= < > <= >=``. A comparison with a variable that has no value is not true.
    """

    factors: tuple[tuple[str, int], ...]
    constant: int
    sign: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check of an interview: it finds something if every comparison of any of the ``cases`` is true.

    ``nr`` is the number that messages tell it by. Where the severity is ``avvisas``, ``rejects`` is the variable whose
    value is set aside, else it is empty.
    """

    id: str
    nr: int
    text: str
    severity: Severity
    cases: tuple[tuple[Comparison, ...], ...]
    rejects: str = ""
