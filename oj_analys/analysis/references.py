"""What a kommun can be compared with: riket, its län, the persons and the means of some kommuner."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType

from oj_analys import catalog
from oj_analys.domain import RIKET, DataError, Grupp, Kommun, Problem

Members = Callable[[str, int, str], tuple[str, ...]]
"""The kommuner that a kommun is compared with in an area (its id) and a year; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The source's own value of riket, taken as a fixed number."""

    kind: str
    unit: Mapping[str, str]
    members: Members


@dataclass(frozen=True, slots=True)
class Total:
    """All persons of some kommuner: the source's own value of a wider unit, or the kommuner's own counts together."""

    kind: str
    unit: Mapping[str, str]
    members: Members


@dataclass(frozen=True, slots=True)
class MeanOf:
    """The unweighted mean of some kommuner's values.

    ``unit`` is the unit whose own row figures of persons are set beside, per kommun; such figures have no mean.
    """

    kind: str
    unit: Mapping[str, str]
    members: Members


Reference = Fixed | Total | MeanOf


def references(among: Grupp, against: Sequence[str]) -> tuple[Reference, ...]:
    """Return the references that ``against`` names, each once and in alphabetical order of their kind.

    Raises:
        DataError: For every word that is neither a kind of reference nor a known group.
    """
    kommuner = [kommun for kommun in catalog.kommuner() if kommun.code in among.members]
    groups = {grupp.id for grupp in catalog.grupper()}
    unknown = [word for word in against if word not in _KINDS and word not in groups]
    if unknown:
        raise DataError([_unknown(word, groups) for word in unknown])
    return tuple(_KINDS[word](kommuner) if word in _KINDS else _named(word, kommuner) for word in sorted(set(against)))


def _unknown(word: str, groups: set[str]) -> Problem:
    near = difflib.get_close_matches(word, [*_KINDS, *groups], n=1)
    return Problem(
        "against",
        f'okänd jämförelse "{word}"',
        f"{', '.join(_KINDS)} eller en grupps id",
        f'Menade du "{near[0]}"?' if near else "Se oj.grupp för grupperna.",
    )


def _riket(kommuner: Sequence[Kommun]) -> Reference:
    everyone = tuple(catalog.kommun_by_code())
    return Fixed("riket", _units(kommuner, lambda _: RIKET), partial(_same, everyone))


def _lan(kommuner: Sequence[Kommun]) -> Reference:
    unit = {lan.code: lan.unit for lan in catalog.lan()}
    return Total("lan", _units(kommuner, lambda kommun: unit[kommun.lan]), _of_same_lan)


def _lan_kommuner(_: Sequence[Kommun]) -> Reference:
    return MeanOf("lan_kommuner", MappingProxyType({}), _of_same_lan)


def _kommungrupp(_: Sequence[Kommun]) -> Reference:
    return MeanOf("kommungrupp", MappingProxyType({}), _of_same_kommungrupp)


def _liknande(_: Sequence[Kommun]) -> Reference:
    return MeanOf("liknande", MappingProxyType({}), _peers)


def _named(group_id: str, kommuner: Sequence[Kommun]) -> Reference:
    grupp = catalog.grupp(group_id)
    return MeanOf(group_id, _units(kommuner, lambda _: grupp.unit), partial(_same, grupp.members))


def _units(kommuner: Sequence[Kommun], unit: Callable[[Kommun], str]) -> Mapping[str, str]:
    return MappingProxyType({kommun.code: unit(kommun) for kommun in kommuner})


def _same(members: tuple[str, ...], _area: str, _year: int, _kommun: str) -> tuple[str, ...]:
    return members


def _of_same_lan(_area: str, _year: int, kommun: str) -> tuple[str, ...]:
    return _alike("lan")[kommun]


def _of_same_kommungrupp(_area: str, _year: int, kommun: str) -> tuple[str, ...]:
    return _alike("kommungrupp")[kommun]


def _peers(area: str, year: int, kommun: str) -> tuple[str, ...]:
    found = catalog.peers(area, kommun, year) if area in catalog.area_peers() else None
    return () if found is None else found.members


@cache
def _alike(trait: str) -> Mapping[str, tuple[str, ...]]:
    """Return the kommuner with the same trait as each kommun, itself among them."""
    alike: dict[str, list[str]] = {}
    for kommun in catalog.kommuner():
        alike.setdefault(getattr(kommun, trait), []).append(kommun.code)
    return MappingProxyType({kommun.code: tuple(alike[getattr(kommun, trait)]) for kommun in catalog.kommuner()})


_KINDS: Mapping[str, Callable[[Sequence[Kommun]], Reference]] = MappingProxyType(
    {
        "riket": _riket,
        "lan": _lan,
        "lan_kommuner": _lan_kommuner,
        "kommungrupp": _kommungrupp,
        "liknande": _liknande,
    }
)
