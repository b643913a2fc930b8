"""One ``[[blad.matt]]`` of a layout file: a column of values, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys import catalog
from oj_analys.domain import Measure
from oj_analys.sources._period import is_year, period_of
from oj_analys.sources._settings import Settings
from oj_analys.sources._values import SEXES, sex_fault
from oj_analys.sources.oj.sheet_layout import MeasureColumn, RowColumn, RowSubject
from oj_analys.swedish import nfc

_WORDS, _CODES = "ord", "kod"


def optional_text(table: Settings, key: str) -> str:
    """Return a text that says something, empty if the key is left out."""
    return nfc(table.text(key)) if key in table.keys else nfc(table.optional(key, str) or "")


@dataclass(frozen=True, slots=True)
class ColumnReader:
    """Reads the columns of a sheet: what its rows say themselves no column says, and ``sex`` is that of all columns."""

    subject: RowSubject
    sex: str

    def read(self, table: Settings) -> MeasureColumn | RowColumn | None:
        """Return a column; None, with the fault noted, if its measure or year is unknown."""
        column = RowColumn(
            header=nfc(table.text("kolumn")),
            measure=None if self.subject.measure else table.look_up("matt", catalog.measure),
            year="" if self.subject.period else _year(table),
            sex="" if self.subject.sex else self._sex(table),
            n_header=nfc(table.optional("kolumn_n", str) or ""),
            coded=_is_coded(table),
        )
        table.close()
        if column.coded and column.measure and not column.measure.kind.is_answer:
            table.fault(f'varden är "{_CODES}", men {column.measure.source_id} är inget svar i ord', "", "Ta bort det.")
        if column.measure and column.sex in SEXES and (fault := sex_fault(column.measure, column.sex)):
            table.fault(*fault)
        return column if self.subject.headers else _told_column(column, table)

    def _sex(self, table: Settings) -> str:
        sex = optional_text(table, "kon") or self.sex or SEXES[0]
        if sex not in SEXES:
            table.fault(f'kon är "{sex}"', ", ".join(SEXES))
        return sex


def _year(table: Settings) -> str:
    year = table.text("period")
    if is_year(year):
        return year
    if year.strip():
        table.fault(f'period är "{year}"', 'det år som mättes, till exempel "2024"')
    return ""


def _is_coded(table: Settings) -> bool:
    written = optional_text(table, "varden") or _WORDS
    if written not in (_WORDS, _CODES):
        table.fault(f'varden är "{written}"', f"{_WORDS}, {_CODES}")
    return written == _CODES


def _told_column(column: RowColumn, table: Settings) -> MeasureColumn | None:
    """Return a column that says all itself."""
    measure = column.measure
    if measure is None or not column.year:
        return None
    period = period_of(measure, column.year)
    if measure.n_in_workbook and column.sex == "T" and "kolumn_n" not in table.keys:
        found = f"katalogen säger att antalet svar för {measure.source_id} står i arbetsboken, men kolumn_n saknas"
        action = 'Lägg till den, rätta n i katalogen, eller skriv kolumn_n = "" om filen inte har något antal.'
        table.fault(found, "kolumnens rubrik", action)
    _check_coding(measure, column.year, period, table)
    return MeasureColumn(column.header, measure, period, column.sex, column.n_header, column.coded)


def _check_coding(measure: Measure, year: str, period: str, table: Settings) -> None:
    if measure.kind.is_answer and measure.coding(period) is None:
        table.fault(f"katalogen har ingen kodning av {measure.source_id} för {year}", "", "Lägg till den i katalogen.")
