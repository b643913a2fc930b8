"""Where one kommun stands: its newest value of every measure beside its references and beside the value before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from oj_analys import catalog
from oj_analys.domain import Change, Measure, Position, Status, Tendency, first_year, last_year
from oj_analys.reports.sentences.facts import OutOf


@dataclass(frozen=True, slots=True)
class Against:
    """A reference and what is said of the kommun against it; ``value`` is None where there is no reference.

    ``difference`` with its limits is in the measure's unit, ``chance`` the attained level of the test behind ``p``.
    """

    value: float | None
    position: Position
    reason: str = ""
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    chance: float | None = None


NOWHERE = Against(None, Position.EJ_JAMFORBAR)


@dataclass(frozen=True, slots=True)
class Ranks:
    """Between which places the value may lie among all kommuner with one; 1 is the largest value."""

    low: int
    high: int
    of: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value before the newest one, and how the newest stands against it; ``label`` is the answer in words.

    ``lan_difference`` is how much the kommun's län has changed over the same time, ``low`` and ``high`` the interval of
    the kommun's change minus that of the others there, all in the measure's unit.
    """

    period: str
    value: float | None
    label: str
    change: Change
    n: int | None = None
    reason: str = ""
    lan_difference: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Where a series of ``points`` values is going; ``reason`` says why that cannot be judged.

    ``missing`` are the years in it without a value.
    """

    points: int
    tendency: Tendency
    reason: str
    first_period: str = ""
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest value of one measure for one kommun; ``label`` is the answer in words where it is a question.

    ``yes`` tells by unit how many kommuner answer the full yes to it.
    ``answers`` are (period, answer in words) of a question, oldest first; an answer that is not there is empty.
    """

    measure: Measure
    period: str
    status: Status
    value: float | None
    n: int | None
    label: str
    colour_rank: float | None
    against: Mapping[str, Against]
    yes: Mapping[str, OutOf]
    earlier: Earlier | None
    course: Course | None = None
    ranks: Ranks | None = None
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def riket(self) -> Against:
        """The kommun against riket."""
        return self.against["riket"]

    @property
    def shown(self) -> bool:
        """Whether there is a value to show."""
        return self.status is Status.OK

    def is_current(self, year: int) -> bool:
        """Say whether the measure is still followed and measured lately, seen from a year."""
        return self.measure.retired is None and year - last_year(self.period) <= catalog.rules().current_years


CHANGED = (Change.BATTRE, Change.SAMRE, Change.ANDRAT)


def figures_in(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the measures that are numbers."""
    return tuple(standing for standing in found if not standing.measure.kind.is_answer)


def questions_in(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the questions that are answered in words."""
    return tuple(standing for standing in found if standing.measure.kind.is_answer)


def strongest(found: Iterable[Standing], *positions: Position) -> list[Standing]:
    """Return the measures with one of some positions against riket, the strongest evidence first."""
    chosen = [standing for standing in found if standing.riket.position in positions]
    return sorted(chosen, key=lambda standing: (standing.riket.p, standing.measure.id))


def changed(found: Iterable[Standing], *changes: Change) -> list[Standing]:
    """Return what stands in one of some ways against the value or answer before it."""
    return [standing for standing in found if standing.earlier and standing.earlier.change in changes]


def year_span(found: Iterable[Standing]) -> str:
    """Return the years that some standings come from, as ``2023`` or ``2022–2024``."""
    years = [year for standing in found for year in (first_year(standing.period), last_year(standing.period))]
    return str(years[0]) if min(years) == max(years) else f"{min(years)}–{max(years)}"


def answer_label(measure: Measure, period: str, value: float | None) -> str:
    """Return an answer in words, empty where there is none or the measure is no question."""
    coding = measure.coding(period)
    return "" if coding is None or value is None else coding.label(value) or ""
