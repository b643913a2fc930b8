"""The sheets of a workbook: every figure, with its reason where something is missing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.domain import EVERYONE, Kommun, Measure, Position, Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.decision_sheets import decision_sheets
from oj_analys.reports.method import sources_table
from oj_analys.reports.person_sheets import person_sheets
from oj_analys.reports.standing import Standing, answer_label
from oj_analys.reports.wording import SEX, group_label, row_title, unit_names


def workbook_sheets(released: Released, kommun: Kommun, found: tuple[Standing, ...]) -> tuple[Sheet, ...]:
    """Return the sheets of a kommun's workbook in reading order."""
    newest = f"{kommun.name}: senaste värdet av varje mått"
    standing = Sheet("Läget", newest, _standing_text(released), standing_table(released, found))
    return (standing, *shared_sheets(released, [kommun]))


def shared_sheets(released: Released, kommuner: Sequence[Kommun]) -> tuple[Sheet, ...]:
    """Return the sheets that every workbook has; figures of persons and decisions are those of some kommuner."""
    everyone = f"Alla år och alla kommuner {released.edition.grupp.in_text}"
    return (
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


def _standing_text(released: Released) -> str:
    group = released.edition.grupp.in_text.removeprefix("i ")
    return (
        "Bedömning mot riket ges bara när skillnaden är större än slumpen brukar ge. Färgplats är kommunens plats "
        "bland de kommuner som har värde i underlaget, 0 till 1 där 1 är bra. Lika värden får samma plats, så den kan "
        f"skilja sig från Koladas färger. För frågor visar kolumnerna för riket och {group} hur många procent av "
        "kommunerna som svarar Ja."
    )


def standing_table(released: Released, found: tuple[Standing, ...]) -> Table:
    """One row per measure: own value, references, judgement and its reason."""
    label = group_label(released.edition.grupp)
    kinds = sorted(set(released.compared["reference_kind"]) - {"riket"})
    titles = [f"{label}, publicerat" if kind == "lan" else f"{label}, medel av kommuner" for kind in kinds]
    groups = [Column(title, numeric=True) for title in titles]
    return Table(
        "laget",
        "Senaste värdet av varje mått",
        (
            Column("Mått"),
            Column("Id"),
            Column("Område"),
            Column("År"),
            Column("Värde", numeric=True),
            Column("Svar i ord"),
            Column("Antal svar", numeric=True),
            Column("Riket", numeric=True),
            *groups,
            Column("Mot riket"),
            Column("Anmärkning"),
            Column("Färgplats", numeric=True),
        ),
        tuple(_standing_row(standing, kinds) for standing in found),
    )


def _standing_row(standing: Standing, kinds: list[str]) -> tuple[Cell, ...]:
    measure, labels = standing.measure, catalog.labels()
    area = catalog.area(measure.area).name
    riket = standing.riket
    return (
        Cell(row_title(measure)),
        Cell(measure.source_id),
        Cell(area),
        Cell(swedish.period_text(standing.period)),
        _value(measure, standing.value, standing.status),
        Cell(standing.label),
        _number(standing.n, 0),
        _number(riket.value, measure.decimals),
        *(_number(standing.against[kind].value, measure.decimals) for kind in kinds),
        Cell("" if riket.position is Position.EJ_JAMFORBAR else labels.position[str(riket.position)].text),
        Cell(_remark(standing)),
        _number(standing.colour_rank, 2),
    )


def _remark(standing: Standing) -> str:
    """Say why a value is missing, or why it is not judged."""
    if not standing.shown:
        return catalog.labels().status[str(standing.status)].text
    return catalog.labels().reason[standing.riket.reason] if standing.riket.reason else ""


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
    value = _present(row["value"])
    period = row["period"]
    return (
        Cell(measure.title if share else row_title(measure)),
        Cell(measure.source_id),
        Cell(swedish.period_text(period)),
        Cell(SEX[row["sex"]]),
        Cell("procent av kommunerna som svarat Ja" if share else "värde"),
        Cell(row["name"]),
        _number(value, 1) if share else _value(measure, value, status),
        Cell("" if share else answer_label(measure, period, value)),
        _number(_present(row["low"]), 1),
        _number(_present(row["high"]), 1),
        _number(_present(row["n"]) if status is Status.OK else None, 0),
        Cell(catalog.labels().status[str(status)].text),
        Cell(row["source"]),
    )


def notices_table(released: Released) -> Table:
    """One row per notice of the load."""
    rows = [(Cell(notice.text), Cell(swedish.number(notice.count), float(notice.count))) for notice in released.notices]
    columns = (Column("Vad", width=8), Column("Antal", numeric=True))
    return Table("om_underlaget", "Vad inläsningen noterade", columns, tuple(rows))


def _value(measure: Measure, value: float | None, status: Status) -> Cell:
    """Return a figure, or the mark of a missing one; an answer in words has no figure, its code means nothing."""
    if value is None:
        return Cell(catalog.labels().status[str(status)].mark)
    return Cell("") if measure.kind.is_answer else _number(value, measure.decimals)


def _number(value: float | None, decimals: int) -> Cell:
    return Cell("") if value is None else Cell(swedish.number(value, decimals), value)


def _present(value: Any) -> float | None:  # noqa: ANN401 - a number, NaN or pandas' missing value
    return None if pd.isna(value) else float(value)
