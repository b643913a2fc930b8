"""Women and men of an area beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oj_analys import swedish
from oj_analys.domain import Area, Measure, ValueKind
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Table, Text
from oj_analys.reports.gaps import Gap, gaps_of, verdict
from oj_analys.reports.wording import reference_cell, row_title, unit_names


def gender_blocks(released: Released, area: Area) -> list[Block]:
    """Return the table of an area's women and men, and one sentence on what the source does not divide."""
    grupp = released.edition.grupp
    of_area = [gap for gap in gaps_of(released, (released.unit, grupp.unit)) if gap.measure.area == area.id]
    shown = {gap.measure.id for gap in of_area if gap.known}
    told = [gap for gap in of_area if gap.known or (gap.measure.id in shown and gap.unit == released.unit)]
    table = _table(released, area, told)
    return [*([table] if shown else []), *_undivided(gap.measure for gap in of_area if gap.measure.id not in shown)]


def _table(released: Released, area: Area, gaps: Sequence[Gap]) -> Table:
    names = unit_names(released.edition.grupp)
    return Table(
        f"{area.id}_kon",
        f"{area.name}: kvinnor och män",
        (
            Column("Mått", width=3.2),
            Column("Var", width=1.3),
            Column("År", width=0.9),
            Column("Totalt", numeric=True, width=0.95),
            Column("Kvinnor", numeric=True, width=1.05),
            Column("Män", numeric=True, width=0.95),
            Column("Skillnad", numeric=True, width=1.9),
            Column("Bedömning", width=2.0),
        ),
        tuple(_row(gap, names) for gap in gaps),
        _note(gaps, released),
    )


def _row(gap: Gap, names: dict[str, str]) -> tuple[Cell, ...]:
    measure = gap.measure
    where = names[gap.unit] + ("*" if gap.pooled else "")
    values = [reference_cell(measure, value) for value in (gap.total, gap.women, gap.men)]
    return (
        Cell(row_title(measure)),
        Cell(where),
        Cell(swedish.period_text(gap.period)),
        *values,
        _gap_cell(gap),
        Cell(verdict(gap)),
    )


def _gap_cell(gap: Gap) -> Cell:
    if gap.gap is None:
        return Cell(swedish.DASH)
    decimals = gap.measure.decimals
    text = swedish.number(gap.gap, decimals)
    if gap.low is None or gap.high is None:
        return Cell(text, gap.gap)
    return Cell(f"{text} ({swedish.number(gap.low, decimals)} till {swedish.number(gap.high, decimals)})", gap.gap)


def _note(gaps: Sequence[Gap], released: Released) -> str:
    unit = "procentenheter" if all(gap.measure.kind is ValueKind.ANDEL for gap in gaps) else "måttets enhet"
    interval = ", med 95-procentsintervall" if any(gap.low is not None for gap in gaps) else ""
    pooled = sorted({gap.pooled for gap in gaps if gap.pooled})
    parts = [
        f"Skillnad är kvinnor minus män i {unit}{interval}",
        f"* {_spanned(pooled)} kommuner {released.edition.grupp.in_text} räknade tillsammans" if pooled else "",
        f"{swedish.DASH} går inte att bedöma mot slumpen" if any(gap.p is None for gap in gaps) else "",
    ]
    return "; ".join(filter(None, parts)) + "."


def _spanned(counts: Sequence[int]) -> str:
    return swedish.number(counts[0]) if len(counts) == 1 else swedish.span(counts[0], counts[-1])


def _undivided(measures: Iterable[Measure]) -> list[Block]:
    titles = list(dict.fromkeys(measure.title for measure in measures if measure.by_sex))
    return [Text(f"{'; '.join(titles)}.", lead="Uppgift saknas per kön:")] if titles else []
