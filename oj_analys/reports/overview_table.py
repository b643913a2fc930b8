"""The table of the first page: how many measures of every area stand where against riket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts.overview_words import COUNTED
from oj_analys.domain import Area, Kommun
from oj_analys.frames.overview import JUDGED
from oj_analys.reports.blocks import Cell, Column, Table
from oj_analys.reports.standing import CHANGED, Standing, changed, questions_in, year_span

_UNMARKED = "Övriga mått är inte bedömda som bättre eller sämre."


def overview_table(overview: pd.DataFrame, kommun: Kommun, current: Sequence[Standing]) -> Table:
    """Return the counted measures and questions of every area, and the marks where anything could be tested.

    Args:
        overview: An OVERVIEW frame.
        kommun: Whose counts are shown.
        current: Where the kommun stands now; the years and the changed answers are taken from there.
    """
    rows = overview[overview["unit"] == kommun.code]
    counts: dict[str, Mapping[Any, Any]] = {str(row["area"]): row for row in rows.to_dict("records")}
    shown = [standing for standing in current if standing.shown]
    marks = list(JUDGED) if any(standing.riket.chance is not None for standing in shown) else []
    labels = [catalog.labels().position[JUDGED[mark]] for mark in marks]
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
        tuple(
            _row(area, counts.get(area.id, {}), [item for item in shown if item.measure.area == area.id], marks)
            for area in catalog.areas()
        ),
        f"{legend}{COUNTED}",
    )


def _row(area: Area, counts: Mapping[Any, Any], found: Sequence[Standing], marks: Sequence[str]) -> tuple[Cell, ...]:
    numbers = [int(counts.get(column, 0)) for column in ("figures", *marks, "questions")]
    title = f"{area.name} ({year_span(found)})" if found else area.name
    with_changes = (*numbers, len(changed(questions_in(found), *CHANGED)))
    return (Cell(title), *(Cell(swedish.number(count), float(count)) for count in with_changes))
