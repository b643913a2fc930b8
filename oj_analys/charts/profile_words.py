"""The Swedish in and around a profile."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts import alt, cautions, notes, wording
from oj_analys.charts import table as tables
from oj_analys.charts.band import band_note
from oj_analys.charts.frame import Cell
from oj_analys.charts.table import Column, DataTable
from oj_analys.domain import Measure, Questionnaire, period_order


@dataclass(frozen=True, slots=True)
class Sign:
    """What marks the values of a series, and what a reader calls it."""

    marker: str
    words: str


SIGNS = (Sign("o", "fylld punkt"), Sign("^", "ihålig triangel"), Sign("D", "ihålig romb"))


@dataclass(frozen=True, slots=True)
class Series:
    """One unit's means in one round, one per subscale; ``who`` is what the unit is called in a sentence."""

    who: str
    period: str
    is_group: bool
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """Whose means and when: ``Bräcke 2025``."""
        return f"{swedish.upper_first(self.who)} {swedish.period_text(self.period)}"

    @property
    def answers(self) -> str:
        """How many answers the means are of, ``18 svar`` or ``16–18 svar``; empty when nothing is shown."""
        counts = [cell.n for cell in self.cells if cell.n is not None]
        if not counts:
            return ""
        low, high = min(counts), max(counts)
        return f"{swedish.number(low) if low == high else swedish.span(low, high)} svar"

    @property
    def key(self) -> str:
        """The words of the legend: ``Bräcke 2025, 18 svar``."""
        return ", ".join(filter(None, (self.label, self.answers)))


@dataclass(frozen=True, slots=True)
class Profile:
    """The subscales of a questionnaire in its order, one to three series, and the ends of the scale.

    ``rounded`` says how numbers of answers are rounded, empty where they are not.
    """

    form: Questionnaire
    measures: tuple[Measure, ...]
    series: tuple[Series, ...]
    low: int
    high: int
    rounded: str

    @property
    def drawn(self) -> tuple[Cell, ...]:
        """The means that are shown, subscale by subscale, as they are drawn."""
        rows = zip(*(one.cells for one in self.series), strict=True)
        return tuple(cell for row in rows for cell in row if cell.value is not None)


def title(view: Profile) -> str:
    """Ask what the chart answers."""
    names = swedish.join(dict.fromkeys(one.who for one in view.series))
    periods = sorted({one.period for one in view.series}, key=period_order)
    when = swedish.join(swedish.period_text(period) for period in periods)
    return f"{view.form.name}: hur ser delskalorna ut i {names} {when}?"


def subtitle(view: Profile) -> str:
    """Say what is shown and where the axis begins."""
    scale = swedish.span(view.low, view.high)
    return (
        f"Medel på skalan {scale}, där {view.high} är mest gynnsamt. Axeln visar hela skalan och börjar vid {view.low}."
    )


def reading(view: Profile) -> str:
    """Explain how the chart is read."""
    signs = ", ".join(
        f"{sign.words} är {one.who} {swedish.period_text(one.period)}"
        for sign, one in zip(SIGNS, view.series, strict=False)
    )
    scale = f"Skalan går från {view.low} till {view.high}, och svar på omvända påståenden är vända."
    return (
        f"Så läser du diagrammet: Varje rad är en delskala. {swedish.upper_first(signs)}. "
        f"Ju längre till höger märket står, desto mer gynnsamma är svaren i medel. {scale}"
    )


def table(view: Profile) -> DataTable:
    """Return the mean of every subscale, a column per series."""
    rows = [
        (tables.Cell(measure.title), *(tables.value_cell(measure, one.cells[at]) for one in view.series))
        for at, measure in enumerate(view.measures)
    ]
    columns = [Column(one.key, numeric=True) for one in view.series]
    cells = [cell for one in view.series for cell in one.cells]
    return DataTable((Column("Delskala"), *columns), tuple(rows), notes.reasons(cells))


def alt_text(view: Profile, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, and the means of each series."""
    form = f"Punktdiagram: {view.form.name}, medel per delskala på skalan {swedish.span(view.low, view.high)}"
    parts = [_series(view, one) for one in view.series]
    spoken = cautions.spoken(
        (swedish.upper_first(band_note(cell.band for cell in view.drawn)), view.rounded, cautions.proviso(view.form))
    )
    return alt.sentences(form, parts, (*marks, *spoken))


def _series(view: Profile, one: Series) -> str:
    answers = f" ({one.answers})" if one.answers else ""
    if not one.answers and len({cell.status for cell in one.cells}) == 1:
        return f"{one.label} {alt.status_words(one.cells[0])}"
    means = [
        f"{swedish.lower_first(measure.title)} {_mean(measure, cell)}"
        for measure, cell in zip(view.measures, one.cells, strict=True)
    ]
    return f"{one.label}{answers}: {', '.join(means)}"


def _mean(measure: Measure, cell: Cell) -> str:
    return alt.status_words(cell) if cell.value is None else cell.band.said(wording.number(measure, cell.value))
