"""What a report must keep before any writer touches it, and the rows that every writer shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from math import isfinite

from oj_analys.reports.blocks import Cell, Heading, Logotype, Report, Table, Text
from oj_analys.swedish import DASH

_NO_ROWS = "Inga rader att visa"


def shown_rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """Return the table's rows, or one row that says that there are none."""
    return table.rows or ((Cell(_NO_ROWS), *(Cell(DASH) for _ in table.columns[1:])),)


def checked(report: Report) -> Report:
    """Return the report as it is, or raise ValueError with everything that no reader could follow.

    A programming error, so it speaks English: unequal rows, a number that is not finite, a page reference that leads
    nowhere, two figures with one number, a figure or a logotype without alternative text.
    """
    faults = [*_table_faults(report), *_reference_faults(report), *_figure_faults(report)]
    if faults:
        raise ValueError(f"report {report.stem}: " + "; ".join(faults))
    return report


def _table_faults(report: Report) -> Iterator[str]:
    tables = [block for block in report.blocks if isinstance(block, Table)] + [sheet.table for sheet in report.sheets]
    for table in tables:
        if not table.columns:
            yield f"table {table.slug} has no columns"
        if any(len(row) != len(table.columns) for row in table.rows):
            yield f"table {table.slug} has a row that is not {len(table.columns)} cells long"
        if any(cell.number is not None and not isfinite(cell.number) for row in table.rows for cell in row):
            yield f"table {table.slug} holds a number that is not finite"


def _reference_faults(report: Report) -> Iterator[str]:
    anchors = [block.anchor for block in report.blocks if isinstance(block, Heading) and block.anchor]
    seen = {block.see for block in report.blocks if isinstance(block, Text) and block.see}
    yield from (f"anchor {anchor} stands twice" for anchor in _repeated(anchors))
    yield from (f"no heading has the anchor {anchor}" for anchor in sorted(seen - set(anchors)))


def _figure_faults(report: Report) -> Iterator[str]:
    yield from (f"two figures have the number {number}" for number in _repeated(f.number for f in report.figures))
    yield from (f"figure {f.number} has no alternative text" for f in report.figures if not f.chart.alt.strip())
    logotypes = (block for block in report.blocks if isinstance(block, Logotype))
    yield from ("a logotype has no alternative text" for block in logotypes if not block.alt.strip())


def _repeated(items: Iterable[Hashable]) -> list[Hashable]:
    return [item for item, count in Counter(items).items() if count > 1]
