"""The verb ``read_measures``: a county's own measures, one row per kommun, measure and period."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Grupp, Measure, Problem
from oj_analys.frames.persons import OwnMeasures
from oj_analys.sources import _cells
from oj_analys.sources._cage import caged
from oj_analys.sources._counts import Count, counts_frame
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE, column_notices, remark_notices, set_aside_notices
from oj_analys.sources._part import Input, Origin, Receipt, Tally
from oj_analys.sources._period import is_period
from oj_analys.sources._safe_open import open_table
from oj_analys.sources._table import Column, Row, Table, find_table
from oj_analys.sources._telling import strict_columns
from oj_analys.sources._values import Fault, first_fraction, labels_text, shown, value_fault
from oj_analys.sources.files import OwnFile, TablePlace
from oj_analys.sources.own.counts import COUNT, Figures, N, counts_fault, read_counts, value_of
from oj_analys.sources.own.definitions import FAMILY, Definitions, read_definitions

NEEDED = (KOMMUN, MEASURE, VALUE) = ("Kommun", "Mått", "Värde")
PERIODS = ("År", "Period")
COUNTED = "Räknar"
OPTIONAL = (N, COUNT, COUNTED)

_MEND = "Rätta cellen."
_NO_PERIOD = Fault("perioden går inte att läsa", "till exempel 2024, 2024-2 eller 2022/2024", "Skriv den som text.")
_TWICE = Fault("samma kommun, mått och period står på en tidigare rad", "en rad", "Ta bort den ena.")
_SHARES_OF_ONE = Fault("andelarna ser ut att stå som 0–1", "0–100 procent", "Gör om dem till procent.")


@dataclass(frozen=True, slots=True)
class Own(Receipt):
    """The own measures, as the file gave them."""

    measures: OwnMeasures


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the rows are read by; ``period`` is the column of the year or period."""

    table: Table
    columns: Mapping[str, Column]
    period: Column
    definitions: Definitions


@caged
def read_measures(
    path: str | Path, *, definitions: str | Path, grupp: Grupp, sheet: str = "", header_row: int = 1
) -> OwnMeasures:
    """Return the own measures of the group's kommuner: what each means, and one COUNTS row per value.

    The table has Kommun, Mått, År (or Period) and Värde, and may have n (the number that a share or a mean is taken
    of), Antal (how many of them are counted) and Räknar; ``definitions`` is the TOML file that says what each measure
    means. An empty share is computed as 100 · Antal / n. An empty value, and a kommun without a row that others have,
    have the status ``saknas``. Answers in words or as codes of the coding that holds in the period carry their code.

    Raises:
        DataError: every fault at once, by column and row number and never by content: faults of the definitions,
            headings that are missing, an unknown kommun, measure or answer, a value that the measure cannot have, a
            value that its counts do not make, rows that say the same thing twice, a row that counts something else than
            its measure does, columns that could point out persons, a personnummer anywhere.

    Example:
        >>> grupp = catalog.grupp("Jämtland")  # doctest: +SKIP
        >>> read_measures("egna-matt.xlsx", definitions="egna-matt.toml", grupp=grupp)  # doctest: +SKIP
    """
    place = TablePlace(Path(path), Origin(Path(path).name), sheet, header_row)
    return read_own(OwnFile(place, Path(definitions), Path(definitions).name), grupp).measures


def read_own(file: OwnFile, grupp: Grupp) -> Own:
    """Return what :func:`read_measures` does, of a file that ``underlag.toml`` describes."""
    definitions = read_definitions(file.definitions, file.definitions_name)
    workbook = open_table(file.place.path, file.origin.name)
    table = find_table(workbook, file.place)
    reading = _Reading(table, *_columns(table), definitions)
    kommuner = split_by_kommun(table, reading.columns[KOMMUN], grupp.members)
    found = [(row, count) for row, unit in kommuner.rows for count in _read_row(reading, row, unit)]
    _check_once(reading, found)
    _check_shares(reading, found)
    table.check()
    rows = counts_frame((count for _, count in found), grupp.members, table.source["source"])
    tally = Tally(file.origin.name, len(table.rows), len(kommuner.rows), {OUTSIDE: kommuner.set_aside})
    unread = table.others(column.place for column in (*reading.columns.values(), reading.period))
    notices = (
        *remark_notices(file.origin.name, workbook),
        *set_aside_notices(file.origin.name, kommuner.set_aside),
        *column_notices(file.origin.name, unread),
    )
    inputs = (Input(definitions.name, definitions.sha256), table.input)
    return Own(notices, inputs, table.source, OwnMeasures(definitions.measures, grupp, rows), tallies=(tally,))


