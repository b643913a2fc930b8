"""Whether a name in a source is the name of the kommun or the län whose code stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from oj_analys import catalog
from oj_analys.domain import DataError, Kommun, Lan
from oj_analys.swedish import nfc, slug


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


@cache
def named_lan(name: str) -> Lan | None:
    """Return the län that a text names in full, None if it names none: "Kalmar" alone is a kommun.

    >>> named_lan("JÄMTLANDS LÄN").code
    '23'
    >>> named_lan("Kalmar") is None
    True
    """
    full = nfc(name).casefold().endswith(" län")
    return next((lan for lan in catalog.lan() if is_lan(name, lan)), None) if full else None


def is_kommun_of_sheet(name: str, kommun: Kommun) -> bool:
    """Say whether a sheet's name, whose letters å, ä, ö and spaces may be underscores, names a kommun.

    >>> [is_kommun_of_sheet(name, catalog.kommun("0114")) for name in ("upplands_v_sby", "upplands_bro")]
    [True, False]
    """
    spellings = {_underscored(kommun.name).lstrip("_"), slug(kommun.name)}  # 2321__re: between code and name any number
    return _underscored(name).lstrip("_") in spellings or is_kommun(name.replace("_", " "), kommun)


def _underscored(text: str) -> str:
    return re.sub("[^a-z0-9]", "_", nfc(text).casefold())
