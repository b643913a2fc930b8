"""The Swedish in and around a chart of answers to statements."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts import alt, cautions
from oj_analys.charts.answered import Question
from oj_analys.charts.unanswered import Unanswered
from oj_analys.domain import Questionnaire, Subscale

_AT_EACH_END = 2
_OWN_SCALE = "Kolumnerna till höger har en egen skala."


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a subscale in one unit and round, those with the most high answers first.

    ``who`` and ``where`` are what the unit is called in a sentence, ``länet`` and ``i länet``; ``words`` what each step
    of the scale is called, ``rounded`` how numbers of answers are, empty where they are not.
    """

    form: Questionnaire
    subscale: Subscale
    who: str
    where: str
    period: str
    questions: tuple[Question, ...]
    unanswered: Unanswered
    words: tuple[str, ...]
    has_reversed: bool
    rounded: str

    @property
    def shown(self) -> tuple[Question, ...]:
        """The statements that are shown."""
        return tuple(one for one in self.questions if one.shown)

    @property
    def when(self) -> str:
        """The round as a reader says it."""
        return swedish.period_text(self.period)


def title(view: Statements) -> str:
    """Ask what the chart answers."""
    return f"Hur svarar personalen {view.where} om {swedish.lower_first(view.subscale.name)} {view.when}?"


def subtitle(view: Statements) -> str:
    """Say what is shown and when."""
    return f"Procent av svaren på varje påstående, {view.form.name} {view.when}."


def reading(view: Statements) -> str:
    """Explain how the chart is read."""
    low, high = (" och ".join(f"”{word}”" for word in words) for words in (view.words[:2], view.words[-2:]))
    order = "Överst står påståendet med störst andel till höger om nollan."
    sides = f"Till vänster om nollan står {low}, till höger {high}; ”{view.words[2]}” har en egen kolumn."
    return " ".join(filter(None, (f"Så läser du diagrammet: {order}", sides, view.unanswered.reading, _OWN_SCALE)))


def reversed_note(view: Statements) -> str:
    """Say how reversed statements stand."""
    lead = "Påståenden märkta (omvänd) visas som de ställdes: där är svaren till vänster de gynnsamma."
    return lead if view.has_reversed else ""


def alt_text(view: Statements, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, how common high answers are for the statements at each end, what is not shown.

    Rounded percents are never added up, so the two high answers are said one by one.
    """
    form = (
        f"Liggande staplar åt två håll: {swedish.lower_first(view.subscale.name)}, {view.who} {view.when}, "
        f"{swedish.counted(len(view.questions), 'påstående', 'påståenden')}"
    )
    parts = [_ends(view), *_hidden(view)]
    return alt.sentences(form, parts, (*marks, *cautions.spoken((view.rounded, cautions.proviso(view.form)))))


def _ends(view: Statements) -> str:
    texts = [f"{one.name} ({one.spoken(view.words)}, {one.count} svar)" for one in view.shown]
    if len(texts) <= 2 * _AT_EACH_END:
        return ", ".join(texts)
    return f"störst andel till höger: {', '.join(texts[:_AT_EACH_END])}; minst: {', '.join(texts[-_AT_EACH_END:])}"


def _hidden(view: Statements) -> list[str]:
    hidden: dict[str, list[str]] = {}
    for one in view.questions:
        if not one.shown:
            hidden.setdefault(alt.status_words(one.why), []).append(one.name)
    return [f"{', '.join(names)} {why}" for why, names in hidden.items()]
