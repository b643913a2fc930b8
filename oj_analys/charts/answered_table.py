"""The table of a chart that shows how answers on a scale are spread."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.charts import notes
from oj_analys.charts.answered import Question
from oj_analys.charts.frame import Cell as Figure
from oj_analys.charts.table import Cell, Column, DataTable, count_cell
from oj_analys.domain import AnswerState


def answered_table(
    heading: str, questions: Sequence[Question], words: Sequence[str], ways: Sequence[AnswerState] = ()
) -> DataTable:
    """Return the percent on each step of every question, and of those who did not answer; nothing of a hidden one.

    Args:
        heading: What the questions are, ``Påstående``.
        questions: The questions, in the order of the chart.
        words: What each step is called.
        ways: The ways of not answering that the questions hold.
    """
    names = [*words, *(catalog.labels().state[way] for way in ways)]
    columns = [Column(f"{swedish.upper_first(name)}, procent", numeric=True) for name in names]
    rows = [(Cell(one.name), *map(_share, one.steps), *map(_share, one.others), _count(one)) for one in questions]
    cells = [cell for one in questions for cell in one.cells]
    return DataTable(
        (Column(heading, width=2), *columns, Column("Antal svar", numeric=True)), tuple(rows), notes.reasons(cells)
    )


def _share(cell: Figure) -> Cell:
    if cell.value is None:
        return Cell(catalog.labels().status[cell.status].mark, figure=cell.key)
    return Cell(cell.band.brief(swedish.number(cell.value)), cell.value, cell.key)


def _count(one: Question) -> Cell:
    return count_cell(one.steps[0].n) if one.shown else Cell(one.count)
