"""The catalogue: what codes, measures, marks and words mean, read from the data files of meaning.

The bundled catalogue is read and checked on first use; :func:`read_catalog` does the same for any folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from oj_analys.catalog import lookup
from oj_analys.catalog.contents import Catalog, bundled, read_catalog
from oj_analys.catalog.instrument.scale import answer_spelling
from oj_analys.catalog.label import Label, Labels
from oj_analys.catalog.marker import Markers
from oj_analys.catalog.peers import peers_in
from oj_analys.catalog.rule import Rules, SignalRules
from oj_analys.catalog.theme import Theme, theme
from oj_analys.domain import (
    Area,
    Focus,
    Grupp,
    Instrument,
    InterviewForm,
    Kommun,
    Lan,
    Measure,
    Peers,
    Policy,
    Questionnaire,
)

__all__ = [
    "Catalog",
    "Label",
    "Labels",
    "Markers",
    "Rules",
    "SignalRules",
    "Theme",
    "answer_spelling",
    "areas",
    "focuses",
    "fokus",
    "grupp",
    "grupper",
    "instruments",
    "interview_form",
    "kommun",
    "kommun_by_code",
    "kommuner",
    "kommungrupper",
    "labels",
    "lan",
    "markers",
    "measure",
    "measures",
    "peers",
    "policies",
    "policy",
    "questionnaire",
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
    """Return every län and named group in alphabetical order; the whole country is none of them."""
    return bundled().grupper


def grupp(text: str) -> Grupp:
    """Return a group by its id, name or unit; a län also by its code. ``Sverige`` is every kommun of the country.

    Raises:
        DataError: there is no such group; the message names the nearest ones.

    Example:
        >>> grupp("Jämtland").unit, grupp("23").name, len(grupp("Skaraborg").members)
        ('0023', 'Jämtlands län', 15)
        >>> len(grupp("Sverige").members)
        290
    """
    return _grupp_names().find(text)


def kommungrupper() -> Mapping[str, str]:
    """Return the names of SKR:s kommungrupper 2023 by code (``B5``)."""
    return bundled().kommungrupper


def areas() -> tuple[Area, ...]:
    """Return the areas of Öppna jämförelser in the order of the reports."""
    return bundled().areas


def area(text: str) -> Area:
    """Return an area by its id or name.

    Raises:
        DataError: there is no such area; the message names the nearest ones.

    Example:
        >>> area("lss").name, area("Äldreomsorg").id
        ('Stöd enligt LSS', 'aldreomsorg')
    """
    return _area_names().find(text)


def measures() -> Mapping[str, Measure]:
    """Return the indicators of Öppna jämförelser by id (``oj.U21468``), area by area."""
    return bundled().measures


def measure(text: str) -> Measure:
    """Return a measure by its id: an indicator with or without its family, an instrument's with it.

    Raises:
        DataError: there is no such measure; the message names the nearest ids.

    Example:
        >>> measure("U21468").title, measure("ebp.attityder").title
        ('Hemtjänst, nöjda totalt', 'Attityder till EBP')
    """
    return _measure_names().find(text)


def fokus(text: str) -> Focus:
    """Return a choice of measures by its id or name; its ``measures`` are ids as they stand in a frame.

    Raises:
        DataError: there is no such choice; the message lists them.

    Example:
        >>> "oj.N20402" in fokus("Fallprevention").measures
        True
    """
    return _focus_names().find(text)


def focuses() -> tuple[Focus, ...]:
    """Return the named choices of measures."""
    return bundled().focuses


def peers(area: str, kommun_code: str, year: int) -> Peers | None:
    """Return a kommun's liknande kommuner in an area (its id) for a year measured, None where RKA has no list.

    A year without a list of its own gets the newest list before it, a year before all lists the oldest.

    Example:
        >>> len(peers("lss", "2321", 2024).members), peers("lss", "0617", 2024)
        (7, None)
    """
    return peers_in(bundled().peers.get((area_peers()[area], kommun_code), ()), year)


@cache
def area_peers() -> Mapping[str, str]:
    """Return the list of liknande kommuner that each area is compared with, by the area's id."""
    return MappingProxyType({one.id: one.peers for one in areas()})


def instruments() -> Mapping[str, Instrument]:
    """Return the instruments by id (``asi``, ``ebp``)."""
    return bundled().instruments


def questionnaire(text: str) -> Questionnaire:
    """Return a questionnaire by its id or name.

    Raises:
        DataError: there is no such questionnaire; the message lists them.

    Example:
        >>> len(questionnaire("ebp").items)
        37
    """
    return _questionnaire_names().find(text)


def interview_form(text: str) -> InterviewForm:
    """Return an interview form by its id or name.

    Raises:
        DataError: there is no such interview form; the message lists them.

    Example:
        >>> interview_form("asi").areas[0]
        ('fysisk', 'fysisk hälsa')
    """
    return _interview_form_names().find(text)


def policies() -> Mapping[str, Policy]:
    """Return the policies that guard figures of persons by id, the open one among them."""
    return bundled().policies


def policy(text: str, own: Iterable[Policy] = ()) -> Policy:
    """Return a policy by its id: the county's ``own`` if it has changed that one, else the package's.

    Raises:
        DataError: there is no such policy; the message lists them.

    Example:
        >>> policy("ebp_personal").visible_to
        'egen_och_grupp'
    """
    found = _policy_names().find(text)
    return next((one for one in own if one.id == found.id), found)


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
def _focus_names() -> lookup.Names[Focus]:
    return lookup.focus_names(bundled())


@cache
def _grupp_names() -> lookup.Names[Grupp]:
    return lookup.grupp_names(bundled())


@cache
def _area_names() -> lookup.Names[Area]:
    return lookup.area_names(bundled())


@cache
def _measure_names() -> lookup.Names[Measure]:
    return lookup.measure_names(bundled())


@cache
def _marker_names() -> lookup.Names[Markers]:
    return lookup.marker_names(bundled())


@cache
def _questionnaire_names() -> lookup.Names[Questionnaire]:
    return lookup.instrument_names(bundled(), Questionnaire)


@cache
def _interview_form_names() -> lookup.Names[InterviewForm]:
    return lookup.instrument_names(bundled(), InterviewForm)


@cache
def _policy_names() -> lookup.Names[Policy]:
    return lookup.policy_names(bundled())
