"""The sheet of every answer in words over the years, each beside the one before it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from oj_analys import catalog, swedish
from oj_analys.domain import EVERYONE, Change, Status, period_order
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.sheet_cells import period_cell
from oj_analys.reports.wording import answer_change, unit_names


def history_sheets(released: Released, units: Sequence[str]) -> tuple[Sheet, ...]:
    """Return the sheet of the answers of some kommuner, none where there are none."""
    history = released.history
    rows = history[history["unit"].isin(list(units)) & (history["sex"] == "T") & (history["group"] == EVERYONE)]
    if rows.empty:
        return ()
    names = unit_names(released.edition.grupp)
    places = {name: place for place, name in enumerate(catalog.measures())}
    ordered = sorted(
        rows.to_dict("records"),
        key=lambda row: (places[row["measure"]], swedish.sort_key(names[row["unit"]]), period_order(row["period"])),
    )
    title = "Frågor som kommunen svarar på med ord, alla år"
    text = "Ett ändrat svar säger inte om det har blivit bättre eller sämre: frågan kan ha tolkats på ett nytt sätt."
    table = Table("svar_over_tid", title, _COLUMNS, tuple(_row(row, names) for row in ordered))
    return (Sheet("Svar över tid", title, text, table),)


_COLUMNS = (
    Column("Fråga"),
    Column("Id"),
    Column("Område"),
    Column("Kommun"),
    Column("År"),
    Column("Svar"),
    Column("Förra svarets år"),
    Column("Förra svaret"),
    Column("Sedan förra"),
    Column("Anmärkning"),
)


def _row(row: dict[Hashable, Any], names: dict[str, str]) -> tuple[Cell, ...]:
    measure, labels = catalog.measure(row["measure"]), catalog.labels()
    status = Status(row["status"])
    return (
        Cell(measure.title),
        Cell(measure.source_id),
        Cell(catalog.area(measure.area).name),
        Cell(names[row["unit"]]),
        period_cell(row["period"]),
        Cell(row["label"] or labels.status[status].mark),
        period_cell(row["earlier_period"]),
        Cell(row["earlier_label"]),
        Cell(answer_change(Change(row["change"]))),
        Cell(labels.status[status].text if status is not Status.OK else labels.reason.get(row["reason"], "")),
    )
