"""How much an interview form is used: the counts of a yearly table, and shares of two of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from oj_analys.catalog.instrument.confirmation import read_confirmed
from oj_analys.catalog.instrument.head import Head
from oj_analys.catalog.instrument.scale import check_once
from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Measure, Statistic


@dataclass(frozen=True, slots=True)
class Usage:
    """The headings of the table with their measures' ids, and the measures of its counts and shares."""

    headings: tuple[tuple[str, str], ...]
    measures: tuple[Measure, ...]
    confirmed: bool


def read_usage(file: Table, head: Head) -> Usage:
    """Return the counts of ``[[anvandning]]`` and the shares of ``[[andel]]``; what they refer to is a count.

    A count, its parts and their shares are one population: no other count of the table follows from them.
    """
    tables = tuple(file.tables("anvandning"))
    counts = [str(table.values.get("id")) for table in tables]
    wholes = [str(table.values.get("id")) for table in tables if "del_av" not in table.keys]
    rows = [_read_count(table, head, wholes) for table in tables]
    shares = [_read_share(table, head, counts, wholes) for table in file.tables("andel")]
    measures = (*(measure for _, measure, _ in rows), *(measure for measure, _ in shares))
    check_once(file, "måttet", (measure.source_id for measure in measures))
    return Usage(
        headings=tuple((heading, measure.id) for heading, measure, _ in rows),
        measures=measures,
        confirmed=all(confirmed for *_, confirmed in (*rows, *shares)),
    )


def _read_count(table: Table, head: Head, wholes: Collection[str]) -> tuple[str, Measure, bool]:
    part_of = table.optional("del_av", str) or ""
    if part_of:
        _check_count(table, "del_av", part_of, wholes)
    ident, title, unit = table.text("id"), table.text("titel"), table.text("enhet")
    measure = head.measure(ident, title, Statistic.ANTAL, head.full(part_of or ident), unit=unit, part_of=part_of)
    row = (table.text("rubrik"), measure, read_confirmed(table))
    table.close()
    return row


def _read_share(table: Table, head: Head, counts: Collection[str], wholes: Collection[str]) -> tuple[Measure, bool]:
    parts = (table.text("taljare"), table.text("namnare"))
    for key, ident, allowed in zip(("taljare", "namnare"), parts, (counts, wholes), strict=True):
        _check_count(table, key, ident, allowed)
    ident, title = table.text("id"), table.text("titel")
    measure = head.measure(ident, title, Statistic.ANDEL, head.full(parts[-1]), derived_from=parts)
    confirmed = read_confirmed(table)
    table.close()
    return measure, confirmed


def _check_count(table: Table, key: str, ident: str, counts: Collection[str]) -> None:
    if ident and ident not in counts:
        table.fault(f'{key} är "{ident}"', ", ".join(counts))
