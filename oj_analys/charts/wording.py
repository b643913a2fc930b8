"""The Swedish in and around a drawing: values, titles that state what is found, reading aids."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.charts.frame import Cell
from oj_analys.charts.scale import scale_of
from oj_analys.charts.views import Across, Along, Role, Series
from oj_analys.domain import DataError, Kommun, Measure, Position, Problem, Status, ValueKind, first_year, last_year

_JUDGED = (Position.BATTRE, Position.SAMRE)
_HOW = "Så läser du diagrammet:"


def number(measure: Measure, value: float) -> str:
    """Write a value with the measure's decimals and nothing else."""
    return swedish.number(value, measure.decimals)


def printed(measure: Measure, value: float) -> str:
    """Write a value beside a mark in the drawing: ``72 %``, ``2 412``."""
    is_share = measure.kind is ValueKind.ANDEL
    return swedish.percent_sign(value, measure.decimals) if is_share else number(measure, value)


def spoken(measure: Measure, value: float) -> str:
    """Write a value in a sentence: ``72 procent``, ``14 dagar``."""
    return f"{number(measure, value)} {measure.unit}"


def mark(status: Status) -> str:
    """Return the mark of a value that is not there."""
    return catalog.labels().status[status].mark


def no_value(status: Status) -> str:
    """Write why there is no value, with its mark."""
    found = catalog.labels().status[status]
    return f"{found.mark}{swedish.NBSP}{swedish.NBSP}{found.text}"


def answer(measure: Measure, period: str, code: float) -> str:
    """Return the word that a kommun answered.

    Raises:
        DataError: If the catalogue knows no such answer in that period.
    """
    coding = measure.coding(period)
    word = coding.label(code) if coding else None
    if word is None:
        found = f"svaret {swedish.number(code)} finns inte i måttets kodning"
        raise DataError(Problem(f"{measure.id}, {period}", found, action="Lägg till kodningen i måttets fil."))
    return word


def full_yes(measure: Measure, period: str) -> str:
    """Return the words of the full yes in a period."""
    coding = measure.coding(period)
    return answer(measure, period, coding.yes) if coding else "Ja"


def dots_title(view: Across) -> str:
    """State the highlighted kommun's value beside riket, or ask what the chart answers."""
    if view.own is None:
        return f"{view.measure.title}: hur ser det ut i kommunerna?"
    return own_title(view.measure, view.own.kommun, view.own.cell, view.riket)


def own_title(measure: Measure, kommun: Kommun, cell: Cell, riket: float | None) -> str:
    """State a kommun's value beside riket; a judging word only where the value is judged."""
    if cell.value is None:
        beside = "" if riket is None else f", riket {spoken(measure, riket)}"
        return f"{measure.title}: inget värde för {kommun.name}{beside}"
    finding = f"{measure.title}: {kommun.name} {spoken(measure, cell.value)}"
    if riket is None:
        return finding
    if cell.position in _JUDGED:
        return f"{finding}, {_judgement(cell.position)} än riket ({number(measure, riket)})"
    return f"{finding}, riket {number(measure, riket)}"


def development_title(view: Along) -> str:
    """State the kommun's newest value, and the one before it if the two compare."""
    run = next(reversed(view.runs(view.figures)), ())
    if not run:
        return f"{view.measure.title}: inget värde för {view.kommun.name}"
    newest = f"{spoken(view.measure, run[-1].value)} {swedish.period_text(view.periods[run[-1].at])}"
    earlier = [
        swedish.NBSP.join(
            ("tidigare", number(view.measure, point.value), f"({swedish.period_text(view.periods[point.at])})")
        )
        for point in run[-2:-1]
    ]
    return f"{view.measure.title}: {view.kommun.name} {', '.join([newest, *earlier])}"


