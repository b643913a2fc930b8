"""Before and after: the mean of every subscale in two rounds, in one kommun or in the group."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts.change_words import Change
from oj_analys.charts.chart import Chart
from oj_analys.charts.figures import cleared, grupp_in, pick
from oj_analys.charts.names import in_unit
from oj_analys.charts.rounds import draw_rounds, two, two_rounds
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import sheet_named
from oj_analys.domain import Grupp, Measure, Questionnaire


def chart_change(
    figures: pd.DataFrame,
    instrument: str = "ebp",
    *,
    kommun: str | None = None,
    earlier: str | None = None,
    later: str | None = None,
    sheet: str = "spalt",
) -> Figure:
    """Draw the mean of every subscale of a questionnaire in two rounds.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        instrument: The id or name of a questionnaire.
        kommun: Code or name of a kommun; without one the whole group is drawn.
        earlier: A round; without one the round before the later.
        later: A round; without one the newest in the frame.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, a name, a round or the sheet, or that nothing is shown, in Swedish.
    """
    form = catalog.questionnaire(instrument)
    rows = cleared(figures, _measures(form))
    grupp = grupp_in(rows)
    unit = grupp.unit if kommun is None else catalog.kommun(kommun).code
    periods = two_rounds(rows, earlier, later)
    return draw_change(figures, form, unit, periods, grupp=grupp, setting=Setting(sheet=sheet_named(sheet))).figure


def draw_change(
    figures: pd.DataFrame,
    instrument: Questionnaire,
    unit: str,
    periods: tuple[str, str],
    *,
    grupp: Grupp,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw the mean of every subscale in two rounds, on the whole scale from its lowest to its highest step.

    Where one round is hidden or missing only the other is drawn. The difference is neither printed nor judged: it is
    not tested.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown.
        instrument: The questionnaire.
        unit: The code of a kommun, or the unit of the group.
        periods: The earlier and the later round.
        grupp: The group that the kommun belongs to.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the unit or the rounds, or that nothing is shown, in Swedish.
    """
    measures = _measures(instrument)
    found = pick(figures, measures, (unit,), periods, setting.policies)
    scales = [instrument.scale(item.scale) for item in instrument.items]
    view = Change(
        instrument,
        instrument.name,
        in_unit(unit, grupp),
        "delskala",
        periods,
        tuple(two(found, measure.title, measure, unit, periods) for measure in measures),
        min(scale.low for scale in scales),
        max(scale.high for scale in scales),
    )
    return draw_rounds(found, view, setting)


def _measures(form: Questionnaire) -> list[Measure]:
    known = {measure.source_id: measure for measure in form.measures}
    return [known[subscale.id] for subscale in form.subscales]
