"""The editions of the example: what was out in June, what October added, and June as another sender gives it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from oj_analys import catalog
from oj_analys.example import plan, truths
from oj_analys.example.plan import Book, Fetched, Round

SURVEY_YEARS = (2023, 2024, 2025)
PUBLISHED = date(2025, 6, 17)
SPRING_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Sender:
    """Who gives an edition out, for which group and meeting; ``namnder`` are the kommuner whose nämnd is another."""

    grupp: str
    name: str
    meeting: str
    namnd: str
    namnder: Mapping[str, str]

    def namnd_by_kommun(self) -> dict[str, str]:
        """Return the nämnd of every kommun of the group."""
        return {kommun: self.namnder.get(kommun, self.namnd) for kommun in catalog.grupp(self.grupp).members}


@dataclass(frozen=True, slots=True)
class Release:
    """One edition: where it lies, when it was taken, and the books and rounds it knows.

    ``fetched`` is the day of its Kolada snapshot, None if it has none; ``persons`` says that it also has what staff,
    clients and kommuner have told.
    """

    utgava: str
    folder: str
    sender: Sender
    taken: date
    fetched: date | None
    elder_years: tuple[int, ...]
    elder_published: date
    autumn_year: int
    books: tuple[Book, ...] = (*plan.BOOKS, plan.ELDER_BOOK)
    persons: bool = False

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


_JAMTLAND = Sender("jamtland", "FoU Jämt", "RUG", "Socialnämnden", {truths.OSTERSUND: "Vård- och omsorgsnämnden"})
_SKARABORG = Sender(
    "skaraborg",
    "FoU Skaraborg (påhittad)",
    "Nätverksträffen",
    "Omsorgsnämnden",
    {"1494": "Social- och omsorgsnämnden", "1496": "Vård- och stödnämnden"},
)
_JUNE = Release(
    truths.JUNE,
    folder="",
    sender=_JAMTLAND,
    taken=date(2025, 6, 23),
    fetched=date(2025, 6, 20),
    elder_years=(2020, 2022, 2024),
    elder_published=date(2024, 10, 15),
    autumn_year=2023,
    persons=True,
)

RELEASES = (
    _JUNE,
    Release(
        truths.OCTOBER,
        folder=truths.OCTOBER,
        sender=_JAMTLAND,
        taken=date(2025, 10, 24),
        fetched=date(2025, 10, 20),
        elder_years=(2020, 2022, 2024, 2025),
        elder_published=date(2025, 10, 14),
        autumn_year=2024,
    ),
    replace(
        _JUNE,
        folder="skaraborg",
        sender=_SKARABORG,
        fetched=None,
        books=(plan.VIOLENCE_BOOK, plan.ELDER_BOOK),
        persons=False,
    ),
)
