"""From protected figures to a finished chart of areas: which step of which rating is drawn, of whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts import area_words, cautions, style
from oj_analys.charts.answered import why_of
from oj_analys.charts.area_bars import draw_area_bars
from oj_analys.charts.area_words import Areas, Lane
from oj_analys.charts.chart import Chart
from oj_analys.charts.figures import Guarded, pick
from oj_analys.charts.frame import Cell
from oj_analys.charts.marks import figures_in, values_in
from oj_analys.charts.names import in_unit, unit_name
from oj_analys.charts.picture import Words
from oj_analys.charts.rated import RatedArea
from oj_analys.charts.said import Said
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import fitted
from oj_analys.domain import DataError, Grupp, InterviewForm, Measure, Point, Problem, Statistic, period_order


@dataclass(frozen=True, slots=True)
class Asked:
    """What the bars of one lane are of: its name, one rating of every area, the step of its scale and the period."""

    name: str
    areas: tuple[RatedArea, ...]
    step: Point
    period: str

    def cells(self, found: Guarded, unit: str) -> tuple[Cell, ...]:
        """Return a unit's figures, one per area."""
        group = f"svar={self.step.code}"
        return tuple(found.cell(unit, area.measure.id, self.period, group=group) for area in self.areas)


@dataclass(frozen=True, slots=True)
class Told:
    """Of whom the figures are, and what must be said of them."""

    form: InterviewForm
    unit: str
    grupp: Grupp
    coverage: Said


def draw_asked(figures: pd.DataFrame, told: Told, asked: Sequence[Asked], setting: Setting) -> Chart:
    """Return the chart of one to three lanes that have the same areas.

    Raises:
        DataError: What is wrong with the frame, or that every figure is hidden, in Swedish.
    """
    measures = list(dict.fromkeys(area.measure for one in asked for area in one.areas))
    periods = sorted({one.period for one in asked}, key=period_order)
    found = pick(figures, measures, (told.unit,), periods, setting.policies)
    view = _view(found, told, asked, swedish.join(map(swedish.period_text, periods)))
    _require_shown(view)
    words = _words(found, view, measures, setting)
    with style.settings():
        figure = fitted(partial(draw_area_bars, view, words), setting.sheet)
    return Chart(
        figure,
        words.title,
        area_words.alt_text(view, words.marks),
        area_words.reading(view),
        area_words.table(view),
        tuple(dict.fromkeys((*figures_in(view.drawn, view.cells), *told.coverage.figures))),
        values_in(view.drawn),
    )


def _view(found: Guarded, told: Told, asked: Sequence[Asked], when: str) -> Areas:
    areas = [area for one in asked for area in one.areas]
    whats = list(dict.fromkeys(area.what for area in areas))
    lanes = tuple(Lane(one.name, one.cells(found, told.unit)) for one in asked)
    return Areas(
        told.form,
        swedish.join([whats[0], *map(swedish.lower_first, whats[1:])]),
        " / ".join(dict.fromkeys(one.step.label for one in asked)),
        " / ".join(dict.fromkeys(area.scale.name for area in areas)),
        tuple(area.label for area in asked[0].areas),
        lanes,
        unit_name(told.unit, told.grupp),
        in_unit(told.unit, told.grupp),
        when,
        told.unit == told.grupp.unit,
        cautions.rounded_counts(found, [cell for lane in lanes for cell in lane.cells]),
        told.coverage.text,
    )


def _require_shown(view: Areas) -> None:
    if not view.drawn:
        reason = catalog.labels().status[why_of(view.cells).status].text
        found = f"inget att rita för {view.what}, {view.who} {view.when}: {reason}"
        raise DataError(Problem("diagrammet", found, action="Visa texten i stället för ett diagram."))


def _words(found: Guarded, view: Areas, measures: Sequence[Measure], setting: Setting) -> Words:
    return Words(
        area_words.title(view),
        area_words.subtitle(view),
        found.marks(setting.marks),
        cautions.lines(
            view.cells,
            (
                cautions.threshold(found, Statistic.FORDELNING, "svar", view.cells),
                view.rounded,
                cautions.CHANCE,
            ),
            area_words.provisos(view),
            setting.source(measures),
        ),
    )
