"""Kommuner, län and groups of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kommun:
    """A kommun: four-digit code, name, the code of its län (``23``) and its SKR kommungrupp 2023 (``B5``)."""

    code: str
    name: str
    lan: str
    kommungrupp: str


@dataclass(frozen=True, slots=True)
class Lan:
    """A län: official code (``23``), the code of its unit in a frame (``0023``) and its name."""

    code: str
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Peers:
    """The kommuner that RKA calls liknande: codes without the kommun itself, and the year of the list."""

    year: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grupp:
    """Kommuner that are compared together.

    ``unit`` is the code of the group's own row in a frame: the län's unit when the group is a whole
    län, else the group's id. The name comes in three forms, for example ``Jämtlands län``,
    ``i länet``, ``länets``.
    """

    id: str
    unit: str
    name: str
    in_text: str
    genitive: str
    members: tuple[str, ...]
