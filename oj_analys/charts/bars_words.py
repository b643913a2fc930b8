"""The Swedish in and around a chart of bars."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import alt, cautions, frame, notes, wording
from oj_analys.charts.band import band_note
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, value_cell
from oj_analys.domain import OPEN_POLICY, Grupp, Instrument, Measure, Questionnaire, ValueKind


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``who`` is what the unit is called in a sentence."""

    who: str
    is_group: bool
    cell: frame.Cell


@dataclass(frozen=True, slots=True)
class Bars:
    """One measure in one period, kommuner in å ä ö order and the group last."""

    measure: Measure
    period: str
    rows: tuple[Bar, ...]
    grupp: Grupp
    instrument: Instrument | None
    proviso: str

    @property
    def shown(self) -> tuple[Bar, ...]:
        """The rows that have a value."""
        return tuple(row for row in self.rows if row.cell.value is not None)

    @property
    def what(self) -> str:
        """The measure's title, with the survey that it comes from."""
        survey = self.instrument.name if isinstance(self.instrument, Questionnaire) else ""
        title = self.measure.title.replace(": ", ", ")  # a colon comes before what is found
        return title if survey in title else f"{title} i {survey}"

    @property
    def when(self) -> str:
        """The period as a reader says it."""
        return swedish.period_text(self.period)


def title(view: Bars) -> str:
    """State the group's value, or ask what the chart answers."""
    for row in view.shown:
        if row.is_group and row.cell.value is not None:
            value = row.cell.band.said(wording.spoken(view.measure, row.cell.value))
            finding = f"{value} {view.grupp.in_text}"
            return f"{view.what} {view.when}: {finding}"
    return f"{view.what} {view.when}: hur ser det ut i kommunerna?"


def subtitle(view: Bars) -> str:
    """Say what is shown and when, and what the numbers in brackets are."""
    with_n = view.measure.kind is not ValueKind.ANTAL and any(row.cell.n is not None for row in view.shown)
    brackets = f" Inom parentes: antal {base(view.measure)}." if with_n else ""
    return f"{swedish.upper_first(view.measure.unit)}, {view.when}.{brackets}"


def reading(view: Bars) -> str:
    """Explain how the chart is read."""
    group = " Den sista stapeln är hela gruppen." if any(row.is_group for row in view.rows) else ""
    return f"Så läser du diagrammet: Varje stapel är en kommun och börjar vid noll.{group}"


def base(measure: Measure) -> str:
    """Say what the denominator of a measure counts: answers, those who were invited, or what another measure counts."""
    if not measure.derived_from:
        return "svar"
    _, *denominator = measure.derived_from
    return catalog.measure(denominator[-1]).unit if denominator else "inbjudna"


def guarded(measure: Measure) -> str:
    """Say what the minimum of a share counts: those who answered of the invited, else what its denominator counts."""
    return "svarande" if len(measure.derived_from) == 1 else base(measure)


def chance(view: Bars) -> str:
    """Warn of small differences between figures of persons, except mere counts."""
    certain = view.measure.policy == OPEN_POLICY or view.measure.kind is ValueKind.ANTAL
    return "" if certain else cautions.CHANCE


def provisos(view: Bars) -> tuple[str, ...]:
    """Return what must be said of the measure: its instrument's proviso first."""
    return (cautions.proviso(view.instrument) if view.instrument else "", view.proviso)


def name(view: Bars, row: Bar) -> str:
    """Write the name at a bar, with what its value is computed from."""
    who = swedish.upper_first(row.who)
    if row.cell.n is None or view.measure.kind is ValueKind.ANTAL:
        return who
    return f"{who} ({swedish.number(row.cell.n)} {base(view.measure)})"


def value(view: Bars, row: Bar) -> str:
    """Write a bar's value."""
    return "" if row.cell.value is None else row.cell.band.brief(wording.printed(view.measure, row.cell.value))


def table(view: Bars) -> DataTable:
    """Return every bar's value, with what it is computed from."""
    rows = [
        (Cell(swedish.upper_first(row.who)), value_cell(view.measure, row.cell), count_cell(row.cell.n))
        for row in view.rows
    ]
    value = Column(swedish.upper_first(view.measure.unit), numeric=True)
    columns = (Column("Kommun"), value, Column(f"Antal {base(view.measure)}", numeric=True))
    return DataTable(columns, tuple(rows), notes.reasons([row.cell for row in view.rows]))


def alt_text(view: Bars, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, every value, what is missing and why."""
    form = f"Liggande staplar: {view.what} {view.when}, {view.measure.unit}"
    parts = [f"{swedish.upper_first(row.who)} {_figure(view, row)}" for row in view.rows]
    spoken = cautions.spoken((swedish.upper_first(band_note(row.cell.band for row in view.rows)), *provisos(view)))
    return alt.sentences(form, [", ".join(parts)], (*marks, *spoken))


def _figure(view: Bars, row: Bar) -> str:
    if row.cell.value is None:
        return alt.status_words(row.cell)
    return row.cell.band.said(wording.number(view.measure, row.cell.value))
