"""The Swedish in and around a spine."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.charts import alt, notes, wording
from oj_analys.charts.frame import Cell as Figure
from oj_analys.charts.spine_view import Spine, Vertebra
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, limit_cell, position_cell, value_cell
from oj_analys.domain import Direction, Measure, Position, Reason, ValueKind

_GOOD = {Direction.UP: "högt är bra", Direction.DOWN: "lågt är bra"}
_FEW = "Kommuner med få svar hamnar lätt längst ut."
_BLIND = "Saknas streck genom pricken kan osäkerheten inte räknas: små skillnader kan bero på slumpen."


def title(view: Spine) -> str:
    """State the kommun's value of a single measure, or ask what the chart answers."""
    if view.kommun is None:
        return "Hur mycket skiljer sig landets kommuner åt?"
    (row, *others) = view.rows
    if others or row.own is None:
        return f"Var ligger {view.kommun.name} bland landets kommuner?"
    return wording.own_title(row.measure, view.kommun, row.own.cell, row.riket)


def subtitle(view: Spine) -> str:
    """Say what is shown and when."""
    confidence = f" Strecket genom pricken visar osäkerheten ({_confidence()}s intervall)." if _with_bars(view) else ""
    scales = " Varje rad har sin egen skala." if len(view.rows) > 1 else ""
    return f"Värden {wording.years_said([row.period for row in view.rows])}.{scales}{confidence}"


def reading(view: Spine) -> str:
    """Explain how a spine is read."""
    whole = "Linjen går från kommunernas lägsta värde till deras högsta."
    half = "Den mittersta hälften av kommunerna ligger i den tjocka delen, lika många på var sida om medianen."
    judged = any(row.own and _judgement(row.own.cell, row) for row in view.rows)
    words = " och orden under värdet jämför med riket" if judged else ""
    own = f"Pricken är {view.kommun.name}{words}." if view.kommun else ""
    apart = "Avstånd på olika rader går inte att jämföra." if len(view.rows) > 1 else ""
    return " ".join(filter(None, ("Så läser du diagrammet:", whole, half, own, apart)))


def foot(view: Spine, source: str) -> tuple[str, ...]:
    """Return the notes, the source last."""
    drawn = [row for row in view.rows if row.place is not None and row.measure.kind is not ValueKind.ANTAL]
    blind = _BLIND if any(row.interval is None for row in drawn) else ""
    apart = [row.measure.title for row in view.rows if row.own and row.own.apart]
    differ = f"{'; '.join(apart)}: {catalog.labels().reason[Reason.ANNAN_HUVUDMAN]}." if apart else ""
    few = _FEW if any(row.spread and row.measure.kind is ValueKind.ANDEL for row in view.rows) else ""
    return (notes.reasons(view.cells), differ, " ".join(filter(None, (few, blind))), source)


def facts(row: Vertebra) -> str:
    """Write what stands under a measure's title: its unit, when, of how many kommuner, which way is good."""
    unit = "" if row.measure.kind is ValueKind.ANDEL else row.measure.unit
    kommuner = "" if row.spread is None else swedish.counted(row.kommuner, "kommun", "kommuner")
    good = _GOOD.get(row.measure.direction, "")
    return ", ".join(filter(None, (unit, swedish.period_text(row.period), kommuner, good)))


def too_few(row: Vertebra) -> str:
    """Say why no spread is drawn."""
    return f"bara {row.kommuner} av landets {len(catalog.kommuner())} kommuner har ett värde"


def end(measure: Measure, value: float | None) -> str:
    """Write a value of the spread or riket's, nothing where there is none."""
    return "" if value is None else wording.printed(measure, value)


def own_value(row: Vertebra) -> str:
    """Write the own value, or the mark of one that is not there."""
    if row.own is None:
        return ""
    value = row.own.cell.value
    return wording.mark(row.own.cell.status) if value is None else wording.printed(row.measure, value)


def own_facts(row: Vertebra) -> tuple[str, ...]:
    """Write what stands under the own value: of how many answers, and the judgement against riket with its mark."""
    if row.own is None or row.own.cell.value is None:
        return ()
    cell = row.own.cell
    answers = "" if cell.n is None else f"{swedish.number(cell.n)} svar"
    return tuple(filter(None, (answers, _judgement(cell, row))))


