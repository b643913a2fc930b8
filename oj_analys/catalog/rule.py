"""The limits that decide when a difference is called clear and a value current."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.catalog.toml_table import Table


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of judgements.

    ``uncertain_half_width`` in procentenheter, ``confidence`` as a share between 0 and 1, ``current_years`` the most
    years that a current value may lie behind the edition.
    """

    uncertain_half_width: float
    confidence: float
    current_years: int


def read_rules(file: Table) -> Rules:
    """Return the rules."""
    rules = Rules(
        uncertain_half_width=_between(file, "osaker_halv_bredd", 0, 100),
        confidence=_between(file, "konfidens", 0, 1),
        current_years=file.need("aktuell_ar", int),
    )
    if rules.current_years < 0:
        file.fault(f'nyckeln "aktuell_ar" är {rules.current_years}', "0 eller fler år")
    file.close()
    return rules


def _between(file: Table, key: str, low: float, high: float) -> float:
    value = file.need(key, float)
    if value <= low or value >= high:
        file.fault(f'nyckeln "{key}" är {value:g}', f"mellan {low:g} och {high:g}")
    return value
