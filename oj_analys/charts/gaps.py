"""Women and men: a row per kommun and one for the group, with the gap between them."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.charts import gaps_words, style
from oj_analys.charts.chart import Chart
from oj_analys.charts.dumbbell import draw_pairs
from oj_analys.charts.figures import grupp_in
from oj_analys.charts.gaps_words import MEN, WOMEN
from oj_analys.charts.pairs import Heading, Pair, Pairs
from oj_analys.charts.picture import Words
from oj_analys.charts.scale import scale_of
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sexes import Gap, Gaps, beside, check_columns
from oj_analys.charts.sheet import fitted, sheet_named
from oj_analys.domain import Grupp, Measure

_CLEAR = "tydlig skillnad"


def chart_gaps(gaps: pd.DataFrame, measure: str, *, period: str | None = None, sheet: str = "spalt") -> Figure:
    """Draw women and men in every kommun and in the group, with the gap between them.

    Args:
        gaps: A GAPS frame, from ``oj.sex_gaps``.
        measure: The id of a measure, ``oj.U21468`` or ``U21468``.
        period: The period; without one the newest with values for women or men.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, the measure, the period or the sheet, in Swedish.
    """
    chosen = catalog.measure(measure)
    setting = Setting(sheet=sheet_named(sheet))
    check_columns(gaps)
    return draw_gaps(gaps, chosen, period or "", grupp=grupp_in(gaps), setting=setting).figure


def draw_gaps(
    gaps: pd.DataFrame, measure: Measure, period: str = "", *, grupp: Grupp, setting: Setting = PLAIN
) -> Chart:
    """Draw women and men in every kommun of the frame, in å ä ö order, and last in the group.

    Args:
        gaps: A GAPS frame; every kommun in it gets a row, hidden and missing values with their reason.
        measure: The measure to draw, no question answered in words and nothing of persons that a policy guards.
        period: One of the measure's periods, empty for the newest with values for women or men.
        grupp: The group.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the measure or the period, or that nothing is divided, in Swedish.
    """
    view = beside(gaps, measure, period, grupp)
    words = Words(
        gaps_words.title(view),
        gaps_words.subtitle(view),
        view.marks(setting.marks),
        gaps_words.below(view, setting.source([measure])),
    )
    with style.settings():
        figure = fitted(partial(draw_pairs, _pairs(view), words), setting.sheet)
    return Chart(
        figure,
        words.title,
        gaps_words.alt_text(view, words.marks),
        gaps_words.reading(view),
        gaps_words.table(view),
    )


def _pairs(view: Gaps) -> Pairs:
    headings = [Heading(swedish.upper_first(WOMEN)), Heading(swedish.upper_first(MEN))]
    if view.judged:
        headings.append(Heading("Skillnad", numeric=False))
    return Pairs(
        tuple(
            Pair(row.name, row.women, row.men, _columns(view, row), is_group=row.is_group, clear=row.clear)
            for row in view.rows
        ),
        tuple(headings),
        (WOMEN, MEN),
        (True, False),
        scale_of(view.measure, view.values),
        _CLEAR if any(row.clear for row in view.rows) else "",
    )


def _columns(view: Gaps, row: Gap) -> tuple[str, ...]:
    values = tuple(gaps_words.figure(view, cell) for cell in row.cells)
    return (*values, gaps_words.judgement(row)) if view.judged else values
