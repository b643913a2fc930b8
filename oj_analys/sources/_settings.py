"""What the analyst's own TOML files say, read key by key so that one run lists every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import TypeVar

from oj_analys.catalog.toml_table import Table
from oj_analys.domain import DataError, Problem
from oj_analys.sources._values import Fault
from oj_analys.swedish import nfc

T = TypeVar("T")

NO_DAY = date.min  # what a faulty date is read as


class Settings(Table):
    """A TOML table that also holds dates, names of files and names of things in the catalogue."""

    def date(self, key: str) -> date:
        """Return a date that must be there; a faulty one is noted and read as the first of all days."""
        self.asked.append(key)
        value = self.values.get(key)
        if type(value) is date:
            return value
        found = f'nyckeln "{key}" är "{value}"' if key in self.keys else f'nyckeln "{key}" saknas'
        self.fault(found, "ett datum utan citattecken, till exempel 2025-06-23")
        return NO_DAY

    def row(self, key: str) -> int:
        """Return the number of a row (1 = first) that must be there."""
        before = len(self.problems)
        row = self.need(key, int)
        if row < 1 and len(self.problems) == before:
            self.fault(f"{key} är {row}", "1 eller mer")
        return row

    def path(self, key: str, folder: Path, exists: Callable[[Path], bool] = Path.is_file) -> Path:
        """Return the path of something in the folder that must be there, also when links are followed."""
        name = self.text(key)
        if any(letter < " " for letter in name):  # "mapp\\test.xlsx" holds a tab
            self.fault(f'nyckeln "{key}" har tecken som inte syns', "", "Skriv / i stället för \\ mellan mapp och fil.")
            return folder
        told = PureWindowsPath(name)  # which knows both / and \
        path = folder / told.as_posix()
        if told.anchor or ".." in told.parts:
            self.fault(f'"{name}" ligger utanför mappen', "", "Lägg den i mappen.")
            return folder
        if name.strip() and (fault := _path_fault(name, path, folder, exists)):
            self.fault(*fault)
        return path

    def look_up(self, key: str, find: Callable[[str], T]) -> T | None:
        """Return what the catalogue has under a name that must be there, None after noting that it has nothing."""
        name = self.text(key)
        try:
            return find(name) if name.strip() else None
        except DataError as error:
            self.problems += relocate(error, self.where)
            return None

    def tables(self, key: str) -> Iterator[Settings]:
        """Yield the tables of a list ``[[key]]``, none if it is left out."""
        for row, values in enumerate(self.items(key, dict), start=1):
            yield Settings(f"{self.where}, [[{key}]] nr {row}", values, self.problems)

    def words(self, key: str) -> Mapping[str, str]:
        """Return a table of texts, empty if it is left out."""
        table = self.optional_table(key)
        return {nfc(word): table.text(word) for word in table.keys}

    def optional_table(self, key: str) -> Settings:
        """Return the table ``[key]``, an empty one if it is left out."""
        return Settings(f"{self.where}, [{key}]", self.optional(key, dict) or {}, self.problems)


def _path_fault(name: str, path: Path, folder: Path, exists: Callable[[Path], bool]) -> Fault | None:
    """Return what is wrong with a path; what a link leads to is looked at only if it lies in the folder."""
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Fault(f'"{name}" är en länk ut ur mappen', "", "Lägg själva filen i mappen.")
        if not exists(path) and path.exists():
            kind = "en mapp" if path.is_dir() else "ingen mapp" if path.is_file() else "ingen vanlig fil"
            return Fault(f'"{name}" är {kind}', "", "Rätta namnet, eller typ.")
        is_there = exists(path)
    except (OSError, ValueError, RuntimeError):  # a name that no file can have, links in a ring
        is_there = False
    if is_there:
        return None
    action = " ".join(filter(None, ("Lägg dit den eller rätta namnet.", _near_name(path))))
    return Fault(f'"{name}" finns inte i mappen', "", action)


def _near_name(path: Path) -> str:
    """Return a question with the name of a file that differs in case or ending only, empty if there is none."""
    wanted = path.name.casefold()
    try:
        near = sorted(one.name for one in path.parent.iterdir() if wanted in (one.name.casefold(), one.stem.casefold()))
    except (OSError, ValueError):
        return ""
    return f"Menade du {near[0]}?" if near else ""


def past_day(table: Settings, key: str, taken: date) -> date:
    """Return a date that must be there, no later than the day when the data were taken."""
    day = table.date(key)
    if day > taken > NO_DAY:
        table.fault(f"{key} är {day}, men uttag är {taken}", "högst samma dag", "Rätta det datum som är fel.")
    return day


def relocate(error: DataError, where: str) -> list[Problem]:
    """Return an error's problems with the place where the faulty text stands."""
    return [replace(problem, where=where) for problem in error.problems]
