"""Who answered the questionnaire: so many per kommun and role, in an order drawn by lot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from oj_analys.example.person_truths import MAIL_HOST, NAME, ROLES, STAFF, TIRED
from oj_analys.example.seeds import uniforms


@dataclass(frozen=True, slots=True)
class Respondent:
    """One who answered, by the number that the survey tool gave."""

    number: int
    kommun: str
    role: str

    @property
    def name(self) -> str:
        """The name that the survey tool keeps, which nobody may ever see."""
        return f"{NAME} {self.number}"

    @property
    def mail(self) -> str:
        """The address that the survey tool keeps, which nobody may ever see."""
        return f"person{self.number}@{MAIL_HOST}"


@cache
def respondents(period: str) -> tuple[Respondent, ...]:
    """Return those who answered in a round, in the order that they did."""
    everyone = list(_everyone(period))
    lots = uniforms(len(everyone), "svarande", period).tolist()
    shuffled = [one for _, one in sorted(zip(lots, everyone, strict=True))]
    return tuple(Respondent(number, *one) for number, one in enumerate(shuffled, start=1))


@cache
def tired(period: str) -> frozenset[int]:
    """Return the numbers of those who stopped halfway."""
    kommun, count = TIRED
    return frozenset([one.number for one in respondents(period) if one.kommun == kommun][:count])


def _everyone(period: str) -> Iterator[tuple[str, str]]:
    for kommun, counts in STAFF[period].items():
        for role, count in zip(ROLES, counts, strict=True):
            yield from [(kommun, role)] * count
