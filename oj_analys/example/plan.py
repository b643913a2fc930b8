"""What the example holds: which source carries which measure, and about how large its figures are.

Titles, kinds, codings and areas come from the catalogue; only what no catalogue knows stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oj_analys import catalog
from oj_analys.domain import Measure
from oj_analys.example.truths import ARE, BERG, BRACKE, HARJEDALEN, KROKOM, RAGUNDA


class Round(StrEnum):
    """When a source gets its new year: in spring, in autumn, or with the survey of the elderly."""

    SPRING = "spring"
    AUTUMN = "autumn"
    ELDER = "elder"


@dataclass(frozen=True, slots=True)
class Level:
    """How large a measure is in riket and how much the kommuner differ.

    ``riket`` is percent, the share of full yes, or the measure's own unit; ``spread`` is the standard deviation between
    kommuner on the logit or log scale; ``change`` is added each year after 2025 (before it, drawn off);
    ``gap`` is how much kvinnor lie above män, in the same unit.
    """

    riket: float
    spread: float = 0.4
    change: float = 0.0
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of persons: how many of 1 000 inhabitants answer, and how many of them are women.

    ``joined`` is the share of all kommuner that take part; of the eight, ``without`` do not.
    """

    measures: tuple[str, ...]
    per_1000: float
    women: float
    joined: float = 1.0
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """An area of Socialstyrelsens that fills two workbooks: the latest round, and the comparable rounds.

    ``text_numbers`` stores figures as Swedish text (``12,5``), ``number_codes`` stores codes as numbers (114 for 0114).
    """

    area: str
    name: str
    number: int
    measures: tuple[str, ...]
    text_numbers: bool = False
    number_codes: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A measure of the Kolada snapshot: ``everywhere`` gives all kommuner for the latest year, else the eight alone.

    ``history`` is the number of earlier years for the eight and riket; ``regions`` adds the regions' own figures.
    """

    measure: str
    everywhere: bool = True
    history: int = 3
    round: Round = Round.SPRING
    regions: bool = False


SURVEYS = (
    Survey(("U21468", "U21449", "U01421"), per_1000=8.0, women=0.62),
    Survey(("U23471",), per_1000=4.5, women=0.66),
    Survey(("U31505",), per_1000=2.6, women=0.5, joined=0.25, without=(RAGUNDA, BERG, HARJEDALEN)),
    Survey(("U33580",), per_1000=1.2, women=0.55, joined=0.25, without=(RAGUNDA, BERG, ARE)),
    Survey(("U35543",), per_1000=0.9, women=0.35, joined=0.25, without=(RAGUNDA, BRACKE, BERG, HARJEDALEN)),
    Survey(("U28532",), per_1000=2.2, women=0.45, joined=0.25, without=(RAGUNDA, KROKOM)),
)

VIOLENCE_BOOK = Book("vald", "vald", 9607, ("U28125", "U37488", "U37490"))
BOOKS = (
    Book(
        "ekonomiskt_bistand",
        "ekonomiskt-bistand",
        9601,
        ("U31403", "U31404", "U31804", "U31809", "U31900", "U31467", "U31490", "U31491"),
        text_numbers=True,
    ),
    Book("barn_unga", "barn-unga", 9603, ("U33816", "U33546")),
    Book("missbruk", "missbruk", 9605, ("U35537", "U35548", "U35513")),
    VIOLENCE_BOOK,
    Book("lss", "lss", 9609, ("N28140", "N28143", "U28129", "U33620", "U28462", "U28660")),
    Book("socialpsykiatri", "socialpsykiatri", 9611, ("U28475", "U28490", "U28500", "U28553")),
    Book("aldreomsorg", "aldreomsorg", 9613, ("U20443", "U23495", "U21548", "U21553"), number_codes=True),
    Book("hemloshet", "hemloshet", 9615, ("U30426", "U30427", "N30466", "U30428", "U30437")),
    Book("hsl", "hsl", 9617, ("U74457", "U74447", "U74460")),
    Book("ovrigt", "ovrigt", 9619, ("U30446", "U26405")),
)
ELDER_BOOK = Book("aldreomsorg", "aldre-brukare", 9833, ("U21468", "U23471", "U21449", "U01421"))

KOLADA = (
    Fetched("N31807"),
    Fetched("N31814", everywhere=False),
    Fetched("U31402"),
    Fetched("U31505", history=2),
    Fetched("U31903", history=2),
    Fetched("N33816", round=Round.AUTUMN, regions=True),
    Fetched("U33401", everywhere=False),
    Fetched("U33580", history=2),
    Fetched("U33904", history=2),
    Fetched("N35805", everywhere=False),
    Fetched("U35543", history=2),
    Fetched("U35901", history=2),
    Fetched("U30750", everywhere=False),
    Fetched("U30752", everywhere=False),
    Fetched("U28532", history=2),
    Fetched("U33960", history=2),
    Fetched("N23590", everywhere=False, history=1, round=Round.ELDER),
    Fetched("N20580", everywhere=False),
    Fetched("U23418", everywhere=False),
    Fetched("N21900", everywhere=False, history=0),
    Fetched("N20402", history=4, round=Round.AUTUMN, regions=True),
    Fetched("N01951", everywhere=False),
)

LEVELS = {
    # Ekonomiskt bistånd
    "N31807": Level(3.9, 0.35, -0.1),
    "N31814": Level(36, 0.3, 0.3, gap=2),
    "U31402": Level(14, 0.3, -0.2, gap=0.4),
    "U31403": Level(11, 0.35, -0.1),
    "U31404": Level(81, 0.8, 0.5),
    "U31505": Level(77, 0.2, 0.5, gap=2),
    "U31804": Level(4.6, 0.35, -0.1, gap=0.2),
    "U31809": Level(2.4, 0.4),
    "U31900": Level(14),
    "U31467": Level(74, change=1),
    "U31490": Level(41),
    "U31491": Level(83, change=1),
    # Barn och unga
    "N33816": Level(3.2, 0.4, gap=-0.6),
    "U33401": Level(103, 0.2, gap=2),
    "U33580": Level(74, 0.2, gap=2),
    "U33816": Level(69, 0.8),
    "U33546": Level(66),
    # Skadligt bruk och beroende
    "N35805": Level(0.4, 0.4),
    "U35537": Level(38),
    "U35543": Level(82, 0.2, gap=-1),
    "U35548": Level(76, 0.8),
    "U35513": Level(88),
    # Våld i nära relationer
    "U30750": Level(42, 0.4, 1),
    "U30752": Level(9, 0.5, 0.3),
    "U28125": Level(78, 0.9, 1),
    "U37488": Level(68, change=2),
    "U37490": Level(57, change=1),
    # Stöd enligt LSS
    "N28140": Level(72, 0.5, 0.3),
    "N28143": Level(13, 0.5, -0.2),
    "U28129": Level(84, 0.7, 0.5),
    "U28532": Level(80, 0.2, gap=1),
    "U33620": Level(46, change=1),
    "U28462": Level(48),
    "U28660": Level(35),
    # Socialpsykiatri
    "U28475": Level(76, change=1),
    "U28490": Level(54, change=2),
    "U28500": Level(71),
    "U28553": Level(39, change=2),
    # Äldreomsorg
    "U21468": Level(86, 0.15, -0.2, gap=-1),
    "U23471": Level(77.4, 0.2, -0.2, gap=1),
    "U21449": Level(9.3, 0.1, gap=2),
    "U01421": Level(54, 0.12, gap=3),
    "U20443": Level(80, 0.8, 0.5),
    "U23495": Level(82, 0.6),
    "U21548": Level(63, change=1),
    "U21553": Level(22),
    # Hemlöshet
    "U30426": Level(58),
    "U30427": Level(71),
    "N30466": Level(37, change=2),
    "U30428": Level(49),
    "U30437": Level(31),
    # Kommunal hälso- och sjukvård
    "N20580": Level(11, 0.3),
    "U23418": Level(63, 0.5, gap=2),
    "U74457": Level(77),
    "U74447": Level(61),
    "U74460": Level(85),
    # Övrigt
    "N20402": Level(2900, 0.12, -25, gap=350),
    "U30446": Level(45),
    "U26405": Level(52),
}


def measure(source_id: str) -> Measure:
    """Return what the catalogue says about a measure."""
    return catalog.measure(source_id)


def survey(source_id: str) -> Survey | None:
    """Return the survey of persons that a measure comes from, None for all other measures."""
    return next((one for one in SURVEYS if source_id in one.measures), None)
