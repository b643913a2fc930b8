"""Whether a name in a source is the name of the kommun or the län whose code stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from oj_analys import catalog
from oj_analys.domain import DataError, Kommun, Lan


@cache
def lan_by_code() -> Mapping[str, Lan]:
    """Return the län by their two digits."""
    return {lan.code: lan for lan in catalog.lan()}


@cache
def is_kommun(name: str, kommun: Kommun) -> bool:
    """Say whether a text names a kommun, in any spelling that the catalogue knows."""
    try:
        return name.casefold() == kommun.name.casefold() or catalog.kommun(name) == kommun
    except DataError:
        return False


@cache
def is_lan(name: str, lan: Lan) -> bool:
    """Say whether a text names a län, in any spelling that the catalogue knows."""
    try:
        return name.casefold() == lan.name.casefold() or catalog.grupp(name).unit == lan.unit
    except DataError:
        return False
