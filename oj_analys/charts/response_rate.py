"""Response rates: how many of those who were invited to a survey answered, a bar per kommun and one for the group."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts import bars_words, cautions, response_words, style
from oj_analys.charts.bars import draw_entries, face_of
from oj_analys.charts.bars_words import Bar, Bars
from oj_analys.charts.chart import Chart
from oj_analys.charts.figures import Guarded, cleared, grupp_in, periods_in, pick
from oj_analys.charts.marks import figures_in, values_in
from oj_analys.charts.names import unit_name, units_in_order
from oj_analys.charts.picture import Words
from oj_analys.charts.response_words import Rates
from oj_analys.charts.rows import Entry
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import fitted, sheet_named
from oj_analys.domain import Grupp, Measure, Questionnaire


def chart_response_rate(
    figures: pd.DataFrame, instrument: str = "ebp", *, period: str | None = None, sheet: str = "spalt"
) -> Figure:
    """Draw how many of those who were invited to a survey answered, a bar per kommun and one for the group.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        instrument: The id or name of a questionnaire.
        period: A round; without one the newest in the frame.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame or a name, in Swedish.

    Example:
        >>> import oj_analys as oj
        >>> figures = oj.protect(oj.score(oj.load("data/raw").ebp))  # doctest: +SKIP
        >>> chart_response_rate(figures)  # doctest: +SKIP
    """
    form = catalog.questionnaire(instrument)
    rows = cleared(figures, [_rate(form)])
    chosen, setting = period or periods_in(rows)[-1], Setting(sheet=sheet_named(sheet))
    return draw_response_rate(figures, form, chosen, grupp=grupp_in(rows), setting=setting).figure


def draw_response_rate(
    figures: pd.DataFrame, instrument: Questionnaire, period: str, *, grupp: Grupp, setting: Setting = PLAIN
) -> Chart:
    """Draw the response rate of every kommun in å ä ö order and of the group where it has a row.

    The rate is unknown where nobody has told how many were invited, never guessed from the answers (fact sheet of
    EBP-termometern, section 5).

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown; every kommun of the group with a rate gets a row,
            hidden, missing and unknown ones with their reason in words.
        instrument: The questionnaire.
        period: One of the frame's rounds.
        grupp: The group.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or the round, in Swedish.
    """
    measures = [_rate(instrument), _answered(instrument)]
    present = set(cleared(figures, measures[:1], setting.policies)["unit"])
    units = [unit for unit in units_in_order(grupp) if unit in present]
    found = pick(figures, measures, units, (period,), setting.policies)
    view = _view(found, instrument, units, period, grupp)
    words = _words(found, view, setting)
    entries = [
        Entry(
            bars_words.name(view.bars, row),
            response_words.value(view.bars, row, answered),
            face_of(row),
            row.cell.status,
            response_words.reason(row, answered),
        )
        for row, answered in view.rows
    ]
    with style.settings():
        figure = fitted(partial(draw_entries, view.bars, entries, words), setting.sheet)
    drawn = [row.cell for row in view.bars.shown]
    return Chart(
        figure,
        words.title,
        response_words.alt_text(view, words.marks),
        response_words.reading(view),
        response_words.table(view),
        figures_in(drawn, response_words.named(view)),
        values_in(drawn),
    )


def _rate(form: Questionnaire) -> Measure:
    return catalog.measure(f"{form.id}.svarsfrekvens")


def _answered(form: Questionnaire) -> Measure:
    return catalog.measure(f"{form.id}.svarande")


def _view(found: Guarded, form: Questionnaire, units: list[str], period: str, grupp: Grupp) -> Rates:
    rate, answered = found.measures
    bars = tuple(Bar(unit_name(unit, grupp), unit == grupp.unit, found.cell(unit, rate.id, period)) for unit in units)
    counts = tuple(found.cell(unit, answered.id, period) for unit in units)
    return Rates(form, Bars(rate, period, bars, grupp, form, ""), counts)


def _minimum(found: Guarded, view: Rates) -> str:
    measure, cells = view.bars.measure, [row.cell for row in view.bars.rows]
    return cautions.threshold(found, measure.statistic, bars_words.guarded(measure), cells)


def _words(found: Guarded, view: Rates, setting: Setting) -> Words:
    cells = [row.cell for row in view.bars.rows]
    return Words(
        response_words.title(view),
        response_words.subtitle(view),
        found.marks(setting.marks),
        cautions.lines(
            (),
            (_minimum(found, view), cautions.CHANCE),
            (cautions.bands(cells), response_words.note(view), *bars_words.provisos(view.bars)),
            setting.source([view.bars.measure]),
        ),
    )
