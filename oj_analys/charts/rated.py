"""What an interview form rates: the areas that have a rating, in the form's order."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.domain import DataError, InterviewForm, Measure, Problem, Scale


@dataclass(frozen=True, slots=True)
class RatedArea:
    """One rating of one area: its name, the scale and the measure that the answers make."""

    name: str
    scale: Scale
    measure: Measure

    @property
    def label(self) -> str:
        """The area as a row is called: ``Fysisk hälsa``."""
        return swedish.upper_first(self.name)

    @property
    def what(self) -> str:
        """What is rated, ``Hjälpbehov``: the measure's title without its area."""
        return self.measure.title.removesuffix(f": {self.name}")


def rated_areas(form: InterviewForm, rating: str) -> tuple[RatedArea, ...]:
    """Return the areas that have a rating, in the form's order.

    Args:
        form: The interview form.
        rating: What is rated, ``hjalpbehov``, ``oro`` or ``skattning``.

    Raises:
        DataError: If no area has such a rating.
    """
    known = {measure.id: measure for measure in form.measures}
    ratings = {(one.area, one.measure.rsplit(".", 1)[-1]): one for one in form.ratings}
    found = [(name, ratings[area, rating]) for area, name in form.areas if (area, rating) in ratings]
    if not found:
        allowed = ", ".join(dict.fromkeys(ident for _, ident in ratings))
        raise DataError(Problem("diagrammet", f'"{rating}" finns inte i {form.name}', allowed, "Välj en av dem."))
    return tuple(RatedArea(name, form.scale(one.scale), known[one.measure]) for name, one in found)
