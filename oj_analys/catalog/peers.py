"""Liknande kommuner: whom RKA sets beside each kommun, one list per area and year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from oj_analys.catalog._csv import Row, read_csv
from oj_analys.domain import Peers, Problem

PEERS_FILE = "liknande.csv"
_COLUMNS = ("omrade", "ar", "kommun", "liknande")

PeerLists = Mapping[tuple[str, str], tuple[Peers, ...]]


def read_peers(path: Path, kommuner: Collection[str], problems: list[Problem]) -> PeerLists:
    """Return the lists by (area of the list, kommun), the oldest first; a kommun without a list has no entry."""
    found: dict[tuple[str, str], list[Peers]] = {}
    for row in read_csv(path, _COLUMNS, problems):
        members = tuple(row.cells["liknande"].split())
        if _is_sound(row, members, kommuner, problems):
            key = (row.cells["omrade"], row.cells["kommun"])
            found.setdefault(key, []).append(Peers(int(row.cells["ar"]), members))
    for (area, kommun), lists in found.items():
        if len({peers.year for peers in lists}) < len(lists):
            problems.append(Problem(path.name, f"{area}, {kommun}: två listor för samma år", "en lista per år"))
    return MappingProxyType({key: tuple(sorted(lists, key=lambda peers: peers.year)) for key, lists in found.items()})


def peers_in(lists: Iterable[Peers], year: int) -> Peers | None:
    """Return the list that holds in a year: the newest that is no newer, else the oldest; None without any.

    >>> one, two = Peers(2023, ("0114",)), Peers(2024, ("0115",))
    >>> peers_in([one, two], 2023).members, peers_in([one, two], 2020).year, peers_in([one, two], 2030).year
    (('0114',), 2023, 2024)
    """
    chosen: Peers | None = None
    for peers in lists:
        if chosen is None or peers.year <= year:
            chosen = peers
    return chosen


def _is_sound(row: Row, members: tuple[str, ...], kommuner: Collection[str], problems: list[Problem]) -> bool:
    """Say whether a row is a list of other kommuner; with no known kommuner nothing can be judged."""
    own, year = row.cells["kommun"], row.cells["ar"]
    faults = []
    if not year.isdecimal():
        faults.append((f'ar är "{year}"', "ett år"))
    if unknown := [code for code in (own, *members) if kommuner and code not in kommuner]:
        faults.append((f"{', '.join(unknown)} är ingen kommun", "kommunkoder ur kommuner.csv"))
    if own in members or len(set(members)) < len(members):
        faults.append(("kommunen själv eller en kommun två gånger", "andra kommuner, en gång var"))
    problems += [Problem(row.where, *fault) for fault in faults]
    return not faults
