"""What a report is made of: frozen blocks that every writer knows how to write.

A block holds finished Swedish text and, for the workbook, the number behind it; a writer formats nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from oj_analys.charts.chart import Chart
from oj_analys.charts.table import Cell as Cell  # noqa: PLC0414 - a chart's table and a report's are made of the same
from oj_analys.charts.table import Column as Column  # noqa: PLC0414
from oj_analys.domain import Edition

if TYPE_CHECKING:
    from oj_analys.frames.shown import Key


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``anchor`` is what a :class:`Text` may refer to by page; a ``guarded`` section is about persons."""

    level: int
    text: str
    anchor: str = ""
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``mark`` (``+``, ``!``) and ``lead`` (bold) stand before it, ``see`` names an anchor ("Sida 6").

    ``figures`` are the figures of persons that it speaks of.
    """

    text: str
    lead: str = ""
    mark: str = ""
    see: str = ""
    figures: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph set apart, such as a reading aid or a warning about data."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Logotype:
    """A logotype at the head of the page on which the next block stands: what it is, and a PNG image."""

    alt: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins on a new page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is the row's header. ``slug`` is unique in the report."""

    slug: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the number that it keeps in every form: Diagram 4 = ``04_<slug>.png``."""

    number: int
    slug: str
    chart: Chart

    @property
    def file_stem(self) -> str:
        """The figure's file name without ending."""
        return f"{self.number:02d}_{self.slug}"


Block = Heading | Text | Note | Logotype | PageBreak | Table | Figure


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook: a title line, an explanation and one table; a ``guarded`` sheet is about persons."""

    name: str
    title: str
    text: str
    table: Table
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report for one reader: the blocks that lead, and the sheets that hold the rest.

    ``stem`` begins every file name (``2025-06_bracke``).
    """

    edition: Edition
    stem: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    sheets: tuple[Sheet, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The report's charts in order."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))
