"""What must not be read into a measure: needs, new definitions, means of several years, ended measures."""

from __future__ import annotations

from oj_analys import catalog, swedish
from oj_analys.domain import Direction, Measure, Reason, last_year

_BACKGROUND = "Måttet ger bakgrund och säger inget om kvaliteten."


def no_direction(measure: Measure) -> str:
    """Say why a measure without direction tells nothing of quality, empty for one with a direction."""
    reasons = {Direction.NONE: measure.direction_reason, Direction.CONTEXT: _BACKGROUND}
    return reasons.get(measure.direction, "")


def new_definition(measure: Measure, year: int) -> str:
    """Say from which year the values compare.

    "Svarsskalan ändrades 2018. Svar före och efter går inte att jämföra."
    """
    what, values = ("Svarsskalan", "Svar") if measure.kind.is_answer else ("Måttets definition", "Värden")
    return f"{what} ändrades {year}. {values} före och efter går inte att jämföra."


def redefined(measure: Measure, earlier: str, newer: str) -> str:
    """Say that two periods do not compare, with the year of the new definition where the catalogue knows it."""
    years = [year for year in measure.breaks if last_year(earlier) < year <= last_year(newer)]
    if years:
        return new_definition(measure, max(years))
    return f"{swedish.upper_first(catalog.labels().reason[Reason.NY_DEFINITION])}."


def several_years(measure: Measure) -> str:
    """Say that one value covers some years: "Varje värde är ett medelvärde för 3 år."."""
    return f"Varje värde är ett medelvärde för {measure.years} år."


def ended(year: int) -> str:
    """Say that a measure is no longer followed.

    >>> ended(2024)
    'Måttet avslutades 2024.'
    """
    return f"Måttet avslutades {year}."
