"""The grey column of those who did not answer: percent of all who were asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import Colour, theme
from oj_analys.charts.answered import Question, why_of
from oj_analys.charts.frame import Cell
from oj_analys.charts.legend import Key
from oj_analys.charts.shares import Strip, side_by_side, together
from oj_analys.charts.sheet import Paper
from oj_analys.charts.stack import Column, side_column, swatch_key
from oj_analys.domain import AnswerState, Scale


def ways_of(scales: Iterable[Scale]) -> tuple[AnswerState, ...]:
    """Return the ways of not answering: those that the scales have words for, and a blank."""
    found = {state for scale in scales for _, state in scale.non_answers} | {AnswerState.BLANK}
    return tuple(state for state in AnswerState if state in found)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The column of some questions: its heading, of whom its percent is, and the ways of not answering.

    The first way is drawn with its number and the others after it without one, since rounded percents do not add up.
    The column is left out where nothing of it is shown.
    """

    heading: str
    of_whom: str
    ways: tuple[AnswerState, ...]
    questions: Sequence[Question]

    @property
    def shown(self) -> bool:
        """Whether the column has anything to show."""
        return any(one.unanswered for one in self.questions)

    def columns(self, paper: Paper) -> tuple[Column, ...]:
        """Return the column, none if it is left out."""
        return (side_column(self.heading, tuple(map(_strip, self.questions)), paper),) if self.shown else ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the column's two greys."""
        if not self.shown:
            return ()
        first, *others = map(_words, self.ways)
        dark, light = _greys()
        return swatch_key(dark, f"{first} (med siffra)"), swatch_key(light, ", ".join(others))

    @property
    def note(self) -> str:
        """Why the column is left out, empty if it is there."""
        if self.shown:
            return ""
        why = why_of([one.why_unanswered for one in self.questions])
        return f"{self.heading}: {catalog.labels().status[why.status].text}."

    @property
    def reading(self) -> str:
        """How the column is read, empty if it is left out."""
        lead = f"De grå staplarna visar hur stor del av {self.of_whom} som saknar giltigt svar"
        return f"{lead}; siffran gäller ”{_words(self.ways[0])}”." if self.shown else ""

    @property
    def marked(self) -> tuple[Cell, ...]:
        """The cells whose marks stand in the rows and must be explained."""
        return tuple(cell for one in self.questions for cell in self._marked(one))

    def _marked(self, one: Question) -> tuple[Cell, ...]:
        if not one.shown:
            return (one.why,)
        return one.others if self.shown else ()


def _words(state: AnswerState) -> str:
    return catalog.labels().state[state]


def _strip(one: Question) -> Strip:
    if not one.unanswered:
        return Strip((), one.mark_of_unanswered)
    first, *others = one.unanswered
    text = swedish.number(first) if first or not any(others) else ""  # no nought beside a bar of the others
    dark, light = _greys()
    first_part, *rest = side_by_side(one.others, (dark, *(light for _ in others)))
    return Strip((first_part, *together(rest)), text)


def _greys() -> tuple[Colour, Colour]:
    return theme().colours.unanswered, theme().colours.blank
