"""What a kommun and its group are called in a drawing."""

from __future__ import annotations

from oj_analys import catalog, swedish
from oj_analys.domain import DataError, Grupp, Problem


def group_name(grupp: Grupp) -> str:
    """Return what the group is called in a sentence, ``länet`` or ``Skaraborg``, from its own words for ``i länet``."""
    return grupp.in_text.removeprefix("i ")


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


def in_unit(unit: str, grupp: Grupp) -> str:
    """Return the words for in a kommun or in its group: ``i Bräcke``, ``i länet``."""
    return grupp.in_text if unit == grupp.unit else f"i {unit_name(unit, grupp)}"


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
