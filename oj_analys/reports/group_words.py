"""What the groups of a frame are called: ``roll=chef`` is "Yrkesroll: Chef", ``svar=4`` the words of that answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from oj_analys import catalog, swedish
from oj_analys.domain import EVERYONE, AnswerState, Instrument, InterviewForm, Point, Questionnaire, Scale

_ANSWER = "svar"
_STATES = tuple(AnswerState)


@dataclass(frozen=True, slots=True)
class GroupWords:
    """The words for the groups of some figures: the scale of a measure's answers, and background by (id, code)."""

    scales: Mapping[str, Scale] = field(default_factory=dict)
    backgrounds: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def text(self, measure: str, group: str) -> str:
        """Return what a group is called for a measure.

        >>> GroupWords().text("egna.cirklar", "alla"), GroupWords().text("ebp.p01", "svar=vet_ej")
        ('Alla', 'vet ej')
        """
        return ", ".join(self._part(measure, dimension, code) for dimension, code in _parts(group)) or "Alla"

    def _part(self, measure: str, dimension: str, code: str) -> str:
        if dimension != _ANSWER:
            return self.backgrounds[dimension, code]
        if code in _STATES:
            return catalog.labels().state[code]
        point = self.scales[measure].point(int(code))
        return code if point is None else _point_text(point)


def group_words(instrument: Instrument) -> GroupWords:
    """Return the words for the groups of an instrument's figures."""
    if isinstance(instrument, InterviewForm):
        return GroupWords({rating.measure: instrument.scale(rating.scale) for rating in instrument.ratings})
    if not isinstance(instrument, Questionnaire):
        return GroupWords()
    return GroupWords(
        {f"{instrument.id}.{item.id}": instrument.scale(item.scale) for item in instrument.items},
        {
            (background.id, code): f"{background.label}: {words[0]}"
            for background in instrument.backgrounds
            for code, words in background.values
        },
    )


@cache  # few groups, in thousands of rows
def group_order(group: str) -> tuple[tuple[str, int, str], ...]:
    """Return a key that sorts everyone first, and answers by their code before the reasons for no answer.

    >>> sorted(["svar=blank", "svar=10", "svar=2", "alla"], key=group_order)
    ['alla', 'svar=2', 'svar=10', 'svar=blank']
    """
    return tuple((dimension, _place(code), code) for dimension, code in _parts(group))


@cache
def _parts(group: str) -> tuple[tuple[str, str], ...]:
    if group == EVERYONE:
        return ()
    pairs = [part.partition("=") for part in group.split(";")]
    return tuple((dimension, code) for dimension, _, code in pairs)


def _place(code: str) -> int:
    after_numbers = 1000
    if code.isdecimal():
        return int(code)
    return after_numbers + (_STATES.index(AnswerState(code)) if code in _STATES else 0)


def _point_text(point: Point) -> str:
    codes = str(point.code) if point.code == point.last else swedish.span(point.code, point.last)
    return f"{codes} {point.label}"