def table(view: Spine) -> DataTable:
    """Return every measure's spread, with riket and the own kommun's figure."""
    numbers = ("Lägst", "Mittersta hälften från", "Median", "till", "Högst", "Kommuner", "Riket")
    columns = [Column("Mått", width=2.2), *(Column(name, numeric=True) for name in numbers)]
    if view.kommun:
        own = (view.kommun.name, "Osäkerhet från", "till", "Antal svar")
        columns += [*(Column(name, numeric=True) for name in own), Column("Mot riket")]
    rows = tuple((*_spread_cells(row), *_own_cells(row)) for row in view.rows)
    return DataTable(tuple(columns), rows, notes.reasons(view.cells))


def alt_text(view: Spine, marks: Sequence[str]) -> str:
    """Describe a spine: form, each measure's own value with its uncertainty, riket and the spread."""
    who = f" och {view.kommun.name}" if view.kommun else ""
    years = wording.years_said([row.period for row in view.rows])
    form = f"Spridningsdiagram med en rad per mått: landets kommuner{who}, {years}"
    return alt.sentences(form, [_said(view, row) for row in view.rows], marks)


def _said(view: Spine, row: Vertebra) -> str:
    parts = []
    if view.kommun and row.own:
        parts.append(f"{view.kommun.name} {_own_said(row, row.own.cell)}")
    if row.riket is not None:
        parts.append(f"riket {wording.number(row.measure, row.riket)}")
    if row.spread is None:
        parts.append(too_few(row))
    else:
        half, whole = (
            swedish.span(*ends, row.measure.decimals)
            for ends in ((row.spread.lower, row.spread.upper), (row.spread.lowest, row.spread.highest))
        )
        parts += [f"median {wording.number(row.measure, row.spread.median)}", f"mittersta hälften {half}"]
        parts.append(f"alla {swedish.counted(row.kommuner, 'kommun', 'kommuner')} {whole}")
    return f"{row.measure.title} {swedish.period_text(row.period)}, {row.measure.unit}: {', '.join(parts)}"


def _own_said(row: Vertebra, cell: Figure) -> str:
    if cell.value is None:
        return alt.status_words(cell)
    details = [f"osäkerhet {swedish.span(*cell.interval, row.measure.decimals)}"] if cell.interval else []
    details += [text.removeprefix(_mark(cell)).strip() for text in own_facts(row)]
    beside = f" ({', '.join(details)})" if details else ""
    return f"{wording.number(row.measure, cell.value)}{beside}"


def _judgement(cell: Figure, row: Vertebra) -> str:
    if row.own and row.own.apart:
        return catalog.labels().position[Position.EJ_JAMFORBAR].text
    if cell.position is Position.EJ_JAMFORBAR:
        return ""
    return f"{_mark(cell)} {catalog.labels().position[cell.position].text}"


def _mark(cell: Figure) -> str:
    return catalog.labels().position[cell.position].mark


def _spread_cells(row: Vertebra) -> tuple[Cell, ...]:
    name = Cell(f"{row.measure.title} ({row.measure.unit}, {swedish.period_text(row.period)})")
    found = row.spread
    ends = (found.lowest, found.lower, found.median, found.upper, found.highest) if found else (None,) * 5
    values = (limit_cell(row.measure, value) for value in ends)
    return (name, *values, count_cell(row.kommuner), limit_cell(row.measure, row.riket))


def _own_cells(row: Vertebra) -> tuple[Cell, ...]:
    if row.own is None:
        return ()
    cell = row.own.cell
    limits = (limit_cell(row.measure, limit) for limit in cell.interval or (None, None))
    judged = Cell(swedish.DASH) if cell.position is Position.EJ_JAMFORBAR else position_cell(cell.position)
    return (value_cell(row.measure, cell), *limits, count_cell(cell.n), judged)


def _with_bars(view: Spine) -> bool:
    return any(row.interval for row in view.rows)


def _confidence() -> str:
    return swedish.percent(100 * catalog.rules().confidence)
