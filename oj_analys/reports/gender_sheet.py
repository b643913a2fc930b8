"""The sheet of women and men beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.gaps import Gap, gaps_of, verdict
from oj_analys.reports.sheet_cells import P_DECIMALS, P_MEANS, PERCENT, number_cell, period_cell
from oj_analys.reports.wording import row_title, unit_names

TITLE = "Kvinnor och män"


def gender_sheets(released: Released, units: Sequence[str]) -> tuple[Sheet, ...]:
    """Return the sheet of some units' women and men, none where the sources divide nothing."""
    names = unit_names(released.edition.grupp)
    rows = tuple(_sheet_row(gap, names) for gap in gaps_of(released, units))
    if not rows:
        return ()
    text = (
        "Skillnad är kvinnor minus män i måttets enhet, för andelar procentenheter, med gränserna för "
        f"95-procentsintervallet. {PERCENT} {P_MEANS} Räknade tillsammans är antalet kommuner vars svar har lagts ihop."
    )
    title = f"{TITLE}: senaste värdet"
    return (Sheet(TITLE, title, text, Table("kvinnor_man", title, _COLUMNS, rows)),)


_COLUMNS = (
    Column("Mått"),
    Column("Id"),
    Column("Område"),
    Column("Kommun"),
    Column("År"),
    Column("Totalt", numeric=True),
    Column("Kvinnor", numeric=True),
    Column("Män", numeric=True),
    Column("Antal svar, kvinnor", numeric=True),
    Column("Antal svar, män", numeric=True),
    Column("Skillnad", numeric=True),
    Column("Skillnad, låg", numeric=True),
    Column("Skillnad, hög", numeric=True),
    Column("p", numeric=True),
    Column("Bedömning"),
    Column("Anmärkning"),
    Column("Räknade tillsammans", numeric=True),
)


def _sheet_row(gap: Gap, names: dict[str, str]) -> tuple[Cell, ...]:
    measure = gap.measure
    return (
        Cell(row_title(measure)),
        Cell(measure.source_id),
        Cell(catalog.area(measure.area).name),
        Cell(names[gap.unit]),
        period_cell(gap.period),
        *(number_cell(value, measure.decimals) for value in (gap.total, gap.women, gap.men)),
        *(number_cell(count) for count in (gap.women_n, gap.men_n)),
        *(number_cell(value, 1) for value in (gap.gap, gap.low, gap.high)),
        number_cell(gap.p, P_DECIMALS),
        Cell(verdict(gap)),
        Cell(catalog.labels().reason[gap.reason] if gap.reason else ""),
        number_cell(gap.pooled),
    )
