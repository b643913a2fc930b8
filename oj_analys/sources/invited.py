"""The verb ``read_invited``: how many were asked to answer a survey, per kommun and round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from oj_analys import catalog
from oj_analys.domain import Grupp, Questionnaire
from oj_analys.sources import _cells
from oj_analys.sources._cage import caged
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE, column_notices, remark_notices, set_aside_notices
from oj_analys.sources._part import Origin, Receipt, Tally
from oj_analys.sources._period import ROUND_FORM, is_round
from oj_analys.sources._safe_open import open_table
from oj_analys.sources._table import Column, Row, Table, find_table
from oj_analys.sources._telling import strict_columns
from oj_analys.sources._values import MOST_ANSWERS, Fault
from oj_analys.sources.files import InvitedFile, TablePlace

HEADINGS = ("Kommun", "Omgång", "Inbjudna")

_NO_ROUND = Fault("omgången går inte att läsa", ROUND_FORM, "Skriv den som text.")
_NO_COUNT = Fault("antalet inbjudna går inte att läsa", "ett heltal, 1 eller mer, eller tom cell", "Rätta cellen.")
_TWICE = Fault("samma kommun och omgång står på en tidigare rad", "en rad", "Ta bort den ena.")


@dataclass(frozen=True, slots=True)
class Invited(Receipt):
    """How many were asked by (kommun, period), and the place of each count in the file."""

    instrument: Questionnaire = field(repr=False)
    counts: Mapping[tuple[str, str], int] = field(repr=False)
    places: Mapping[tuple[str, str], str] = field(repr=False)


@caged
def read_invited(path: str | Path, *, instrument: str, grupp: Grupp, sheet: str = "", header_row: int = 1) -> Invited:
    """Return the invited counts of the group's kommuner from a table with Kommun, Omgång and Inbjudna.

    An empty count is unknown and left out.

    Raises:
        DataError: every fault at once, by column and row number: a heading that is missing, an unknown kommun, a round
            or a count that cannot be one, a kommun and round that stand twice, columns that could point out persons.

    Example:
        >>> read_invited("ebp-inbjudna.xlsx", instrument="ebp", grupp=catalog.grupp("Jämtland"))  # doctest: +SKIP
    """
    place = TablePlace(Path(path), Origin(Path(path).name), sheet, header_row)
    return read_invited_file(InvitedFile(place, catalog.questionnaire(instrument)), grupp)


def read_invited_file(file: InvitedFile, grupp: Grupp) -> Invited:
    """Return what :func:`read_invited` does, of a file that ``underlag.toml`` describes."""
    workbook = open_table(file.place.path, file.origin.name)
    table = find_table(workbook, file.place)
    columns = strict_columns(table, HEADINGS)
    kommuner = split_by_kommun(table, columns["Kommun"], grupp.members)
    places: dict[tuple[str, str], str] = {}
    counts: dict[tuple[str, str], int] = {}
    for row, unit in kommuner.rows:
        key = (unit, _read_round(table, row, columns["Omgång"]))
        if key in places:
            table.fault(row, columns["Omgång"], _TWICE)
        places[key] = f"{table.where}, rad {row.number}"
        count = _read_count(table, row, columns["Inbjudna"])
        counts |= {} if count is None else {key: count}
    table.check()
    tally = Tally(file.origin.name, len(table.rows), len(kommuner.rows), {OUTSIDE: kommuner.set_aside})
    unread = table.others(column.place for column in columns.values())
    notices = (
        *set_aside_notices(file.origin.name, kommuner.set_aside),
        *column_notices(file.origin.name, unread),
        *remark_notices(file.origin.name, workbook),
    )
    return Invited(notices, (table.input,), table.source, file.instrument, counts, places, tallies=(tally,))


def _read_round(table: Table, row: Row, column: Column) -> str:
    period = row.text(column)
    if not is_round(period):
        table.fault(row, column, _NO_ROUND)
    return period


def _read_count(table: Table, row: Row, column: Column) -> int | None:
    """Return the count of a row, None if it is unknown."""
    count = _cells.number(row.cells[column.place])
    if count is not None and 1 <= count <= MOST_ANSWERS and count.is_integer():
        return int(count)
    if row.text(column):
        table.fault(row, column, _NO_COUNT)
    return None
