"""The Swedish in and around a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import alt, frame, wording
from oj_analys.charts.steps import Step
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, limit_cell, position_cell, value_cell
from oj_analys.charts.views import Across, Row, hidden
from oj_analys.domain import Position, Status, ValueKind

_MOST_SPOKEN = 16
_BESIDE = 2 * swedish.NBSP
_JUDGED = (Position.BATTRE, Position.SAMRE, Position.HOGRE, Position.LAGRE)


@dataclass(frozen=True, slots=True)
class CountyMap:
    """All kommuner in one period, the steps of the fill, and which of them have no shape that is known."""

    across: Across
    steps: tuple[Step, ...]
    shapeless: tuple[str, ...]

    @property
    def positions(self) -> tuple[Position, ...]:
        """The judgements that stand in the map, in their fixed order."""
        found = {row.cell.position for row in self.across.shown} - {Position.EJ_JAMFORBAR}
        return tuple(position for position in Position if position in found)

    @property
    def without(self) -> tuple[Row, ...]:
        """The kommuner that have no value to show."""
        return tuple(row for row in self.across.rows if row.cell.value is None)

    @property
    def may_be_chance(self) -> bool:
        """A mere count is what it is; behind every other value there may be chance."""
        return self.across.measure.kind is not ValueKind.ANTAL and bool(self.across.shown)


def subtitle(view: CountyMap) -> str:
    """Say what is shown and when, and what riket and länet have."""
    across = view.across
    values = [
        f"{series.name} {wording.printed(across.measure, value)}"
        for series in across.references
        for value in series.figures
        if value is not None
    ]
    beside = f" {swedish.upper_first(', '.join(values))}." if values else ""
    return f"{swedish.upper_first(across.measure.unit)}, {swedish.period_text(across.period)}.{beside}"


def value(view: CountyMap, cell: frame.Cell) -> str:
    """Write a value with the mark of its judgement, or the mark of the value that is not there."""
    if cell.value is None:
        return wording.mark(cell.status)
    mark = catalog.labels().position[cell.position].mark
    return _BESIDE.join(filter(None, (wording.printed(view.across.measure, cell.value), mark)))


def mark_words(position: Position) -> str:
    """Write what a mark says of a value beside riket's."""
    words = catalog.labels().position[position].text
    if position in _JUDGED:
        return f"{words} än riket"
    return f"{words} mot riket" if position is Position.INGEN else words


def notes(view: CountyMap, source: str) -> tuple[str, ...]:
    """Return the notes: why values are missing and for whom, numbers of answers, chance, tiles, the source last."""
    return (
        *(_without(view, status) for status in hidden(view.across.cells)),
        _counts(view),
        "Osäkerheten visas inte i kartan: små skillnader kan bero på slumpen." if view.may_be_chance else "",
        _tiles(view),
        "Antal färgläggs inte, eftersom färgen bara skulle visa vilka kommuner som är stora."
        if view.across.measure.kind is ValueKind.ANTAL and view.across.shown
        else "",
        source,
    )


def reading(view: CountyMap) -> str:
    """Explain how the map is read."""
    fill = "Ju mörkare färg, desto högre värde. Färgen säger inte om värdet är bra eller dåligt." if view.steps else ""
    marks = "Märket efter värdet säger hur kommunen står sig mot riket." if view.positions else ""
    without = "Streckade kommuner har inget värde att visa." if view.without else ""
    parts = [part for part in (fill, marks, without) if part] or ["Varje kommuns värde står på kartan."]
    return f"Så läser du diagrammet: {' '.join(parts)}"


def alt_text(view: CountyMap, marks: Sequence[str]) -> str:
    """Describe the map: form, values, references, judgements, what is missing and why."""
    across = view.across
    where = f"{swedish.counted(len(across.rows), 'kommun', 'kommuner')}, {swedish.period_text(across.period)}"
    form = f"Karta: {across.measure.title} i {where}, {across.measure.unit}"
    references = [
        f"{series.name} {wording.number(across.measure, value)}"
        for series in across.references
        for value in series.figures
        if value is not None
    ]
    judged = [f"{mark_words(one)}: {_who(view, one)}" for one in view.positions]
    chance = ["osäkerheten visas inte"] if view.may_be_chance else []
    return alt.sentences(form, [*_spoken(view), *references, *judged, *chance], marks)


def table(view: CountyMap) -> DataTable:
    """Return every kommun's value, number of answers and judgement, then the references."""
    across = view.across
    rows = [
        (
            Cell(row.kommun.name),
            value_cell(across.measure, row.cell),
            count_cell(row.cell.n),
            _position(row.cell.position),
        )
        for row in across.rows
    ]
    nothing = (Cell(swedish.DASH), Cell(swedish.DASH))
    references = [
        (Cell(series.name), limit_cell(across.measure, series.figures[0]), *nothing) for series in across.references
    ]
    unit = Column(swedish.upper_first(across.measure.unit), numeric=True)
    columns = (Column("Kommun"), unit, Column("Antal svar", numeric=True), Column("Mot riket"))
    return DataTable(columns, (*rows, *references), "; ".join(map(wording.no_value, hidden(across.cells))))


def _without(view: CountyMap, status: Status) -> str:
    names = [row.kommun.name for row in view.without if row.cell.status is status]
    return f"{wording.no_value(status)}: {swedish.join(names)}."


def _counts(view: CountyMap) -> str:
    """Say how many answers are behind each value; kommuner without a known number are left out."""
    counts = [(row.kommun.name, row.cell.n) for row in view.across.shown]
    known = [f"{name} {swedish.number(n)}" for name, n in counts if n is not None]
    if not known:
        return ""
    return f"Antal svar: {', '.join(known)}."


def _tiles(view: CountyMap) -> str:
    if len(view.shapeless) == len(view.across.rows):
        return "Kommunerna är rutor, eftersom kartan saknar deras form."
    return f"Rutor: kartan saknar formen för {swedish.join(view.shapeless)}." if view.shapeless else ""


def _spoken(view: CountyMap) -> list[str]:
    """Say every value, or in a large group the lowest and the highest."""
    measure, shown = view.across.measure, view.across.shown
    without = [f"{row.kommun.name} {alt.status_words(row.cell)}" for row in view.without]
    values = [(row.kommun.name, row.cell.value) for row in shown if row.cell.value is not None]
    if len(values) <= _MOST_SPOKEN:
        return [", ".join(f"{name} {wording.number(measure, value)}" for name, value in values), *without][not values :]
    numbers = [value for _, value in values]
    return [f"kommunerna {swedish.span(min(numbers), max(numbers), measure.decimals)}", *without]


def _who(view: CountyMap, position: Position) -> str:
    """Name the kommuner with a judgement; in a large group those that nothing clear is said of are only counted."""
    names = [row.kommun.name for row in view.across.shown if row.cell.position is position]
    if position in _JUDGED or len(view.across.shown) <= _MOST_SPOKEN:
        return swedish.join(names)
    return swedish.counted(len(names), "kommun", "kommuner")


def _position(position: Position) -> Cell:
    return Cell(swedish.DASH) if position is Position.EJ_JAMFORBAR else position_cell(position)
