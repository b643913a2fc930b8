"""What an instrument is: a questionnaire or an interview, its scales and its parts."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.domain.check import Check
from oj_analys.domain.measure import Measure
from oj_analys.domain.words import AnswerState


@dataclass(frozen=True, slots=True)
class Point:
    """A step of a scale: its code, the last code that it covers (bands such as 2–3), its words, the first printed."""

    code: int
    last: int
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """The word that a reader sees."""
        return self.words[0]


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of answers from ``low`` to ``high``; ``neutral`` is the code of its middle, None if it has none.

    ``non_answers`` are the words that stand for no answer (``Vet ej``) with what they mean.
    """

    id: str
    name: str
    points: tuple[Point, ...]
    neutral: int | None
    non_answers: tuple[tuple[str, AnswerState], ...] = ()

    @property
    def low(self) -> int:
        """The lowest code."""
        return self.points[0].code

    @property
    def high(self) -> int:
        """The highest code."""
        return self.points[-1].last

    def point(self, code: float) -> Point | None:
        """Return the step that covers a code, None if there is none."""
        return next((point for point in self.points if point.code <= code <= point.last), None)


@dataclass(frozen=True, slots=True)
class Subscale:
    """Items that are scored together; ``confirmed`` says whether the division is.

    The answers to the items are drawn in reports where ``charted``; the workbooks hold them all.
    """

    id: str
    name: str
    confirmed: bool
    charted: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of a questionnaire by our own short label; ``direction`` is -1 if agreeing is unfavourable."""

    id: str
    nr: int
    label: str
    subscale: str
    scale: str
    direction: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Background:
    """A question about the respondent (``roll``); ``values`` are (code, accepted words), the first word is printed."""

    id: str
    label: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of an interview by its canonical name, with values from ``low`` to ``high``.

    Values are whole numbers; those of ``money`` are kronor and may have decimals. ``check`` is the number of the check
    that the limits belong to, 0 if they belong to none.
    """

    name: str
    label: str
    low: int
    high: int
    check: int = 0
    money: bool = False


@dataclass(frozen=True, slots=True)
class Rating:
    """A rated variable of one area (``alcohol_need``), its scale and the measure that its answers make."""

    variable: str
    area: str
    scale: str
    measure: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """What every instrument has: its measures, its policy and what to say while part of it is assumed.

    ``explanation`` says in one sentence what it is. ``proviso`` must stand beside every figure of the instrument while
    ``assumed`` is true.
    """

    id: str
    name: str
    explanation: str
    policy: str
    assumed: bool
    proviso: str
    scales: tuple[Scale, ...]
    measures: tuple[Measure, ...]

    def scale(self, scale_id: str) -> Scale:
        """Return a scale by its id."""
        return next(scale for scale in self.scales if scale.id == scale_id)


@dataclass(frozen=True, slots=True)
class Questionnaire(Instrument):
    """A survey of statements; a person's score needs at least ``least_answered`` (0–1) of a subscale's items."""

    subscales: tuple[Subscale, ...]
    items: tuple[Item, ...]
    backgrounds: tuple[Background, ...]
    least_answered: float

    def items_of(self, subscale: str) -> tuple[Item, ...]:
        """Return the items of a subscale in order."""
        return tuple(item for item in self.items if item.subscale == subscale)


@dataclass(frozen=True, slots=True)
class InterviewForm(Instrument):
    """An interview: areas as (id, name), what is asked in each (``variables``), ratings, and checks of what is told.

    ``usage`` are (heading, measure id) of the usage table; ``details`` are the variables beside those of the areas. An
    Uppföljning comes ``soonest`` to ``latest`` days after its Grund.
    """

    areas: tuple[tuple[str, str], ...]
    variables: tuple[Variable, ...]
    ratings: tuple[Rating, ...]
    usage: tuple[tuple[str, str], ...]
    details: tuple[Variable, ...]
    checks: tuple[Check, ...]
    soonest: int
    latest: int

    @property
    def all_variables(self) -> tuple[Variable, ...]:
        """Every variable that an export may hold."""
        return (*self.variables, *self.details)
