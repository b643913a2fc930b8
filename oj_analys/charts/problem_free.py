"""Problem-free: how common the lowest step of a rating is in every area, now and before."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.charts.area_view import Asked, Told, draw_asked
from oj_analys.charts.chart import Chart
from oj_analys.charts.coverage import coverage_words
from oj_analys.charts.figures import cleared, grupp_in, periods_in
from oj_analys.charts.rated import rated_areas
from oj_analys.charts.said import Said
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import sheet_named
from oj_analys.domain import DataError, Grupp, InterviewForm, Problem, first_year, last_year, period_order

_MOST = 3
_NOTHING = Said()


def chart_problem_free(
    figures: pd.DataFrame,
    rating: str = "hjalpbehov",
    *,
    instrument: str = "asi",
    kommun: str | None = None,
    period: str | None = None,
    sheet: str = "spalt",
) -> Figure:
    """Draw how common the lowest step of a rating is in every area, in the newest period and up to two before it.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        rating: What is rated, ``hjalpbehov``, ``oro`` or ``skattning``.
        instrument: The id or name of an interview form.
        kommun: Code or name of a kommun; without one the whole group is drawn.
        period: The newest period to draw; without one the newest in the frame. Periods that overlap a newer one are
            left out.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame or a name, or that every area is hidden, in Swedish.

    Example:
        >>> import oj_analys as oj
        >>> figures = oj.protect(oj.score(oj.load("data/raw").asi))  # doctest: +SKIP
        >>> chart_problem_free(figures, "oro")  # doctest: +SKIP
    """
    form = catalog.interview_form(instrument)
    rows = cleared(figures, [area.measure for area in rated_areas(form, rating)])
    grupp = grupp_in(rows)
    unit = grupp.unit if kommun is None else catalog.kommun(kommun).code
    periods = _periods(periods_in(rows[rows["unit"] == unit]), period or periods_in(rows)[-1])
    told = [coverage_words(figures, form, grupp, one, unit=unit) for one in periods]
    coverage = Said(
        " ".join(dict.fromkeys(one.text for one in told)), tuple(key for one in told for key in one.figures)
    )
    setting = Setting(sheet=sheet_named(sheet))
    return draw_problem_free(
        figures, form, rating, unit=unit, periods=periods, grupp=grupp, coverage=coverage, setting=setting
    ).figure


def draw_problem_free(
    figures: pd.DataFrame,
    form: InterviewForm,
    rating: str = "hjalpbehov",
    *,
    unit: str,
    periods: Sequence[str],
    grupp: Grupp,
    coverage: Said = _NOTHING,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw the percent of the lowest step of a rating in every area, one bar per period, the areas in the form's order.

    The lowest step is called by its own word ("inget eller litet"), since it may cover more than no problem at all.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown.
        form: The interview form.
        rating: What is rated, ``hjalpbehov``, ``oro`` or ``skattning``.
        unit: The unit of the group, or the code of a kommun.
        periods: One to three of the frame's periods, the newest first.
        grupp: The group.
        coverage: What says how many of all clients have been interviewed, for the notes.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or a name, or that every area is hidden, in Swedish.
    """
    if not 1 <= len(periods) <= _MOST or len(set(periods)) < len(periods):
        raise DataError(Problem("diagrammet", f"{len(periods)} perioder", f"1 till {_MOST}, alla olika"))
    areas = rated_areas(form, rating)
    asked = [Asked(swedish.period_text(one), areas, areas[0].scale.points[0], one) for one in periods]
    return draw_asked(figures, Told(form, unit, grupp, coverage), asked, setting)


def _periods(present: Sequence[str], newest: str) -> list[str]:
    """Return a period and up to two before it, none of which overlaps another."""
    kept = [newest]
    for one in sorted(present, key=period_order, reverse=True):
        if last_year(one) < first_year(kept[-1]) and len(kept) < _MOST:
            kept.append(one)
    return kept
