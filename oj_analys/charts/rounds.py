"""Two rounds of a survey beside each other: which they are, and what every chart of them has in common."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd

from oj_analys import swedish
from oj_analys.charts import cautions, change_words, style
from oj_analys.charts.change_words import Change, Two
from oj_analys.charts.chart import Chart
from oj_analys.charts.dumbbell import draw_pairs
from oj_analys.charts.figures import Guarded, periods_in
from oj_analys.charts.frame import Cell
from oj_analys.charts.marks import figures_in, values_in
from oj_analys.charts.pairs import Heading, Pair, Pairs
from oj_analys.charts.picture import Words
from oj_analys.charts.scale import Scale
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import fitted
from oj_analys.domain import DataError, Measure, Problem, Statistic, period_order

_WHERE = "diagrammet"


def two_rounds(rows: pd.DataFrame, earlier: str | None, later: str | None) -> tuple[str, str]:
    """Return the earlier and the later round; those that are not named are the newest, and the one before it.

    Raises:
        DataError: If there is no round before the later one.
    """
    present = periods_in(rows)
    last = later or present[-1]
    before = [one for one in present if period_order(one) < period_order(last)]
    if earlier is None and not before:
        found = f"det finns ingen omgång före {swedish.period_text(last)}"
        raise DataError(Problem(_WHERE, found, action="Ta med två omgångar när tabellen görs."))
    return earlier or before[-1], last


def two(
    found: Guarded, name: str, measure: Measure, unit: str, periods: tuple[str, str], *, is_group: bool = False
) -> Two:
    """Return a row: a measure of a unit in two rounds, with an interval only where there are answers enough for one."""
    least = max((policy.least[Statistic.SPRIDNING] for policy in found.policies), default=0)
    earlier, later = (_limited(found.cell(unit, measure.id, period), least) for period in periods)
    return Two(name, is_group, measure, earlier, later)


def draw_rounds(found: Guarded, view: Change, setting: Setting) -> Chart:
    """Draw the rows of two rounds.

    Raises:
        DataError: If the rounds stand in the wrong order, or if no row shows anything.
    """
    _check(view)
    words = Words(
        change_words.title(view),
        change_words.subtitle(view),
        found.marks(setting.marks),
        cautions.lines(
            change_words.marked(view),
            (
                cautions.threshold(found, Statistic.MEDEL, "svar", view.cells),
                cautions.rounded_counts(found, view.cells),
                cautions.CHANCE,
                change_words.OTHERS,
            ),
            (cautions.bands(view.cells), cautions.proviso(view.form)),
            setting.source(found.measures),
        ),
    )
    with style.settings():
        figure = fitted(partial(draw_pairs, _pairs(view), words), setting.sheet)
    return Chart(
        figure,
        words.title,
        change_words.alt_text(view, words.marks),
        change_words.reading(view),
        change_words.table(view),
        figures_in(view.drawn, view.cells),
        values_in(view.drawn),
    )


def _limited(cell: Cell, least: int) -> Cell:
    """Return a figure without the interval that so few answers must not have."""
    return cell if cell.key is None or (cell.n or 0) >= least else replace(cell, low=None, high=None)


def _check(view: Change) -> None:
    earlier, later = view.periods
    if period_order(earlier) >= period_order(later):
        raise DataError(Problem(_WHERE, f"omgången {earlier} kommer inte före {later}", action="Byt ordning på dem."))
    if not view.drawn:
        what = f"{view.what} {view.where}, {' och '.join(view.when)}"
        raise DataError(Problem(_WHERE, f"inget att rita för {what}", action="Visa texten i stället för ett diagram."))


def _pairs(view: Change) -> Pairs:
    return Pairs(
        tuple(
            Pair(
                row.name,
                *row.cells,
                tuple(change_words.figure(row, cell) for cell in row.cells),
                is_group=row.is_group,
            )
            for row in view.rows
        ),
        tuple(Heading(when) for when in view.when),
        view.when,
        (False, True),
        Scale(tuple(float(step) for step in range(view.low, view.high + 1)), percent=False),
    )
