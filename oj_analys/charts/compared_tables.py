"""The tables of the charts that are drawn from a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import swedish
from oj_analys.charts import notes, wording
from oj_analys.charts.frame import Cell as Figure
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, limit_cell, position_cell, value_cell
from oj_analys.charts.views import Across, Along
from oj_analys.domain import Measure, Position

_SPREAD = (Column("Osäkerhet från", numeric=True), Column("till", numeric=True), Column("Antal svar", numeric=True))


def dots_table(view: Across) -> DataTable:
    """Return every kommun's value with its uncertainty and judgement, then the references."""
    rows = [
        (Cell(row.kommun.name), *_figure(view.measure, row.cell), _position(row.cell.position)) for row in view.rows
    ]
    references = [
        (Cell(series.name), limit_cell(view.measure, series.figures[0]), *_nothing(4)) for series in view.references
    ]
    return DataTable(
        (Column("Kommun"), Column(_unit(view.measure), numeric=True), *_SPREAD, Column("Mot riket")),
        (*rows, *references),
        notes.reasons(view.cells),
    )


def development_table(view: Along) -> DataTable:
    """Return the kommun's value in every period, with its uncertainty and the references beside it."""
    rows = [
        (
            Cell(swedish.period_text(period)),
            *_figure(view.measure, cell),
            *(limit_cell(view.measure, series.figures[at]) for series in view.references),
        )
        for at, (period, cell) in enumerate(zip(view.periods, view.cells, strict=True))
    ]
    own = Column(f"{view.kommun.name}, {view.measure.unit}", numeric=True)
    others = [Column(series.name, numeric=True) for series in view.references]
    return DataTable((Column("År"), own, *_SPREAD, *others), tuple(rows), notes.reasons(view.cells))


def answers_table(views: Sequence[Along]) -> DataTable:
    """Return the kommun's answer to every question in every period, with the percent of kommuner that say a full yes.

    Each question has its own references; those that it has not are dashes.
    """
    names = tuple(dict.fromkeys(series.name for view in views for series in view.references))
    rows = [
        (Cell(view.measure.title), Cell(swedish.period_text(period)), *_answer(view, at, names))
        for view in views
        for at, period in enumerate(view.periods)
    ]
    shares = [Column(f"{name}, procent fullt ja", numeric=True) for name in names]
    cells = [cell for view in views for cell in view.cells]
    columns = (Column("Fråga", width=2), Column("År"), Column(f"{views[0].kommun.name} svarar"), *shares)
    return DataTable(columns, tuple(rows), notes.reasons(cells))


def _answer(view: Along, at: int, names: Sequence[str]) -> tuple[Cell, ...]:
    cell, period = view.cells[at], view.periods[at]
    own = wording.no_value(cell.status) if cell.value is None else wording.answer(view.measure, period, cell.value)
    shares = {series.name: series.figures[at] for series in view.references}
    return Cell(own), *(_percent(shares.get(name)) for name in names)


def _percent(share: float | None) -> Cell:
    return Cell(swedish.DASH) if share is None else Cell(swedish.percent_sign(share), share)


def _figure(measure: Measure, cell: Figure) -> tuple[Cell, ...]:
    low, high = cell.interval or (None, None)
    ends = (limit_cell(measure, low), limit_cell(measure, high))
    return value_cell(measure, cell), *ends, count_cell(cell.n)


def _position(position: Position) -> Cell:
    return Cell(swedish.DASH) if position is Position.EJ_JAMFORBAR else position_cell(position)


def _nothing(columns: int) -> tuple[Cell, ...]:
    return (Cell(swedish.DASH),) * columns


def _unit(measure: Measure) -> str:
    return swedish.upper_first(measure.unit)
