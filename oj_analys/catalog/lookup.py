"""Finding a kommun, a group, an area, an instrument, a measure, a policy or a marker table by its names."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from oj_analys import swedish
from oj_analys.catalog.contents import Catalog
from oj_analys.catalog.group import short_name
from oj_analys.catalog.marker import Markers
from oj_analys.domain import Area, DataError, Grupp, Instrument, Kommun, Measure, Policy, Problem

T = TypeVar("T")
Form = TypeVar("Form", bound=Instrument)

LEAST_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Names(Generic[T]):
    """The members of a list by every name they go under (in one spelling), and the title to suggest for each name."""

    what: str
    allowed: str
    members: Mapping[str, T]
    titles: Mapping[str, str]

    def find(self, text: str) -> T:
        """Return the member with this name.

        Raises:
            DataError: there is none; the message suggests the nearest titles.
        """
        key = spelling(text)
        if key in self.members:
            return self.members[key]
        found = f'"{text}" finns inte i katalogen'
        raise DataError(Problem(self.what, found, self.allowed, self._suggestion(key)))

    def _suggestion(self, key: str) -> str:
        if key.isdecimal():  # a wrong code is no misspelt name
            return ""
        slugs: dict[str, list[str]] = {}  # "Are" is near Åre
        for name, title in self.titles.items():
            slugs.setdefault(swedish.slug(name), []).append(title)
        close = difflib.get_close_matches(swedish.slug(key), slugs, n=3, cutoff=LEAST_ALIKE)
        titles = dict.fromkeys(title for slug in close for title in slugs[slug])
        return f"Menade du {' eller '.join(titles)}?" if titles else ""


def spelling(text: str) -> str:
    """Return what is alike in every spelling of a name: no case, no hyphens, composed letters, single spaces.

    >>> spelling(" UPPLANDS-väsby ")
    'upplands väsby'
    """
    return swedish.nfc(swedish.nfc("".join(map(_open_hyphen, text))).casefold())


def kommun_names(catalog: Catalog) -> Names[Kommun]:
    """Return the kommuner by code and name, "Åre kommun", "Bergs kommun" and "Stockholms stad" included."""
    entries = [(kommun, kommun.name, _kommun_names(kommun)) for kommun in catalog.kommuner]
    return _names("kommun", "kod eller namn på en kommun", entries)


def grupp_names(catalog: Catalog) -> Names[Grupp]:
    """Return the groups by id, name and unit; a län also by its code and its short name."""
    lan = {one.unit: (one.code, one.name, short_name(one)) for one in catalog.lan}
    entries = [
        (grupp, grupp.name, (grupp.id, grupp.unit, grupp.name, *lan.get(grupp.unit, ()))) for grupp in catalog.grupper
    ]
    return _names("grupp", "namn, id eller kod för ett län eller en namngiven grupp", entries)


def area_names(catalog: Catalog) -> Names[Area]:
    """Return the areas by id and name."""
    entries = [(area, area.name, (area.id, area.name)) for area in catalog.areas]
    return _names("område", "namn eller id för ett område", entries)


def measure_names(catalog: Catalog) -> Names[Measure]:
    """Return the indicators by id, with or without their family, and the instruments' measures by id."""
    entries: list[tuple[Measure, str, tuple[str, ...]]] = []
    entries += [(measure, measure.id, (measure.id, measure.source_id)) for measure in catalog.measures.values()]
    for instrument in catalog.instruments.values():
        entries += [(measure, measure.id, (measure.id,)) for measure in instrument.measures]
    return _names("mått", "id för ett mått, till exempel oj.U21468 eller ebp.attityder", entries)


def instrument_names(catalog: Catalog, kind: type[Form]) -> Names[Form]:
    """Return the instruments of one kind by id and name."""
    entries = [(one, one.id, (one.id, one.name)) for one in catalog.instruments.values() if isinstance(one, kind)]
    return _names("instrument", ", ".join(ident for _, ident, _ in entries), entries)


def policy_names(catalog: Catalog) -> Names[Policy]:
    """Return the policies by id."""
    entries = [(policy, ident, (ident,)) for ident, policy in catalog.policies.items()]
    return _names("skydd", ", ".join(catalog.policies), entries)


def marker_names(catalog: Catalog) -> Names[Markers]:
    """Return the marker tables by name."""
    entries = [(markers, name, (name,)) for name, markers in catalog.markers.items()]
    return _names("markörtabell", ", ".join(catalog.markers), entries)


def _names(what: str, allowed: str, entries: Iterable[tuple[T, str, tuple[str, ...]]]) -> Names[T]:
    members: dict[str, T] = {}
    titles: dict[str, str] = {}
    for member, title, names in entries:
        for name in map(spelling, names):
            members[name], titles[name] = member, title
    return Names(what, allowed, members, titles)


def _kommun_names(kommun: Kommun) -> tuple[str, ...]:
    stems = (kommun.name, swedish.genitive(kommun.name))
    number = str(int(kommun.code))  # a spreadsheet turns 0114 into 114
    return (kommun.code, number, *(stem + end for stem in stems for end in ("", " kommun", " stad")))


def _open_hyphen(letter: str) -> str:
    return " " if unicodedata.category(letter) == "Pd" else letter
