"""Which kommuner and regions a snapshot of Kolada lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oj_analys import catalog
from oj_analys.domain import RIKET, Problem
from oj_analys.sources._values import Fault
from oj_analys.sources.kolada.decode import FETCH_AGAIN, Metadata, Page
from oj_analys.sources.oj.names import is_kommun

_KOMMUN, _REGION = "K", "L"


@dataclass(frozen=True, slots=True)
class KnownUnits:
    """What a value may be about: ``units`` are kommuner and riket; ``regions`` (Kolada's other type L) are no län."""

    units: frozenset[str]
    regions: frozenset[str]


def read_units(pages: Iterable[Page[Metadata]], problems: list[Problem]) -> KnownUnits:
    """Return what the municipality pages list; an id told twice or with another type or name is a problem."""
    first: dict[str, str] = {}
    types: dict[str, object] = {}
    for where, record in _placed(pages):
        unit = str(record["id"])
        types[unit] = record["type"]
        if first.setdefault(unit, where) != where:
            problems.append(Problem(where, f'"{unit}" står redan i {first[unit]}', "en gång", FETCH_AGAIN))
        if fault := _fault(unit, record):
            problems.append(Problem(where, *fault))
    return KnownUnits(
        units=frozenset(types) & {RIKET, *catalog.kommun_by_code()},
        regions=frozenset(unit for unit, kind in types.items() if kind == _REGION and unit != RIKET),
    )


def _placed(pages: Iterable[Page[Metadata]]) -> Iterator[tuple[str, Metadata]]:
    for page in pages:
        for place, record in enumerate(page.records, start=1):
            yield f"{page.where}, post {place}", record


def _fault(unit: str, record: Metadata) -> Fault | None:
    kommun = catalog.kommun_by_code().get(unit)
    if kommun is None:
        return None
    if record["type"] != _KOMMUN:
        return Fault(f'typen är "{record["type"]}" men {unit} är en kommun', _KOMMUN, FETCH_AGAIN)
    if not is_kommun(str(record["title"]), kommun):
        return Fault(f'namnet är "{record["title"]}" men koden är {unit}', f'"{kommun.name}"', FETCH_AGAIN)
    return None
