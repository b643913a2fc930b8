"""The two editions of the example: what was out in June, and what October added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oj_analys.example import plan, truths
from oj_analys.example.plan import Book, Fetched, Round

SURVEY_YEARS = (2023, 2024, 2025)
PUBLISHED = date(2025, 6, 17)
SPRING_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Release:
    """One edition: where it lies, when it was taken, and the rounds it knows."""

    utgava: str
    folder: str
    taken: date
    fetched: date
    elder_years: tuple[int, ...]
    elder_published: date
    autumn_year: int

    def rounds(self, book: Book) -> tuple[int, ...]:
        """Return the years that a book's survey was made."""
        return self.elder_years if book is plan.ELDER_BOOK else SURVEY_YEARS

    def published(self, book: Book) -> date:
        """Return the day when a book came out."""
        return self.elder_published if book is plan.ELDER_BOOK else PUBLISHED

    def years(self, fetched: Fetched) -> tuple[int, ...]:
        """Return the years that Kolada has of a measure, the latest last."""
        if fetched.round is Round.ELDER:
            return self.elder_years[-fetched.history - 1 :]
        latest = self.autumn_year if fetched.round is Round.AUTUMN else SPRING_YEAR
        return tuple(range(latest - fetched.history, latest + 1))


RELEASES = (
    Release(
        truths.JUNE,
        folder="",
        taken=date(2025, 6, 23),
        fetched=date(2025, 6, 20),
        elder_years=(2020, 2022, 2024),
        elder_published=date(2024, 10, 15),
        autumn_year=2023,
    ),
    Release(
        truths.OCTOBER,
        folder=truths.OCTOBER,
        taken=date(2025, 10, 24),
        fetched=date(2025, 10, 20),
        elder_years=(2020, 2022, 2024, 2025),
        elder_published=date(2025, 10, 14),
        autumn_year=2024,
    ),
)
