"""The Swedish in and around a chart of two rounds."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts import alt, cautions, notes, wording
from oj_analys.charts.band import band_note
from oj_analys.charts.frame import Cell
from oj_analys.charts.table import Cell as TableCell
from oj_analys.charts.table import Column, DataTable, count_cell, limit_cell, value_cell
from oj_analys.domain import Measure, Questionnaire

OTHERS = "Det behöver inte vara samma personer som har svarat båda gångerna."


@dataclass(frozen=True, slots=True)
class Two:
    """One row: the means of two rounds, of a subscale or in a kommun or the group; ``name`` begins a sentence."""

    name: str
    is_group: bool
    measure: Measure
    earlier: Cell
    later: Cell

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """Both means."""
        return self.earlier, self.later

    @property
    def complete(self) -> bool:
        """True if both means are shown."""
        return all(cell.value is not None for cell in self.cells)

    @property
    def empty(self) -> bool:
        """True if both means are missing for one reason, which then stands in the row."""
        return self.earlier.value is self.later.value is None and self.earlier.status is self.later.status


@dataclass(frozen=True, slots=True)
class Change:
    """Means of two rounds on the scale from ``low`` to ``high``.

    ``what`` the means are of and ``where``, as a title says it; ``kind`` is what each row is (``kommun``).
    """

    form: Questionnaire
    what: str
    where: str
    kind: str
    periods: tuple[str, str]
    rows: tuple[Two, ...]
    low: int
    high: int

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All means, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def drawn(self) -> tuple[Cell, ...]:
        """The means that are shown, row by row."""
        return tuple(cell for cell in self.cells if cell.value is not None)

    @property
    def when(self) -> tuple[str, str]:
        """The rounds as a reader says them."""
        earlier, later = self.periods
        return swedish.period_text(earlier), swedish.period_text(later)

    @property
    def has_intervals(self) -> bool:
        """True if any mean is shown with its uncertainty."""
        return any(cell.interval for cell in self.drawn)


def title(view: Change) -> str:
    """Ask whether the answers have changed, or say that the rounds cannot be compared."""
    earlier, later = view.when
    if not any(row.complete for row in view.rows):
        return f"{view.what}: svaren {view.where} går inte att jämföra mellan {earlier} och {later}"
    return f"{view.what}: har svaren {view.where} ändrats från {earlier} till {later}?"


def subtitle(view: Change) -> str:
    """Say what is shown and when, and where the axis begins."""
    scale = swedish.span(view.low, view.high)
    brackets = " Inom parentes: antal svar." if any(cell.n is not None for cell in view.drawn) else ""
    bars = " De grå strecken visar osäkerheten." if view.has_intervals else ""
    return (
        f"Medel {' och '.join(view.when)} på skalan {scale}, där {view.high} är mest gynnsamt. "
        f"Axeln börjar vid{swedish.NBSP}{view.low}.{brackets}{bars}"
    )


def reading(view: Change) -> str:
    """Explain how the chart is read."""
    earlier, later = view.when
    signs = f"Varje rad är en {view.kind}: ihålig romb är {earlier}, fylld punkt är {later}."
    favourable = "Ju längre till höger märket står, desto mer gynnsamma är svaren i medel."
    bars = "De grå strecken visar osäkerheten." if view.has_intervals else ""
    single = any(not row.complete and not row.empty for row in view.rows)
    alone = "Står bara ett märke finns inget värde att visa för den andra omgången." if single else ""
    return " ".join(filter(None, ("Så läser du diagrammet:", signs, favourable, bars, alone)))


def marked(view: Change) -> list[Cell]:
    """Return the cells whose marks must be explained below: those of rows that do not say it themselves."""
    return [cell for row in view.rows if not row.empty for cell in row.cells]


def figure(row: Two, cell: Cell) -> str:
    """Print a mean with its number of answers, or the mark of one that is not there."""
    if cell.value is None:
        return wording.mark(cell.status)
    value = cell.band.brief(wording.printed(row.measure, cell.value))
    return value if cell.n is None else f"{value} ({swedish.number(cell.n)})"


def table(view: Change) -> DataTable:
    """Return the means of both rounds with the number of answers, and their uncertainty where it is drawn."""
    titles = [title for when in view.when for title in _titles(view, when)]
    columns = (Column(swedish.upper_first(view.kind)), *(Column(title, numeric=True) for title in titles))
    rows = tuple(
        (TableCell(row.name), *(one for cell in row.cells for one in _table_cells(view, row, cell)))
        for row in view.rows
    )
    return DataTable(columns, rows, notes.reasons(view.cells))


def alt_text(view: Change, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, both means in every row, what is missing and why."""
    scale = swedish.span(view.low, view.high)
    form = f"Två punkter per rad: {view.what} {view.where}, medel på skalan {scale}, {' och '.join(view.when)}"
    band = swedish.upper_first(band_note(cell.band for cell in view.drawn))
    spoken = cautions.spoken((band, cautions.CHANCE, cautions.proviso(view.form)))
    return alt.sentences(form, [_told(view, row) for row in view.rows], (*marks, *spoken))


def _titles(view: Change, when: str) -> tuple[str, ...]:
    interval = (f"Osäkerhet {when}, från", "till") if view.has_intervals else ()
    return (f"Medel {when}", *interval, f"Antal svar {when}")


def _table_cells(view: Change, row: Two, cell: Cell) -> tuple[TableCell, ...]:
    low, high = cell.interval or (None, None)
    interval = (limit_cell(row.measure, low), limit_cell(row.measure, high)) if view.has_intervals else ()
    return (value_cell(row.measure, cell), *interval, count_cell(cell.n))


def _told(view: Change, row: Two) -> str:
    if row.empty:
        return f"{row.name} {alt.status_words(row.earlier)}"
    means = [f"{when}: {_said(row, cell)}" for when, cell in zip(view.when, row.cells, strict=True)]
    return f"{row.name} {', '.join(means)}"


def _said(row: Two, cell: Cell) -> str:
    if cell.value is None:
        return alt.status_words(cell)
    uncertainty = f"osäkerhet {swedish.span(*cell.interval, row.measure.decimals)}" if cell.interval else ""
    answers = "" if cell.n is None else f"{swedish.number(cell.n)} svar"
    details = ", ".join(filter(None, (uncertainty, answers)))
    mean = cell.band.said(wording.number(row.measure, cell.value))
    return f"{mean} ({details})" if details else mean
