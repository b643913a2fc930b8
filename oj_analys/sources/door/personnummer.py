"""The last check before a file's content goes further: a personnummer anywhere in it stops the load.

The messages say where, never what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from oj_analys.domain import DataError, Problem
from oj_analys.identity import personnummer_in, personnummer_places
from oj_analys.sources._cells import Cell, column_letters, listed
from oj_analys.swedish import counted

_LOOKS = "det som ser ut som personnummer"
_REMOVE = "Ta bort personnumren ur filen; de får inte läsas in."
_DRAWN = re.compile(r"[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}|0x[0-9A-F]+", re.IGNORECASE)  # by programs, as ids


def refuse_in_sheets(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
    """Raise DataError if a cell holds a personnummer; each sheet goes by what messages call it."""
    problems = [one for where, rows in sheets.items() if (one := _sheet_problem(rows, where))]
    if problems:
        raise DataError(problems)


def refuse_in_sheet_names(names: Iterable[str], where: str) -> None:
    """Raise DataError if the name of a sheet holds a personnummer; do so before a message quotes one."""
    problems = [
        Problem(sheet_place(where, place), f"bladets namn innehåller {_LOOKS}", "", "Byt namn på bladet.")
        for place, name in enumerate(names, start=1)
        if personnummer_in(name)
    ]
    if problems:
        raise DataError(problems)


def text_problems(texts: Iterable[tuple[str, Iterable[str]]], where: str) -> Iterator[Problem]:
    """Yield what is wrong if a text outside of the cells holds a personnummer, once for each kind of place."""
    kinds = [kind for kind, found in texts if any(personnummer_in(_DRAWN.sub(" ", text)) for text in found)]
    for kind in dict.fromkeys(kinds):
        action = "Ta bort det (i Excel: Arkiv, Info, Kontrollera dokument) och spara om filen."
        yield Problem(where, f"{kind} innehåller {_LOOKS}", "", action)


def refuse_in_names(names: Iterable[str]) -> None:
    """Raise DataError if the name of a file holds a personnummer; the message cannot say which."""
    if count := sum(map(personnummer_in, names)):
        found = f"{counted(count, 'fil har', 'filer har')} {_LOOKS} i namnet"
        raise DataError(Problem("mappen med råfiler", found, "", "Byt namn på filen."))


def refuse_in_lines(text: str, where: str) -> None:
    """Raise DataError if a line of a text holds a personnummer."""
    rows = [row for row, line in enumerate(text.splitlines(), start=1) if personnummer_in(line)]
    if rows:
        found = f"{counted(len(rows), 'rad', 'rader')} innehåller {_LOOKS}"
        raise DataError(Problem(f"{where}, rad {listed([str(row) for row in rows])}", found, "", _REMOVE))


def refuse_in_content(content: object, where: str) -> None:
    """Raise DataError if a key or a value of a JSON file is a personnummer or holds one."""
    if hits := personnummer_places([sorted({str(one) for one in _scalars(content)})]):
        found = f"{counted(len(hits), 'uppgift', 'uppgifter')} innehåller {_LOOKS}"
        raise DataError(Problem(where, found, "", _REMOVE))


def sheet_place(where: str, number: int) -> str:
    """Return what messages call a sheet of a file that nobody has named: its own name could be a person's."""
    return f"{where}, blad nr {number}"


def _sheet_problem(rows: Sequence[Sequence[Cell]], where: str) -> Problem | None:
    different = set(chain.from_iterable(rows))  # a hundred thousand cells hold a few thousand different texts
    if not personnummer_places([tuple(different)]):
        return None
    places = personnummer_places(rows)
    columns = [column_letters(column) for column in sorted({column for _, column in places})]
    count = counted(len({row for row, _ in places}), "rad", "rader")
    word, action = ("kolumn", "Ta bort kolumnen") if len(columns) == 1 else ("kolumnerna", "Ta bort kolumnerna")
    found = f"{count} innehåller {_LOOKS}"
    return Problem(
        f"{where}, {word} {listed(columns)}", found, "", f"{action} ur filen; personnummer får inte läsas in."
    )


def _scalars(content: Any) -> Iterator[str | int | float]:  # noqa: ANN401 - whatever JSON may hold
    if isinstance(content, dict):
        yield from content
        yield from chain.from_iterable(map(_scalars, content.values()))
    elif isinstance(content, list):
        yield from chain.from_iterable(map(_scalars, content))
    elif isinstance(content, str | int | float):
        yield content
