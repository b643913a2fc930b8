"""The table of the first page: how many measures of every area stand where against riket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.domain import Area, Position
from oj_analys.reports.blocks import Cell, Column, Table
from oj_analys.reports.standing import CHANGED, Standing, changed, figures_in, questions_in, year_span

_JUDGED = (Position.BATTRE, Position.INGEN, Position.SAMRE, Position.OSAKERT)
_UNMARKED = "Övriga mått är inte bedömda som bättre eller sämre."
_COUNTED = "Avslutat och gammalt räknas inte."


def overview_table(current: Sequence[Standing]) -> Table:
    """Count the measures and questions of every area, and the marks where anything could be tested."""
    shown = [standing for standing in current if standing.shown]
    marks = _JUDGED if any(standing.riket.chance is not None for standing in shown) else ()
    labels = [catalog.labels().position[mark] for mark in marks]
    titles = ("Mått", *(label.mark for label in labels), "Frågor")
    legend = f"{', '.join(f'{label.mark} {label.text}' for label in labels)}. {_UNMARKED} " if labels else ""
    return Table(
        "omraden",
        "Områden mot riket" if labels else "Områden",
        (
            Column("Område (data från)", width=4.4),
            *(Column(title, numeric=True, width=0.65) for title in titles),
            Column("Ändrade svar", numeric=True, width=1.5),
        ),
        tuple(_row(area, [item for item in shown if item.measure.area == area.id], marks) for area in catalog.areas()),
        f"{legend}{_COUNTED}",
    )


def _row(area: Area, found: Sequence[Standing], marks: Sequence[Position]) -> tuple[Cell, ...]:
    figures, questions = figures_in(found), questions_in(found)
    positions = Counter(standing.riket.position for standing in figures)
    counts = (len(figures), *(positions[mark] for mark in marks), len(questions), len(changed(questions, *CHANGED)))
    title = f"{area.name} ({year_span(found)})" if found else area.name
    return (Cell(title), *(Cell(swedish.number(count), float(count)) for count in counts))
