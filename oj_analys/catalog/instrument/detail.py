"""What an interview asks beside its areas: groups of variables with the same limits."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.catalog.instrument.confirmation import read_confirmed
from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Variable


@dataclass(frozen=True, slots=True)
class Details:
    """The variables of ``[[variabelgrupp]]``; ``confirmed`` when every group is."""

    variables: tuple[Variable, ...]
    confirmed: bool


def read_details(file: Table) -> Details:
    """Return the variables of every group."""
    read = [_read_group(table) for table in file.tables("variabelgrupp")]
    variables = tuple(variable for group, _ in read for variable in group)
    return Details(variables, all(confirmed for _, confirmed in read))


def _read_group(table: Table) -> tuple[list[Variable], bool]:
    low, high = table.need("lagst", int), table.need("hogst", int)
    check, money = table.optional("kontroll", int) or 0, table.optional("belopp", bool) or False
    labels = table.table("variabler")
    confirmed = read_confirmed(table)
    table.close()
    if low > high:
        table.fault(f"lagst är {low} och hogst {high}", "lagst under hogst")
    return [Variable(name, labels.text(name), low, high, check, money) for name in labels.keys], confirmed
