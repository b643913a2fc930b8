"""The type sizes of charts, pages and workbooks, and the grid that charts are laid out on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeVar

from oj_analys.catalog.toml_table import Table


@dataclass(frozen=True, slots=True)
class Sizes:
    """The type sizes of charts, in points."""

    title: float
    subtitle: float
    label: float
    small: float


@dataclass(frozen=True, slots=True)
class Grid:
    """What every chart is laid out on, in inches: the width of the column and the margin; and the shape of a slide."""

    column: float
    margin: float
    slide_width: float
    slide_height: float


@dataclass(frozen=True, slots=True)
class PageSizes:
    """The type sizes of a page, in points; ``wide_table`` is for a table of many columns, ``small`` for fine print."""

    title: float
    section: float
    part: float
    body: float
    table: float
    wide_table: float
    marks: float
    small: float


@dataclass(frozen=True, slots=True)
class Density:
    """How roomy a page is set: sizes and ``inset`` of table cells in points, all other distances in the text's size.

    ``leading`` stands between lines, ``spacing`` between paragraphs, ``above`` over a section, ``gap`` around a table.
    """

    title: float
    section: float
    body: float
    note: float
    leading: float
    spacing: float
    above: float
    gap: float
    inset: float


@dataclass(frozen=True, slots=True)
class SheetSizes:
    """The type sizes of a workbook's sheets, in points."""

    title: float
    marks: float
    body: float


@dataclass(frozen=True, slots=True)
class Documents:
    """The type of documents; the first page is set in the first of its densities that fits, the roomiest first."""

    page: PageSizes
    first_page: tuple[Density, ...]
    sheet: SheetSizes


Lengths = TypeVar("Lengths", Sizes, Grid, PageSizes, Density, SheetSizes)


def read_lengths(table: Table, kind: type[Lengths], unit: str) -> Lengths:
    """Return lengths, each above 0; ``unit`` is what they are given in."""
    found = kind(*(_read_length(table, field.name, unit) for field in fields(kind)))
    table.close()
    return found


def read_documents(table: Table) -> Documents:
    """Return the type of documents; there is at least one way to set the first page."""
    found = Documents(
        read_lengths(table.table("page"), PageSizes, "punkter"),
        tuple(read_lengths(row, Density, "punkter eller textgrader") for row in table.tables("first_page")),
        read_lengths(table.table("sheet"), SheetSizes, "punkter"),
    )
    if table.values and not found.first_page:
        table.fault('listan "first_page" är tom', "minst en [[documents.first_page]]")
    table.close()
    return found


def _read_length(table: Table, key: str, unit: str) -> float:
    length = table.need(key, float)
    if length <= 0:
        table.fault(f'nyckeln "{key}" är {length:g}', f"ett tal större än 0, i {unit}")
    return length
