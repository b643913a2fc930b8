"""Whether figures can be from the year that their source says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from oj_analys import catalog
from oj_analys.domain import Problem, last_year
from oj_analys.sources._part import Part


class _Day(NamedTuple):
    """A day that ``underlag.toml`` gives for a source."""

    key: str
    date: str


def timing_problems(part: Part, taken: date) -> Iterator[Problem]:
    """Yield one problem per measure and period that is later than the data themselves, or than the measure's end.

    The year measured is never taken from the year of publication; it only may not be later than that.
    """
    firsts = part.measures.reset_index(drop=True)[["measure", "period"]].drop_duplicates()
    for row, measure, period in firsts.itertuples(name=None):
        found = f"{measure} har värden för {period}"
        retired = catalog.measure(measure).retired
        if last_year(period) > taken.year:
            action = "Rätta perioden, eller uttag i underlag.toml."
            yield Problem(part.places[row], f"{found}, men uttag är {taken}", f"högst {taken.year}", action)
        elif day := next((day for day in _days(part) if last_year(period) > int(day.date[:4])), None):
            action = f"Rätta perioden i layoutfilen, eller {day.key} i underlag.toml."
            yield Problem(part.places[row], f"{found}, men {day.key} är {day.date}", f"högst {day.date[:4]}", action)
        elif retired is not None and last_year(period) > retired:
            action = "Rätta perioden, eller avslutad i katalogen."
            yield Problem(part.places[row], f"{found}, men måttet är avslutat {retired}", f"högst {retired}", action)


def _days(part: Part) -> Iterator[_Day]:
    """Yield the days on which a source was published and fetched, as far as they are known."""
    for key, column in (("publicerad", "published"), ("hamtad", "retrieved")):
        if told := part.source.get(column):
            yield _Day(key, told)
