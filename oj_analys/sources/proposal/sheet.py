"""What can be told of a sheet that nobody has described: where its headings stand and which columns hold kommuner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from oj_analys.catalog import lookup
from oj_analys.catalog.contents import bundled
from oj_analys.domain import RIKET, RowType
from oj_analys.sources import _cells
from oj_analys.sources.door.workbook import Workbook
from oj_analys.sources.oj.layout import MOST_HEADER_ROWS

SEEN_ROWS = 700  # as many as all kommuner, län and stadsdelar take
SEARCHED_ROWS = 30
LEAST_KOMMUNER = 3

_TOTALS = frozenset(("totalt", "total", "kommunen totalt", "hela kommunen"))
_ROW_TYPES = frozenset(kind.casefold() for kind in RowType)


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """The first rows of a sheet as texts."""

    name: str
    rows: tuple[tuple[str, ...], ...] = field(repr=False)

    def headings(self, row: int) -> tuple[str, ...]:
        """Return the texts of a row (1 = first)."""
        return self.rows[row - 1]

    def texts(self, column: int, below: int) -> list[str]:
        """Return what stands in a column below a row (1 = first), without its empty cells."""
        return [row[column] for row in self.rows[below:] if column < len(row) and row[column]]

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class UnitColumns:
    """Where a sheet with one row per kommun has its headings (1 = first row), and which columns tell its rows apart.

    ``first_row`` is the row where the columns of the units have their headings, ``header_row`` the last with any. In a
    kommun's own sheet ``name`` is the column of what its rows are about, and ``total`` what stands there in the row of
    the whole kommun.
    """

    first_row: int
    header_row: int
    code: int | None
    name: int | None
    row_type: int | None
    kommuner: int
    total: str = ""

    @property
    def places(self) -> frozenset[int]:
        """The columns that are no values."""
        return frozenset(place for place in (self.code, self.name, self.row_type) if place is not None)


def seen_sheets(book: Workbook) -> tuple[SeenSheet, ...]:
    """Return the beginning of every sheet that holds anything."""
    sheets = (
        SeenSheet(name, tuple(tuple(map(_cells.text, row)) for row in cells[:SEEN_ROWS]))
        for name, cells in book.sheets.items()
    )
    return tuple(sheet for sheet in sheets if any(map(any, sheet.rows)))


def best_row(sheet: SeenSheet, is_known: Callable[[str], object]) -> tuple[int, int]:
    """Return the row (1 = first) with the most different headings that are known, and how many; 0, 0 if none has."""
    counts = [len({known for text in row if text and (known := is_known(text))}) for row in sheet.rows[:SEARCHED_ROWS]]
    most = max(counts, default=0)
    return (counts.index(most) + 1, most) if most else (0, 0)


def row_with(sheet: SeenSheet, headings: Iterable[str]) -> int:
    """Return the first row (1 = first) that has all headings, in any case; 0 if none has."""
    wanted = {heading.casefold() for heading in headings}
    rows = (number for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], 1) if wanted <= set(map(str.casefold, row)))
    return next(rows, 0)


def kommun_column(sheet: SeenSheet, header_row: int) -> int | None:
    """Return the column where most cells name a kommun, None if there is none."""
    found = {place: _share(sheet.texts(place, header_row), kommun_code) for place in range(sheet.width)}
    place = max(found, key=lambda place: found[place], default=None)
    return place if place is not None and found[place] > 0.5 else None  # noqa: PLR2004 - most of them


def column_of(sheet: SeenSheet, header_row: int, is_known: Callable[[str], object]) -> int | None:
    """Return the first column where nearly every cell is known, None if there is none."""
    places = range(sheet.width)
    return next((place for place in places if _share(sheet.texts(place, header_row), is_known) > 0.8), None)  # noqa: PLR2004


def unit_columns(sheet: SeenSheet) -> UnitColumns | None:
    """Return the columns of a sheet with a row per kommun, None if the sheet is something else."""
    code, name = _most(sheet, _is_code), _most(sheet, _is_name)
    place = name if code is None else code
    if place is None:
        return None
    known = [kommun_code(row[place]) for row in sheet.rows if place < len(row)]
    first = next(number for number, found in enumerate(known, start=1) if found)
    first_row = next((row for row in range(first - 1, 0, -1) if not _is_above(sheet.headings(row), code, name)), 0)
    kommuner = len(set(filter(None, known)))
    if not first_row or kommuner < LEAST_KOMMUNER:
        return None
    header_row = last_header_row(sheet, first_row, [place for place in (code, name) if place is not None])
    return UnitColumns(first_row, header_row, code, name, _most(sheet, _is_row_type), kommuner)


def own_columns(sheet: SeenSheet) -> UnitColumns | None:
    """Return the columns of a kommun's own sheet: it has a row for the whole kommun below the headings."""
    row = next((number for number, texts in enumerate(sheet.rows, 1) if any(map(_is_total, texts))), 1)
    first = row
    while first > max(1, row - MOST_HEADER_ROWS) and sum(map(bool, sheet.headings(first - 1))) > 1:
        first -= 1
    if first == row:
        return None
    place = next(place for place, text in enumerate(sheet.headings(row)) if _is_total(text))
    return UnitColumns(first, row - 1, None, place, None, 1, sheet.headings(row)[place])


