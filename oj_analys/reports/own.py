"""The group's own measures: in a kommun's pack, and for all kommuner side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.domain import OPEN_POLICY, Grupp, Kommun, Measure, Status, period_order
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Table, Text
from oj_analys.reports.guarded import Figures, Value, cell_of, figures_of, mark_notes, rows_of
from oj_analys.reports.wording import group_label, row_title

FAMILY = "egna"
TITLE = "Egna mått"
_SIDE_BY_SIDE = 4
_NO_SUM = "uppgift saknas, eller summeras inte"


@dataclass(frozen=True, slots=True)
class _Row:
    """A kommun's newest value of one measure, the one before it, and the group's sum of the newest period."""

    measure: Measure
    period: str
    now: Value
    earlier_period: str
    earlier: Value
    group: Value


def own_blocks(released: Released, kommun: Kommun) -> list[Block]:
    """Return the section of the group's own measures, nothing without any; one sentence if none has a value."""
    found = _rows(released, kommun)
    if not found:
        return []
    heading = Heading(2, TITLE, FAMILY)
    if not any(row.now.shown or row.earlier.shown for row in found):
        return [heading, Text(_nothing(kommun, found))]
    return [heading, own_table(found, kommun, released.edition.grupp)]


def own_table(found: Sequence[_Row], kommun: Kommun, grupp: Grupp) -> Table:
    """Set the kommun's newest and earlier values beside the group's sums."""
    values = [value for row in found for value in (row.now, row.earlier) if row.earlier_period or value is row.now]
    sums = f"{group_label(grupp)}: summan av kommunerna {grupp.in_text}; {swedish.DASH} där en summa inte finns"
    notes = "; ".join(filter(None, [sums, mark_notes(values)]))
    return Table(
        "egna_matt",
        "Senaste och förra värdet",
        (
            Column("Mått", width=3.8),
            Column("År", width=1.0),
            Column(kommun.name, numeric=True, width=1.2),
            Column("Förra värdet", numeric=True, width=1.6),
            Column(group_label(grupp), numeric=True, width=1.2),
        ),
        tuple(map(_table_row, found)),
        f"{notes}. {counted_note([row.measure for row in found])}",
    )


def own_tables(released: Released, kommuner: Iterable[Kommun]) -> list[Table]:
    """Set the newest values of all kommuner beside each other, a few measures to a table, the group's sum last."""
    figures = figures_of(rows_of(released.measures, FAMILY))
    grupp = released.edition.grupp
    units = [*((kommun.code, kommun.name) for kommun in kommuner), (grupp.unit, group_label(grupp))]
    newest = [(measure, _newest(figures, measure, [unit for unit, _ in units])) for measure in released.own]
    present = [(measure, period) for measure, period in newest if period]
    parts = [present[at : at + _SIDE_BY_SIDE] for at in range(0, len(present), _SIDE_BY_SIDE)]
    return [
        _side_by_side(figures, units, part, f"{TITLE} ({number} av {len(parts)})" if len(parts) > 1 else TITLE)
        for number, part in enumerate(parts, start=1)
    ]


def counted_note(measures: Iterable[Measure]) -> str:
    """Say which measures count persons, and so are guarded, and which count something else."""
    titles: dict[bool, list[str]] = {}
    for measure in measures:
        titles.setdefault(measure.policy != OPEN_POLICY, []).append(measure.title)
    texts = {True: "Räknar personer och skyddas", False: "Gäller verksamhet eller pengar, inte personer"}
    return " ".join(f"{text}: {'; '.join(titles[persons])}." for persons, text in texts.items() if persons in titles)


def _rows(released: Released, kommun: Kommun) -> list[_Row]:
    figures = figures_of(rows_of(released.measures, FAMILY))
    periods = [(measure, figures.periods(kommun.code, [measure.id])) for measure in released.own]
    return [_row(released, figures, kommun, measure, found) for measure, found in periods if found]


def _row(released: Released, figures: Figures, kommun: Kommun, measure: Measure, periods: tuple[str, ...]) -> _Row:
    period, earlier = periods[-1], periods[-2] if len(periods) > 1 else ""
    return _Row(
        measure,
        period,
        figures.at(kommun.code, measure.id, period),
        earlier,
        figures.at(kommun.code, measure.id, earlier),
        figures.at(released.edition.grupp.unit, measure.id, period),
    )


def _table_row(row: _Row) -> tuple[Cell, ...]:
    earlier = cell_of(row.measure, row.earlier_period, row.earlier)
    dated = Cell(f"{earlier.text} ({swedish.period_text(row.earlier_period)})", earlier.number)
    return (
        Cell(row_title(row.measure)),
        Cell(swedish.period_text(row.period)),
        cell_of(row.measure, row.period, row.now),
        dated if row.earlier_period else Cell(swedish.DASH),
        cell_of(row.measure, row.period, row.group),
    )


def _nothing(kommun: Kommun, found: Sequence[_Row]) -> str:
    statuses = {row.now.status for row in found}
    reasons = swedish.join(catalog.labels().status[status].text for status in Status if status in statuses)
    return f"Det finns inget att visa om egna mått för {swedish.kommun_name(kommun.name)}: {reasons}."


def _newest(figures: Figures, measure: Measure, units: Iterable[str]) -> str:
    """Return the newest period that any unit has a row for, empty without rows."""
    periods = {period for unit in units for period in figures.periods(unit, [measure.id])}
    return max(periods, key=period_order, default="")


def _side_by_side(
    figures: Figures, units: Sequence[tuple[str, str]], chosen: Sequence[tuple[Measure, str]], caption: str
) -> Table:
    rows = [(name, [figures.at(unit, measure.id, period) for measure, period in chosen]) for unit, name in units]
    marks = mark_notes((value for _, values in rows for value in values), {Status.SAKNAS: _NO_SUM})
    columns = [
        Column(f"{row_title(measure)} {swedish.period_text(period)}", numeric=True, width=1.6)
        for measure, period in chosen
    ]
    return Table(
        swedish.slug(caption),
        caption,
        (Column("Kommun", width=1.5), *columns),
        tuple((Cell(name), *map(_cell, chosen, values)) for name, values in rows),
        ". ".join(filter(None, [marks, counted_note(measure for measure, _ in chosen)])),
    )


def _cell(chosen: tuple[Measure, str], value: Value) -> Cell:
    return cell_of(*chosen, value)
