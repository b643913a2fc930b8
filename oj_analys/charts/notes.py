"""The notes under a drawing: what chance may have done, why values are missing, and the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oj_analys import swedish
from oj_analys.charts import wording
from oj_analys.charts.frame import Cell
from oj_analys.charts.views import Across, Along, hidden
from oj_analys.domain import Measure, ValueKind

_NO_ANSWERS = (ValueKind.KVOT, ValueKind.KRONOR)
_MAY_BE_CHANCE = "små skillnader kan bero på slumpen."


def dots_notes(view: Across, source: str) -> tuple[str, ...]:
    """Return the notes under a dot chart, the source last."""
    return (_uncertainty(view.measure, [(row.kommun.name, row.cell) for row in view.shown]), source)


def development_notes(view: Along, source: str) -> tuple[str, ...]:
    """Return the notes under a development, the source last."""
    shown = [(swedish.period_text(p), c) for p, c in zip(view.periods, view.cells, strict=True) if c.value is not None]
    return (
        _window(view.measure),
        _retired(view.measure),
        reasons(view.cells),
        _uncertainty(view.measure, shown),
        source,
    )


def developments_notes(views: Sequence[Along], absent: str, source: str) -> tuple[str, ...]:
    """Return the notes under the developments of several kommuner, ``absent`` among them, the source last."""
    measure = views[0].measure
    shown = [cell for view in views for cell in view.cells if cell.value is not None]
    blind = [cell for cell in shown if cell.interval is None]
    some = " för en del av värdena" if len(blind) < len(shown) else ""
    return _window(measure), _retired(measure), absent, _blind(measure, blind, some), source


def answers_notes(views: Sequence[Along], source: str) -> tuple[str, ...]:
    """Return the notes under a chart of answers, the source last."""
    return (
        *retired([view.measure for view in views]),
        reasons([cell for view in views for cell in view.cells]),
        source,
    )


def retired(measures: Sequence[Measure]) -> tuple[str, ...]:
    """Say when measures ended, one note each."""
    return tuple(f"{measure.title}: {_retired(measure)}" for measure in measures if measure.retired)


def default_source(measures: Sequence[Measure]) -> str:
    """Return the source line of a chart that is drawn outside a report."""
    return f"Grunddata: {swedish.join(producers(measures))}. Egen bearbetning."


def producers(measures: Iterable[Measure]) -> tuple[str, ...]:
    """Return who has made the figures of some measures, each once also where two have made them together."""
    return tuple(dict.fromkeys(name for measure in measures for name in measure.producer.split(" och ")))


def reasons(cells: Sequence[Cell]) -> str:
    """Explain the marks of the values that are not there."""
    return "; ".join(wording.no_value(status) for status in hidden(cells))


def _uncertainty(measure: Measure, shown: Sequence[tuple[str, Cell]]) -> str:
    """Say for which shown values chance cannot be judged; a mere count is what it is."""
    blind = {name: cell for name, cell in shown if cell.interval is None}
    some = f" för {swedish.join(blind)}" if 0 < len(blind) < len(shown) else ""
    return _blind(measure, list(blind.values()), some)


def _blind(measure: Measure, blind: Sequence[Cell], some: str) -> str:
    if not blind or measure.kind is ValueKind.ANTAL:
        return ""
    without_n = all(cell.n is None for cell in blind) and measure.kind not in _NO_ANSWERS
    lead = "Antal svar saknas i källan" if without_n else "Osäkerheten kan inte räknas"
    return f"{lead}{some}: {_MAY_BE_CHANCE}"


def _window(measure: Measure) -> str:
    if measure.years == 1:
        return ""
    words = {2: "två", 3: "tre", 4: "fyra", 5: "fem"}
    count = words.get(measure.years, str(measure.years))
    return f"Varje värde gäller {count} år. Bara perioder som inte överlappar visas, räknat från den senaste."


def _retired(measure: Measure) -> str:
    return f"Måttet avslutades {measure.retired}." if measure.retired else ""
