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

    ``name`` is what is rated, ``who`` what the unit is called in a sentence.
    """

    form: InterviewForm
    name: str
    scale: Scale
    who: str
    period: str
    sex: str
    questions: tuple[Question, ...]

    @property
    def when(self) -> str:
        """The period as a reader says it, with the sex where it is one of two."""
        return f"{swedish.period_text(self.period)}{_SEXES.get(self.sex, '')}"

    @property
    def high_words(self) -> str:
        """The words of the two highest steps."""
        return " eller ".join(point.label for point in self.scale.points[-2:])


def title(view: Rated) -> str:
    """Say what is rated, whose answers they are, and when."""
    return f"{view.name} enligt {view.form.name} per område, {view.who} {view.when}"


def subtitle(view: Rated) -> str:
    """Say what is shown and when."""
    lead = "" if view.scale.name == view.name else f"{view.scale.name}, p"
    return f"{lead or 'P'}rocent av svaren i varje område, {view.when}."


def reading(view: Rated) -> str:
    """Explain how the chart is read."""
    first, last = view.scale.points[0].label, view.scale.points[-1].label
    return (
        f"Så läser du diagrammet: Varje rad är ett område. Stapeln delar upp svaren från ”{first}” längst till vänster "
        f"till ”{last}” längst till höger; ju mörkare, desto större. De grå staplarna har en egen skala och visar hur "
        "stor del av alla intervjuer som saknar giltigt svar."
    )


def alt_text(view: Rated, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, how common the two highest steps are in each area, what is not shown."""
    form = f"Liggande staplar till 100 procent: {view.name} enligt {view.form.name}, {view.who} {view.when}"
    parts = [f"Andel {view.high_words}: {', '.join(map(_area, view.questions))}"]
    return alt.sentences(form, parts, (*marks, *cautions.spoken((cautions.proviso(view.form),))))


def _area(one: Question) -> str:
    name = swedish.lower_first(one.name)
    if not one.shown:
        return f"{name} {alt.status_words(one.why)}"
    return f"{name} {swedish.percent(one.high)} ({one.count} svar)"
