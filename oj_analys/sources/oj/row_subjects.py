"""What each row is about where the rows of a sheet say it themselves: measure, year and sex."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from oj_analys import catalog
from oj_analys.domain import Measure
from oj_analys.sources import _cells
from oj_analys.sources._period import is_year, period_of
from oj_analys.sources._values import Fault, sex_fault
from oj_analys.sources.oj.sheet import Sheet
from oj_analys.sources.oj.sheet_layout import MeasureColumn, RowColumn
from oj_analys.sources.oj.units import UnitRow

SEX_WORDS = {"t": "T", "k": "K", "m": "M", "totalt": "T", "kvinnor": "K", "män": "M"}

_ID = re.compile(r"(?:^|\()([NU][0-9]{5})(?![0-9])")


class _Subject(NamedTuple):
    """What a row says of itself (the id of a measure, a year, a sex), empty where its columns say it."""

    measure: str
    year: str
    sex: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """Each column of values with the rows that it is read for, and how many rows are about what is left out."""

    columns: Sequence[tuple[MeasureColumn, Sequence[UnitRow]]]
    unlisted: Mapping[str, int]


def read_subjects(sheet: Sheet, units: Sequence[UnitRow]) -> Subjects:
    """Return what the columns of a sheet hold for each row; what cannot be understood is noted as problems.

    Rows about nyckeltal that the catalogue does not have are left out, counted by their id.
    """
    unlisted: Counter[str] = Counter()
    rows = _rows_by_subject(sheet, units, unlisted) if sheet.layout.subject.headers else {}
    columns: list[tuple[MeasureColumn, Sequence[UnitRow]]] = []
    for column in sheet.layout.columns:
        if isinstance(column, MeasureColumn):
            columns.append((column, units))
        else:
            columns += _resolved(sheet, column, rows)
    return Subjects(columns, unlisted)


def _rows_by_subject(
    sheet: Sheet, units: Iterable[UnitRow], unlisted: Counter[str]
) -> Mapping[_Subject, Sequence[UnitRow]]:
    rows: dict[_Subject, list[UnitRow]] = {}
    for unit in units:
        name, measure = _measure(sheet, unit.row)
        if name and measure is None:
            unlisted[name] += 1
        else:
            subject = _Subject(measure.id if measure else "", _year(sheet, unit.row), _sex(sheet, unit.row))
            rows.setdefault(subject, []).append(unit)
    return rows


def _resolved(
    sheet: Sheet, column: RowColumn, rows: Mapping[_Subject, Sequence[UnitRow]]
) -> Iterator[tuple[MeasureColumn, Sequence[UnitRow]]]:
    for subject, units in rows.items():
        measure = column.measure or (catalog.measure(subject.measure) if subject.measure else None)
        year, sex = column.year or subject.year, column.sex or subject.sex
        if measure and year and sex:  # what is missing is noted already
            period = period_of(measure, year)
            _check(sheet, measure, period, sex, units[0].row)
            yield MeasureColumn(column.header, measure, period, sex, column.n_header, column.coded), units


def _check(sheet: Sheet, measure: Measure, period: str, sex: str, row: int) -> None:
    """Note a sex that the measure is not divided by, and a year for which its answers have no coding."""
    said = sheet.layout.subject
    if fault := sex_fault(measure, sex):
        sheet.fault(row, said.sex or said.headers[0], fault)
    if measure.kind.is_answer and measure.coding(period) is None:
        found = f"katalogen har ingen kodning av {measure.source_id} för {period}"
        sheet.fault(row, said.period or said.headers[0], Fault(found, "", "Lägg till den i katalogen."))


def _measure(sheet: Sheet, row: int) -> tuple[str, Measure | None]:
    """Return what a row calls its measure, and the measure; no measure if it is left out, no name if there is none."""
    said = sheet.layout.subject
    if not said.measure:
        return "", None
    text = sheet.text(row, said.measure)
    if text in said.measures:
        return text, said.measures[text]
    if match := _ID.search(text):
        return match[1], _catalog_measures().get(match[1])
    allowed = "nyckeltalets id, först eller inom parentes, eller en text ur [blad.matt_namn]"
    found = f"okänt mått {_cells.quote(text)}"
    sheet.fault(row, said.measure, Fault(found, allowed, "Lägg till texten i [blad.matt_namn] i layoutfilen."))
    return "", None


def _year(sheet: Sheet, row: int) -> str:
    header = sheet.layout.subject.period
    text = sheet.text(row, header)
    if header and not is_year(text):
        fault = Fault(f"perioden är {_cells.quote(text)}", 'det år som mättes, till exempel "2024"', "Rätta cellen.")
        sheet.fault(row, header, fault)
        return ""
    return text


def _sex(sheet: Sheet, row: int) -> str:
    said = sheet.layout.subject
    text = sheet.text(row, said.sex).casefold()
    sex = said.sexes.get(text) or SEX_WORDS.get(text, "")
    if said.sex and not sex:
        allowed = ", ".join(dict.fromkeys((*said.sexes, *SEX_WORDS)))
        found = f"okänt kön {_cells.quote(sheet.cell(row, said.sex))}"
        sheet.fault(row, said.sex, Fault(found, allowed, "Lägg till ordet i [blad.kon_varden] i layoutfilen."))
    return sex


@cache
def _catalog_measures() -> Mapping[str, Measure]:
    return {measure.source_id: measure for measure in catalog.measures().values()}
