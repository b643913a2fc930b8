"""The Swedish in and around small multiples of the development, and the table that goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts import alt, frame, notes, wording
from oj_analys.charts.absent import why_absent
from oj_analys.charts.frame import Selection
from oj_analys.charts.scale import scale_of
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, limit_cell, value_cell
from oj_analys.charts.views import Along, Names, Role, Series, development
from oj_analys.domain import Measure


@dataclass(frozen=True, slots=True)
class Developments:
    """All kommuner of a frame over the same periods, in å ä ö order, each with riket's line."""

    panels: tuple[Along, ...]

    @property
    def measure(self) -> Measure:
        """What is drawn."""
        return self.panels[0].measure

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods, oldest first."""
        return self.panels[0].periods

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years from which earlier values do not compare."""
        return self.panels[0].breaks

    @property
    def riket(self) -> Series | None:
        """Riket's line, the same in every panel."""
        return next((series for panel in self.panels for series in panel.references), None)

    @property
    def cells(self) -> tuple[frame.Cell, ...]:
        """The figures of all kommuner."""
        return tuple(cell for panel in self.panels for cell in panel.cells)

    @property
    def drawn(self) -> tuple[float | None, ...]:
        """Every value that the axes must hold."""
        return tuple(value for panel in self.panels for value in panel.drawn)


def developments(chosen: Selection, names: Names | None) -> Developments:
    """Return the development of every kommun of a selection beside riket."""
    return Developments(tuple(_beside_riket(development(chosen, each.code, names)) for each in chosen.kommuner))


def _beside_riket(view: Along) -> Along:
    riket = tuple(series for series in view.references if series.role is Role.RIKET)
    return Along(view.measure, view.kommun, view.periods, view.cells, riket, view.breaks)


def title(view: Developments) -> str:
    """Ask what the chart answers."""
    return f"{view.measure.title}: hur har det gått i kommunerna?"


def subtitle(view: Developments) -> str:
    """Say what is shown and when."""
    bars = wording.interval_words(view.cells)
    axis = scale_of(view.measure, view.drawn).note
    return f"{swedish.upper_first(view.measure.unit)}, {wording.years_said(view.periods)}.{bars}{axis}"


def reading(view: Developments) -> str:
    """Explain how the chart is read."""
    riket = "" if view.riket is None else ", den tunna med tomma kvadrater riket"
    bars = " och strecken visar osäkerheten" if any(cell.interval for cell in view.cells) else ""
    return (
        "Så läser du diagrammet: Varje ruta är en kommun, och skalan är densamma i alla rutor. "
        f"Den tjocka linjen är kommunen{riket}. "
        f"Siffran under namnet är kommunens senaste värde{bars}. "
        "Linjen är bruten där värden saknas eller inte går att jämföra."
    )


def all_notes(view: Developments, source: str) -> tuple[str, ...]:
    """Return the notes under the chart, the source last."""
    absent = [(panel.kommun.name, cell.status) for panel in view.panels for cell in panel.cells if cell.value is None]
    return notes.developments_notes(view.panels, why_absent(absent), source)


def newest(panel: Along) -> str:
    """Write a kommun's newest value, with the period where it is an older one: ``72 % (2022, 61 svar)``."""
    shown = _shown(panel)
    if not shown:
        return f"{wording.mark(panel.cells[-1].status)} inget att visa"
    at, cell, value = shown[-1]
    when = "" if at == len(panel.periods) - 1 else swedish.period_text(panel.periods[at])
    n = "" if cell.n is None else f"{swedish.number(cell.n)} svar"
    details = ", ".join(filter(None, (when, n)))
    return f"{wording.printed(panel.measure, value)}{f' ({details})' if details else ''}"


def riket_words(view: Developments, series: Series) -> str:
    """Name riket's line with its newest value: ``riket 86 %``."""
    point = view.panels[0].runs(series.figures)[-1][-1]
    when = "" if point.at == len(view.periods) - 1 else f" ({swedish.period_text(view.periods[point.at])})"
    return f"{series.name} {wording.printed(view.measure, point.value)}{when}"


def alt_text(view: Developments, marks: Sequence[str]) -> str:
    """Describe the chart: form, every kommun's newest value with its uncertainty and the one before, riket, breaks."""
    when = " till ".join(dict.fromkeys(swedish.period_text(view.periods[at]) for at in (0, -1)))
    many = swedish.counted(len(view.panels), "kommun", "kommuner")
    form = f"Små linjediagram, ett per kommun: {view.measure.title} i {many}, {when}, {view.measure.unit}"
    riket = [] if view.riket is None else [riket_words(view, view.riket)]
    breaks = [wording.break_words(view.panels[0], year) for year in view.breaks]
    return alt.sentences(form, [*map(_spoken, view.panels), *riket, *breaks], marks)


def table(view: Developments) -> DataTable:
    """Return every kommun's value in every period with its uncertainty, then riket's."""
    riket = [] if view.riket is None else [_reference_row(view, view.riket, at) for at in range(len(view.periods))]
    columns = (
        Column("Kommun"),
        Column("År"),
        Column(swedish.upper_first(view.measure.unit), numeric=True),
        Column("Osäkerhet från", numeric=True),
        Column("till", numeric=True),
        Column("Antal svar", numeric=True),
    )
    rows = [_row(panel, at) for panel in view.panels for at in range(len(view.periods))]
    return DataTable(columns, (*rows, *riket), notes.reasons(view.cells))


def _shown(panel: Along) -> list[tuple[int, frame.Cell, float]]:
    return [(at, cell, cell.value) for at, cell in enumerate(panel.cells) if cell.value is not None]


def _spoken(panel: Along) -> str:
    """Say a kommun's newest value, what it rests on, the value before it on the same scale, and why none is newer."""
    shown = _shown(panel)
    if not shown:
        return f"{panel.kommun.name} {alt.status_words(panel.cells[-1])}"
    at, cell, value = shown[-1]
    run = panel.runs(panel.figures)[-1]
    details = [
        "" if at == len(panel.periods) - 1 else swedish.period_text(panel.periods[at]),
        f"osäkerhet {swedish.span(*cell.interval, panel.measure.decimals)}" if cell.interval else "",
        "" if cell.n is None else f"{swedish.number(cell.n)} svar",
        *(
            f"{swedish.period_text(panel.periods[point.at])}: {wording.number(panel.measure, point.value)}"
            for point in run[-2:-1]
        ),
    ]
    said = ", ".join(filter(None, details))
    last = len(panel.periods) - 1
    newer = "" if at == last else f", {swedish.period_text(panel.periods[last])} {alt.status_words(panel.cells[last])}"
    return f"{panel.kommun.name} {wording.number(panel.measure, value)}{f' ({said})' if said else ''}{newer}"


def _row(panel: Along, at: int) -> tuple[Cell, ...]:
    cell = panel.cells[at]
    low, high = cell.interval or (None, None)
    return (
        Cell(panel.kommun.name),
        Cell(swedish.period_text(panel.periods[at])),
        value_cell(panel.measure, cell),
        limit_cell(panel.measure, low),
        limit_cell(panel.measure, high),
        count_cell(cell.n),
    )


def _reference_row(view: Developments, series: Series, at: int) -> tuple[Cell, ...]:
    dash = Cell(swedish.DASH)
    year, value = Cell(swedish.period_text(view.periods[at])), limit_cell(view.measure, series.figures[at])
    return Cell(series.name), year, value, dash, dash, dash
