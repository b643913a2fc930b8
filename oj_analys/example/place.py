"""Where the figures belong: the kommuner in one fixed order, and how many live there."""

from __future__ import annotations

from functools import cache

import numpy as np

from oj_analys import catalog
from oj_analys.example.seeds import Floats, normals

_COUNTY = {
    "2303": 5_100,
    "2305": 6_000,
    "2309": 15_700,
    "2313": 11_000,
    "2321": 12_700,
    "2326": 7_100,
    "2361": 10_200,
    "2380": 65_000,
}
_CITIES = {"0180": 980_000, "1280": 360_000, "1480": 600_000}
_TYPICAL = {
    "A2": 45_000,
    "B3": 95_000,
    "B4": 22_000,
    "B5": 9_000,
    "C6": 42_000,
    "C7": 14_000,
    "C8": 8_000,
    "C9": 12_000,
}
_BASE_YEAR = 2024
_GROWTH = 0.003


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all kommuner; every array of the example follows this order."""
    return tuple(kommun.code for kommun in catalog.kommuner())


@cache
def index() -> dict[str, int]:
    """Return the place of each kommun in the arrays."""
    return {code: place for place, code in enumerate(codes())}


@cache
def county() -> tuple[str, ...]:
    """Return the codes of the eight kommuner that the example is about."""
    return catalog.grupp("jamtland").members


def inhabitants(year: int = _BASE_YEAR) -> Floats:
    """Return made-up numbers of inhabitants; the eight have about their real size, so that n has too."""
    return np.rint(_sizes() * (1 + _GROWTH) ** (year - _BASE_YEAR))


@cache
def _sizes() -> Floats:
    spread = np.exp(0.45 * normals(len(codes()), "inhabitants"))
    known = _COUNTY | _CITIES
    sizes = [
        known.get(kommun.code) or _TYPICAL[kommun.kommungrupp] * factor
        for kommun, factor in zip(catalog.kommuner(), spread, strict=True)
    ]
    return np.array(sizes, dtype=np.float64)
