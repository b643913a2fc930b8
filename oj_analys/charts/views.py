"""What a chart shows, in the order it shows it: kommuner at one period, or one kommun over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from oj_analys import catalog
from oj_analys.charts.frame import Cell, Selection
from oj_analys.domain import Kommun, Measure, Status, ValueKind, last_year

Names = Mapping[str, str]


class Role(StrEnum):
    """Whose figures a line shows; decides how it looks."""

    OWN = "own"
    RIKET = "riket"
    LAN = "lan"


@dataclass(frozen=True, slots=True)
class Series:
    """A line: whose figures, its name in the picture and one figure (or None) per period."""

    role: Role
    name: str
    figures: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A value and its place among the periods."""

    at: int
    value: float


@dataclass(frozen=True, slots=True)
class Row:
    """One kommun's row in a dot chart."""

    kommun: Kommun
    cell: Cell
    own: bool


@dataclass(frozen=True, slots=True)
class Across:
    """All kommuner of the frame in one period, in å ä ö order, beside riket and länet."""

    measure: Measure
    period: str
    rows: tuple[Row, ...]
    references: tuple[Series, ...]

    @property
    def own(self) -> Row | None:
        """The highlighted kommun."""
        return next((row for row in self.rows if row.own), None)

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that have a value."""
        return tuple(row for row in self.rows if row.cell.value is not None)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The figures of all rows."""
        return tuple(row.cell for row in self.rows)

    @property
    def drawn(self) -> tuple[float | None, ...]:
        """Every value that the axis must hold."""
        return _drawn(self.cells, self.references)

    @property
    def riket(self) -> float | None:
        """Riket's value."""
        return next((series.figures[0] for series in self.references if series.role is Role.RIKET), None)


@dataclass(frozen=True, slots=True)
class Along:
    """One kommun and the references over time; ``breaks`` are the years from which earlier values do not compare."""

    measure: Measure
    kommun: Kommun
    periods: tuple[str, ...]
    cells: tuple[Cell, ...]
    references: tuple[Series, ...]
    breaks: tuple[int, ...]

    @property
    def figures(self) -> tuple[float | None, ...]:
        """The kommun's value per period."""
        return tuple(cell.value for cell in self.cells)

    @property
    def own(self) -> Series:
        """The kommun's own line."""
        return Series(Role.OWN, self.kommun.name, self.figures)

    @property
    def years(self) -> tuple[int, ...]:
        """Where each period stands on the axis: at its last year."""
        return tuple(last_year(period) for period in self.periods)

    @property
    def drawn(self) -> tuple[float | None, ...]:
        """Every value that the axis must hold."""
        return _drawn(self.cells, self.references)

    def runs(self, values: Sequence[float | None]) -> tuple[tuple[Point, ...], ...]:
        """Return the points that may be joined by a line: neighbours with values and no break between them."""
        runs: list[list[Point]] = []
        for at, value in enumerate(values):
            if value is None:
                continue
            if not runs or runs[-1][-1].at < at - 1 or self.breaks_between(at - 1, at):
                runs.append([])
            runs[-1].append(Point(at, value))
        return tuple(tuple(run) for run in runs)

    def breaks_between(self, earlier: int, later: int) -> bool:
        """Say whether values at two places do not compare."""
        return any(self.years[earlier] < year <= self.years[later] for year in self.breaks)


def _drawn(cells: Sequence[Cell], references: Sequence[Series]) -> tuple[float | None, ...]:
    limits = (limit for cell in cells if cell.interval for limit in cell.interval)
    return (*(cell.value for cell in cells), *limits, *(value for series in references for value in series.figures))


def across(chosen: Selection, highlight: str, names: Names | None) -> Across:
    """Return the newest period of a selection."""
    period = chosen.periods[-1]
    rows = tuple(Row(kommun, chosen.cell(kommun.code, period), kommun.code == highlight) for kommun in chosen.kommuner)
    kinds = _kinds(chosen, (period,), highlight)
    references = tuple(_reference(chosen, kind, (period,), highlight, names) for kind in kinds)
    return Across(chosen.measure, period, rows, tuple(each for each in references if each.figures[0] is not None))


def development(chosen: Selection, unit: str, names: Names | None) -> Along:
    """Return a measure's development; of overlapping periods only those counted back from the newest."""
    periods = chosen.windows()
    kinds = _kinds(chosen, periods, unit)
    return _along(chosen, unit, names, periods=periods, kinds=kinds)


def answers(chosen: Selection, unit: str, names: Names | None) -> Along:
    """Return a question's development: the references are percent of kommuner with a full yes."""
    means = _means(chosen, chosen.periods, unit)
    # A share of kommuner is no mean of them: the line is called länet, not "medel för länets kommuner".
    names = {**(names or {}), **{kind: _group_name(kind, names) for kind in means}}
    return _along(chosen, unit, names, periods=chosen.periods, kinds=("riket", *means))


def _kinds(chosen: Selection, periods: tuple[str, ...], unit: str) -> tuple[str, ...]:
    """Return which references are drawn; a count of the whole country or län is no measure for a kommun's."""
    if chosen.measure.kind is ValueKind.ANTAL:
        return _means(chosen, periods, unit)
    return ("riket", *chosen.group_kinds(periods, unit)[:1])


def _means(chosen: Selection, periods: tuple[str, ...], unit: str) -> tuple[str, ...]:
    """Return the group's reference that is made of kommuner, none if there is none."""
    return tuple(kind for kind in chosen.group_kinds(periods, unit) if kind != "lan")[:1]


def _along(
    chosen: Selection,
    unit: str,
    names: Names | None,
    *,
    periods: tuple[str, ...],
    kinds: tuple[str, ...],
) -> Along:
    references = tuple(_reference(chosen, kind, periods, unit, names) for kind in kinds)
    return Along(
        chosen.measure,
        catalog.kommun(unit),
        periods,
        tuple(chosen.cell(unit, period) for period in periods),
        tuple(each for each in references if any(value is not None for value in each.figures)),
        tuple(year for year in chosen.measure.breaks if last_year(periods[0]) < year <= last_year(periods[-1])),
    )


def _reference(chosen: Selection, kind: str, periods: tuple[str, ...], unit: str, names: Names | None) -> Series:
    role = Role.RIKET if kind == "riket" else Role.LAN
    return Series(role, _name(kind, names), tuple(chosen.reference(kind, period, unit) for period in periods))


def _name(kind: str, names: Names | None) -> str:
    """Return what a line is called: as the caller or the catalogue says, else after the named group."""
    known = {**catalog.labels().reference, **(names or {})}
    return known[kind] if kind in known else f"medel för {catalog.grupp(kind).genitive} kommuner"


def _group_name(kind: str, names: Names | None) -> str:
    """Return what the group itself is called, whichever mean of it is drawn."""
    if kind == "lan_kommuner" or "lan" in (names or {}):
        return _name("lan", names)
    return catalog.grupp(kind).name


def hidden(cells: Sequence[Cell]) -> tuple[Status, ...]:
    """Return the reasons why some cells have no value, each once."""
    return tuple(dict.fromkeys(cell.status for cell in cells if cell.value is None))
