"""All figures of one measure, year and sex: drawn, then with gaps, planted truths and totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from oj_analys.domain import last_year
from oj_analys.example import flags, plan, truths
from oj_analys.example.amounts import amounts, people
from oj_analys.example.answers import answers
from oj_analys.example.cell import Cell, Column
from oj_analys.example.gaps import gaps
from oj_analys.example.persons import shares
from oj_analys.example.totals import totals


@cache
def column(source_id: str, year: int, sex: str, utgava: str) -> Column:
    """Return the cells of every kommun, län and riket as this utgåva has them."""
    planted = [figure for figure in _planted(source_id, year, utgava) if figure.sex == sex]
    silent = _silent(source_id, year, utgava)
    drawn = _drawn(source_id, year, sex, silent, utgava)
    kommuner = _with_planted({**drawn, **{unit: Cell(marker=marker) for unit, marker in silent.items()}}, planted)
    return _with_planted(kommuner | totals(source_id, year, kommuner), planted)


def _planted(source_id: str, year: int, utgava: str) -> list[truths.Figure]:
    return [
        figure
        for figure in truths.planted(utgava).values()
        if figure.measure == source_id and last_year(figure.period) == year
    ]


def _silent(source_id: str, year: int, utgava: str) -> Mapping[str, str]:
    """Return the gaps; none where figures follow from others or where a kommun chose to take part, none at a truth."""
    survey = plan.survey(source_id)
    if flags.follows(source_id) or source_id == flags.INHABITANTS or (survey and survey.joined < 1):
        return {}
    kept = {figure.unit for figure in _planted(source_id, year, utgava)}
    return {unit: marker for unit, marker in gaps(plan.measure(source_id), year).items() if unit not in kept}


def _drawn(source_id: str, year: int, sex: str, silent: Mapping[str, str], utgava: str) -> Column:
    if flags.follows(source_id):
        return flags.following(source_id, year, utgava)
    if source_id == flags.INHABITANTS:
        return people(year, sex)
    if plan.survey(source_id):
        return shares(source_id, year, sex, utgava)
    if plan.measure(source_id).kind.is_answer:
        return answers(source_id, year, silent, utgava)
    return amounts(source_id, year, sex)


def _with_planted(cells: Mapping[str, Cell], planted: list[truths.Figure]) -> dict[str, Cell]:
    """Return the cells with the planted values; counts are planted where they are drawn."""
    values = {figure.unit: figure.value for figure in planted if figure.value is not None and figure.unit in cells}
    return {**cells, **{unit: replace(cells[unit], value=value, marker=None) for unit, value in values.items()}}
