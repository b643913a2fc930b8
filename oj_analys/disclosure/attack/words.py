"""How a figure is named in Swedish."""

from __future__ import annotations

from oj_analys import catalog
from oj_analys.domain import EVERYONE
from oj_analys.frames.shown import Key
from oj_analys.swedish import period_text

_SEXES = {"K": "kvinnor", "M": "män"}


def named(key: Key) -> str:
    """Name a figure.

    >>> named(Key("2303", "ebp.attityder", "2025", "K", "roll=chef"))
    'ebp.attityder för Ragunda, 2025, kvinnor, roll=chef'
    """
    group = "" if key.group == EVERYONE else key.group
    place = ", ".join(filter(None, [_unit(key.unit), period_text(key.period), _SEXES.get(key.sex, ""), group]))
    return f"{key.measure} för {place}"


def _unit(code: str) -> str:
    kommun = catalog.kommun_by_code().get(code)
    if kommun is not None:
        return kommun.name
    return next((grupp.name for grupp in catalog.grupper() if grupp.unit == code), code)
