"""The Swedish in and around a chart of response rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts import alt, bars_words, cautions, frame, notes, wording
from oj_analys.charts.band import Band, band_note
from oj_analys.charts.bars_words import Bar, Bars
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, value_cell
from oj_analys.domain import Instrument, Status

_UNKNOWN = "okänd: antalet inbjudna saknas"


@dataclass(frozen=True, slots=True)
class Rates:
    """The response rates of a survey, and how many answered: one figure per bar, in the same order."""

    form: Instrument
    bars: Bars
    answered: tuple[frame.Cell, ...]

    @property
    def rows(self) -> tuple[tuple[Bar, frame.Cell], ...]:
        """Every bar with the number of those who answered."""
        return tuple(zip(self.bars.rows, self.answered, strict=True))


def title(view: Rates) -> str:
    """State the group's rate, or ask what the chart answers."""
    survey = f"{view.form.name} {view.bars.when}"
    for row in view.bars.shown:
        if row.is_group and row.cell.value is not None:
            value = row.cell.band.said(swedish.percent(row.cell.value, view.bars.measure.decimals))
            return f"{survey}: {value} av de inbjudna svarade {view.bars.grupp.in_text}"
    return f"{survey}: hur många av de inbjudna svarade?"


def subtitle(view: Rates) -> str:
    """Say what is shown and when, and what the numbers in brackets are."""
    invited = ["antal inbjudna"] * any(row.cell.n is not None for row in view.bars.shown)
    answers = ["antal svar"] * any(_told(*row) for row in view.rows)
    brackets = f" Inom parentes: {swedish.join([*invited, *answers])}." if invited or answers else ""
    return f"Procent av de inbjudna, {view.bars.when}.{brackets}"


def value(bars: Bars, row: Bar, answered: frame.Cell) -> str:
    """Write a rate at its bar, with the number of answers: ``62 % (18 svar)``."""
    if row.cell.value is None:
        return ""
    return f"{bars_words.value(bars, row)}{_in_brackets(row, answered)}"


def reason(row: Bar, answered: frame.Cell) -> str:
    """Say why a rate is unknown, with the number of answers; empty where the status says it all."""
    if row.cell.status is not Status.OKAND:
        return ""
    return f"{_unknown(row)}{_in_brackets(row, answered)}"


def reading(view: Rates) -> str:
    """Explain how the chart is read."""
    group = "Den sista stapeln är hela gruppen." if any(row.is_group for row in view.bars.rows) else ""
    return " ".join(
        filter(
            None,
            (
                "Så läser du diagrammet: Varje stapel visar hur stor del av de inbjudna som svarade i en kommun.",
                group,
                "Ju kortare stapel, desto större del har inte svarat, och de kan tycka annorlunda.",
            ),
        )
    )


def note(view: Rates) -> str:
    """Explain what an unknown rate is, empty where all are known."""
    if all(row.cell.status is not Status.OKAND for row in view.bars.rows):
        return ""
    return "Svarsfrekvensen är okänd där ingen har uppgett hur många som fick enkäten."


def table(view: Rates) -> DataTable:
    """Return every rate, with how many were invited and how many answered."""
    rows = [
        (
            Cell(swedish.upper_first(row.who)),
            _rate(view, row),
            count_cell(row.cell.n),
            _answers(row, answered),
        )
        for row, answered in view.rows
    ]
    columns = (
        Column("Kommun", width=1.5),
        Column("Svarsfrekvens, procent", numeric=True, width=1.5),
        Column("Antal inbjudna", numeric=True),
        Column("Antal svar", numeric=True),
    )
    known = [row.cell for row in view.bars.rows if row.cell.status is not Status.OKAND]
    return DataTable(
        columns, tuple(rows), ". ".join(filter(None, (notes.reasons(known), note(view).removesuffix("."))))
    )


def alt_text(view: Rates, marks: tuple[str, ...]) -> str:
    """Describe the chart: form, every rate with its numbers, what is missing and why."""
    form = f"Liggande staplar: {view.bars.what} {view.bars.when}, procent av de inbjudna"
    parts = [f"{swedish.upper_first(row.who)} {_figure(view, row, answered)}" for row, answered in view.rows]
    bands = swedish.upper_first(band_note(row.cell.band for row in view.bars.rows))
    spoken = cautions.spoken((bands, cautions.CHANCE, *bars_words.provisos(view.bars)))
    return alt.sentences(form, [", ".join(parts)], (*marks, *spoken))


def named(view: Rates) -> Sequence[frame.Cell]:
    """Return the figures that the picture may name beside those that it draws."""
    return [*(row.cell for row in view.bars.rows), *(cell for row, cell in view.rows if _told(row, cell))]


def _told(row: Bar, answered: frame.Cell) -> bool:
    """Say whether the number of answers may stand there: not beside a band, which it would undo."""
    return answered.value is not None and row.cell.band is Band.NONE and row.cell.status in (Status.OK, Status.OKAND)


def _unknown(row: Bar) -> str:
    return f"{wording.mark(row.cell.status)}{2 * swedish.NBSP}{_UNKNOWN}"


def _in_brackets(row: Bar, answered: frame.Cell) -> str:
    return f" ({_number(answered)} svar)" if _told(row, answered) else ""


def _number(answered: frame.Cell) -> str:
    return swedish.number(answered.value or 0.0)


def _rate(view: Rates, row: Bar) -> Cell:
    if row.cell.status is Status.OKAND:
        return Cell(_unknown(row), figure=row.cell.key)
    return value_cell(view.bars.measure, row.cell)


def _answers(row: Bar, answered: frame.Cell) -> Cell:
    if not _told(row, answered):
        return Cell(swedish.DASH)
    return Cell(_number(answered), answered.value, answered.key)


def _figure(view: Rates, row: Bar, answered: frame.Cell) -> str:
    number = [f"{_number(answered)} svar"] if _told(row, answered) else []
    if row.cell.status is Status.OKAND:
        return f"({', '.join([_UNKNOWN, *number])})"
    if row.cell.value is None:
        return alt.status_words(row.cell)
    invited = [] if row.cell.n is None else [f"{swedish.number(row.cell.n)} inbjudna"]
    details = f" ({', '.join([*invited, *number])})" if invited or number else ""
    return f"{row.cell.band.said(wording.number(view.bars.measure, row.cell.value))}{details}"
