"""A table with its headings, in a file that may hold persons: faults are told by row, never by content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from oj_analys.catalog import answer_spelling
from oj_analys.domain import DataError, Problem
from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell, column_letters, listed
from oj_analys.sources._headings import Heading, is_empty, read_headings
from oj_analys.sources._part import Input, Origin
from oj_analys.sources._values import Fault
from oj_analys.sources.door.workbook import Workbook
from oj_analys.sources.files import TablePlace
from oj_analys.swedish import counted

T = TypeVar("T")


class Column(NamedTuple):
    """A column of a table: its place (0 = first) and what messages call it."""

    place: int
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[Cell, ...] = field(repr=False)

    def text(self, column: Column) -> str:
        """Return a cell as text."""
        return _cells.text(self.cells[column.place])


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a table, its rows that are not empty, and the faults found so far.

    ``headings`` are the texts above each column as one; ``heads`` are their parts. ``faults`` are row numbers by (name
    of the column, fault): one fault of many rows is told once.
    """

    where: str
    origin: Origin
    headings: tuple[str, ...] = field(repr=False)
    rows: tuple[Row, ...] = field(repr=False)
    heads: tuple[Heading, ...] = field(default=(), repr=False)
    problems: list[Problem] = field(default_factory=list)
    faults: dict[tuple[str, Fault], list[int]] = field(default_factory=dict)

    @property
    def source(self) -> Mapping[str, str]:
        """The row of SOURCES."""
        return self.origin.plain_source()

    @property
    def input(self) -> Input:
        """The file, without fingerprint."""
        return Input(self.origin.name, "")

    def columns(self, headings: Iterable[str]) -> Mapping[str, Column]:
        """Return the columns with these headings; one that is missing or stands twice is a problem.

        Case, spaces and punctuation at the end do not matter. Where no heading is the one asked for, the lowest or
        another part of it may be, or the question that the file keeps of a column.
        """
        found: dict[str, Column] = {}
        for heading in headings:
            places = self._places(heading)
            if len(places) == 1:
                found[heading] = Column(places[0], f'kolumn "{heading}" ({column_letters(places[0])})')
            else:
                fault = f'har "{heading}" i {len(places)} kolumner' if places else f'saknar "{heading}"'
                action = "Rätta rubriken i filen, eller den rubrik eller rubrikrad som är angiven."
                self.problems.append(Problem(self.where, f"rubrikraden {fault}", "en kolumn", action))
        return found

    def _places(self, heading: str) -> list[int]:
        wanted = answer_spelling(heading)
        whole = [place for place, text in enumerate(self.headings) if answer_spelling(text) == wanted]
        return whole or [
            place for place, head in enumerate(self.heads) if wanted in map(answer_spelling, (*head.parts, *head.notes))
        ]

    def others(self, used: Iterable[int]) -> list[int]:
        """Return the places of the columns that are not used and hold anything."""
        rest = sorted(set(range(len(self.headings))) - set(used))
        return [place for place in rest if self.headings[place] or any(self.texts(place))]

    def texts(self, place: int) -> list[str]:
        """Return the cells of a column as texts."""
        return [_cells.text(row.cells[place]) for row in self.rows]

    def meanings(self, column: Column, read: Callable[[str], T | Fault]) -> Mapping[int, T]:
        """Return what the cells of a column mean, by row number; each different text is read once, faults are noted."""
        known: dict[str, T | Fault] = {}
        meanings: dict[int, T] = {}
        for row, text in zip(self.rows, self.texts(column.place), strict=True):
            if text not in known:
                known[text] = read(text)
            meaning = known[text]
            if isinstance(meaning, Fault):
                self.fault(row, column, meaning)
            else:
                meanings[row.number] = meaning
        return meanings

    def fault(self, row: Row, column: Column, fault: Fault) -> None:
        """Note what is wrong with a cell; the fault must not hold what stands there."""
        self.faults.setdefault((column.title, fault), []).append(row.number)

    def check(self) -> None:
        """Raise DataError with everything that is noted, if anything is."""
        if problems := [*self.problems, *self._fault_problems()]:
            raise DataError(problems)

    def _fault_problems(self) -> Iterator[Problem]:
        """Yield each fault once for all columns that have it in the same rows."""
        alike: dict[tuple[Fault, tuple[int, ...]], list[str]] = {}
        for (title, fault), numbers in self.faults.items():
            alike.setdefault((fault, tuple(numbers)), []).append(title)
        for (fault, rows), titles in alike.items():
            place = f"{self.where}, {listed(titles)}, rad {listed([str(row) for row in rows])}"
            found = f"{fault.found} ({counted(len(rows), 'rad', 'rader')})"
            if len(titles) > 1:
                found = f"{found[:-1]} i {len(titles)} kolumner)"
            yield Problem(place, found, fault.allowed, fault.action)


def find_table(workbook: Workbook, place: TablePlace) -> Table:
    """Return the table of a sheet of an open workbook; without a name, that of the only sheet."""
    where, sheets = place.origin.name, workbook.sheets
    name = next(iter(sheets)) if not place.sheet and len(sheets) == 1 else place.sheet
    cells = sheets.get(name)
    if cells is None:
        found = f'bladet "{name}" finns inte' if name else "bladets namn saknas"
        allowed = f"namnet på ett av filens {counted(len(sheets), 'blad', 'blad')}"
        raise DataError(Problem(where, found, allowed, "Rätta blad i underlag.toml; en csv-fil har inget."))
    where = (
        f'{where}, blad "{name}"' if place.sheet else where
    )  # a name that nobody has written down may tell of a person
    heads = read_headings(workbook, name, place)
    if not any(head.parts for head in heads):
        raise DataError(Problem(f"{where}, rad {place.header_row}", "raden har inga rubriker", "", "Rätta rubrikrad."))
    below = place.header_row + place.header_rows + place.skipped_rows  # the first row of data, as a spreadsheet counts
    if place.skipped_rows and below > len(cells):
        found, allowed = f"metadatarader är {place.skipped_rows}", f"färre: tabellen slutar på rad {len(cells)}"
        raise DataError(Problem(where, found, allowed, "Rätta metadatarader i underlag.toml."))
    rows = (Row(number, row) for number, row in enumerate(cells[below - 1 :], start=below) if not is_empty(row))
    return Table(where, place.origin, tuple(head.text for head in heads), tuple(rows), heads)
