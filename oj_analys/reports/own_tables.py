"""The group's own measures for all kommuner side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.domain import Kommun, Measure, period_order
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Table
from oj_analys.reports.guarded import Figures, Value, cell_of, figures_of, rows_at, rows_of
from oj_analys.reports.own import FAMILY, TITLE, counted_note, marks_words, sum_cell
from oj_analys.reports.provenance import data_line
from oj_analys.reports.wording import group_label, row_title

_SIDE_BY_SIDE = 4

Dated = tuple[Measure, str]


@dataclass(frozen=True, slots=True)
class _Own:
    """The own measures of some kommuner, in the order of the table's rows."""

    released: Released
    kommuner: tuple[Kommun, ...]
    figures: Figures

    @property
    def units(self) -> tuple[str, ...]:
        """The kommuner and the group."""
        return (*(kommun.code for kommun in self.kommuner), self.released.edition.grupp.unit)

    def values(self, unit: str, chosen: Sequence[Dated]) -> list[Value]:
        return [self.figures.at(unit, measure.id, period) for measure, period in chosen]

    def newest(self, measure: Measure) -> str:
        """Return the newest period that any unit has a row for, empty without rows."""
        periods = {period for unit in self.units for period in self.figures.periods(unit, [measure.id])}
        return max(periods, key=period_order, default="")


def own_tables(released: Released, kommuner: Iterable[Kommun]) -> list[Table]:
    """Set the newest values of all kommuner beside each other, a few measures to a table, the group's sum last."""
    own = _Own(released, tuple(kommuner), figures_of(rows_of(released.measures, FAMILY), released.own))
    present = [(measure, period) for measure in released.own if (period := own.newest(measure))]
    parts = [present[at : at + _SIDE_BY_SIDE] for at in range(0, len(present), _SIDE_BY_SIDE)]
    return [
        _side_by_side(own, part, f"{TITLE} ({number} av {len(parts)})" if len(parts) > 1 else TITLE)
        for number, part in enumerate(parts, start=1)
    ]


def _side_by_side(own: _Own, chosen: Sequence[Dated], caption: str) -> Table:
    grupp = own.released.edition.grupp
    columns = [
        Column(f"{row_title(measure)} {swedish.period_text(period)}", numeric=True, width=1.6)
        for measure, period in chosen
    ]
    rows = [(Cell(kommun.name), *map(_cell, chosen, own.values(kommun.code, chosen))) for kommun in own.kommuner]
    sums = map(_sum, chosen, own.values(grupp.unit, chosen))
    return Table(
        swedish.slug(caption),
        caption,
        (Column("Kommun", width=1.5), *columns),
        (*rows, (Cell(group_label(grupp)), *sums)),
        _note(own, chosen),
    )


def _cell(dated: Dated, value: Value) -> Cell:
    return cell_of(*dated, value)


def _sum(dated: Dated, value: Value) -> Cell:
    return sum_cell(*dated, value)


def _note(own: _Own, chosen: Sequence[Dated]) -> str:
    *kommuner, grupp = own.units
    marks = marks_words([value for unit in kommuner for value in own.values(unit, chosen)], own.values(grupp, chosen))
    names, periods = [measure.id for measure, _ in chosen], {period for _, period in chosen}
    source = data_line(own.released, rows_at(own.released.measures, names, own.units, periods))
    lead = f"{swedish.upper_first(marks)}." if marks else ""
    return " ".join(filter(None, [lead, counted_note(measure for measure, _ in chosen), source]))
