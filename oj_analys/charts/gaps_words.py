"""The Swedish in and around a chart of women and men."""

from __future__ import annotations

from collections.abc import Iterator

from oj_analys import catalog, swedish
from oj_analys.charts import alt, names, notes, wording
from oj_analys.charts.frame import Cell
from oj_analys.charts.scale import scale_of
from oj_analys.charts.sexes import Gap, Gaps
from oj_analys.charts.table import Cell as TableCell
from oj_analys.charts.table import Column, DataTable, count_cell, limit_cell, value_cell
from oj_analys.domain import Measure, Position, Reason, ValueKind

WOMEN, MEN = "kvinnor", "män"

_POOLED = "{} är alla svar i {} tillsammans{}."
_SOME = " (de som har antal svar för både kvinnor och män)"


def title(view: Gaps) -> str:
    """State women's and men's values in the group and whether they differ clearly, or ask what the chart answers."""
    measure = view.measure
    for row in view.rows:
        if row.is_group and row.women.value is not None and row.men.value is not None:
            women, men = wording.spoken(measure, row.women.value), wording.number(measure, row.men.value)
            lead = f"{measure.title}: {_where(view, row)} {WOMEN} {women}"
            if row.clear:
                return f"{lead}, {_label(row.position)} än {MEN} ({men})"
            judged = "" if row.position is Position.EJ_JAMFORBAR else f", {_label(row.position)}"
            return f"{lead}, {MEN} {men}{judged}"
    return f"{measure.title}: skiljer det sig mellan {WOMEN} och {MEN}?"


def subtitle(view: Gaps) -> str:
    """Say what is shown and when, and what the numbers in brackets are."""
    brackets = " Inom parentes: antal svar." if any(cell.n is not None for cell in view.cells) else ""
    note = scale_of(view.measure, view.values).note
    unit = swedish.upper_first(view.measure.unit)
    of = " av kvinnorna och av männen" if view.measure.kind is ValueKind.ANDEL else f", {WOMEN} och {MEN}"
    return f"{unit}{of}, {view.when}.{brackets}{note}"


def reading(view: Gaps) -> str:
    """Explain how the chart is read."""
    last = f" Den sista är {names.group_name(view.grupp)}." if any(row.is_group for row in view.rows) else ""
    signs = f"Fylld punkt är {WOMEN}, ihålig romb är {MEN}."
    chance = " Bara där det står ”tydligt” är skillnaden större än slumpen brukar ge." if view.judged else ""
    return f"Så läser du diagrammet: Varje rad är en kommun.{last} {signs}{chance}"


def below(view: Gaps, source: str) -> tuple[str, ...]:
    """Return the notes under the drawing, the source last."""
    newer = f"För {swedish.period_text(view.undivided)} finns inga värden per kön att visa." if view.undivided else ""
    marked = [cell for row in view.rows if not row.empty for cell in row.cells]
    return (newer, *_pooled(view), notes.reasons(marked), *_not_judged(view), source)


def figure(view: Gaps, cell: Cell) -> str:
    """Print a value with its number of answers, or the mark of one that is not there."""
    if cell.value is None:
        return wording.mark(cell.status)
    value = wording.printed(view.measure, cell.value)
    return value if cell.n is None else f"{value} ({swedish.number(cell.n)})"


def judgement(row: Gap) -> str:
    """Print with its mark whether the gap is clear, and then who has the higher value."""
    label = catalog.labels().position[row.position]
    return f"{label.mark} {_judged(row)}".strip()


def table(view: Gaps) -> DataTable:
    """Return women's and men's values, the gap between them with its uncertainty, and what chance says of it."""
    unit = "procentenheter" if view.measure.kind is ValueKind.ANDEL else view.measure.unit
    columns = (
        Column("Kommun"),
        *(
            Column(title, numeric=True)
            for who in (WOMEN, MEN)
            for title in (f"{swedish.upper_first(who)}, {view.measure.unit}", f"Antal svar, {who}")
        ),
        Column(f"{swedish.upper_first(WOMEN)} minus {MEN}, {unit}", numeric=True),
        Column("Osäkerhet från", numeric=True),
        Column("till", numeric=True),
        Column("Skillnad"),
    )
    return DataTable(columns, tuple(_table_row(view, row) for row in view.rows), notes.reasons(view.cells))


