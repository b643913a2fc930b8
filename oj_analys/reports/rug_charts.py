"""The charts that a meeting of the whole group discusses, each with its question; a source that is missing has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts.bars import draw_bars
from oj_analys.charts.cautions import proviso
from oj_analys.charts.chart import Chart
from oj_analys.charts.dots import draw_dots
from oj_analys.charts.likert import draw_likert
from oj_analys.charts.profile import draw_profile
from oj_analys.domain import (
    EVERYONE,
    Instrument,
    InterviewForm,
    Measure,
    Questionnaire,
    Status,
    Subscale,
    ValueKind,
    period_order,
)
from oj_analys.frames import Released
from oj_analys.reports.blocks import Note
from oj_analys.reports.clients import basis_said, clients_caution, need_chart
from oj_analys.reports.guarded import Figures, figures_of, rows_at, rows_of
from oj_analys.reports.instruments import (
    NEED,
    answered_id,
    answers_shown,
    coverage_id,
    interviews_id,
    item_scales,
    measure_of,
    mostly_shown,
    need_scales,
    response_rate_id,
    score_ids,
    scores_caution,
)
from oj_analys.reports.provenance import drawn_setting
from oj_analys.reports.wording import chart_setting

_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Discussed:
    """A chart with the name of its file and the question that it leads to."""

    slug: str
    chart: Chart
    question: str


def focus_measure(compared: pd.DataFrame) -> Measure | None:
    """Return the share for which the most kommuner have a newest value with n; of equals the first in area order."""
    counts = {
        measure.id: _with_n(compared, measure)
        for measure in catalog.measures().values()
        if measure.kind is ValueKind.ANDEL and measure.retired is None
    }
    best = max(counts, key=lambda name: counts[name])
    return catalog.measure(best) if counts[best] else None


def indicator_charts(released: Released) -> Iterator[Discussed]:
    """Give the chart of one indicator for all kommuner."""
    measure = focus_measure(released.compared)
    if measure is None:
        return
    edition = released.edition
    chart = draw_dots(released.compared, measure, setting=chart_setting(edition, [measure]))
    question = "Vad säger oss skillnaderna, och vad vill vi veta mer om?"
    yield Discussed(f"{measure.area}_{swedish.slug(measure.title)}", chart, question)


def survey_charts(released: Released, instrument: Questionnaire) -> Iterator[Discussed | Note]:
    """Give the group's profile and its caution, every kommun's response rate and the answers to a charted subscale."""
    rows = rows_of(released.measures, instrument.id)
    figures = figures_of(rows, instrument.measures)
    yield from _profile(released, instrument, figures, rows)
    question = "Hur väl speglar svaren alla som fick enkäten?"
    yield from _bars(released, figures, instrument, response_rate_id(instrument), question)
    for subscale in [each for each in instrument.subscales if each.charted][-1:]:
        yield from _answers(released, instrument, subscale, figures, rows)


def interview_charts(released: Released, form: InterviewForm) -> Iterator[Discussed | Note]:
    """Give how much the interview is used in every kommun, what the group's clients need, and its caution."""
    unit = released.edition.grupp.unit
    figures = figures_of(rows_of(released.measures, form.id), form.measures)
    question = "Vad påverkar hur ofta intervjun används?"
    yield from _bars(released, figures, form, coverage_id(form), question)
    periods = [
        period
        for period in figures.periods(unit, [interviews_id(form)])
        if answers_shown(figures, unit, period, need_scales(form))
    ]
    if periods:
        basis = basis_said(released, form, periods[-1])
        question = "Stämmer bilden med vad vi möter, och vad syns inte i den?"
        yield Discussed(f"{form.id}_{NEED}", need_chart(released, form, periods[-1], basis), question)
        yield clients_caution(form)


def _profile(
    released: Released, instrument: Questionnaire, figures: Figures, rows: pd.DataFrame
) -> Iterator[Discussed | Note]:
    unit, scores = released.edition.grupp.unit, score_ids(instrument)
    scored = [each for each in figures.periods(unit, scores) if figures.shows(unit, scores, each)][-_ROUNDS:]
    if scored:
        setting = drawn_setting(released, rows_at(rows, scores, [unit], scored))
        series = [(unit, period) for period in reversed(scored)]
        chart = draw_profile(rows, instrument, series, grupp=released.edition.grupp, setting=setting)
        yield Discussed(f"{instrument.id}_profil", chart, "Vad säger oss svaren, och vad vill vi veta mer om?")
        yield scores_caution(instrument)


def _answers(
    released: Released, instrument: Questionnaire, subscale: Subscale, figures: Figures, rows: pd.DataFrame
) -> Iterator[Discussed]:
    unit, scales = released.edition.grupp.unit, item_scales(instrument, subscale)
    rounds = figures.periods(unit, [answered_id(instrument)])
    answered = [period for period in rounds if mostly_shown(figures, unit, period, scales)]
    if answered:
        drawn = rows_at(rows, [name for name, _ in scales], [unit], answered[-1:])
        setting = drawn_setting(released, drawn)
        grupp = released.edition.grupp
        chart = draw_likert(rows, instrument, subscale.id, unit, answered[-1], grupp=grupp, setting=setting)
        yield Discussed(f"{instrument.id}_{subscale.id}", chart, "Vad känner vi igen, och vad vill vi förstå bättre?")


def _bars(
    released: Released, figures: Figures, instrument: Instrument, measure_id: str, question: str
) -> Iterator[Discussed]:
    """Give one share for every kommun in the newest period in which any is shown."""
    grupp, measure = released.edition.grupp, measure_of(instrument, measure_id)
    periods = {period for unit in grupp.members for period in figures.periods(unit, [measure_id])}
    shown = [period for period in periods if any(figures.at(each, measure_id, period).shown for each in grupp.members)]
    if shown:
        period = max(shown, key=period_order)
        rows = rows_at(released.measures, [measure_id], [*grupp.members, grupp.unit], [period])
        chart = draw_bars(
            rows, measure, period, grupp=grupp, proviso=proviso(instrument), setting=drawn_setting(released, rows)
        )
        yield Discussed(swedish.slug(measure_id), chart, question)


def _with_n(compared: pd.DataFrame, measure: Measure) -> int:
    """Count the kommuner that have a value with n in the measure's newest period."""
    rows = compared[(compared["measure"] == measure.id) & (compared["sex"] == "T") & (compared["group"] == EVERYONE)]
    if rows.empty:
        return 0
    newest = rows[rows["period"] == max(rows["period"], key=period_order)]
    return int(newest.loc[(newest["status"] == Status.OK) & newest["n"].notna(), "unit"].nunique())
