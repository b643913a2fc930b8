"""Before and after in all kommuner: the mean of one subscale in two rounds, a row per kommun and one for the group."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.charts.change_words import Change
from oj_analys.charts.chart import Chart
from oj_analys.charts.figures import cleared, grupp_in, pick
from oj_analys.charts.names import unit_name, units_in_order
from oj_analys.charts.rounds import draw_rounds, two, two_rounds
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import sheet_named
from oj_analys.domain import DataError, Grupp, Measure, Problem, Questionnaire


def chart_changes(
    figures: pd.DataFrame,
    subscale: str = "kunskap",
    *,
    instrument: str = "ebp",
    earlier: str | None = None,
    later: str | None = None,
    sheet: str = "spalt",
) -> Figure:
    """Draw the mean of a subscale in two rounds, in every kommun and in the group.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        subscale: The id of a subscale, ``kunskap``.
        instrument: The id or name of a questionnaire.
        earlier: A round; without one the round before the later.
        later: A round; without one the newest in the frame.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame, a name, a round or the sheet, or that nothing is shown, in Swedish.
    """
    form = catalog.questionnaire(instrument)
    rows = cleared(figures, [_measure(form, subscale)])
    setting = Setting(sheet=sheet_named(sheet))
    periods = two_rounds(rows, earlier, later)
    return draw_changes(figures, form, subscale, periods, grupp=grupp_in(rows), setting=setting).figure


def draw_changes(
    figures: pd.DataFrame,
    instrument: Questionnaire,
    subscale: str,
    periods: tuple[str, str],
    *,
    grupp: Grupp,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw the mean of a subscale in two rounds, kommuner in å ä ö order and last the group where it has a row.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown; every kommun of the group with a row of the
            subscale gets a row, hidden and missing rounds with their reason.
        instrument: The questionnaire.
        subscale: The id of one of its subscales.
        periods: The earlier and the later round.
        grupp: The group.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame, the subscale or the rounds, or that nothing is shown, in Swedish.
    """
    measure = _measure(instrument, subscale)
    present = set(cleared(figures, [measure], setting.policies)["unit"])
    units = [unit for unit in units_in_order(grupp) if unit in present]
    found = pick(figures, [measure], units, periods, setting.policies)
    scales = [instrument.scale(item.scale) for item in instrument.items_of(subscale)]
    view = Change(
        instrument,
        f"{instrument.name}, {swedish.lower_first(measure.title)}",
        "i kommunerna",
        "kommun",
        periods,
        tuple(
            two(found, swedish.upper_first(unit_name(unit, grupp)), measure, unit, periods, is_group=unit == grupp.unit)
            for unit in units
        ),
        min(scale.low for scale in scales),
        max(scale.high for scale in scales),
    )
    return draw_rounds(found, view, setting)


def _measure(form: Questionnaire, subscale: str) -> Measure:
    known = {part.id: part for part in form.subscales}
    if subscale not in known:
        found = f'delskalan "{subscale}" finns inte i {form.name}'
        raise DataError(Problem("diagrammet", found, ", ".join(known), "Välj en av dem."))
    return next(measure for measure in form.measures if measure.source_id == subscale)
