"""The grey column of those who did not answer: percent of all who were asked."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import Colour, theme
from oj_analys.charts.answered import Question
from oj_analys.charts.legend import Key
from oj_analys.charts.shares import Strip, side_by_side
from oj_analys.charts.stack import Column, side_column, swatch_key
from oj_analys.domain import AnswerState


def unanswered_column(heading: str, questions: Sequence[Question]) -> Column:
    """Return the column; the first way of not answering is dark, the others together are light."""
    return side_column(heading, tuple(map(_strip, questions)))


def unanswered_keys(states: Sequence[AnswerState]) -> tuple[Key, Key]:
    """Return the keys of the column's two greys, in the order of the ways of not answering."""
    first, *others = (catalog.labels().state[state] for state in states)
    dark, light = _greys()
    return swatch_key(dark, first), swatch_key(light, ", ".join(others))


def _strip(one: Question) -> Strip:
    if not one.unanswered:
        return Strip((), one.mark_of_unanswered)
    first, *others = one.unanswered
    return Strip(side_by_side((first, sum(others)), _greys()), swedish.number(sum(one.unanswered)))


def _greys() -> tuple[Colour, Colour]:
    return theme().colours.unanswered, theme().colours.blank
