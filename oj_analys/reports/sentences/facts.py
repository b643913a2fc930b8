"""What sentences are made from: plain facts, with the names of places in the forms that Swedish needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oj_analys import swedish
from oj_analys.domain import Change, Coding, Direction, Grupp, Measure, Position, Reason, Tendency


@dataclass(frozen=True, slots=True)
class Place:
    """A kommun, a group or the country, as ``Bräcke``, ``i Bräcke``, ``Bräckes``."""

    name: str
    in_text: str
    genitive: str


RIKET = Place("riket", "i riket", "rikets")
LANET = Place("länet", "i länet", "länets")
KOMMUNGRUPPEN = Place("kommungruppen", "i kommungruppen", "kommungruppens")
LIKNANDE = Place("liknande kommuner", "i liknande kommuner", "liknande kommuners")


def kommun_place(name: str) -> Place:
    """Return the forms of a kommun's name.

    >>> kommun_place("Borås")
    Place(name='Borås', in_text='i Borås', genitive='Borås')
    """
    return Place(name, f"i {name}", swedish.genitive(name))


def group_place(grupp: Grupp) -> Place:
    """Return the forms of a group's own name: ``länet`` or ``Skaraborg``, never one for the other."""
    return Place(grupp.in_text.removeprefix("i "), grupp.in_text, grupp.genitive)


class End(StrEnum):
    """The ends of a row of values, as a sentence says them."""

    HIGHEST = "högst"
    LOWEST = "lägst"


class Basis(StrEnum):
    """What a reference is a value of: riket as published, everyone counted together, or a mean of kommuner."""

    PUBLISHED = "published"
    EVERYONE = "everyone"
    KOMMUNER = "kommuner"


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that a kommun is set beside, and what it is a value of."""

    place: Place
    value: float
    basis: Basis = Basis.PUBLISHED

    @property
    def name(self) -> str:
        """What is said after than: ``riket``, ``kommunerna i länet``."""
        own_name = self.place in (KOMMUNGRUPPEN, LIKNANDE)
        return f"kommunerna {self.place.in_text}" if self.basis is Basis.KOMMUNER and not own_name else self.place.name


def reference(kind: str, grupp: Grupp, value: float) -> Reference:
    """Return the reference of a kind that ``compare`` knows, for the kommuner of a group.

    ``lan`` is each kommun's own län: it bears the group's name only where the group is that län.

    >>> from oj_analys import catalog
    >>> skaraborg = catalog.grupp("Skaraborg")
    >>> reference("skaraborg", skaraborg, 80).name, reference("lan", skaraborg, 80).name
    ('kommunerna i Skaraborg', 'länet')
    """
    lan = LANET if grupp.unit == grupp.id else group_place(grupp)
    places = {
        "riket": (RIKET, Basis.PUBLISHED),
        "lan": (lan, Basis.EVERYONE),
        "lan_kommuner": (lan, Basis.KOMMUNER),
        "kommungrupp": (KOMMUNGRUPPEN, Basis.KOMMUNER),
        "liknande": (LIKNANDE, Basis.KOMMUNER),
        grupp.id: (group_place(grupp), Basis.KOMMUNER),
    }
    place, basis = places[kind]
    return Reference(place, value, basis)


@dataclass(frozen=True, slots=True)
class Fact:
    """A place's value of a measure; for a question ``value`` is the code of the answer, ``n`` None where unknown."""

    measure: Measure
    place: Place
    period: str
    value: float
    n: int | None = None


def coding_of(measure: Measure, period: str) -> Coding:
    """Return what the answers to a question mean in a period.

    Raises:
        ValueError: If the measure is no question.
    """
    coding = measure.coding(period)
    if coding is None:
        raise ValueError(f"{measure.id} has no answers in words in {period}")
    return coding


def answer_words(measure: Measure, period: str, value: float) -> str:
    """Return the words of an answer.

    Raises:
        ValueError: If the measure is no question, or has no such answer in the period.
    """
    words = coding_of(measure, period).label(value)
    if words is None:
        raise ValueError(f"{measure.id} has no answer of that code in {period}")
    return words


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found of a fact against a reference; ``reason`` says why a position is no finding."""

    reference: Reference | None
    position: Position
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value before a fact's own, and what was found of the change between them."""

    period: str
    value: float
    change: Change
    n: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Where the figures of some measurements are going; ``missing`` are the years between them without a value."""

    measure: Measure
    first_period: str
    period: str
    points: int
    tendency: Tendency
    reason: Reason | None = None
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupChange:
    """How much a group's value has changed over the same time, in the measure's unit.

    ``low`` and ``high`` are the interval of the kommun's change minus that of the group's others, None where unknown.
    """

    place: Place
    difference: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class OutOf:
    """How many kommuner of some: 6 of 8."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class SexGap:
    """Women and men of a place beside each other, and what was found of the gap.

    ``pooled`` is the number of kommuner that are counted together, 0 where the source has the place's own value.
    """

    measure: Measure
    place: Place
    period: str
    women: float
    men: float
    position: Position
    women_n: int | None = None
    men_n: int | None = None
    pooled: int = 0


_JUDGING = (Position.BATTRE, Position.SAMRE)


def check_figure(measure: Measure) -> None:
    """Stop a question from being spoken of as a figure.

    Raises:
        ValueError: If the measure is a question.
    """
    if measure.kind.is_answer:
        raise ValueError(f"{measure.id} is answered in words and has no figure")


def check_position(measure: Measure, position: Position) -> None:
    """Stop a judging word where no direction is good.

    Raises:
        ValueError: If the measure has no direction and the position judges.
    """
    if position in _JUDGING and measure.direction in (Direction.NONE, Direction.CONTEXT):
        raise ValueError(f"{measure.id} has no direction, so nothing in it is better or worse")
