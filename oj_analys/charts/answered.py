"""How answers on a scale of five steps are spread in each of several questions: what charts of them show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import wording
from oj_analys.charts.figures import Guarded
from oj_analys.charts.frame import Cell
from oj_analys.domain import AnswerState, DataError, Measure, Problem, Scale, Status

Place = tuple[str, str, str]  # unit, period, sex

_WHERE = "diagrammet"
_STEPS = 5


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
        return _why(self.steps)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells whose marks must be explained."""
        return self.others if self.shown else (self.why,)

    @property
    def count(self) -> str:
        """The number of answers, or the mark of what is not there."""
        if not self.shown:
            return wording.mark(self.why.status)
        return swedish.DASH if self.steps[0].n is None else swedish.number(self.steps[0].n)

    @property
    def mark_of_unanswered(self) -> str:
        """The mark of what is not there of those who did not answer."""
        return wording.mark((_why(self.others) if self.shown else self.why).status)

    @property
    def high(self) -> float:
        """The percent of the two highest steps."""
        return sum(self.shares[-2:])


def question(
    found: Guarded, name: str, measure: Measure, scale: Scale, states: Sequence[AnswerState], place: Place
) -> Question:
    """Return the answers to one question.

    Raises:
        DataError: If the scale has other than five steps.
    """
    if len(scale.points) != _STEPS:
        raise DataError(Problem(_WHERE, f"skalan {scale.name} har {len(scale.points)} steg", f"{_STEPS} steg"))
    unit, period, sex = place
    groups = [str(point.code) for point in scale.points], [str(state) for state in states]
    steps, others = (
        tuple(found.cell(unit, measure.id, period, sex=sex, group=f"svar={code}") for code in codes) for codes in groups
    )
    return Question(name, steps, others)


def require_shown(questions: Sequence[Question], what: str) -> None:
    """Raise DataError if there is nothing to draw."""
    if not any(one.shown for one in questions):
        reason = catalog.labels().status[questions[0].why.status].text
        action = "Visa texten i stället för ett diagram."
        raise DataError(Problem(_WHERE, f"inget att rita för {what}: {reason}", action=action))


def _why(cells: Sequence[Cell]) -> Cell:
    without = [cell for cell in cells if cell.value is None]
    return next((cell for cell in without if cell.status is Status.SEKRETESS), without[0])


def _all_shown(cells: Sequence[Cell]) -> bool:
    return all(cell.value is not None for cell in cells)


def _values(cells: Sequence[Cell]) -> tuple[float, ...]:
    return tuple(cell.value for cell in cells if cell.value is not None) if _all_shown(cells) else ()
