"""The Swedish in and around a chart of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oj_analys import catalog, swedish
from oj_analys.charts import alt, notes, wording
from oj_analys.charts.rank_view import Placed, Places
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, value_cell
from oj_analys.domain import Direction, Position, Reason

_GOOD = {Direction.UP: " Högt är bra.", Direction.DOWN: " Lågt är bra."}
_ENDS = ("högst andel", "lägst andel")
_WIDE = (
    "Platserna ska stämma för alla kommuner samtidigt. Därför kan de vara många även för en kommun "
    "som skiljer sig tydligt från riket."
)
_NO_PLACE = "platsen kan inte avgöras"


def title(view: Places) -> str:
    """State the highlighted kommun's places, or ask what the chart answers."""
    own, what = view.own, view.measure.title
    if own is None:
        return f"{what}: vilka platser i riket kan kommunerna ha?"
    if own.places is None or view.of is None:
        return f"{what}: platsen för {own.kommun.name} kan inte avgöras"
    if own.places == (1, view.of) and view.of > 1:
        return f"{what}: {own.kommun.name} kan ha vilken plats som helst av {swedish.number(view.of)}"
    return f"{what}: {own.kommun.name} {places(view, own)}"


def subtitle(view: Places) -> str:
    """Say what is shown and when, and which way is good."""
    when = swedish.period_text(view.period)
    among = "" if view.of is None else f" bland {swedish.counted(view.of, 'kommun', 'kommuner')} i riket"
    return f"Möjliga platser{among}, {when}. Plats 1 har högst andel.{_GOOD.get(view.measure.direction, '')}"


def reading(view: Places) -> str:
    """Explain how a chart of places is read."""
    bars = "Stapeln visar alla platser som kommunen kan ha, när slumpen räknas med."
    level = swedish.percent(100 * catalog.rules().confidence)
    sure = f"Med {level}s säkerhet stämmer alla staplar samtidigt." if any(row.places for row in view.rows) else ""
    return f"Så läser du diagrammet: {bars} Ju längre stapel, desto mindre säger platsen. {sure}".strip()


def foot(view: Places, source: str) -> tuple[str, ...]:
    """Return the notes, the source last."""
    return (*_unplaced(view), _WIDE if any(row.places for row in view.rows) else "", source)


def ends() -> tuple[str, str]:
    """Return what stands at the first and the last place."""
    return _ENDS


def name(view: Places, row: Placed) -> str:
    """Write a kommun with its value and number of answers."""
    if row.cell.value is None:
        return row.kommun.name
    answers = "" if row.cell.n is None else f" ({swedish.number(row.cell.n)} svar)"
    return f"{row.kommun.name} {wording.printed(view.measure, row.cell.value)}{answers}"


def places(view: Places, row: Placed) -> str:
    """Write the places that a kommun may have: ``plats 40–190 av 290``."""
    if row.places is None or view.of is None:
        return ""
    low, high = row.places
    span = swedish.number(low) if low == high else swedish.span(low, high)
    return f"plats {span} av {swedish.number(view.of)}"


def no_place(row: Placed) -> str:
    """Say beside a kommun with a value why it has no places."""
    return catalog.labels().position[Position.EJ_JAMFORBAR].text if row.apart else _NO_PLACE


def table(view: Places) -> DataTable:
    """Return every kommun's value and places."""
    rows = tuple(
        (Cell(row.kommun.name), value_cell(view.measure, row.cell), count_cell(row.cell.n), *_place_cells(view, row))
        for row in view.rows
    )
    unit = Column(swedish.upper_first(view.measure.unit), numeric=True)
    answers, of = Column("Antal svar", numeric=True), Column("av", numeric=True)
    where = (Column("Plats från", numeric=True), Column("till", numeric=True))
    return DataTable((Column("Kommun"), unit, answers, *where, of), rows, "; ".join(_reasons(view)))


def alt_text(view: Places, marks: Sequence[str]) -> str:
    """Describe the chart: form, every kommun's value and places, what is missing and why."""
    when = swedish.period_text(view.period)
    form = f"Liggande staplar med möjliga platser i riket, där plats 1 har högst andel: {view.measure.title} {when}"
    return alt.sentences(form, [", ".join(_said(view, row) for row in view.rows)], marks)


def _said(view: Places, row: Placed) -> str:
    if row.cell.value is None:
        return f"{row.kommun.name} {alt.status_words(row.cell)}"
    value = f"{row.kommun.name} {wording.spoken(view.measure, row.cell.value)}"
    return f"{value}, {places(view, row) or no_place(row)}"


def _place_cells(view: Places, row: Placed) -> tuple[Cell, ...]:
    if row.places is None or view.of is None:
        return (Cell(swedish.DASH),) * 3
    return tuple(count_cell(number) for number in (*row.places, view.of))


def _reasons(view: Places) -> Iterator[str]:
    if found := notes.reasons(view.cells):
        yield found
    yield from _unplaced(view)


def _unplaced(view: Places) -> Iterator[str]:
    """Say who has a value but no places, and why."""
    reasons = catalog.labels().reason
    without = [row for row in view.rows if row.cell.value is not None and row.places is None]
    causes = {
        Reason.ANNAN_HUVUDMAN: [row for row in without if row.apart],
        Reason.N_SAKNAS: [row for row in without if not row.apart and row.cell.n is None],
        Reason.N_STAMMER_INTE: [row for row in without if not row.apart and row.cell.n is not None],
    }
    for reason, rows in causes.items():
        if rows:
            yield f"{swedish.join(row.kommun.name for row in rows)}: {reasons[reason]}."
