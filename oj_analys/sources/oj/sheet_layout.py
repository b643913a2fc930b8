"""How a workbook with open figures is laid out, as its layout file says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from oj_analys.domain import Measure, RowType


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column of values: its header, what it holds, and the header of the column with the number of answers if any.

    ``coded`` columns may hold the codes of answers beside their words.
    """

    header: str
    measure: Measure
    period: str
    sex: str = "T"
    n_header: str = ""
    coded: bool = False

    @property
    def title(self) -> str:
        """What the column is about (``U21468 2024 T``): no two columns of a workbook may share it."""
        return f"{self.measure.source_id} {self.period} {self.sex}"


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column of values whose rows say what they are about: what is empty here stands in the row.

    ``year`` is the year that the source names, which the measure turns into a period.
    """

    header: str
    measure: Measure | None = None
    year: str = ""
    sex: str = ""
    n_header: str = ""
    coded: bool = False


@dataclass(frozen=True, slots=True)
class RowSubject:
    """The headers of the columns that say what a row is about, empty where none does, and what the source's words mean.

    ``measures`` holds None for a text that is left out on purpose.
    """

    measure: str = ""
    period: str = ""
    sex: str = ""
    measures: Mapping[str, Measure | None] = field(default_factory=dict)
    sexes: Mapping[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that are there."""
        return tuple(header for header in (self.measure, self.period, self.sex) if header)


@dataclass(frozen=True, slots=True)
class KommunRow:
    """Which row of a kommun's own sheet holds its figures: the one with this text under a header, or in column A."""

    text: str
    header: str = ""


@dataclass(frozen=True)
class SheetLayout:
    """A sheet: its name, its headers, the columns that tell the units apart, and its columns of values.

    ``header_row`` is the first row of headers (1 = first of the sheet, 0 = searched for). ``code``, ``unit_name`` and
    ``row_type`` are headers, empty where the sheet has no such column. ``row_types`` are the source's own words for the
    types of rows, in lower case. With a ``kommun_row`` the layout holds for every sheet of a single kommun.
    """

    name: str
    header_row: int
    code: str
    unit_name: str
    row_type: str
    columns: tuple[MeasureColumn | RowColumn, ...]
    header_rows: int = 1
    row_types: Mapping[str, RowType] = field(default_factory=dict)
    subject: RowSubject = field(default_factory=RowSubject)
    kommun_row: KommunRow | None = None

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """Every header that the sheet must have, each once."""
        unit = (self.code, self.unit_name, self.row_type, self.kommun_row.header if self.kommun_row else "")
        values = (header for column in self.columns for header in (column.header, column.n_header))
        return tuple(dict.fromkeys(header for header in (*unit, *self.subject.headers, *values) if header))


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout file: its name within the folder, its fingerprint and the sheets that it describes, in its order."""

    name: str
    sha256: str
    sheets: tuple[SheetLayout, ...]
