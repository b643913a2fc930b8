"""How answers on a scale are spread in each of several questions: what charts of them show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import wording
from oj_analys.charts.figures import Guarded
from oj_analys.charts.frame import Cell
from oj_analys.domain import AnswerState, DataError, Measure, Problem, Scale, Status

Place = tuple[str, str, str]  # unit, period, sex

_WHERE = "diagrammet"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: percent of the answers on each step, and of all who were asked for each way of not answering.

    Nothing of a question is shown unless every step is.
    """

    name: str
    steps: tuple[Cell, ...]
    others: tuple[Cell, ...]

    @property
    def shown(self) -> bool:
        """Whether every step has a value."""
        return _all_shown(self.steps)

    @property
    def shares(self) -> tuple[float, ...]:
        """The percent of each step, none unless all are shown."""
        return _values(self.steps)

    @property
    def unanswered(self) -> tuple[float, ...]:
        """The percent of each way of not answering, none unless all are shown."""
        return _values(self.others) if self.shown else ()

    @property
    def why(self) -> Cell:
        """The reason why nothing is shown; that something is hidden comes before that something is missing."""
        return why_of(self.steps)

    @property
    def why_unanswered(self) -> Cell:
        """The reason why nothing is shown of those who did not answer."""
        return why_of(self.others) if self.shown else self.why

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The figures of all answers and of all ways of not answering."""
        return (*self.steps, *self.others)

    @property
    def count(self) -> str:
        """The number of answers, or the mark of what is not there."""
        if not self.shown:
            return wording.mark(self.why.status)
        return swedish.DASH if self.steps[0].n is None else swedish.number(self.steps[0].n)

    @property
    def mark_of_unanswered(self) -> str:
        """The mark of what is not there of those who did not answer."""
        return wording.mark(self.why_unanswered.status)

    @property
    def high(self) -> float:
        """How common the two highest steps are together, to sort by; a sum of rounded percents is not to be read."""
        return sum(self.shares[-2:])

    def spoken(self, words: Sequence[str]) -> str:
        """Say the percent of the two highest steps one by one: ``56 procent ofta och 28 procent mycket ofta``."""
        highest = zip(self.shares[-2:], words[-2:], strict=True)
        return swedish.join(f"{swedish.percent(share)} {swedish.lower_first(word)}" for share, word in highest)


def question(
    found: Guarded, name: str, measure: Measure, scale: Scale, states: Sequence[AnswerState], place: Place
) -> Question:
    """Return the answers to one question."""
    unit, period, sex = place
    groups = [str(point.code) for point in scale.points], [str(state) for state in states]
    steps, others = (
        tuple(found.cell(unit, measure.id, period, sex=sex, group=f"svar={code}") for code in codes) for codes in groups
    )
    return Question(name, steps, others)


def missing(questions: Iterable[Question]) -> tuple[Cell, ...]:
    """Return the figures of some questions that are not there, hidden ones too."""
    return tuple(cell for one in questions for cell in one.cells if cell.value is None)


def require_steps(scale: Scale, least: int, most: int) -> None:
    """Raise DataError for a scale of fewer or more steps than a chart can draw."""
    if not least <= len(scale.points) <= most:
        allowed = f"{most} steg" if least == most else f"{least} till {most} steg"
        raise DataError(Problem(_WHERE, f"skalan {scale.name} har {len(scale.points)} steg", allowed))


def require_shown(questions: Sequence[Question], what: str) -> None:
    """Raise DataError if there is nothing to draw."""
    if not any(one.shown for one in questions):
        reason = catalog.labels().status[why_of([one.why for one in questions]).status].text
        action = "Visa texten i stället för ett diagram."
        raise DataError(Problem(_WHERE, f"inget att rita för {what}: {reason}", action=action))


def why_of(cells: Sequence[Cell]) -> Cell:
    """Return the cell that says why values are missing; that one is hidden comes before that one is missing."""
    without = [cell for cell in cells if cell.value is None]
    return next((cell for cell in without if cell.status is Status.SEKRETESS), without[0])


def _all_shown(cells: Sequence[Cell]) -> bool:
    return all(cell.value is not None for cell in cells)


def _values(cells: Sequence[Cell]) -> tuple[float, ...]:
    return tuple(cell.value for cell in cells if cell.value is not None) if _all_shown(cells) else ()
