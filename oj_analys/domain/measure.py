"""What a measure is, and what the codes of an answer mean."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.domain.period import last_year
from oj_analys.domain.words import OPEN_POLICY, Direction, Statistic, ValueKind


@dataclass(frozen=True, slots=True)
class Area:
    """An area of Öppna jämförelser, in the order that every report uses.

    ``peers`` names the list of liknande kommuner that the area is compared with (``ifo``, ``aldreomsorg`` …).
    """

    id: str
    name: str
    order: int
    peers: str = ""


@dataclass(frozen=True, slots=True)
class Focus:
    """A named choice of measures, such as fall prevention; ``confirmed`` is False where the choice is our own."""

    id: str
    name: str
    text: str
    measures: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """How sentences speak of a measure, each empty where the general pattern must do.

    ``clause`` follows "I Bräcke" and holds ``{varde}``: "är {varde} nöjda med hemtjänsten". ``part`` begins a sentence
    on change: "Andelen nöjda". ``things`` are what there are more or fewer of: "biståndsmottagare".
    """

    clause: str = ""
    part: str = ""
    things: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """What the codes of an answer mean from ``first`` to ``last`` year (inclusive, None = open).

    ``labels`` are (code, label) from the best to the worst answer; ``yes`` is the code of the full yes.
    """

    first: int | None
    last: int | None
    labels: tuple[tuple[float, str], ...]
    yes: float

    def covers(self, year: int) -> bool:
        """Say whether the coding holds in a year."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def label(self, code: float) -> str | None:
        """Return the label of a code, None if the code is not allowed."""
        return next((text for value, text in self.labels if value == code), None)


@dataclass(frozen=True, slots=True)
class Measure:
    """One statistic of one thing, as the catalogue describes it.

    ``years`` is the number of calendar years that one value covers (3 for fall means); ``breaks`` are the first
    years of a new definition or scale. The number of answers stands in the measure ``n_from``, or in a column of the
    workbook of its own (``n_in_workbook``). What Kolada has not (``in_kolada``) stands in workbooks only.

    ``relevant`` is the smallest difference that matters, in the measure's unit; ``huvudman`` the measure that a kommun
    must answer with the full yes to be comparable.

    Figures of persons name the ``policy`` that guards them and their ``statistic``. Measures of one ``population`` are
    about the same persons and are guarded together. ``part_of`` is the count that this count is a part of;
    ``derived_from`` are (numerator, denominator) of a share that is computed from two counts.
    """

    id: str
    title: str
    area: str
    kind: ValueKind
    unit: str
    decimals: int
    direction: Direction
    direction_reason: str
    producer: str
    by_sex: bool = False
    codings: tuple[Coding, ...] = ()
    breaks: tuple[int, ...] = ()
    years: int = 1
    n_from: str | None = None
    n_in_workbook: bool = False
    retired: int | None = None
    in_kolada: bool = True
    verified: bool = False
    relevant: float | None = None
    huvudman: str | None = None
    phrases: Phrases = Phrases()
    statistic: Statistic | None = None
    policy: str = OPEN_POLICY
    population: str = ""
    part_of: str = ""
    derived_from: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The part of the id before the first full stop: ``oj``, ``ebp``, ``asi``, ``egna``."""
        return self.id.split(".", 1)[0]

    @property
    def source_id(self) -> str:
        """The id without its family: ``U21468`` for ``oj.U21468``."""
        return self.id.split(".", 1)[1]

    def coding(self, period: str) -> Coding | None:
        """Return the coding that holds in a period, None if the catalogue has none."""
        year = last_year(period)
        return next((coding for coding in self.codings if coding.covers(year)), None)
