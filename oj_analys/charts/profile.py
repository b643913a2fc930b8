"""Profile: the mean of every subscale, for one to three series of answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.charts import cautions, profile_words, style
from oj_analys.charts.chart import Chart
from oj_analys.charts.figures import Guarded, cleared, grupp_in, periods_in, pick
from oj_analys.charts.frame import Cell
from oj_analys.charts.lanes import draw_lanes
from oj_analys.charts.marks import figures_in, values_in
from oj_analys.charts.names import plain_name, unit_name
from oj_analys.charts.picture import Words
from oj_analys.charts.profile_words import Profile, Series
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import fitted, sheet_named
from oj_analys.domain import (
    EVERYONE,
    DataError,
    Grupp,
    Measure,
    Problem,
    Questionnaire,
    Statistic,
    Status,
    period_order,
)

_MOST = 3
_INSTEAD = "Visa texten i stället för ett diagram."


def chart_profile(
    figures: pd.DataFrame,
    instrument: str = "ebp",
    *,
    kommun: str | None = None,
    period: str | None = None,
    sheet: str = "spalt",
) -> Figure:
    """Draw the mean of every subscale of a questionnaire.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        instrument: The id or name of a questionnaire.
        kommun: Code or name of a kommun, drawn beside the group and beside its own round before; without one the
            newest rounds of the whole group are drawn.
        period: The newest round to draw; without one the newest in which something is shown.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame or a name, or that nothing is shown, in Swedish.
    """
    form = catalog.questionnaire(instrument)
    rows = cleared(figures, _measures(form))
    grupp = grupp_in(rows)
    unit = grupp.unit if kommun is None else catalog.kommun(kommun).code
    series = _series(rows, unit, grupp, period)
    return draw_profile(figures, form, series, grupp=grupp, setting=Setting(sheet=sheet_named(sheet))).figure


def draw_profile(
    figures: pd.DataFrame,
    instrument: Questionnaire,
    series: Sequence[tuple[str, str]],
    *,
    grupp: Grupp,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw the mean of every subscale as one point per series, on the whole scale from its lowest to its highest step.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown.
        instrument: The questionnaire.
        series: One to three (unit, period), the one that the chart is about first.
        grupp: The group; a unit is one of its kommuner or its own.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or the series, or that nothing is shown, in Swedish.
    """
    _check_count(series)
    measures = _measures(instrument)
    found = pick(figures, measures, [unit for unit, _ in series], [period for _, period in series], setting.policies)
    view = _view(found, instrument, series, grupp)
    _require_shown(view)
    words = Words(
        profile_words.title(view),
        profile_words.subtitle(view),
        found.marks(setting.marks),
        cautions.lines(
            _cells(view),
            (cautions.threshold(found, Statistic.MEDEL, "svar", _cells(view)), view.rounded, cautions.CHANCE),
            (cautions.bands(_cells(view)), cautions.proviso(instrument)),
            setting.source(measures),
        ),
    )
    with style.settings():
        figure = fitted(partial(draw_lanes, view, words), setting.sheet)
    return Chart(
        figure,
        words.title,
        profile_words.alt_text(view, words.marks),
        profile_words.reading(view),
        profile_words.table(view),
        figures_in(view.drawn, _cells(view)),
        values_in(view.drawn),
    )


def _series(rows: pd.DataFrame, unit: str, grupp: Grupp, period: str | None) -> list[tuple[str, str]]:
    """Return the unit's newest round, the group's beside it, and the unit's own earlier rounds."""
    newest, *earlier = _rounds(rows, unit, period)
    beside = [(grupp.unit, newest)] if grupp.unit in set(rows["unit"]) - {unit} else []
    return [(unit, newest), *beside, *((unit, one) for one in earlier)][:_MOST]


def _rounds(rows: pd.DataFrame, unit: str, period: str | None) -> list[str]:
    own = rows[(rows["unit"] == unit) & (rows["group"] == EVERYONE) & (rows["status"] == Status.OK)]
    shown = list(reversed(periods_in(own)))
    if period is not None:
        return [period, *(one for one in shown if period_order(one) < period_order(period))]
    if not shown:
        raise DataError(Problem("diagrammet", f"ingen omgång visas för {plain_name(unit)}", action=_INSTEAD))
    return shown


def _check_count(series: Sequence[tuple[str, str]]) -> None:
    if not 1 <= len(series) <= _MOST or len(set(series)) < len(series):
        raise DataError(Problem("diagrammet", f"{len(series)} serier", f"1 till {_MOST}, alla olika"))


def _measures(form: Questionnaire) -> list[Measure]:
    known = {measure.source_id: measure for measure in form.measures}
    return [known[subscale.id] for subscale in form.subscales]


def _view(found: Guarded, form: Questionnaire, series: Sequence[tuple[str, str]], grupp: Grupp) -> Profile:
    measures = _measures(form)
    scales = [form.scale(item.scale) for item in form.items]
    return Profile(
        form,
        tuple(measures),
        tuple(
            Series(
                unit_name(unit, grupp),
                period,
                unit == grupp.unit,
                tuple(found.cell(unit, measure.id, period) for measure in measures),
            )
            for unit, period in series
        ),
        min(scale.low for scale in scales),
        max(scale.high for scale in scales),
        cautions.rounded_counts(found, found.cells.values()),
    )


def _cells(view: Profile) -> list[Cell]:
    return [cell for one in view.series for cell in one.cells]


def _require_shown(view: Profile) -> None:
    if all(cell.value is None for cell in _cells(view)):
        labels = swedish.join(one.label for one in view.series)
        raise DataError(Problem("diagrammet", f"inget att rita för {labels}", action=_INSTEAD))
