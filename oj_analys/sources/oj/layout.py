"""How a workbook with open figures is laid out, from a TOML file beside it: which column of which sheet holds what.

``[[blad]]`` is a sheet (or every kommun's own sheet), ``[[blad.matt]]`` a column of values. The keys are described for
analysts in ``data/raw/README.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from oj_analys import catalog
from oj_analys.domain import DataError, Measure, Problem, RowType
from oj_analys.sources._safe_open import read_toml
from oj_analys.sources._settings import Settings
from oj_analys.sources._values import SEXES
from oj_analys.sources.oj.layout_column import ColumnReader, optional_text
from oj_analys.sources.oj.sheet_layout import KommunRow, Layout, MeasureColumn, RowSubject, SheetLayout
from oj_analys.swedish import nfc

MOST_HEADER_ROWS = 3


def read_layout(path: Path, where: str = "") -> Layout:
    """Return what a layout file describes; ``where`` is what the messages call the file.

    Raises:
        DataError: every fault at once: unknown or missing keys, a measure that the catalogue does not have, a period
            that is no year or for which an answer has no coding, a sex other than T, K, M or that the measure is not
            divided by, a measure told twice, a header with two uses, a number of answers that has no column, a sheet
            whose units nothing tells apart.
    """
    where = where or path.name
    problems: list[Problem] = []
    document = read_toml(path, where)
    file = Settings(where, document.content, problems)
    sheets = tuple(_read_sheet(table) for table in file.tables("blad"))
    if not sheets:
        file.fault("inget blad är beskrivet", "minst ett [[blad]]")
    file.close()
    _check_once(where, _told_columns(sheets), problems)
    if problems:
        raise DataError(problems)
    return Layout(where, document.sha256, sheets)


def _read_sheet(table: Settings) -> SheetLayout:
    of_kommuner = table.optional("blad_per_kommun", bool) or False
    sheet = _kommun_sheet(table) if of_kommuner else _mixed_sheet(table)
    subject = _read_subject(table)
    reader = ColumnReader(subject, "" if subject.sex else optional_text(table, "kon"))
    columns = [reader.read(column) for column in table.tables("matt")]
    if not columns:
        table.fault("bladet har inga mått", "minst ett [[blad.matt]]")
    sheet = replace(sheet, subject=subject, columns=tuple(column for column in columns if column))
    table.close()
    _check_headers(sheet, table)
    return sheet


def _mixed_sheet(table: Settings) -> SheetLayout:
    """Return a sheet whose rows are about different units."""
    sheet = SheetLayout(
        name=nfc(table.text("namn")),
        header_row=_header_row(table),
        header_rows=_header_rows(table),
        code=optional_text(table, "kolumn_kod"),
        unit_name=optional_text(table, "kolumn_namn"),
        row_type=optional_text(table, "kolumn_radtyp"),
        row_types=_row_types(table.optional_table("radtyper")),
        columns=(),
    )
    if not (sheet.code or sheet.unit_name or {"kolumn_kod", "kolumn_namn"} & set(table.keys)):
        table.fault("kommunerna går inte att känna igen", "kolumn_kod, kolumn_namn eller båda", "Ange rubriken.")
    return sheet


def _kommun_sheet(table: Settings) -> SheetLayout:
    """Return what every sheet that is about a single kommun looks like."""
    kommun_row = KommunRow(nfc(table.text("rad")), optional_text(table, "kolumn_rad"))
    return SheetLayout("", _header_row(table), "", "", "", (), _header_rows(table), kommun_row=kommun_row)


def _header_row(table: Settings) -> int:
    return table.row("rubrikrad") if "rubrikrad" in table.keys else 0


def _header_rows(table: Settings) -> int:
    rows = table.optional("rubrikrader", int)
    if rows is not None and not 1 <= rows <= MOST_HEADER_ROWS:
        table.fault(f"rubrikrader är {rows}", f"1 till {MOST_HEADER_ROWS}")
    return rows or 1


def _row_types(table: Settings) -> Mapping[str, RowType]:
    types = {nfc(word).casefold(): table.choice(word, tuple(RowType)) for word in table.keys}
    return {word: kind for word, kind in types.items() if kind}


def _read_subject(table: Settings) -> RowSubject:
    """Return which columns say what a row is about; tables of words belong to a column."""
    measure, period, sex = (optional_text(table, f"kolumn_{what}") for what in ("matt", "period", "kon"))
    measures = _measures(table.optional_table("matt_namn")) if measure else {}
    sexes = _sexes(table.optional_table("kon_varden")) if sex else {}
    return RowSubject(measure, period, sex, measures, sexes)


def _measures(table: Settings) -> Mapping[str, Measure | None]:
    """Return the measures by the source's own texts; an empty id leaves a text out."""
    left_out = {word for word in table.keys if table.optional(word, str) == ""}
    return {nfc(word): None if word in left_out else table.look_up(word, catalog.measure) for word in table.keys}


def _sexes(table: Settings) -> Mapping[str, str]:
    sexes = {nfc(word).casefold(): table.text(word) for word in table.keys}
    for word, sex in sexes.items():
        if sex not in SEXES:
            table.fault(f'"{word}" är "{sex}"', ", ".join(SEXES))
    return sexes


def _check_headers(sheet: SheetLayout, table: Settings) -> None:
    """Note the headers with two uses; only a number of answers may belong to several measures."""
    counts = dict.fromkeys(column.n_header for column in sheet.columns)
    unit = (sheet.code, sheet.unit_name, sheet.row_type, sheet.kommun_row.header if sheet.kommun_row else "")
    used = (*unit, *sheet.subject.headers, *(column.header for column in sheet.columns), *counts)
    for header, times in Counter(header for header in used if header.strip()).items():
        if times > 1:
            table.fault(f'kolumnen "{header}" används till {times} saker', "en", "Rätta den rubrik som är fel.")


def _told_columns(sheets: Iterable[SheetLayout]) -> Iterator[MeasureColumn]:
    for sheet in sheets:
        yield from (column for column in sheet.columns if isinstance(column, MeasureColumn))


def _check_once(where: str, columns: Iterable[MeasureColumn], problems: list[Problem]) -> None:
    seen: dict[str, MeasureColumn] = {}
    for column in columns:
        first = seen.setdefault(column.title, column)
        if first is not column:
            found = f'{column.title} står i två kolumner: "{first.header}" och "{column.header}"'
            problems.append(Problem(where, found, "en kolumn", "Ta bort den ena eller rätta mått, period eller kon."))
