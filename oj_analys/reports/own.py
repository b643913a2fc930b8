"""The section of the group's own measures in a kommun's pack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from oj_analys import swedish
from oj_analys.domain import OPEN_POLICY, Kommun, Measure, Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Table, Text
from oj_analys.reports.guarded import (
    Figures,
    Value,
    cell_of,
    figures_among,
    figures_of,
    mark_notes,
    rows_at,
    rows_of,
)
from oj_analys.reports.provenance import data_line
from oj_analys.reports.wording import group_label, row_title

FAMILY = "egna"
TITLE = "Egna mått"
_NO_SUM = "ingen summa"
_NO_SUM_NOTE = "ingen summa: måttet summeras inte, eller alla kommuner har inte lämnat uppgift"
_NEVER = "finns inte"


@dataclass(frozen=True, slots=True)
class _Row:
    """A kommun's newest value of one measure, the one before it, and the group's sum of the newest period."""

    measure: Measure
    period: str
    now: Value
    earlier_period: str
    earlier: Value
    group: Value

    @property
    def own(self) -> tuple[Value, ...]:
        """The kommun's values, the earlier one only if there is an earlier period."""
        return (self.now, self.earlier) if self.earlier_period else (self.now,)


def own_blocks(released: Released, kommun: Kommun) -> list[Block]:
    """Return the section of the group's own measures, nothing without any; one sentence if none has a value."""
    found = _rows(released, kommun)
    if not found:
        return []
    heading = Heading(2, TITLE, FAMILY, guarded=counts_persons(row.measure for row in found))
    if not any(row.now.shown or row.earlier.shown for row in found):
        return [heading, Text(_nothing(kommun, found), figures=figures_among(row.now for row in found))]
    return [heading, own_table(released, found, kommun)]


def own_table(released: Released, found: Sequence[_Row], kommun: Kommun) -> Table:
    """Set the kommun's newest and earlier values beside the group's sums."""
    grupp = released.edition.grupp
    return Table(
        "egna_matt",
        "Senaste och förra värdet",
        (
            Column("Mått", width=3.8),
            Column("År", width=1.0),
            Column(kommun.name, numeric=True, width=1.2),
            Column("Förra värdet", numeric=True, width=1.6),
            Column(group_label(grupp), numeric=True, width=1.6),
        ),
        tuple(map(_table_row, found)),
        _note(released, found, kommun),
    )


def _note(released: Released, found: Sequence[_Row], kommun: Kommun) -> str:
    grupp = released.edition.grupp
    sums = f"{group_label(grupp)}: summan av kommunerna {grupp.in_text}"
    marks = marks_words([value for row in found for value in row.own], [row.group for row in found])
    periods = {period for row in found for period in (row.period, row.earlier_period)}
    drawn = rows_at(released.measures, [row.measure.id for row in found], [kommun.code, grupp.unit], periods)
    words = "; ".join(filter(None, [sums, marks]))
    return f"{words}. {counted_note([row.measure for row in found])} {data_line(released, drawn)}".strip()


def marks_words(values: Iterable[Value], sums: Sequence[Value]) -> str:
    """Explain the marks of kommuner and of sums; a sum that does not exist is said in words of its own."""
    none = any(value.status is Status.SAKNAS for value in sums)
    marks = mark_notes([*values, *(value for value in sums if value.status is not Status.SAKNAS)])
    return "; ".join(filter(None, [_NO_SUM_NOTE if none else "", marks]))


def counted_note(measures: Iterable[Measure]) -> str:
    """Say which measures count persons, and so are guarded, and which count something else."""
    titles: dict[bool, list[str]] = {}
    for measure in measures:
        titles.setdefault(measure.policy != OPEN_POLICY, []).append(measure.title)
    texts = {True: "Räknar personer och skyddas", False: "Gäller verksamhet eller pengar, inte personer"}
    return " ".join(f"{text}: {'; '.join(titles[persons])}." for persons, text in texts.items() if persons in titles)


def counts_persons(measures: Iterable[Measure]) -> bool:
    """Say whether any of some measures counts persons."""
    return any(measure.policy != OPEN_POLICY for measure in measures)


def _rows(released: Released, kommun: Kommun) -> list[_Row]:
    figures = figures_of(rows_of(released.measures, FAMILY), released.own)
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
    dated = replace(earlier, text=f"{earlier.text} ({swedish.period_text(row.earlier_period)})")
    return (
        Cell(row_title(row.measure)),
        Cell(swedish.period_text(row.period)),
        cell_of(row.measure, row.period, row.now),
        dated if row.earlier_period else Cell(_NEVER),
        sum_cell(row.measure, row.period, row.group),
    )


def sum_cell(measure: Measure, period: str, value: Value) -> Cell:
    """Return the group's sum as it is printed, in words where there is none."""
    return Cell(_NO_SUM) if value.status is Status.SAKNAS else cell_of(measure, period, value)


def _nothing(kommun: Kommun, found: Sequence[_Row]) -> str:
    reasons = swedish.join(dict.fromkeys(row.now.why for row in found))
    return f"Det finns inget att visa om egna mått för {swedish.kommun_name(kommun.name)}: {reasons}."
