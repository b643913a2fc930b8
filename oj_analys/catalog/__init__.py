"""The catalogue: what codes, measures, marks and words mean, read from the data files of meaning.

The bundled catalogue is read and checked on first use; :func:`read_catalog` does the same for any folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from oj_analys.catalog import lookup
from oj_analys.catalog.contents import Catalog, bundled, read_catalog
from oj_analys.catalog.label import Label, Labels
from oj_analys.catalog.marker import Markers
from oj_analys.catalog.rule import Rules
from oj_analys.catalog.theme import Theme, theme
from oj_analys.domain import Area, Grupp, Kommun, Lan, Measure

__all__ = [
    "Catalog",
    "Label",
    "Labels",
    "Markers",
    "Rules",
    "Theme",
    "areas",
    "grupp",
    "grupper",
    "kommun",
    "kommun_by_code",
    "kommuner",
    "kommungrupper",
    "labels",
    "lan",
    "markers",
    "measure",
    "measures",
    "read_catalog",
    "rules",
    "theme",
]


def kommuner() -> tuple[Kommun, ...]:
    """Return the 290 kommuner by code."""
    return bundled().kommuner


@cache
def kommun_by_code() -> Mapping[str, Kommun]:
    """Return the 290 kommuner by code, in that order."""
    return MappingProxyType({one.code: one for one in kommuner()})


def kommun(text: str | int) -> Kommun:
    """Return a kommun by its code or its name in any spelling.

    Raises:
        DataError: there is no such kommun; the message names the nearest ones.

    Example:
        >>> kommun("bergs kommun").code, kommun("2321").name
        ('2326', 'Åre')
    """
    return _kommun_names().find(str(text))


def lan() -> tuple[Lan, ...]:
    """Return the 21 län by code."""
    return bundled().lan


def grupper() -> tuple[Grupp, ...]:
    """Return every län and named group in alphabetical order."""
    return bundled().grupper


def grupp(text: str) -> Grupp:
    """Return a group by its id, name or unit; a län also by its code.

    Raises:
        DataError: there is no such group; the message names the nearest ones.

    Example:
        >>> grupp("Jämtland").unit, grupp("23").name, len(grupp("Skaraborg").members)
        ('0023', 'Jämtlands län', 15)
    """
    return _grupp_names().find(text)


def kommungrupper() -> Mapping[str, str]:
    """Return the names of SKR:s kommungrupper 2023 by code (``B5``)."""
    return bundled().kommungrupper


def areas() -> tuple[Area, ...]:
    """Return the areas of Öppna jämförelser in the order of the reports."""
    return bundled().areas


def measures() -> Mapping[str, Measure]:
    """Return every measure by id (``oj.U21468``), area by area."""
    return bundled().measures


def measure(text: str) -> Measure:
    """Return a measure by its id, with or without its family.

    Raises:
        DataError: there is no such measure; the message names the nearest ids.

    Example:
        >>> measure("U21468").title
        'Hemtjänst, nöjda totalt'
    """
    return _measure_names().find(text)


def markers(table: str) -> Markers:
    """Return what the texts of one source's empty cells mean; a text that is not there is unknown.

    Raises:
        DataError: there is no such table.

    Example:
        >>> str(markers("oj_arbetsbok")["X"])
        'sekretess'
    """
    return _marker_names().find(table)


def labels() -> Labels:
    """Return the words that a reader sees for statuses, positions, reasons and references."""
    return bundled().labels


def rules() -> Rules:
    """Return the limits that decide when a difference is called clear."""
    return bundled().rules


@cache
def _kommun_names() -> lookup.Names[Kommun]:
    return lookup.kommun_names(bundled())


@cache
def _grupp_names() -> lookup.Names[Grupp]:
    return lookup.grupp_names(bundled())


@cache
def _measure_names() -> lookup.Names[Measure]:
    return lookup.measure_names(bundled())


@cache
def _marker_names() -> lookup.Names[Markers]:
    return lookup.marker_names(bundled())
