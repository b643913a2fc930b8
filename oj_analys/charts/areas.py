"""The areas of an interview form: how common much worry and much need of help are, side by side."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.charts.area_view import Asked, Told, draw_asked
from oj_analys.charts.chart import Chart
from oj_analys.charts.coverage import coverage_words
from oj_analys.charts.figures import cleared, grupp_in, periods_in
from oj_analys.charts.rated import RatedArea, rated_areas
from oj_analys.charts.said import Said
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import sheet_named
from oj_analys.domain import Grupp, InterviewForm

_RATINGS = ("oro", "hjalpbehov")
_NOTHING = Said()


def chart_areas(
    figures: pd.DataFrame,
    *,
    instrument: str = "asi",
    kommun: str | None = None,
    period: str | None = None,
    sheet: str = "spalt",
) -> Figure:
    """Draw how common much worry and much need of help are in every area, and say how many of the clients it covers.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        instrument: The id or name of an interview form.
        kommun: Code or name of a kommun; without one the whole group is drawn.
        period: The period; without one the newest in the frame.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame or a name, or that every area is hidden, in Swedish.

    Example:
        >>> import oj_analys as oj
        >>> figures = oj.protect(oj.score(oj.load("data/raw").asi))  # doctest: +SKIP
        >>> chart_areas(figures)  # doctest: +SKIP
    """
    form = catalog.interview_form(instrument)
    rows = cleared(figures, [area.measure for areas in _areas(form) for area in areas])
    grupp = grupp_in(rows)
    unit = grupp.unit if kommun is None else catalog.kommun(kommun).code
    chosen = period or periods_in(rows)[-1]
    coverage = coverage_words(figures, form, grupp, chosen, unit=unit)
    setting = Setting(sheet=sheet_named(sheet))
    return draw_areas(figures, form, unit=unit, period=chosen, grupp=grupp, coverage=coverage, setting=setting).figure


def draw_areas(
    figures: pd.DataFrame,
    form: InterviewForm,
    *,
    unit: str,
    period: str,
    grupp: Grupp,
    coverage: Said = _NOTHING,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw the percent of the highest step of worry and of need of help in every area, in the form's order.

    An area stands here if both are asked in it. No sum of the areas exists in the form (fact sheet of ASI, section 2),
    so none is drawn.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown.
        form: The interview form.
        unit: The unit of the group, or the code of a kommun.
        period: One of the frame's periods.
        grupp: The group.
        coverage: A sentence that says how many of all clients have been interviewed, for the notes.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or a name, or that every area is hidden, in Swedish.
    """
    asked = [
        Asked(swedish.lower_first(areas[0].what), areas, areas[0].scale.points[-1], period) for areas in _areas(form)
    ]
    return draw_asked(figures, Told(form, unit, grupp, coverage), asked, setting)


def _areas(form: InterviewForm) -> list[tuple[RatedArea, ...]]:
    """Return for each rating the areas that have them all."""
    found = [rated_areas(form, rating) for rating in _RATINGS]
    common = set.intersection(*({area.name for area in areas} for areas in found))
    return [tuple(area for area in areas if area.name in common) for areas in found]