def answers_title(views: Sequence[Along]) -> str:
    """State the newest answer to a single question; of several, ask what the chart answers."""
    view = views[0]
    if len(views) > 1:
        return f"Hur svarar {view.kommun.name}, och hur svarar andra kommuner?"
    newest = view.figures[-1]
    year = swedish.period_text(view.periods[-1])
    if newest is None:
        return f"{view.measure.title}: inget svar från {view.kommun.name} {year}"
    return f"{view.measure.title}: {view.kommun.name} svarar {answer(view.measure, view.periods[-1], newest)} {year}"


def dots_subtitle(view: Across) -> str:
    """Say what is shown and when."""
    return f"{_unit(view.measure)}, {swedish.period_text(view.period)}.{interval_words(view.cells)}{_axis_words(view)}"


def development_subtitle(view: Along) -> str:
    """Say what is shown and when."""
    return f"{_unit(view.measure)}, {years_said(view.periods)}.{interval_words(view.cells)}{_axis_words(view)}"


def answers_subtitle(views: Sequence[Along]) -> str:
    """Say what is shown and when."""
    periods = [period for view in views for period in view.periods]
    lines = _line_names(next((view.references for view in views if view.references), ()))
    shares = f"Linjer: {swedish.join(lines)}. " if lines else ""
    return f"Svar {years_said(periods)}. {shares}Ord: {swedish.genitive(views[0].kommun.name)} egna svar."


def dots_reading(view: Across) -> str:
    """Explain how a dot chart is read."""
    rows = "Varje rad är en kommun och pricken är kommunens värde."
    if not any(cell.interval for cell in view.cells):
        return f"{_HOW} {rows} {_lines_words(view)}".strip()
    bars = "Strecket visar osäkerheten: så mycket kan slumpen ha påverkat värdet."
    cross = "Går strecket över en linje kan skillnaden bero på slumpen." if view.references else ""
    return " ".join(filter(None, (_HOW, rows, bars, _lines_words(view), cross)))


def development_reading(view: Along) -> str:
    """Explain how a development is read."""
    points = f"Den tjocka linjen är {view.kommun.name} och siffrorna under diagrammet är kommunens värden."
    bars = any(cell.interval for cell in view.cells)
    uncertain = "De lodräta strecken visar osäkerheten: så mycket kan slumpen ha påverkat värdet." if bars else ""
    gaps = "Linjen är bruten där värden saknas eller inte går att jämföra."
    return " ".join(filter(None, (_HOW, points, uncertain, gaps)))


def answers_reading(views: Sequence[Along]) -> str:
    """Explain how a chart of answers is read."""
    name = views[0].kommun.name
    lines = "Linjerna visar hur många procent av kommunerna som har gett det svar som står över dem."
    return f"{_HOW} {lines} Orden under linjerna är {swedish.genitive(name)} egna svar år för år."


def break_words(view: Along, year: int) -> str:
    """Say what changed in a year."""
    return f"{'ändrad svarsskala' if view.measure.kind.is_answer else 'ny definition'} {year}"


def years_said(periods: Sequence[str]) -> str:
    """Write the years that some periods cover: ``2022–2024``."""
    first, last = min(map(first_year, periods)), max(map(last_year, periods))
    return f"{first}" if first == last else f"{first}{swedish.DASH}{last}"


def _judgement(position: Position) -> str:
    return catalog.labels().position[position].text


def _unit(measure: Measure) -> str:
    return swedish.upper_first(measure.unit)


def interval_words(cells: Sequence[Cell]) -> str:
    """Say what the drawn intervals are, nothing where there are none."""
    if not any(cell.interval for cell in cells):
        return ""
    return f" Strecken visar osäkerheten ({swedish.percent(100 * catalog.rules().confidence)}s intervall)."


def _axis_words(view: Across | Along) -> str:
    return scale_of(view.measure, view.drawn).note


def _lines_words(view: Across) -> str:
    words = _line_names(view.references)
    if not words:
        return ""
    return f"{'De lodräta linjerna' if len(words) > 1 else 'Den lodräta linjen'} är {swedish.join(words)}."


def _line_names(references: Sequence[Series]) -> list[str]:
    styles = {Role.RIKET: "heldragen", Role.LAN: "streckad"}
    return [f"{series.name} ({styles[series.role]})" for series in references]
