"""Finding a kommun, a group, an area, an instrument, a measure, a policy or a marker table by its names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from oj_analys import swedish
from oj_analys.catalog.contents import Catalog
from oj_analys.catalog.group import country, short_name
from oj_analys.catalog.marker import Markers
from oj_analys.domain import RIKET, Area, DataError, Focus, Grupp, Instrument, Kommun, Measure, Policy, Problem
from oj_analys.identity.plain import plain

T = TypeVar("T")
Form = TypeVar("Form", bound=Instrument)

LEAST_ALIKE = 0.7
LONGEST_NAME = 60  # what is longer is no misspelt name, and would take long to compare
LONGEST_QUOTE = 40

_CODE_FIRST = re.compile(r"(?P<code>\d{3,4})[,:]? (?P<name>\D+)")
_CODE_LAST = re.compile(r"(?P<name>\D+?)(?:,| ?\()? ?(?P<code>\d{3,4})\)?")


@dataclass(frozen=True, slots=True)
class Names(Generic[T]):
    """The members of a list by every name they go under (in one spelling), and the title to suggest for each name."""

    what: str
    allowed: str
    members: Mapping[str, T]
    titles: Mapping[str, str]

    def get(self, text: str) -> T | None:
        """Return the member with this name, None if there is none."""
        return self.members.get(spelling(text))

    def find(self, text: str) -> T:
        """Return the member with this name.

        Raises:
            DataError: there is none; the message suggests the nearest titles.
        """
        member = self.get(text)
        if member is None:
            found = f"{_quoted(text)} finns inte i katalogen"
            raise DataError(Problem(self.what, found, self.allowed, self.suggestion(text)))
        return member

    def suggestion(self, text: str) -> str:
        """Return a question with the nearest titles, nothing of the text itself; empty if none is near."""
        key = spelling(text)
        if key.isdecimal() or len(key) > LONGEST_NAME:  # a wrong code is no misspelt name
            return ""
        slugs = _slugs(tuple(self.titles.items()))
        wanted = swedish.slug(key)
        longer = [slug for slug in slugs if slug.startswith(f"{wanted}_")]  # "Malung" is Malung-Sälen, never Falun
        close = longer or difflib.get_close_matches(wanted, slugs, n=3, cutoff=LEAST_ALIKE)
        titles = dict.fromkeys(title for slug in close for title in slugs[slug])
        return f"Menade du {' eller '.join(titles)}?" if titles else ""


class KommunNames(Names[Kommun]):
    """The kommuner, which may also be told by code and name together: "2305 Bräcke", "Bräcke kommun (2305)"."""

    def get(self, text: str) -> Kommun | None:
        """Return the kommun with this name; a code and a name that do not agree name none."""
        key = spelling(text)
        match = (_CODE_FIRST.fullmatch(key) or _CODE_LAST.fullmatch(key)) if len(key) <= LONGEST_NAME else None
        if match is None:
            return self.members.get(key)
        by_code, by_name = self.members.get(match["code"]), self.members.get(match["name"])
        return by_name if by_code == by_name else None


def spelling(text: str) -> str:
    """Return what is alike in every spelling: no case, no hyphens, no hidden letters, composed letters, single spaces.

    >>> spelling(" UPPLANDS-väsby ")
    'upplands väsby'
    """
    return swedish.nfc(swedish.nfc(plain(text).replace("-", " ")).casefold())


def kommun_names(catalog: Catalog) -> KommunNames:
    """Return the kommuner by code and name, "Åre kommun", "Bergs kommun" and "Stockholms stad" included."""
    entries = [(kommun, kommun.name, _kommun_names(kommun)) for kommun in catalog.kommuner]
    members, titles = _by_name(entries)
    return KommunNames("kommun", "kod eller namn på en kommun", members, titles)


def grupp_names(catalog: Catalog) -> Names[Grupp]:
    """Return the groups by id, name and unit; a län also by its code and its short name, the country as riket."""
    more = {one.unit: (one.code, one.name, short_name(one)) for one in catalog.lan} | {RIKET: ("riket",)}
    groups = (*catalog.grupper, country(catalog.kommuner))
    entries = [(grupp, grupp.name, (grupp.id, grupp.unit, grupp.name, *more.get(grupp.unit, ()))) for grupp in groups]
    return _names("grupp", "namn, id eller kod för ett län eller en namngiven grupp", entries)


def area_names(catalog: Catalog) -> Names[Area]:
    """Return the areas by id and name."""
    entries = [(area, area.name, (area.id, area.name)) for area in catalog.areas]
    return _names("område", "namn eller id för ett område", entries)


def focus_names(catalog: Catalog) -> Names[Focus]:
    """Return the choices of measures by id and name."""
    entries = [(focus, focus.name, (focus.id, focus.name)) for focus in catalog.focuses]
    return _names("fokus", ", ".join(focus.id for focus in catalog.focuses), entries)


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
    return Names(what, allowed, *_by_name(entries))


def _by_name(entries: Iterable[tuple[T, str, tuple[str, ...]]]) -> tuple[dict[str, T], dict[str, str]]:
    members: dict[str, T] = {}
    titles: dict[str, str] = {}
    for member, title, names in entries:
        for name in map(spelling, names):
            members[name], titles[name] = member, title
    return members, titles


@cache
def _slugs(titles: tuple[tuple[str, str], ...]) -> Mapping[str, list[str]]:
    """Return the titles by the slugs of their names: "Are" is near Åre."""
    slugs: dict[str, list[str]] = {}
    for name, title in titles:
        if not name.isdecimal():
            slugs.setdefault(swedish.slug(name), []).append(title)
    return slugs


def _kommun_names(kommun: Kommun) -> tuple[str, ...]:
    stems = (kommun.name, swedish.genitive(kommun.name))
    number = str(int(kommun.code))  # a spreadsheet turns 0114 into 114
    official = swedish.kommun_name(kommun.name)  # "Falu kommun"
    return (kommun.code, number, official, *(stem + end for stem in stems for end in ("", " kommun", " stad")))


def _quoted(text: str) -> str:
    """Return a text as a message shows it: cut if long, and without what does not print."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return f'"{shown[:LONGEST_QUOTE]}…"' if len(shown) > LONGEST_QUOTE else f'"{shown}"'
