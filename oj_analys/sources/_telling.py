"""Columns that could point out a person: some stop every source, the rest are left out of a survey and stop the others.

Messages name a column by its letter, for a heading may hold a name too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from oj_analys.domain import Problem
from oj_analys.identity import Telling, telling_content, telling_heading
from oj_analys.sources._cells import column_letters
from oj_analys.sources._table import Column, Table

NEVER_READ = (Telling.PERSONNUMMER, Telling.SKYDDAD)

_REMOVE = "Ta bort kolumnen ur filen."


def telling_columns(table: Table, places: Iterable[int]) -> Mapping[int, Telling]:
    """Return which of a table's columns could point out a person, and how: by heading, else by content."""
    found = {place: telling_heading(table.headings[place]) or telling_content(table.texts(place)) for place in places}
    return {place: telling for place, telling in found.items() if telling}


def refuse_telling(table: Table, found: Mapping[int, Telling]) -> None:
    """Note each of the columns as a problem."""
    for place, telling in found.items():
        table.problems.append(_problem(table.where, place, telling))


def strict_columns(table: Table, headings: Iterable[str]) -> Mapping[str, Column]:
    """Return the columns with these headings of a table in which no column may point out a person.

    Raises:
        DataError: one does, or a heading is missing or stands twice.
    """
    columns = table.columns(headings)
    refuse_telling(table, telling_columns(table, range(len(table.headings))))
    table.check()
    return columns


def refused_headings(where: str, headings: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each heading that must not stand in any source: personnummer, protected identity."""
    for place, heading in enumerate(headings):
        telling = telling_heading(heading)
        if telling in NEVER_READ:
            yield _problem(where, place, telling)


def _problem(where: str, place: int, telling: Telling) -> Problem:
    found = f"kolumnen kan peka ut personer ({telling})"
    return Problem(f"{where}, kolumn {column_letters(place)}", found, "", _REMOVE)
