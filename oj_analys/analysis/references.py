"""Whom a kommun is compared with: the published value of a wider unit, or the mean of some kommuner."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from oj_analys import catalog
from oj_analys.domain import RIKET, DataError, Grupp, Kommun, Problem


@dataclass(frozen=True, slots=True)
class Published:
    """The source's own value of a unit; ``unit`` says which, per kommun."""

    kind: str
    unit: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MeanOf:
    """The unweighted mean of some kommuner's values; ``members`` says which, per kommun."""

    kind: str
    members: Mapping[str, tuple[str, ...]]


Reference = Published | MeanOf


def references(among: Grupp, against: Sequence[str]) -> tuple[Reference, ...]:
    """Return the references that ``against`` names, for the kommuner of ``among``.

    Raises:
        DataError: For every word that is neither a kind of reference nor a known group.
    """
    kommuner = [kommun for kommun in catalog.kommuner() if kommun.code in among.members]
    groups = {grupp.id for grupp in catalog.grupper()}
    unknown = [word for word in against if word not in _KINDS and word not in groups]
    if unknown:
        raise DataError([_unknown(word, groups) for word in unknown])
    return tuple(_KINDS[word](kommuner) if word in _KINDS else _named(word, kommuner) for word in against)


def _unknown(word: str, groups: set[str]) -> Problem:
    near = difflib.get_close_matches(word, [*_KINDS, *groups], n=1)
    return Problem(
        "against",
        f'okänd jämförelse "{word}"',
        f"{', '.join(_KINDS)} eller en grupps id",
        f'Menade du "{near[0]}"?' if near else "Se oj.grupp för grupperna.",
    )


def _riket(kommuner: Sequence[Kommun]) -> Reference:
    return Published("riket", MappingProxyType({kommun.code: RIKET for kommun in kommuner}))


def _lan(kommuner: Sequence[Kommun]) -> Reference:
    unit = {lan.code: lan.unit for lan in catalog.lan()}
    return Published("lan", MappingProxyType({kommun.code: unit[kommun.lan] for kommun in kommuner}))


def _lan_kommuner(kommuner: Sequence[Kommun]) -> Reference:
    return _mean_of_alike("lan_kommuner", kommuner, lambda kommun: kommun.lan)


def _kommungrupp(kommuner: Sequence[Kommun]) -> Reference:
    return _mean_of_alike("kommungrupp", kommuner, lambda kommun: kommun.kommungrupp)


def _mean_of_alike(kind: str, kommuner: Sequence[Kommun], trait: Callable[[Kommun], str]) -> Reference:
    alike: dict[str, list[str]] = {}
    for kommun in catalog.kommuner():
        alike.setdefault(trait(kommun), []).append(kommun.code)
    return MeanOf(kind, MappingProxyType({kommun.code: tuple(alike[trait(kommun)]) for kommun in kommuner}))


def _named(group_id: str, kommuner: Sequence[Kommun]) -> Reference:
    members = catalog.grupp(group_id).members
    return MeanOf(group_id, MappingProxyType({kommun.code: members for kommun in kommuner}))


_KINDS: Mapping[str, Callable[[Sequence[Kommun]], Reference]] = MappingProxyType(
    {"riket": _riket, "lan": _lan, "lan_kommuner": _lan_kommuner, "kommungrupp": _kommungrupp}
)
