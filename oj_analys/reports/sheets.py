"""The sheets of a workbook: every figure, with its reason where something is missing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from oj_analys import catalog, swedish
from oj_analys.charts.frame import optional
from oj_analys.domain import EVERYONE, Kommun, Measure, Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.decision_sheets import decision_sheets
from oj_analys.reports.gender_sheet import gender_sheets
from oj_analys.reports.history_sheet import history_sheets
from oj_analys.reports.list_sheet import list_sheets
from oj_analys.reports.method import sources_table
from oj_analys.reports.person_sheets import person_sheets
from oj_analys.reports.sheet_cells import figure_cell, number_cell
from oj_analys.reports.standing import Standing, answer_label
from oj_analys.reports.standing_sheet import standing_sheet
from oj_analys.reports.wording import SEX, row_title, unit_names


def workbook_sheets(released: Released, kommun: Kommun, found: tuple[Standing, ...]) -> tuple[Sheet, ...]:
    """Return the sheets of a kommun's workbook in reading order."""
    return (standing_sheet(released, kommun, found), *shared_sheets(released, [kommun]))


def shared_sheets(released: Released, kommuner: Sequence[Kommun]) -> tuple[Sheet, ...]:
    """Return the sheets that every workbook has; figures of persons and decisions are those of some kommuner."""
    everyone = f"Alla år och alla kommuner {released.edition.grupp.in_text}"
    codes = [kommun.code for kommun in kommuner]
    return (
        *list_sheets(released),
        *gender_sheets(released, [*codes, released.edition.grupp.unit]),
        *history_sheets(released, codes),
        Sheet("Alla värden", everyone, _VALUES_TEXT, values_table(released)),
        *person_sheets(released),
        *decision_sheets(released, kommuner),
        Sheet("Källor", "Filer som siffrorna kommer från", "En rad per fil.", sources_table(released)),
        Sheet("Om underlaget", "Vad inläsningen noterade", _NOTICES_TEXT, notices_table(released)),
    )


_NOTICES_TEXT = "Rader som inte används står här med skäl."
_VALUES_TEXT = (
    "Låg och hög är gränserna för 95-procentsintervallet, i samma enhet som värdet. "
    "Tom cell betyder att uppgiften inte finns; kolumnen Status säger varför."
)


def values_table(released: Released) -> Table:
    """One row per value: every measure, year, sex and kommun of the group, the group itself and riket."""
    measures = catalog.measures()
    order = {name: place for place, name in enumerate(measures)}
    limits = released.compared[released.compared["reference_kind"] == "riket"]
    keys = ["unit", "measure", "period", "sex", "group"]
    indicators = released.measures[released.measures["measure"].isin(list(measures))]
    rows = indicators.drop(columns=["low", "high"]).merge(
        limits[[*keys, "low", "high"]], on=keys, how="left", validate="one_to_one"
    )
    names = unit_names(released.edition.grupp)
    rows = rows.assign(
        place=rows["measure"].map(order),
        name=rows["unit"].map(names),
        sort=rows["unit"].map(names).map(swedish.sort_key),
    ).sort_values(["place", "period", "sex", "group", "sort"])
    return Table(
        "alla_varden",
        "Alla värden",
        (
            Column("Mått"),
            Column("Id"),
            Column("År"),
            Column("Kön"),
            Column("Vad"),
            Column("Kommun"),
            Column("Värde", numeric=True),
            Column("Svar i ord"),
            Column("Låg", numeric=True),
            Column("Hög", numeric=True),
            Column("Antal svar", numeric=True),
            Column("Status"),
            Column("Källa"),
        ),
        tuple(_value_row(measures[row["measure"]], row) for row in rows.to_dict("records")),
    )


def _value_row(measure: Measure, row: dict[Hashable, Any]) -> tuple[Cell, ...]:
    share = row["group"] != EVERYONE
    status = Status(row["status"])
    value = optional(row["value"])
    period = row["period"]
    return (
        Cell(measure.title if share else row_title(measure)),
        Cell(measure.source_id),
        Cell(swedish.period_text(period)),
        Cell(SEX[row["sex"]]),
        Cell("procent av kommunerna som svarat Ja" if share else "värde"),
        Cell(row["name"]),
        number_cell(value, 1) if share else figure_cell(measure, value, status),
        Cell("" if share else answer_label(measure, period, value)),
        number_cell(optional(row["low"]), 1),
        number_cell(optional(row["high"]), 1),
        number_cell(optional(row["n"]) if status is Status.OK else None),
        Cell(catalog.labels().status[str(status)].text),
        Cell(row["source"]),
    )


def notices_table(released: Released) -> Table:
    """One row per notice of the load."""
    rows = [(Cell(notice.text), Cell(swedish.number(notice.count), float(notice.count))) for notice in released.notices]
    columns = (Column("Vad", width=8), Column("Antal", numeric=True))
    return Table("om_underlaget", "Vad inläsningen noterade", columns, tuple(rows))
