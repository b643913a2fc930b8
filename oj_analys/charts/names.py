"""What a kommun and its group are called in a drawing."""

from __future__ import annotations

from oj_analys import catalog, swedish
from oj_analys.domain import DataError, Grupp, Problem

_LAN = "00"


def group_name(grupp: Grupp) -> str:
    """Return the group's name in a sentence: ``länet`` where it is a whole län, else its own."""
    return "länet" if grupp.unit.startswith(_LAN) else grupp.name


def unit_name(unit: str, grupp: Grupp) -> str:
    """Return what a kommun of a group or the group itself is called.

    Raises:
        DataError: If the unit is neither.
    """
    if unit == grupp.unit:
        return group_name(grupp)
    if unit not in grupp.members:
        found = f"{unit} hör inte till {grupp.name}"
        raise DataError(Problem("diagrammet", found, f"gruppens kommuner och {grupp.unit}"))
    return catalog.kommun(unit).name


def plain_name(unit: str) -> str:
    """Return the name of any kommun or group.

    Raises:
        DataError: If the unit is neither.
    """
    kommun = catalog.kommun_by_code().get(unit)
    return kommun.name if kommun else catalog.grupp(unit).name


def units_in_order(grupp: Grupp) -> tuple[str, ...]:
    """Return the group's kommuner in å ä ö order, the group itself last."""
    return (*sorted(grupp.members, key=lambda unit: swedish.sort_key(catalog.kommun(unit).name)), grupp.unit)
