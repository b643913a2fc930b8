"""What a strip of detectable differences says in words: title, subtitle, reading aid, alternative text and table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.analysis.detectability import POWER
from oj_analys.charts import alt, notes, wording
from oj_analys.charts.funnel_words import table_note
from oj_analys.charts.judged import Judged, finer_cell, judgement_cell, spoken_without, without
from oj_analys.charts.scale import Scale, scale_of
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, limit_cell, value_cell
from oj_analys.domain import Measure

UNTESTED = "prövas inte, se nedan"
OFTEN = f"{swedish.number(10 * POWER)} gånger av 10"
_HOW = "Så läser du diagrammet:"


@dataclass(frozen=True, slots=True)
class Strip:
    """A kommun, the true shares below and above riket that are found, and the smallest difference of the two."""

    row: Judged
    found_low: float | None = None
    found_high: float | None = None
    smallest: float | None = None

    @property
    def untested(self) -> bool:
        """Say whether there is a value but none that can be tested."""
        return self.row.share is None and self.row.cell.value is not None


@dataclass(frozen=True, slots=True)
class Detectable:
    """Every kommun in å ä ö order with what its number of answers can show."""

    measure: Measure
    period: str
    strips: tuple[Strip, ...]
    riket: float
    riket_name: str

    @property
    def rows(self) -> tuple[Judged, ...]:
        """The kommuner."""
        return tuple(strip.row for strip in self.strips)

    @property
    def scale(self) -> Scale:
        """The axis of shares."""
        ends = (end for strip in self.strips for end in (strip.found_low, strip.found_high))
        inside = (each for row in self.rows for each in (row.share, row.low, row.high))
        return scale_of(self.measure, [self.riket, *inside, *ends])


def title(view: Detectable) -> str:
    """Ask what the chart answers."""
    return f"{view.measure.title}: hur stor måste skillnaden mot {view.riket_name} vara för att synas?"


def subtitle(view: Detectable) -> str:
    """Say what is shown and when."""
    unit, when = swedish.upper_first(view.measure.unit), swedish.period_text(view.period)
    return f"{unit}, {when}. Till höger: minsta verkliga skillnad åt något håll som upptäcks {OFTEN}.{view.scale.note}"


def reading(view: Detectable) -> str:
    """Explain how the strips are read."""
    room = f"I det grå fältet kan skillnaden mot {view.riket_name} bero på slumpen."
    few = "Fältet är brett där få har svarat; då syns bara stora skillnader."
    ends = f"Ligger kommunens verkliga värde vid ett strecks ände upptäcks det {OFTEN}."
    return f"{_HOW} {room} {few} {ends} Punkten är kommunens värde i mätningen."


def name(view: Detectable, row: Judged) -> str:
    """Return a kommun's name, value and number of answers."""
    value = "" if row.cell.value is None else wording.printed(view.measure, row.cell.value)
    count = "" if row.cell.n is None else f"({swedish.number(row.cell.n)}{swedish.NBSP}svar)"
    return " ".join(filter(None, (row.kommun.name, value, count)))


def smallest(strip: Strip) -> str:
    """Return the smallest difference that is found, or that none can be seen; nothing of what is not tested."""
    if strip.row.blind:
        return "ingen skillnad kan synas"
    if strip.smallest is None:
        return ""
    size = _upwards(strip.smallest)
    return f"minst {_points(size)} {'procentenhet' if size == 1 else 'procentenheter'}"


def below(view: Detectable, source: str) -> tuple[str, ...]:
    """Return the notes: the marks of missing values, who is not tested and why, the source last."""
    untested = without(view.measure, [strip.row for strip in view.strips if strip.untested])
    return (notes.reasons([row.cell for row in view.rows]), *(f"Prövas inte – {line}" for line in untested), source)


def alt_text(view: Detectable, marks: Sequence[str]) -> str:
    """Describe the strips: form, riket, the smallest and the largest difference that is found, who lies outside."""
    where = f"{swedish.counted(len(view.strips), 'kommun', 'kommuner')}, {swedish.period_text(view.period)}"
    form = f"Remsdiagram: vilka skillnader mot {view.riket_name} som kan upptäckas, {view.measure.title} i {where}"
    riket = f"{view.riket_name} {wording.spoken(view.measure, view.riket)}"
    blind = [strip.row.kommun.name for strip in view.strips if strip.row.blind]
    nothing = [f"{swedish.join(blind)}: ingen skillnad kan synas"] if blind else []
    return alt.sentences(form, [riket, *_ends(view), *nothing, *_outside(view), *spoken_without(view.rows)], marks)


def table(view: Detectable) -> DataTable:
    """Return every kommun's number of answers, value, limits, what is found, and its judgement, then riket."""
    rows = [
        (
            Cell(strip.row.kommun.name),
            count_cell(strip.row.cell.n),
            value_cell(view.measure, strip.row.cell),
            *(finer_cell(view.measure, each) for each in (strip.row.low, strip.row.high)),
            *(finer_cell(view.measure, each) for each in (strip.found_low, strip.found_high)),
            _smallest_cell(strip),
            judgement_cell(strip.row),
        )
        for strip in view.strips
    ]
    nothing = Cell(swedish.DASH)
    riket = (Cell(view.riket_name), nothing, limit_cell(view.measure, view.riket), *[nothing] * 6)
    titles = ("Tydligt lägre under", "Tydligt högre över", "Upptäcks vid högst", "Upptäcks vid minst")
    columns = (
        Column("Kommun"),
        Column("Antal svar", numeric=True),
        Column(swedish.upper_first(view.measure.unit), numeric=True),
        *(Column(title, numeric=True) for title in titles),
        Column("Minsta skillnad, procentenheter", numeric=True),
        Column(f"Mot {view.riket_name}"),
    )
    found = f"upptäcks: {OFTEN}, om det är kommunens verkliga värde"
    return DataTable(columns, (*rows, riket), "; ".join(filter(None, (table_note(view.rows), found))))


def _smallest_cell(strip: Strip) -> Cell:
    if strip.smallest is None:
        return Cell(swedish.upper_first(smallest(strip)) or swedish.DASH)
    size = _upwards(strip.smallest)
    return Cell(_points(size), size)


def _upwards(difference: float) -> float:
    """Round a difference up, as "at least" demands: to whole procentenheter, below one to tenths."""
    return math.ceil(difference) if difference > 1 else math.ceil(10 * difference) / 10


def _points(size: float) -> str:
    return swedish.number(size, 0 if size >= 1 else 1)


def _ends(view: Detectable) -> list[str]:
    """Tell of the kommuner in which the smallest and the largest difference is needed."""
    found = sorted(
        (strip for strip in view.strips if strip.smallest is not None), key=lambda strip: strip.smallest or 0.0
    )
    ends = dict.fromkeys((found[0], found[-1])) if found else ()
    return [f"{name(view, strip.row)} {smallest(strip)}" for strip in ends]


def _outside(view: Detectable) -> list[str]:
    names = [
        f"{row.kommun.name} {catalog.labels().position[row.cell.position].text}" for row in view.rows if row.outside
    ]
    return [swedish.join(names)] if names else ["ingen punkt ligger utanför sitt fält"]
