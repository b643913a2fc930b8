"""The charts that a meeting of the whole group discusses, each with its question; a source that is missing has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

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
    Edition,
    Grupp,
    Instrument,
    InterviewForm,
    Measure,
    Questionnaire,
    Status,
    ValueKind,
    period_order,
)
from oj_analys.frames import Released
from oj_analys.reports.guarded import Figures, figures_of, rows_of
from oj_analys.reports.instruments import (
    NEED,
    answered_id,
    answers_shown,
    coverage_id,
    coverage_text,
    interviews_id,
    item_scales,
    measure_of,
    need_scales,
    response_rate_id,
    score_ids,
)
from oj_analys.reports.interview import need_chart
from oj_analys.reports.wording import reference_names, source_line

_ROUNDS = 2


class Common(TypedDict):
    """What every chart of an instrument is told."""

    grupp: Grupp
    marks: tuple[str, ...]
    source_line: str


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
    chart = draw_dots(
        released.compared,
        measure,
        marks=edition.marks,
        source_line=source_line(edition, [measure]),
        reference_names=reference_names(edition.grupp),
    )
    question = "Vilka kommuner vill vi höra mer av, och hur arbetar de?"
    yield Discussed(f"{measure.area}_{swedish.slug(measure.title)}", chart, question)


def survey_charts(released: Released, instrument: Questionnaire) -> Iterator[Discussed]:
    """Give the group's profile, every kommun's response rate and the group's answers to the last charted subscale."""
    grupp, rows = released.edition.grupp, rows_of(released.measures, instrument.id)
    figures = figures_of(rows)
    rounds = figures.periods(grupp.unit, [answered_id(instrument)])
    scored = [period for period in rounds if figures.shows(grupp.unit, score_ids(instrument), period)]
    if scored:
        series = [(grupp.unit, period) for period in reversed(scored[-_ROUNDS:])]
        chart = draw_profile(rows, instrument, series, **_common(released.edition, instrument))
        question = "Vilken delskala vill vi arbeta med till nästa omgång?"
        yield Discussed(f"{instrument.id}_profil", chart, question)
    question = "Vilka har vi inte hört, och hur når vi dem nästa gång?"
    yield from _bars(released, figures, instrument, response_rate_id(instrument), question)
    for subscale in [each for each in instrument.subscales if each.charted][-1:]:
        scales = item_scales(instrument, subscale)
        answered = [each for each in rounds if answers_shown(figures, grupp.unit, each, scales)]
        if not answered:
            return
        common = _common(released.edition, instrument)
        chart = draw_likert(rows, instrument, subscale.id, grupp.unit, answered[-1], **common)
        question = "Vilket av det som görs mest sällan vill vi pröva tillsammans?"
        yield Discussed(f"{instrument.id}_{subscale.id}", chart, question)


def interview_charts(released: Released, form: InterviewForm) -> Iterator[Discussed]:
    """Give how much the interview is used in every kommun, and what the group's clients say of their need of help."""
    unit = released.edition.grupp.unit
    figures = figures_of(rows_of(released.measures, form.id))
    question = "Vad behövs för att fler utredningar ska ha en intervju?"
    yield from _bars(released, figures, form, coverage_id(form), question)
    periods = [
        period
        for period in figures.periods(unit, [interviews_id(form)])
        if answers_shown(figures, unit, period, need_scales(form))
    ]
    if periods:
        coverage = coverage_text(figures, form, released.edition.grupp, periods[-1])
        question = "Stämmer bilden med vad ni möter, och vilka klienter saknas i den?"
        yield Discussed(f"{form.id}_{NEED}", need_chart(released, form, periods[-1], coverage), question)


def _bars(
    released: Released, figures: Figures, instrument: Instrument, measure_id: str, question: str
) -> Iterator[Discussed]:
    """Give one share for every kommun in the newest period in which any is shown."""
    members = released.edition.grupp.members
    periods = {period for unit in members for period in figures.periods(unit, [measure_id])}
    shown = [period for period in periods if any(figures.at(unit, measure_id, period).shown for unit in members)]
    if shown:
        measure = measure_of(instrument, measure_id)
        rows = rows_of(released.measures, instrument.id)
        common = _common(released.edition, instrument)
        chart = draw_bars(rows, measure, max(shown, key=period_order), proviso=proviso(instrument), **common)
        yield Discussed(swedish.slug(measure_id), chart, question)


def _common(edition: Edition, instrument: Instrument) -> Common:
    line = source_line(edition, instrument.measures)
    return {"grupp": edition.grupp, "marks": edition.marks, "source_line": line}


def _with_n(compared: pd.DataFrame, measure: Measure) -> int:
    """Count the kommuner that have a value with n in the measure's newest period."""
    rows = compared[(compared["measure"] == measure.id) & (compared["sex"] == "T") & (compared["group"] == EVERYONE)]
    if rows.empty:
        return 0
    newest = rows[rows["period"] == max(rows["period"], key=period_order)]
    return int(newest.loc[(newest["status"] == Status.OK) & newest["n"].notna(), "unit"].nunique())