def _columns(table: Table) -> tuple[Mapping[str, Column], Column]:
    """Return the columns by heading, those that may be left out if they are there, and that of the period."""
    known = {answer_spelling(heading) for heading in table.headings}
    period, *both = [heading for heading in PERIODS if answer_spelling(heading) in known] or PERIODS[:1]
    held = [heading for heading in OPTIONAL if answer_spelling(heading) in known]
    if both:
        table.problems.append(
            Problem(table.where, "rubrikraden har både År och Period", "en av dem", "Ta bort den ena.")
        )
    columns = dict(strict_columns(table, (*NEEDED, period, *held)))
    return columns, columns.pop(period)


def _read_row(reading: _Reading, row: Row, unit: str) -> Iterator[Count]:
    """Yield the figure of a row, nothing if its measure or its period cannot be told."""
    table, columns, measures = reading.table, reading.columns, reading.definitions.measures
    measure = measures.get(f"{FAMILY}.{row.text(columns[MEASURE]).casefold().removeprefix(FAMILY + '.')}")
    period = row.text(reading.period)
    if measure is None:
        allowed = ", ".join(one.source_id for one in measures.values())
        table.fault(row, columns[MEASURE], Fault("okänt mått", allowed, "Rätta cellen, eller beskriv måttet."))
    if not is_period(period):
        table.fault(row, reading.period, _NO_PERIOD)
    elif measure is not None:
        _check_counted(reading, row, measure)
        figures = Figures(_read_value(reading, row, measure, period), *read_counts(table, row, columns))
        if fault := counts_fault(measure, figures):
            table.fault(row, columns[COUNT], fault)
        yield Count(unit, measure.id, period, value_of(measure, figures), figures.n)


def _check_counted(reading: _Reading, row: Row, measure: Measure) -> None:
    """Note a row that says that it counts something else than its measure does."""
    column, counted = reading.columns.get(COUNTED), reading.definitions.counted[measure.id]
    if column is not None and row.text(column) and row.text(column).casefold() != counted:
        fault = Fault(f"{measure.source_id} räknar inte det som står", counted, "Rätta cellen, eller raknar i måttet.")
        reading.table.fault(row, column, fault)


def _read_value(reading: _Reading, row: Row, measure: Measure, period: str) -> float:
    column = reading.columns[VALUE]
    text, value = row.text(column), _cells.number(row.cells[column.place])
    if not text:
        return math.nan
    if measure.kind.is_answer:
        value = _codes(measure, period).get(text.casefold())
    if value is None:
        reading.table.fault(row, column, _unknown(measure, period))
    elif fault := value_fault(measure, period, value):
        told = Fault(f"värdet är omöjligt för {measure.source_id}", fault.allowed, _MEND)  # never the value itself
        reading.table.fault(row, column, told)
    return math.nan if value is None else value


def _codes(measure: Measure, period: str) -> Mapping[str, float]:
    coding = measure.coding(period)
    labels = coding.labels if coding else ()
    return {shown(code): code for code, _ in labels} | {label.casefold(): code for code, label in labels}


def _unknown(measure: Measure, period: str) -> Fault:
    if not measure.kind.is_answer:
        return Fault("värdet är inget tal", "tal med decimalkomma, eller tom cell", _MEND)
    allowed = labels_text(measure, period) or f"inga: {measure.source_id} har ingen kodning för perioden"
    return Fault("okänt svar", allowed, "Rätta cellen, eller kodningen.")


def _check_once(reading: _Reading, found: Iterable[tuple[Row, Count]]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for row, count in found:
        key = (count.unit, count.measure, count.period)
        if key in seen:
            reading.table.fault(row, reading.columns[MEASURE], _TWICE)
        seen.add(key)


def _check_shares(reading: _Reading, found: Iterable[tuple[Row, Count]]) -> None:
    """Note the first of the values of a measure and period that are shares of 1, not percent."""
    alike: dict[tuple[str, str], list[tuple[Row, float]]] = {}
    for row, count in found:
        if row.text(reading.columns[VALUE]):  # a share that is computed is no fraction of 1
            alike.setdefault((count.measure, count.period), []).append((row, count.value))
    for (measure, _), rows in alike.items():
        place = first_fraction(reading.definitions.measures[measure], [value for _, value in rows])
        if place is not None:
            reading.table.fault(rows[place][0], reading.columns[VALUE], _SHARES_OF_ONE)
