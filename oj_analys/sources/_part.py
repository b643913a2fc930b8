"""What every reader hands over, and what it is told about where its data come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from oj_analys.domain import SYNTHETIC_PREFIX, Notice


class NoticeKind(StrEnum):
    """Why a reader must know something beside the figures."""

    LASES_INTE = "läses_inte"
    SATT_AT_SIDAN = "satt_åt_sidan"
    ANTAL_STAMMER_INTE = "antal_stämmer_inte"
    DUBBLETT = "dubblett"
    RAD_SAKNAS = "rad_saknas"
    LASTA_RADER = "lästa_rader"
    KOLUMN_LASES_INTE = "kolumn_läses_inte"
    AVVISADE = "avvisade_värden"
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
class Receipt:
    """What a file that is not open figures gave beside its rows: notices, files and its SOURCES row."""

    notices: tuple[Notice, ...]
    inputs: tuple[Input, ...]
    source: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """What one source gave: MEASURES rows, the place of each row in the source, notices, files and its SOURCES row."""

    measures: pd.DataFrame = field(repr=False)
    places: tuple[str, ...] = field(repr=False)
    notices: tuple[Notice, ...]
    inputs: tuple[Input, ...]
    source: Mapping[str, str]
