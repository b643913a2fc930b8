"""Alternative texts: one or two sentences from the data, with the same figures as the picture and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import wording
from oj_analys.charts.frame import Cell
from oj_analys.charts.views import Across, Along
from oj_analys.domain import Measure

_MOST_POINTS = 4


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with the words before and after it."""

    lead: str
    number: str
    tail: str = ""


def dots_alt(view: Across, marks: Sequence[str]) -> str:
    """Describe a dot chart: form, own value with its uncertainty, references, spread, what is missing."""
    where = f"{swedish.counted(len(view.rows), 'kommun', 'kommuner')}, {swedish.period_text(view.period)}"
    form = f"Punktdiagram{_with_bars(view.cells)}: {view.measure.title} i {where}"
    figures = [*_own(view), *_references(view), *_others(view)]
    return sentences(form, [*_unit_once(view.measure, figures), *_without(view)], marks)


def development_alt(view: Along, marks: Sequence[str]) -> str:
    """Describe a development: form, own values with their years, the newest interval, newest references, breaks."""
    when = " till ".join(dict.fromkeys(swedish.period_text(view.periods[at]) for at in (0, -1)))
    form = f"Linjediagram{_with_bars(view.cells)}: {view.measure.title} i {view.kommun.name}, {when}"
    own = _own_points(view)
    figures = _unit_once(view.measure, [*own, *_newest_references(view)])
    nothing = [] if own else ["inget värde att visa"]
    return sentences(form, [*nothing, *figures, *(wording.break_words(view, year) for year in view.breaks)], marks)


def answers_alt(views: Sequence[Along], marks: Sequence[str]) -> str:
    """Describe a chart of answers: for each question the kommun's newest answer and the references."""
    name = views[0].kommun.name
    form = f"Linjediagram med {swedish.genitive(name)} svar och hur stor andel av kommunerna som svarar fullt ja"
    return sentences(form, [_question(view) for view in views], marks)


def _question(view: Along) -> str:
    """Say the newest answer and, in brackets, how common the full yes is: ``Nej 2025 (Ja: riket 72 procent)``."""
    period, code = view.periods[-1], view.figures[-1]
    word = status_words(view.cells[-1]) if code is None else wording.answer(view.measure, period, code)
    shares = [f"{name} {swedish.percent(value)}{when}" for name, value, when in _newest(view)]
    beside = f" ({wording.full_yes(view.measure, period)}: {', '.join(shares)})" if shares else ""
    return f"{view.measure.title}: {word} {swedish.period_text(period)}{beside}"


def _unit_once(measure: Measure, figures: Sequence[_Figure]) -> list[str]:
    """Write figures with the unit after the first, as one says them."""
    units = [f" {measure.unit}", *[""] * len(figures)]
    return [f"{figure.lead} {figure.number}{unit}{figure.tail}" for figure, unit in zip(figures, units, strict=False)]


def _own(view: Across) -> list[_Figure]:
    if view.own is None or view.own.cell.value is None:
        return []
    cell = view.own.cell
    return [
        _Figure(view.own.kommun.name, wording.number(view.measure, view.own.cell.value), _details(view.measure, cell))
    ]


def _details(measure: Measure, cell: Cell) -> str:
    details = []
    if cell.interval:
        details.append(f"osäkerhet {swedish.span(*cell.interval, measure.decimals)}")
    if cell.n is not None:
        details.append(f"{swedish.number(cell.n)} svar")
    return f" ({', '.join(details)})" if details else ""


def _own_points(view: Along) -> list[_Figure]:
    shown = [
        _Figure(
            f"{swedish.period_text(period)}:", wording.number(view.measure, cell.value), _details(view.measure, cell)
        )
        for period, cell in zip(view.periods, view.cells, strict=True)
        if cell.value is not None
    ]
    return shown[-_MOST_POINTS:]


def _references(view: Across) -> list[_Figure]:
    return [
        _Figure(series.name, wording.number(view.measure, value))
        for series in view.references
        for value in series.figures
        if value is not None
    ]


def _newest_references(view: Along) -> list[_Figure]:
    return [_Figure(name, wording.number(view.measure, value), when) for name, value, when in _newest(view)]


def _newest(view: Along) -> list[tuple[str, float, str]]:
    """Return each reference's name and newest value, and its period where that is not the chart's newest."""
    newest = []
    for series in view.references:
        point = view.runs(series.figures)[-1][-1]
        when = "" if point.at == len(view.periods) - 1 else f" ({swedish.period_text(view.periods[point.at])})"
        newest.append((series.name, point.value, when))
    return newest


def _others(view: Across) -> list[_Figure]:
    values = [row.cell.value for row in view.shown if not row.own and row.cell.value is not None]
    if not values:
        return []
    who = "övriga kommuner" if view.own else "kommunerna"
    return [_Figure(who, swedish.span(min(values), max(values), view.measure.decimals))]


def _without(view: Across) -> list[str]:
    return [f"{row.kommun.name} {status_words(row.cell)}" for row in view.rows if row.cell.value is None]


def status_words(cell: Cell) -> str:
    """Say why there is no value."""
    return f"({catalog.labels().status[cell.status].text})"


def _with_bars(cells: Sequence[Cell]) -> str:
    return " med osäkerhetsintervall" if any(cell.interval for cell in cells) else ""


def sentences(form: str, parts: Sequence[str], marks: Sequence[str]) -> str:
    """Join a description: the form, what it shows, and the marks that every picture carries."""
    content = f"{form}. {swedish.upper_first('; '.join(parts))}." if parts else f"{form}."
    return " ".join([content, *(f"{mark}." for mark in marks)])
