"""The workbook's sheet of last year's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oj_analys import swedish
from oj_analys.domain import Kommun, Measure
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.followed import Dated, Followed, followed
from oj_analys.reports.guarded import cell_of
from oj_analys.reports.plan import TITLE, TWO_COPIES, provisos_of
from oj_analys.reports.wording import row_title


def decision_sheets(released: Released, kommuner: Iterable[Kommun]) -> tuple[Sheet, ...]:
    """Return the sheet of last year's decisions of some kommuner, none without decisions."""
    found = followed(released, kommuner)
    text = "Då är värdet som beslutet utgick från, nu det senaste värdet. Skillnaden är inte prövad mot slumpen."
    lines = f"{text}\n{provisos_of(found)}".strip()
    return (Sheet("Beslut", TITLE, lines, _decisions_table(found)),) if found else ()


def _decisions_table(found: Sequence[Followed]) -> Table:
    columns = (
        Column("Kommun"),
        Column("Beslut"),
        Column("Beslutat"),
        Column("Ansvarig"),
        Column("Status"),
        Column("Mått"),
        Column("Id"),
        Column("År då"),
        Column("Värde då", numeric=True),
        Column("År nu"),
        Column("Värde nu", numeric=True),
        Column("Anmärkning"),
        Column("Källa"),
    )
    return Table("beslut_alla", TITLE, columns, tuple(map(_decision_row, found)))


def _decision_row(item: Followed) -> tuple[Cell, ...]:
    decision, measure = item.decision, item.measure
    return (
        Cell(item.kommun.name),
        Cell(decision.title),
        Cell(decision.decided),
        Cell(decision.responsible),
        Cell(str(decision.status)),
        Cell(row_title(measure) if measure else ""),
        Cell(measure.id if measure else ""),
        *_dated_cells(measure, item.then),
        *_dated_cells(measure, item.now),
        Cell(TWO_COPIES if item.contested else ""),
        Cell(decision.source),
    )


def _dated_cells(measure: Measure | None, dated: Dated) -> tuple[Cell, Cell]:
    if measure is None or not dated.period:
        return Cell(""), Cell("")
    return Cell(swedish.period_text(dated.period)), cell_of(measure, dated.period, dated.value)
