"""Bands: a figure so near an end of its scale that only the limit is told, not the figure itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from oj_analys.swedish import NBSP

_WHY = "nästan alla svarade lika, därför visas bara gränsen"


class Band(StrEnum):
    """On which side of the limit the figure lies, as a sentence says it; empty where the figure itself is told."""

    NONE = ""
    LEAST = "minst"
    MOST = "högst"

    @property
    def sign(self) -> str:
        """The band where room is short."""
        return {Band.NONE: "", Band.LEAST: "≥", Band.MOST: "≤"}[self]

    def said(self, value: str) -> str:
        """Say a printed limit: ``minst 90 procent``."""
        return f"{self} {value}".strip()

    def brief(self, value: str) -> str:
        """Write a printed limit where room is short: ``≥ 4,6``."""
        return f"{self.sign}{NBSP}{value}" if self else value


def band_of(value: float, low: float | None, high: float | None) -> Band:
    """Return the band of a figure of persons: the ends of a band, of which the value is one, stand in its row.

    >>> band_of(4.6, 4.6, 5.0), band_of(1.4, 1.0, 1.4), band_of(3.4, None, None)
    (<Band.LEAST: 'minst'>, <Band.MOST: 'högst'>, <Band.NONE: ''>)
    """
    if None in (low, high) or value not in (low, high):
        return Band.NONE
    return Band.LEAST if value == low else Band.MOST


def band_note(bands: Iterable[Band]) -> str:
    """Explain the words of some bands, empty where there is none.

    >>> band_note([Band.LEAST, Band.NONE])
    'minst: nästan alla svarade lika, därför visas bara gränsen'
    """
    return _note([str(band) for band in _used(bands)])


def sign_note(bands: Iterable[Band]) -> str:
    """Explain the signs of some bands, empty where there is none."""
    return _note([band.sign for band in _used(bands)])


def _used(bands: Iterable[Band]) -> list[Band]:
    found = set(bands)
    return [band for band in (Band.LEAST, Band.MOST) if band in found]


def _note(words: Sequence[str]) -> str:
    return f"{'/'.join(words)}: {_WHY}" if words else ""
