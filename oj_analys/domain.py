"""The frozen words of the house: what a kommun, a measure, a status and a notice are.

Nothing here reads a file, computes a statistic or formats a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Why a value is there, or why it is not; a value is empty exactly when this is not ``ok``."""

    OK = "ok"
    BORTFALL = "bortfall"
    SAKNAS = "saknas"
    SEKRETESS = "sekretess"
    EJ_TILLAMPLIG = "ej_tillämplig"
    EJ_BERAKNAD = "ej_beräknad"
    OKAND = "okänd"


class ValueKind(StrEnum):
    """What kind of number a measure is; decides which comparisons make sense."""

    ANDEL = "andel"
    KVOT = "kvot"
    MEDELVARDE = "medelvärde"
    MEDIAN = "median"
    ANTAL = "antal"
    KRONOR = "kronor"
    INDEX = "index"
    JA_NEJ = "ja_nej"
    ORDINAL = "ordinal"

    @property
    def is_answer(self) -> bool:
        """True for questions that a kommun answers in words: no mean, no interval, no trend test."""
        return self in (ValueKind.JA_NEJ, ValueKind.ORDINAL)


class Direction(StrEnum):
    """Which way is good; ``none`` is a need or a volume, ``context`` only helps to read the rest."""

    UP = "up"
    DOWN = "down"
    NONE = "none"
    CONTEXT = "context"


class Position(StrEnum):
    """Where a value stands against a reference."""

    BATTRE = "bättre"
    SAMRE = "sämre"
    HOGRE = "högre"
    LAGRE = "lägre"
    INGEN = "ingen tydlig skillnad"
    OSAKERT = "osäkert"
    EJ_JAMFORBAR = "ej jämförbar"


class Change(StrEnum):
    """How the newest answer stands against the one before it."""

    BATTRE = "bättre"
    SAMRE = "sämre"
    ANDRAT = "ändrat"
    OFORANDRAT = "oförändrat"
    KAN_INTE_BEDOMAS = "kan inte bedömas"


class Reason(StrEnum):
    """Why a position is ``osäkert`` or ``ej jämförbar``."""

    FA_SVAR = "få_svar"
    N_SAKNAS = "n_saknas"
    N_STAMMER_INTE = "n_stämmer_inte"
    SVARSFRAGA = "svarsfråga"
    VARDE_SAKNAS = "värde_saknas"
    REFERENS_SAKNAS = "referens_saknas"
    EJ_PROVBAR = "ej_prövbar"
    INTE_ANDEL = "inte_andel"


class RowType(StrEnum):
    """The kinds of row that a results workbook mixes in one sheet."""

    RIKE = "rike"
    LAN = "län"
    KOMMUN = "kommun"
    STADSDEL = "stadsdel"
    OFFENTLIG = "Offentlig"
    ENSKILD = "Enskild"


RIKET = "0000"
OPEN_POLICY = "öppen"
EVERYONE = "alla"
YES_SHARE = "svar=ja"
SYNTHETIC_PREFIX = "exempel:"
SYNTHETIC_MARK = "EXEMPELDATA – påhittade siffror"
DRAFT_MARK = "UTKAST"


@dataclass(frozen=True, slots=True)
class Kommun:
    """A kommun: four-digit code, name, the code of its län (``23``) and its SKR kommungrupp 2023 (``B5``)."""

    code: str
    name: str
    lan: str
    kommungrupp: str


@dataclass(frozen=True, slots=True)
class Lan:
    """A län: official code (``23``), the code of its unit in a frame (``0023``) and its name."""

    code: str
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Grupp:
    """Kommuner that are compared together.

    ``unit`` is the code of the group's own row in a frame: the län's unit when the group is a whole
    län, else the group's id. The name comes in three forms, for example ``Jämtlands län``,
    ``i länet``, ``länets``.
    """

    id: str
    unit: str
    name: str
    in_text: str
    genitive: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area of Öppna jämförelser, in the order that every report uses."""

    id: str
    name: str
    order: int


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
    workbook of its own (``n_in_workbook``).
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
    verified: bool = False

    @property
    def source_id(self) -> str:
        """The id without its family: ``U21468`` for ``oj.U21468``."""
        return self.id.split(".", 1)[1]

    def coding(self, period: str) -> Coding | None:
        """Return the coding that holds in a period, None if the catalogue has none."""
        year = last_year(period)
        return next((coding for coding in self.codings if coding.covers(year)), None)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader must know beside the figures.

    ``place`` is where it arose (a file, a measure, a step), ``count`` how many rows it concerns.
    """

    place: str
    kind: str
    measure: str
    unit: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What belongs to the county and the release, from its ``underlag.toml``.

    ``namnder`` are (kommun code, name of the nämnd); ``taken`` is the date when the data were fetched.
    """

    utgava: str
    taken: date
    grupp: Grupp
    sender: str
    contact: str
    meeting: str
    syntetisk: bool
    draft: bool = True
    partial: bool = False
    namnder: tuple[tuple[str, str], ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """The words that every page, sheet and figure must carry."""
        return ((SYNTHETIC_MARK,) if self.syntetisk else ()) + ((DRAFT_MARK,) if self.draft else ())

    def namnd(self, kommun: str) -> str:
        """Return the nämnd of a kommun, or an empty text."""
        return dict(self.namnder).get(kommun, "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in something that was read: where, what was found, what is allowed, what to do (in Swedish)."""

    where: str
    found: str
    allowed: str = ""
    action: str = ""

    def __str__(self) -> str:
        """Join the parts to one line, for example ``a.xlsx, rad 4: okänt värde; tillåtet: Ja, Nej. Rätta.``."""
        allowed = f"; tillåtet: {self.allowed}" if self.allowed else ""
        action = f". {self.action}" if self.action else ""
        return f"{self.where}: {self.found}{allowed}{action}"


class DataError(Exception):
    """Faults in what was read, all of them at once, in Swedish and without any value of a person."""

    def __init__(self, problems: Problem | tuple[Problem, ...] | list[Problem]) -> None:
        """Keep the problems in the order they were found."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        """Survive the way from a worker process."""
        return type(self), (self.problems,)


def last_year(period: str) -> int:
    """Return the last year that a period covers.

    >>> last_year("2024"), last_year("2024-2"), last_year("2022/2024")
    (2024, 2024, 2024)
    """
    return int(period.rsplit("/", 1)[-1][:4])


def period_order(period: str) -> tuple[int, str]:
    """Return a key that sorts periods by time; a later round of a year comes after the year's first.

    >>> sorted(["2024-2", "2022/2024", "2023", "2024"], key=period_order)
    ['2023', '2022/2024', '2024', '2024-2']
    """
    return last_year(period), period


def first_year(period: str) -> int:
    """Return the first year that a period covers.

    >>> first_year("2024"), first_year("2022/2024")
    (2024, 2022)
    """
    return int(period[:4])