def last_header_row(sheet: SeenSheet, first_row: int, units: Sequence[int]) -> int:
    """Return the last row of headings: those that follow the first as long as they say nothing of a unit."""
    last = first_row
    for row in sheet.rows[first_row : first_row - 1 + MOST_HEADER_ROWS]:
        if not any(row) or any(row[place] for place in units):
            break
        last += 1
    return last


@cache
def kommun_code(text: str) -> str:
    """Return the code of the kommun that a text names, empty if it names none."""
    kommun = _names().get(text)
    return kommun.code if kommun else ""


def is_one_each(sheet: SeenSheet, columns: UnitColumns) -> bool:
    """Say whether hardly any kommun has two rows: rows of persons repeat their kommun."""
    place = columns.name if columns.code is None else columns.code
    typed = columns.row_type is not None
    rows = [code for text in sheet.texts(place or 0, columns.header_row) if (code := kommun_code(text))]
    return typed or len(rows) <= 1.1 * columns.kommuner


def _most(sheet: SeenSheet, is_known: Callable[[str], bool]) -> int | None:
    """Return the column with the most cells that are known, None if no column has three."""
    counts = Counter({place: sum(map(is_known, sheet.texts(place, 0))) for place in range(sheet.width)})
    place, count = counts.most_common(1)[0] if counts else (0, 0)
    return place if count >= LEAST_KOMMUNER else None


def _is_code(text: str) -> bool:
    return text.isdecimal() and len(text) in (3, 4) and bool(kommun_code(text))


def _is_name(text: str) -> bool:
    return not text.isdecimal() and bool(kommun_code(text))


def _is_total(text: str) -> bool:
    return text.casefold() in _TOTALS


def _is_row_type(text: str) -> bool:
    return text.casefold() in _ROW_TYPES


def _is_above(row: Sequence[str], code: int | None, name: int | None) -> bool:
    """Say whether a row between the headings and the first kommun is empty, or about riket or a län."""
    texts = [row[place] for place in (code, name) if place is not None and row[place]]
    return not texts or any(_is_larger(text) for text in texts)


def _is_larger(text: str) -> bool:
    plain = text.casefold()
    return plain in ("riket", "rike", "hela riket", RIKET) or plain.endswith(" län") or (plain.isdecimal())


def _share(texts: Sequence[str], is_known: Callable[[str], object]) -> float:
    return sum(bool(is_known(text)) for text in texts) / len(texts) if texts else 0.0


@cache
def _names() -> lookup.KommunNames:
    return lookup.kommun_names(bundled())
