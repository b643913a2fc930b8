"""How an ÖJ workbook is laid out: which sheet and column holds which measure, from a TOML file beside the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from oj_analys import catalog
from oj_analys.domain import DataError, Measure, Problem
from oj_analys.sources._period import is_year, period_of
from oj_analys.sources._safe_open import read_toml
from oj_analys.sources._settings import Settings
from oj_analys.sources._values import sex_fault
from oj_analys.swedish import nfc

SEXES = ("T", "K", "M")


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column of values: its header, what it holds, and the header of the column with the number of answers if any."""

    header: str
    measure: Measure
    period: str
    sex: str = "T"
    n_header: str = ""

    @property
    def title(self) -> str:
        """What the column is about (``U21468 2024 T``): no two columns of a workbook may share it."""
        return f"{self.measure.source_id} {self.period} {self.sex}"


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet: its name, the row of its headers (1 = first), the headers of code, name and row type, its measures."""

    name: str
    header_row: int
    code: str
    unit_name: str
    row_type: str
    columns: tuple[MeasureColumn, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that the sheet must have, each once."""
        counts = (column.n_header for column in self.columns if column.n_header)
        columns = (column.header for column in self.columns)
        return tuple(dict.fromkeys((self.code, self.unit_name, self.row_type, *columns, *counts)))


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout file: its name within the folder, its fingerprint and the sheets that it describes, in its order."""

    name: str
    sha256: str
    sheets: tuple[SheetLayout, ...]


def read_layout(path: Path, where: str = "") -> Layout:
    """Return what a layout file describes; ``where`` is what the messages call the file.

    Raises:
        DataError: every fault at once: unknown or missing keys, a measure that the catalogue does not have, a period
            that is no year or for which an answer has no coding, a sex other than T, K, M or that the measure is not
            divided by, a measure told twice, a header with two uses, a number of answers that has no column.
    """
    where = where or path.name
    problems: list[Problem] = []
    document = read_toml(path, where)
    file = Settings(where, document.content, problems)
    sheets = tuple(_read_sheet(table) for table in file.tables("blad"))
    if not sheets:
        file.fault("inget blad är beskrivet", "minst ett [[blad]]")
    file.close()
    _check_once(where, (column for sheet in sheets for column in sheet.columns), problems)
    if problems:
        raise DataError(problems)
    return Layout(where, document.sha256, sheets)


def _read_sheet(table: Settings) -> SheetLayout:
    columns = [_read_column(column) for column in table.tables("matt")]
    sheet = SheetLayout(
        name=nfc(table.text("namn")),
        header_row=table.row("rubrikrad"),
        code=nfc(table.text("kolumn_kod")),
        unit_name=nfc(table.text("kolumn_namn")),
        row_type=nfc(table.text("kolumn_radtyp")),
        columns=tuple(column for column in columns if column),
    )
    if not columns:
        table.fault("bladet har inga mått", "minst ett [[blad.matt]]")
    table.close()
    _check_headers(sheet, table)
    return sheet


def _check_headers(sheet: SheetLayout, table: Settings) -> None:
    """Note the headers with two uses; only a number of answers may belong to several measures."""
    counts = dict.fromkeys(column.n_header for column in sheet.columns)
    used = (sheet.code, sheet.unit_name, sheet.row_type, *(column.header for column in sheet.columns), *counts)
    for header, times in Counter(header for header in used if header.strip()).items():
        if times > 1:
            table.fault(f'kolumnen "{header}" används till {times} saker', "en", "Rätta den rubrik som är fel.")


def _read_column(table: Settings) -> MeasureColumn | None:
    header, year = nfc(table.text("kolumn")), table.text("period")
    measure = table.look_up("matt", catalog.measure)
    sex, n_header = table.optional("kon", str) or "T", nfc(table.optional("kolumn_n", str) or "")
    table.close()
    if sex not in SEXES:
        table.fault(f'kon är "{sex}"', ", ".join(SEXES))
    if year.strip() and not is_year(year):
        table.fault(f'period är "{year}"', 'det år som mättes, till exempel "2024"')
    if measure is None or not is_year(year):
        return None
    column = MeasureColumn(header, measure, period_of(measure, year), sex, n_header)
    if sex in SEXES and (fault := sex_fault(measure, sex)):
        table.fault(*fault)
    if measure.n_in_workbook and sex == "T" and not n_header:
        found = f"katalogen säger att antalet svar för {measure.source_id} står i arbetsboken, men kolumn_n saknas"
        table.fault(found, "kolumnens rubrik", "Lägg till den, eller rätta n i katalogen.")
    if measure.kind.is_answer and measure.coding(column.period) is None:
        table.fault(f"katalogen har ingen kodning av {measure.source_id} för {year}", "", "Lägg till den i katalogen.")
    return column


def _check_once(where: str, columns: Iterable[MeasureColumn], problems: list[Problem]) -> None:
    seen: dict[str, MeasureColumn] = {}
    for column in columns:
        first = seen.setdefault(column.title, column)
        if first is not column:
            found = f'{column.title} står i två kolumner: "{first.header}" och "{column.header}"'
            problems.append(Problem(where, found, "en kolumn", "Ta bort den ena eller rätta mått, period eller kon."))
