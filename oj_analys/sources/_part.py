"""What every reader hands over, and what it is told about where its data come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from oj_analys.domain import SYNTHETIC_PREFIX, Notice
from oj_analys.swedish import counted, join, number


class NoticeKind(StrEnum):
    """Why a reader must know something beside the figures."""

    LASES_INTE = "läses_inte"
    BLAD_LASES_INTE = "blad_läses_inte"
    SATT_AT_SIDAN = "satt_åt_sidan"
    ANTAL_STAMMER_INTE = "antal_stämmer_inte"
    DUBBLETT = "dubblett"
    RAD_SAKNAS = "rad_saknas"
    LASTA_RADER = "lästa_rader"
    KOLUMN_LASES_INTE = "kolumn_läses_inte"
    AVVISADE = "avvisade_värden"
    GRANSKA = "bör_granskas"
    OLIKA = "olika_uppgifter"


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read: its path within the folder (with ``/``) and its SHA-256, empty for a file of persons."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where data come from: the name within the folder, who made them, dates as ``2025-06-17``, the licence line."""

    name: str
    producer: str = ""
    published: str = ""
    retrieved: str = ""
    licence: str = ""
    synthetic: bool = False

    def plain_source(self) -> Mapping[str, str]:
        """Return the row of SOURCES without fingerprint, for files of persons: small counts could be tried on it."""
        return self._row(self.name, "")

    def source(self, label: str, sha256: str) -> Mapping[str, str]:
        """Return the row of SOURCES; its key is the label and the first eight characters of the fingerprint."""
        return self._row(f"{label}#{sha256[:8]}", sha256)

    def _row(self, key: str, sha256: str) -> Mapping[str, str]:
        prefix = SYNTHETIC_PREFIX if self.synthetic else ""
        return {
            "source": f"{prefix}{key}",
            "file": self.name,
            "sha256": sha256,
            "producer": self.producer,
            "published": self.published,
            "retrieved": self.retrieved,
            "licence": self.licence,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a table were read and used, and why each of the others was not: the counts add up.

    ``place`` is the file, and the sheet if it has several. The reasons follow a count: ``12 från kommuner utanför
    gruppen``. A reason that no row had is left out.
    """

    place: str
    read: int
    used: int
    unused: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse counts that do not add up: a reader that loses a row is wrong, whatever the file holds."""
        object.__setattr__(self, "unused", {reason: count for reason, count in self.unused.items() if count})
        if self.read != self.used + sum(self.unused.values()):
            raise ValueError(f"{self.read} rader lästa, men {self.used} används och {dict(self.unused)} inte")

    @property
    def text(self) -> str:
        """The counts as one line for the analyst."""
        left_out = [f"{number(count)} {reason}" for reason, count in self.unused.items()]
        rest = f", resten inte: {join(left_out)}" if left_out else ""
        return f"{self.place}: {counted(self.read, 'rad läst', 'rader lästa')}, {number(self.used)} används{rest}."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a file that is not open figures gave beside its rows: notices, files, its SOURCES row and its counts."""

    notices: tuple[Notice, ...]
    inputs: tuple[Input, ...]
    source: Mapping[str, str]
    tallies: tuple[Tally, ...] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Part:
    """What one source gave: MEASURES rows and the place of each in the source, and what a receipt holds."""

    measures: pd.DataFrame = field(repr=False)
    places: Sequence[str] = field(repr=False)
    notices: tuple[Notice, ...]
    inputs: tuple[Input, ...]
    source: Mapping[str, str]
    tallies: tuple[Tally, ...] = field(kw_only=True)
