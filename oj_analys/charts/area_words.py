"""The Swedish in and around bars of one step of an interview form's ratings, area by area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts import alt, cautions, notes, wording
from oj_analys.charts import table as tables
from oj_analys.charts.band import band_note
from oj_analys.charts.frame import Cell
from oj_analys.charts.table import Column, DataTable
from oj_analys.domain import InterviewForm

BARS = ("den fyllda", "den vita", "den streckade")
_MANY = {2: "två", 3: "tre"}


@dataclass(frozen=True, slots=True)
class Lane:
    """One bar of every area: what it is of, ``oro eller besvär`` or ``2023–2024``, and one figure per area."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Areas:
    """How common one step of a scale is in every area of a form, for one to three lanes.

    ``what`` is what is rated, ``step`` the step's word, ``scale`` what the scale is called, ``who`` and ``where`` what
    the unit is called in a sentence, ``when`` the years, ``rounded`` how numbers of answers are rounded and
    ``coverage`` how many of the clients they are from.
    """

    form: InterviewForm
    what: str
    step: str
    scale: str
    names: tuple[str, ...]
    lanes: tuple[Lane, ...]
    who: str
    where: str
    when: str
    is_group: bool
    rounded: str
    coverage: str

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The figures area by area, one per lane."""
        return tuple(zip(*(lane.cells for lane in self.lanes), strict=True))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The figures in the order of the picture."""
        return tuple(cell for row in self.rows for cell in row)

    @property
    def drawn(self) -> tuple[Cell, ...]:
        """The figures that are shown."""
        return tuple(cell for cell in self.cells if cell.value is not None)


def title(view: Areas) -> str:
    """Ask what the chart answers."""
    return f"{view.what} enligt {view.form.name}: hur vanligt är ”{view.step}” {view.where} {view.when}?"


def subtitle(view: Areas) -> str:
    """Say what is shown and when, and what the numbers in brackets are."""
    lead = "" if view.scale == view.what else f"{view.scale}, p"
    brackets = " Inom parentes: antal svar." if any(cell.n is not None for cell in view.drawn) else ""
    return f"{lead or 'P'}rocent av svaren i varje område, {view.when}.{brackets}"


def key(view: Areas, lane: Lane) -> str:
    """Write what a lane's bars show: ``Hjälpbehov: påtagligt eller mycket stort``."""
    return f"{swedish.upper_first(lane.name)}: {view.step}"


def value(cell: Cell) -> str:
    """Write a figure at its bar, with the number of answers: ``58 % (70)``."""
    if cell.value is None:
        return ""
    share = cell.band.brief(swedish.percent_sign(cell.value))
    return share if cell.n is None else f"{share} ({swedish.number(cell.n)})"


def absent(lane: Lane, cell: Cell) -> str:
    """Write the mark of a figure that is not there, and what it would have been of."""
    return f"{wording.mark(cell.status)}{2 * swedish.NBSP}{lane.name}"


def reading(view: Areas) -> str:
    """Explain how the chart is read."""
    lead = "Så läser du diagrammet: Varje rad är ett område."
    if len(view.lanes) == 1:
        bars = f"Stapeln visar hur stor del av svaren som är ”{view.step}”."
    else:
        which = ", ".join(f"{bar} {lane.name}" for bar, lane in zip(BARS, view.lanes, strict=False))
        bars = f"De {_MANY[len(view.lanes)]} staplarna visar hur stor del av svaren som är ”{view.step}”: {which}."
    return f"{lead} {bars} Områdena går inte att lägga ihop: samma person kan finnas i flera."


def table(view: Areas) -> DataTable:
    """Return the percent and the number of answers in every area, two columns per lane."""
    columns = [column for lane in view.lanes for column in _columns(view, lane)]
    rows = [
        (tables.Cell(name), *(cell for figure in row for cell in (_share(figure), tables.count_cell(figure.n))))
        for name, row in zip(view.names, view.rows, strict=True)
    ]
    return DataTable((Column("Område", width=2), *columns), tuple(rows), notes.reasons(view.cells))


def alt_text(view: Areas, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, every figure with its number of answers, what is not shown, how far it may be trusted.

    The coverage is said too, since the figures are only of those who have been interviewed.
    """
    form = f"Liggande staplar: {view.what} enligt {view.form.name}, procent som svarar ”{view.step}”, {view.who}"
    parts = [_area(view, name, row) for name, row in zip(view.names, view.rows, strict=True)]
    spoken = cautions.spoken(
        (
            swedish.upper_first(band_note(cell.band for cell in view.drawn)),
            view.rounded,
            cautions.CHANCE,
            view.coverage,
            cautions.proviso(view.form),
        )
    )
    return alt.sentences(f"{form} {view.when}", parts, (*marks, *spoken))


def provisos(view: Areas) -> Sequence[str]:
    """Return what must stand under every figure of what clients say: how many they are, what is assumed."""
    return cautions.bands(view.drawn), view.coverage, cautions.proviso(view.form)


def _columns(view: Areas, lane: Lane) -> tuple[Column, Column]:
    name = swedish.upper_first(lane.name)
    return Column(f"{key(view, lane)}, procent", numeric=True), Column(f"{name}: antal svar", numeric=True)


def _share(cell: Cell) -> tables.Cell:
    if cell.value is None:
        return tables.Cell(wording.mark(cell.status), figure=cell.key)
    return tables.Cell(cell.band.brief(swedish.number(cell.value)), cell.value, cell.key)


def _area(view: Areas, name: str, row: Sequence[Cell]) -> str:
    area = swedish.lower_first(name)
    if len(row) == 1:
        return f"{area} {_figure(row[0])}"
    figures = [f"{lane.name} {_figure(cell)}" for lane, cell in zip(view.lanes, row, strict=True)]
    return f"{area}: {', '.join(figures)}"


def _figure(cell: Cell) -> str:
    if cell.value is None:
        return alt.status_words(cell)
    answers = "" if cell.n is None else f" ({swedish.number(cell.n)} svar)"
    return f"{cell.band.said(swedish.number(cell.value))}{answers}"
