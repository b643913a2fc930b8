"""Whether figures can be from the year that their source says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from oj_analys import catalog
from oj_analys.domain import Problem, last_year
from oj_analys.sources._part import Part


def timing_problems(part: Part, taken: date) -> Iterator[Problem]:
    """Yield one problem per measure and period after the day when the data were taken, or after the measure's end."""
    firsts = part.measures.reset_index(drop=True)[["measure", "period"]].drop_duplicates()
    for row, measure, period in firsts.itertuples(name=None):
        found = f"{measure} har värden för {period}"
        retired = catalog.measure(measure).retired
        if last_year(period) > taken.year:
            action = "Rätta perioden, eller uttag i underlag.toml."
            yield Problem(part.places[row], f"{found}, men uttag är {taken}", f"högst {taken.year}", action)
        elif retired is not None and last_year(period) > retired:
            action = "Rätta perioden, eller avslutad i katalogen."
            yield Problem(part.places[row], f"{found}, men måttet är avslutat {retired}", f"högst {retired}", action)