def alt_text(view: Gaps, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, women's and men's values in every row, whether they differ clearly, what is missing."""
    where = swedish.counted(view.kommuner, "kommun", "kommuner")
    form = f"Två punkter per rad: {view.measure.title}, {WOMEN} och {MEN} i {where}, {view.when}, {view.measure.unit}"
    return alt.sentences(form, [_told(view, row) for row in view.rows], marks)


def _label(position: Position) -> str:
    return catalog.labels().position[position].text


def _where(view: Gaps, row: Gap) -> str:
    """Say where the group's values are from: some of its kommuner must not pass for all."""
    if row.pooled in (None, view.kommuner):
        return view.grupp.in_text
    return f"i {swedish.number(row.pooled or 0)} av {swedish.number(view.kommuner)} kommuner"


def _judged(row: Gap) -> str:
    return f"{WOMEN} {_label(row.position)}" if row.clear else _label(row.position)


def _pooled(view: Gaps) -> Iterator[str]:
    """Say how the group is made of kommuner, and that it is not of all of them."""
    for row in view.rows:
        if row.pooled is not None:
            some = _SOME if row.pooled < view.kommuner else ""
            kommuner = f"{swedish.number(row.pooled)} kommuner"
            yield _POOLED.format(row.name, kommuner, some)


def _not_judged(view: Gaps) -> Iterator[str]:
    """Say why shown gaps are not judged, those with the same reason together."""
    shown = [row for row in view.rows if row.gap is not None]
    for reason in dict.fromkeys(row.reason for row in shown if row.position is Position.EJ_JAMFORBAR and row.reason):
        rows = [row for row in shown if row.reason == reason]
        who = "" if len(rows) == len(shown) else f" för {swedish.join(row.who for row in rows)}"
        yield f"Kvinnor och män jämförs inte{who}: {catalog.labels().reason[Reason(reason)]}."


def _table_row(view: Gaps, row: Gap) -> tuple[TableCell, ...]:
    measure = view.measure
    values = [one for cell in row.cells for one in (value_cell(measure, cell), count_cell(cell.n))]
    low, high = row.limits or (None, None)
    numbers = [_number_cell(measure, number) for number in (row.gap, low, high)]
    return TableCell(row.name), *values, *numbers, TableCell(judgement(row))


def _number_cell(measure: Measure, number: float | None) -> TableCell:
    return limit_cell(measure, None) if number is None else TableCell(wording.number(measure, number), number)


def _told(view: Gaps, row: Gap) -> str:
    if row.empty:
        return f"{row.who} {alt.status_words(row.women)}"
    values = [_said(view, who, cell) for who, cell in zip((WOMEN, MEN), row.cells, strict=True)]
    judged = "" if row.position is Position.EJ_JAMFORBAR else f", {_judged(row)}"
    some = f" (alla svar {_where(view, row)} tillsammans)" if row.pooled not in (None, view.kommuner) else ""
    return f"{row.who}{some} {' och '.join(values)}{judged}{_limits(view, row)}"


def _said(view: Gaps, who: str, cell: Cell) -> str:
    if cell.value is None:
        return f"{who} {alt.status_words(cell)}"
    answers = "" if cell.n is None else f" ({swedish.number(cell.n)} svar)"
    return f"{who} {wording.number(view.measure, cell.value)}{answers}"


def _limits(view: Gaps, row: Gap) -> str:
    """Say the uncertainty of the gap of the group, and of those that are clear."""
    if row.limits is None or not (row.is_group or row.clear):
        return ""
    low, high = (wording.number(view.measure, limit) for limit in row.limits)
    return f", skillnad {wording.number(view.measure, row.gap or 0.0)} procentenheter (osäkerhet {low} till {high})"
