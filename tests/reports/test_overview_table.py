"""The areas of the first page: the same counts as the kommun's standings and as the meeting's chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.charts.overview import draw_overview
from oj_analys.domain import Position
from oj_analys.example import truths
from oj_analys.frames import Released
from oj_analys.reports.overview_table import overview_table
from oj_analys.reports.standing import Standing, figures_in, questions_in
from oj_analys.reports.standing_rows import standings

MARKS = (Position.BATTRE, Position.INGEN, Position.SAMRE, Position.OSAKERT)


def _current(whole: Released) -> tuple[Standing, ...]:
    return tuple(found for found in standings(whole) if found.is_current(whole.edition.taken.year))


@pytest.mark.parametrize("unit", [truths.BRACKE, truths.RAGUNDA, truths.HARJEDALEN, truths.OSTERSUND])
def test_the_counts_are_those_of_the_standings(released: Callable[[str, str], Released], unit: str) -> None:
    whole = released("2025-10", unit)
    current = _current(whole)
    table = overview_table(whole.overview, catalog.kommun(unit), current)
    assert [column.title for column in table.columns[1:]] == ["Mått", "+", "=", "!", "?", "Frågor", "Ändrade svar"]
    for area, row in zip(catalog.areas(), table.rows, strict=True):
        shown = [found for found in current if found.shown and found.measure.area == area.id]
        positions = Counter(found.riket.position for found in figures_in(shown))
        expected = (len(figures_in(shown)), *(positions[mark] for mark in MARKS), len(questions_in(shown)))
        assert tuple(cell.number for cell in row[1:7]) == expected


def test_the_chart_of_the_meeting_counts_the_same(released: Callable[[str, str], Released]) -> None:
    whole = released("2025-10", "")
    members = whole.edition.grupp.members
    rows = draw_overview(whole.overview, members, [catalog.measure("oj.U21468")]).table.rows
    for unit in members:
        kommun = catalog.kommun(unit)
        own = {row[1].text: [cell.number for cell in row[2:8]] for row in rows if row[0].text == kommun.name}
        for row in overview_table(whole.overview, kommun, _current(released("2025-10", unit))).rows:
            figures, better, same, worse, unsure, questions = (cell.number for cell in row[1:7])
            name = row[0].text.split(" (")[0]
            assert own.get(name, [0.0] * 6) == [figures, better, worse, same, unsure, questions]
