"""Columns that could point out a person: some stop every source, the rest are left out of a survey and stop the others.

Messages name a column by its letter, for a heading may hold a name too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from oj_analys.domain import Notice, Problem
from oj_analys.identity import Telling, telling_content, telling_heading
from oj_analys.sources._cells import column_letters, listed
from oj_analys.sources._part import NoticeKind
from oj_analys.sources._table import Column, Table
from oj_analys.swedish import counted

NEVER_READ = (Telling.PERSONNUMMER, Telling.SKYDDAD)

_DIGITS = re.compile(r"(?<!\d)(?:\d\d)?\d{6}[-+ ]?\d{4}(?!\d)", re.ASCII)
_REMOVE = "Ta bort kolumnen ur filen."


def telling_columns(table: Table, places: Iterable[int]) -> Mapping[int, Telling]:
    """Return which of a table's columns could point out a person, and how: by what it is called, else by content."""
    found = {place: _by_name(table, place) or telling_content(table.texts(place)) for place in places}
    return {place: telling for place, telling in found.items() if telling}


def _by_name(table: Table, place: int) -> Telling | None:
    """Return what any of a column's names says, the gravest first: one never read must not hide behind another."""
    found = set(map(telling_heading, table.heads[place].names))
    return next((telling for telling in Telling if telling in found), None)


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


def digit_notices(name: str, table: Table, left_out: Collection[int]) -> Iterator[Notice]:
    """Say where ten or twelve digits stand that the door did not take for a personnummer: one may be mistyped."""
    places = [place for place in range(len(table.headings)) if place not in left_out]
    found = {place: _digit_count(table.texts(place)) for place in places}
    if count := sum(found.values()):
        letters = listed([column_letters(place) for place in places if found[place]])
        cells = counted(count, "cell", "celler")
        text = (
            f"{name}: {cells} har tio eller tolv siffror (kolumn {letters}). Datum eller kontrollsiffra är inte ett "
            "personnummers, men se efter att inget är felskrivet."
        )
        yield Notice(name, NoticeKind.GRANSKA, "", "", count, text)


def _digit_count(texts: Iterable[str]) -> int:
    return sum(count for text, count in Counter(texts).items() if _DIGITS.search(text))


def refused_headings(where: str, headings: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each heading that must not stand in any source: personnummer, protected identity."""
    for place, heading in enumerate(headings):
        telling = telling_heading(heading)
        if telling in NEVER_READ:
            yield _problem(where, place, telling)


def _problem(where: str, place: int, telling: Telling) -> Problem:
    found = f"kolumnen kan peka ut personer ({telling})"
    return Problem(f"{where}, kolumn {column_letters(place)}", found, "", _REMOVE)
