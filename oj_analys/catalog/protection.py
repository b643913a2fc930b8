"""How figures of persons are guarded: the least number of answers and the decimals of each statistic."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from oj_analys.catalog.toml_table import Table
from oj_analys.domain import OPEN_POLICY, Policy, Statistic

FLOOR = 5
MOST_DECIMALS = 3
WIDEST_BAND = 0.5  # where the bands of both ends would meet

_FOR_PERSONS = (range(FLOOR, sys.maxsize), f"minst {FLOOR}")
_FOR_OPEN = (range(1), "0: öppna uppgifter visas som i källan")
_DECIMALS = (range(MOST_DECIMALS + 1), f"0 till {MOST_DECIMALS}")


class Visibility(StrEnum):
    """Who sees a kommun's figures."""

    EVERYONE = "alla"
    OWN_AND_GROUP = "egen_och_grupp"


def read_policies(file: Table) -> Mapping[str, Policy]:
    """Return the policies by id; each has its numbers for every statistic, and none guards less than the floor.

    What the source has made public stands as it is there: the open policy has no minimum.
    """
    idents = dict.fromkeys((OPEN_POLICY, *file.keys))
    policies = MappingProxyType({ident: _read_policy(ident, file.table(ident)) for ident in idents})
    file.close()
    return policies


def _read_policy(ident: str, table: Table) -> Policy:
    allowed = _FOR_OPEN if ident == OPEN_POLICY else _FOR_PERSONS
    policy = Policy(
        id=ident,
        name=table.text("namn"),
        least=_numbers(table.table("minst"), *allowed),
        decimals=_numbers(table.table("decimaler"), *_DECIMALS),
        visible_to=str(table.choice("synlig_for", tuple(Visibility)) or Visibility.OWN_AND_GROUP),
        each_cell=table.need("varje_cell", bool),
        n_step=table.need("steg", int),
        floor=_numbers(table.table("golv"), *allowed),
        band=table.need("band", float),
        insiders=table.need("insyn", bool),
    )
    table.close()
    _check_numbers(policy, table)
    return policy


def _check_numbers(policy: Policy, table: Table) -> None:
    if policy.n_step < 1 and "steg" in table.keys:
        table.fault(f"steg är {policy.n_step}", "1 eller mer")
    if policy.band < 0 or policy.band >= WIDEST_BAND:  # a faulty one is read as nan, which is neither
        table.fault(f"band är {policy.band:g}", f"från 0 till under {WIDEST_BAND:g}")
    for statistic, least in policy.least.items():
        if policy.floor[statistic] > least >= FLOOR:  # what is less is a fault already
            table.fault(f'golv är {policy.floor[statistic]} för "{statistic}"', f"högst minst, som är {least}")


def _numbers(table: Table, allowed: range, words: str) -> Mapping[Statistic, int]:
    numbers = {statistic: table.need(statistic, int) for statistic in Statistic}
    table.close()
    for statistic, number in numbers.items():
        if table.values.get(statistic) == number and number not in allowed:  # what is missing is a fault already
            table.fault(f'nyckeln "{statistic}" är {number}', words)
    return MappingProxyType(numbers)
