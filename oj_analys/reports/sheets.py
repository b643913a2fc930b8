"""The sheets of a kommun's workbook: every figure, with its reason where something is missing."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.domain import EVERYONE, RIKET, Kommun, Measure, Position, Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.method import sources_table
from oj_analys.reports.standing import Standing, answer_label
from oj_analys.reports.wording import group_label

_SEX = {"T": "Totalt", "K": "Kvinnor", "M": "Män"}


def workbook_sheets(released: Released, kommun: Kommun, found: tuple[Standing, ...]) -> tuple[Sheet, ...]:
    """Return the sheets in reading order."""
    everyone = f"Alla år och alla kommuner {released.edition.grupp.in_text}"
    newest = f"{kommun.name}: senaste värdet av varje mått"
    return (
        Sheet("Läget", newest, _STANDING_TEXT, standing_table(released, found)),
        Sheet("Alla värden", everyone, _VALUES_TEXT, values_table(released)),
        Sheet("Källor", "Filer som siffrorna kommer från", "En rad per fil.", sources_table(released)),
        Sheet("Om underlaget", "Vad inläsningen noterade", _NOTICES_TEXT, notices_table(released)),
    )


_STANDING_TEXT = (
    "Bedömning mot riket ges bara när skillnaden är större än slumpen brukar ge. Färgplats är kommunens plats bland de "
    "kommuner som har värde i underlaget, 0 till 1 där 1 är bra. Lika värden får samma plats, så den kan skilja sig "
    "från Koladas färger."
)
_NOTICES_TEXT = "Rader som inte används står här med skäl."
_VALUES_TEXT = (
    "Låg och hög är gränserna för 95-procentsintervallet, i samma enhet som värdet. "
    "Tom cell betyder att uppgiften inte finns; kolumnen Status säger varför."
)


def standing_table(released: Released, found: tuple[Standing, ...]) -> Table:
    """One row per measure: own value, references, judgement and its reason."""
    label = group_label(released.edition.grupp)
    kinds = sorted(set(released.compared["reference_kind"]) - {"riket"})
    titles = [f"{label}, publicerat" if kind == "lan" else f"{label}, medel av kommuner" for kind in kinds]
    groups = [Column(title, numeric=True, decimals=1) for title in titles]
    return Table(
        "laget",
        "Senaste värdet av varje mått",
        (
            Column("Mått", width=4),
            Column("Id"),
            Column("Område", width=2),
            Column("Enhet", width=1.5),
            Column("År"),
            Column("Värde", numeric=True, decimals=1),
            Column("Svar i ord", width=1.5),
            Column("Antal svar", numeric=True),
            Column("Status", width=1.5),
            Column("Riket", numeric=True, decimals=1),
            *groups,
            Column("Mot riket", width=2),
            Column("Varför ingen bedömning", width=4),
            Column("Färgplats", numeric=True, decimals=2),
        ),
        tuple(_standing_row(standing, kinds) for standing in found),
    )


def _standing_row(standing: Standing, kinds: list[str]) -> tuple[Cell, ...]:
    measure, labels = standing.measure, catalog.labels()
    area = next(area.name for area in catalog.areas() if area.id == measure.area)
    riket = standing.riket
    return (
        Cell(measure.title),
        Cell(measure.source_id),
        Cell(area),
        Cell(measure.unit),
        Cell(standing.period),
        _number(standing.value, standing.status, measure.decimals),
        Cell(standing.label),
        _number(standing.n, Status.OK, 0),
        Cell(labels.status[str(standing.status)].text),
        _number(riket.value, Status.OK, 1),
        *(_number(standing.against[kind].value, Status.OK, 1) for kind in kinds),
        Cell("" if riket.position is Position.EJ_JAMFORBAR else labels.position[str(riket.position)].text),
        Cell(labels.reason[riket.reason] if riket.reason else ""),
        _number(standing.colour_rank, Status.OK, 2),
    )


def values_table(released: Released) -> Table:
    """One row per value: every measure, year, sex and kommun of the group, the group itself and riket."""
    measures = catalog.measures()
    order = {name: place for place, name in enumerate(measures)}
    limits = released.compared[released.compared["reference_kind"] == "riket"]
    keys = ["unit", "measure", "period", "sex", "group"]
    rows = released.measures.drop(columns=["low", "high"]).merge(
        limits[[*keys, "low", "high"]], on=keys, how="left", validate="one_to_one"
    )
    names = _unit_names(released)
    rows = rows.assign(
        place=rows["measure"].map(order),
        name=rows["unit"].map(names),
        sort=rows["unit"].map(names).map(swedish.sort_key),
    ).sort_values(["place", "period", "sex", "group", "sort"])
    return Table(
        "alla_varden",
        "Alla värden",
        (
            Column("Mått", width=4),
            Column("Id"),
            Column("År"),
            Column("Enhet"),
            Column("Kön"),
            Column("Vad", width=1.5),
            Column("Kommun", width=1.5),
            Column("Värde", numeric=True, decimals=1),
            Column("Svar i ord", width=1.5),
            Column("Låg", numeric=True, decimals=1),
            Column("Hög", numeric=True, decimals=1),
            Column("Antal svar", numeric=True),
            Column("Status", width=1.5),
            Column("Källa", width=3),
        ),
        tuple(_value_row(measures[row["measure"]], row) for row in rows.to_dict("records")),
    )


def _value_row(measure: Measure, row: dict[Hashable, Any]) -> tuple[Cell, ...]:
    share = row["group"] != EVERYONE
    status = Status(row["status"])
    value = _present(row["value"])
    return (
        Cell(measure.title),
        Cell(measure.source_id),
        Cell(row["period"]),
        Cell("procent" if share else measure.unit),
        Cell(_SEX[row["sex"]]),
        Cell("andel kommuner med Ja" if share else "värde"),
        Cell(row["name"]),
        _number(value, status, measure.decimals),
        Cell("" if share else answer_label(measure, row["period"], value)),
        _number(_present(row["low"]), Status.OK, 1),
        _number(_present(row["high"]), Status.OK, 1),
        _number(_present(row["n"]), Status.OK, 0),
        Cell(catalog.labels().status[str(status)].text),
        Cell(row["source"]),
    )


def _unit_names(released: Released) -> dict[str, str]:
    grupp = released.edition.grupp
    kommuner = {code: catalog.kommun(code).name for code in grupp.members}
    return {**kommuner, grupp.unit: group_label(grupp), RIKET: "Riket"}


def notices_table(released: Released) -> Table:
    """One row per notice of the load."""
    rows = [(Cell(notice.text), Cell(swedish.number(notice.count), float(notice.count))) for notice in released.notices]
    columns = (Column("Vad", width=8), Column("Antal", numeric=True))
    return Table("om_underlaget", "Vad inläsningen noterade", columns, tuple(rows))


def _number(value: float | None, status: Status, decimals: int) -> Cell:
    """Return a number for the workbook; an absent one shows its mark, or nothing where no value belongs."""
    if value is None:
        return Cell("" if status is Status.OK else catalog.labels().status[str(status)].mark)
    return Cell(swedish.number(value, decimals), float(value))


def _present(value: Any) -> float | None:  # noqa: ANN401 - a number, NaN or pandas' missing value
    return None if pd.isna(value) else float(value)
