"""The Swedish in and around a chart of ratings."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts import alt, cautions
from oj_analys.charts.answered import Question
from oj_analys.domain import InterviewForm, Scale

_SEXES = {"K": ", kvinnor", "M": ", män"}


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating in every area of a form, for one unit, period and sex.

    ``name`` is what is rated, ``who`` and ``where`` what the unit is called in a sentence, ``rounded`` how numbers of
    answers are rounded, empty where they are not.
    """

    form: InterviewForm
    name: str
    scale: Scale
    who: str
    where: str
    period: str
    sex: str
    questions: tuple[Question, ...]
    rounded: str

    @property
    def when(self) -> str:
        """The period as a reader says it, with the sex where it is one of two."""
        return f"{swedish.period_text(self.period)}{_SEXES.get(self.sex, '')}"


def title(view: Rated) -> str:
    """Ask what the chart answers."""
    return f"{view.name} enligt {view.form.name}: hur fördelar sig svaren {view.where} {view.when}?"


def subtitle(view: Rated) -> str:
    """Say what is shown and when."""
    lead = "" if view.scale.name == view.name else f"{view.scale.name}, p"
    return f"{lead or 'P'}rocent av svaren i varje område, {view.when}."


def reading(view: Rated) -> str:
    """Explain how the chart is read."""
    first, last = view.scale.points[0].label, view.scale.points[-1].label
    return (
        "Så läser du diagrammet: Varje rad är ett område. "
        f"Stapeln delar upp svaren från ”{first}” längst till vänster till ”{last}” längst "
        "till höger; ju mörkare, desto större."
    )


def alt_text(view: Rated, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, how common each of the two highest steps is in every area, what is not shown."""
    form = f"Liggande staplar till 100 procent: {view.name} enligt {view.form.name}, {view.who} {view.when}"
    parts = [_area(view, one) for one in view.questions]
    return alt.sentences(form, parts, (*marks, *cautions.spoken((view.rounded, cautions.proviso(view.form)))))


def _area(view: Rated, one: Question) -> str:
    name = swedish.lower_first(one.name)
    if not one.shown:
        return f"{name} {alt.status_words(one.why)}"
    return f"{name} {one.spoken([point.label for point in view.scale.points])} ({one.count} svar)"
