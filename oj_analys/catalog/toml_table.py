"""Reading TOML key by key, so that one run lists every fault of a file."""

from __future__ import annotations

import difflib
import math
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from oj_analys.catalog._text import read_text
from oj_analys.domain import DataError, Problem

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T", str, int, float, bool, date, list[Any], dict[str, Any])

_WORDS: Mapping[type, str] = {
    str: "text inom citattecken",
    int: "heltal",
    float: "tal",
    bool: "true eller false",
    date: "datum utan citattecken, till exempel 2025-03-01",
    list: "lista inom [ ]",
    dict: "tabell",
}
_EMPTY: Mapping[type, Callable[[], Any]] = {
    float: lambda: math.nan,  # lies within no limits and beyond none
    date: lambda: date.min,
}


class Table:
    """A TOML table that notes every fault it meets in ``problems``.

    A faulty or missing value is read as an empty one, so that reading goes on; whoever started the reading raises
    at the end if there are problems. Call :meth:`close` last: it notes the keys that nobody asked for.
    """

    def __init__(self, where: str, values: Mapping[str, Any], problems: list[Problem]) -> None:
        self.where = where
        self.problems = problems
        self.keys = tuple(values)
        self.values = values
        self.asked: list[str] = []

    def need(self, key: str, kind: type[T]) -> T:
        """Return a value that must be there."""
        value = self.optional(key, kind)
        if key not in self.keys:
            self.fault(f'nyckeln "{key}" saknas', _WORDS[kind], "Lägg till den.")
        empty: T = _EMPTY.get(kind, kind)()
        return empty if value is None else value

    def optional(self, key: str, kind: type[T]) -> T | None:
        """Return a value that may be left out; a number is finite."""
        self.asked.append(key)
        value: Any = self.values.get(key)
        if kind is float and type(value) in (int, float):
            if abs(value) <= sys.float_info.max:
                return kind(value)
        elif value is None or type(value) is kind:
            return value
        self.fault(f'nyckeln "{key}" är {_shown(value)}', _WORDS[kind])
        return None

    def text(self, key: str) -> str:
        """Return a text that must be there and say something."""
        value = self.need(key, str)
        if self.values.get(key) == value and not value.strip():
            self.fault(f'nyckeln "{key}" är tom', _WORDS[str])
        return value

    def choice(self, key: str, allowed: Sequence[E]) -> E | None:
        """Return a word out of a closed list, None after noting that it is another."""
        value = self.text(key)
        if value.strip() and value not in allowed:
            self.fault(f'nyckeln "{key}" är "{value}"', ", ".join(allowed), _suggestion(value, allowed))
        return next((word for word in allowed if word == value), None)

    def items(self, key: str, kind: type[T]) -> tuple[T, ...]:
        """Return a list of one kind of value, empty if it is left out."""
        values = self.optional(key, list) or []
        for value in values:
            if type(value) is not kind:
                self.fault(f'listan "{key}" innehåller {_shown(value)}', _WORDS[kind])
        return tuple(value for value in values if type(value) is kind)

    def table(self, key: str) -> Table:
        """Return a table within the table that must be there; the keys of a missing one are no further problems."""
        values = self.need(key, dict)
        return Table(f"{self.where}, [{key}]", values, self.problems if values is self.values.get(key) else [])

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of a list ``[[key]]``, none if it is left out; one with an ``id`` is known by it."""
        for row, values in enumerate(self.items(key, dict), start=1):
            ident = f" ({values['id']})" if "id" in values else ""
            yield Table(f"{self.where}, [[{key}]] nr {row}{ident}", values, self.problems)

    def fault(self, found: str, allowed: str = "", action: str = "") -> None:
        """Note a fault in this table."""
        self.problems.append(Problem(self.where, found, allowed, action))

    def close(self) -> None:
        """Note every key that nobody has asked for."""
        for key in self.keys:
            if key not in self.asked:
                self.fault(f'okänd nyckel "{key}"', ", ".join(self.asked), _suggestion(key, self.asked))


def read_toml(path: Path, name: str, problems: list[Problem]) -> Table:
    """Return a file's top table; ``name`` is what the user knows the file by.

    A file that cannot be read is one problem and an empty table, whose missing keys are no further problems.
    """
    text = read_text(path, name, problems)
    try:
        if text is not None:
            return Table(name, parse_toml(text, name), problems)
    except DataError as error:
        problems.extend(error.problems)
    return Table(name, {}, [])


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """Return the content of a TOML text; ``where`` is what the user knows it by.

    Raises:
        DataError: the text is not valid TOML; the message says at which line.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, lists in lists in lists
        line = re.search(r"\(at line (\d+)", str(error))
        last = ", sista raden" if "end of document" in str(error) else ""
        place = f"{where}, rad {line[1]}" if line else f"{where}{last}"
        action = _mending(text.split("\n")[int(line[1]) - 1] if line else "")
        raise DataError(Problem(place, "går inte att läsa som TOML", "", action)) from error


def _mending(line: str) -> str:
    """Return what is likely to mend a line that is no TOML."""
    if "\\" in line:
        return "Skriv / i stället för \\ i namn på filer och mappar."
    if any(quote in line for quote in "”“„"):
        return 'Citattecken ska vara raka: " och inte ”.'
    return "Se efter citattecken, klamrar och nycklar som står två gånger."


def _suggestion(found: str, allowed: Sequence[str]) -> str:
    close = difflib.get_close_matches(found, allowed, n=1)
    return f'Menade du "{close[0]}"?' if close else ""


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return f"en {_WORDS[type(value)]}"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
