"""The verb ``read_usage``: how much an interview form is used, per kommun and year."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import Grupp, InterviewForm
from oj_analys.sources import _cells
from oj_analys.sources._cage import caged
from oj_analys.sources._counts import Count, counts_frame
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE, column_notices, remark_notices, set_aside_notices
from oj_analys.sources._part import Origin, Receipt, Tally
from oj_analys.sources._period import is_year
from oj_analys.sources._safe_open import open_table
from oj_analys.sources._table import Column, Row, Table, find_table
from oj_analys.sources._telling import strict_columns
from oj_analys.sources._values import MOST_ANSWERS, Fault
from oj_analys.sources.files import TablePlace, UsageFile

KOMMUN, YEAR = "Kommun", "År"

_NO_YEAR = Fault("året går inte att läsa", "till exempel 2024", "Rätta cellen.")
_NO_COUNT = Fault("antalet går inte att läsa", "ett heltal, 0 eller mer, eller tom cell", "Rätta cellen.")
_TWICE = Fault("samma kommun och år står på en tidigare rad", "en rad", "Ta bort den ena.")


@dataclass(frozen=True, slots=True)
class Usage(Receipt):
    """A COUNTS frame of the usage table."""

    instrument: InterviewForm = field(repr=False)
    rows: pd.DataFrame = field(repr=False)


@caged
def read_usage(
    path: str | Path, *, grupp: Grupp, instrument: str = "asi", sheet: str = "", header_row: int = 1
) -> Usage:
    """Return the usage table of the group's kommuner: one COUNTS row per kommun, measure and year.

    The table has Kommun, År and the headings of ``InterviewForm.usage``. An empty cell, and a kommun without a row for
    a year that others have, have the status ``saknas``.

    Raises:
        DataError: every fault at once, by column and row number: a heading that is missing, an unknown kommun, a year
            or a count that cannot be one, a part larger than its whole, a kommun and year that stand twice, columns
            that could point out persons, a personnummer anywhere.

    Example:
        >>> read_usage("asi-anvandning.xlsx", grupp=catalog.grupp("Jämtland")).rows  # doctest: +SKIP
    """
    place = TablePlace(Path(path), Origin(Path(path).name), sheet, header_row)
    return read_usage_file(UsageFile(place, catalog.interview_form(instrument)), grupp)


def read_usage_file(file: UsageFile, grupp: Grupp) -> Usage:
    """Return what :func:`read_usage` does, of a file that ``underlag.toml`` describes."""
    workbook = open_table(file.place.path, file.origin.name)
    table = find_table(workbook, file.place)
    headings = {measure: heading for heading, measure in file.instrument.usage}
    columns = strict_columns(table, (KOMMUN, YEAR, *headings.values()))
    kommuner = split_by_kommun(table, columns[KOMMUN], grupp.members)
    held = {measure: columns[heading] for measure, heading in headings.items()}
    _check_rows(table, kommuner.rows, columns[YEAR])
    counts = [
        Count(unit, measure, row.text(columns[YEAR]), value)
        for row, unit in kommuner.rows
        for measure, value in _read_row(table, row, held, file.instrument).items()
    ]
    table.check()
    tally = Tally(file.origin.name, len(table.rows), len(kommuner.rows), {OUTSIDE: kommuner.set_aside})
    unread = table.others(column.place for column in columns.values())
    notices = (
        *remark_notices(file.origin.name, workbook),
        *set_aside_notices(file.origin.name, kommuner.set_aside),
        *column_notices(file.origin.name, unread),
    )
    rows = counts_frame(counts, grupp.members, table.source["source"])
    return Usage(notices, (table.input,), table.source, file.instrument, rows, tallies=(tally,))


def _check_rows(table: Table, rows: Iterable[tuple[Row, str]], year: Column) -> None:
    seen: set[tuple[str, str]] = set()
    for row, unit in rows:
        key = (unit, row.text(year))
        if not is_year(key[1]):
            table.fault(row, year, _NO_YEAR)
        elif key in seen:
            table.fault(row, year, _TWICE)
        seen.add(key)


def _read_row(table: Table, row: Row, held: Mapping[str, Column], form: InterviewForm) -> Mapping[str, float]:
    values = {measure: _read_count(table, row, column) for measure, column in held.items()}
    for part, whole in _parts(form):
        if values[part] > values[whole]:
            found = f"antalet är större än i {held[whole].title} (över 100 procent)"
            table.fault(row, held[part], Fault(found, "", "Rätta det tal som är fel."))
    return values


def _parts(form: InterviewForm) -> Iterator[tuple[str, str]]:
    """Yield each count of the usage table that is a part of another, with that other."""
    held = {measure for _, measure in form.usage}
    for measure in form.measures:
        if measure.id in held and measure.part_of in held:
            yield measure.id, measure.part_of


def _read_count(table: Table, row: Row, column: Column) -> float:
    count = _cells.number(row.cells[column.place])
    if count is not None and 0 <= count <= MOST_ANSWERS and count.is_integer():
        return count
    if row.text(column):
        table.fault(row, column, _NO_COUNT)
    return math.nan
