"""Ratings of an interview form: one whole bar per area, its parts from nothing to much."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import cautions, ratings_words, style
from oj_analys.charts.answered import Place, Question, missing, question, require_shown, require_steps
from oj_analys.charts.answered_table import answered_table
from oj_analys.charts.chart import Chart
from oj_analys.charts.coverage import coverage_words
from oj_analys.charts.figures import Guarded, cleared, grupp_in, periods_in, pick
from oj_analys.charts.legend import Key
from oj_analys.charts.marks import figures_in, values_in
from oj_analys.charts.names import in_unit, unit_name
from oj_analys.charts.picture import Words
from oj_analys.charts.rated import rated_areas
from oj_analys.charts.ratings_words import Rated
from oj_analys.charts.said import Said
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.shares import Strip, numbered, side_by_side
from oj_analys.charts.sheet import NARROW, Paper, fitted, sheet_named
from oj_analys.charts.stack import Column, Rows, draw_stack, swatch_key
from oj_analys.domain import Grupp, InterviewForm, Measure, Statistic

_FEWEST, _MOST = 2, 5
_WIDTH = 3.8
_NOTHING = Said()
_TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)


def chart_ratings(
    figures: pd.DataFrame, rating: str = "hjalpbehov", *, instrument: str = "asi", sheet: str = "spalt"
) -> Figure:
    """Draw how a rating is spread in each area, for the whole group in the newest period, and say how many it covers.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        rating: What is rated, ``hjalpbehov``, ``oro`` or ``skattning``.
        instrument: The id or name of an interview form.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame or a name, or that every area is hidden, in Swedish.
    """
    form = catalog.interview_form(instrument)
    rows = cleared(figures, _measures(form, rating))
    grupp, period = grupp_in(rows), periods_in(rows)[-1]
    coverage = coverage_words(figures, form, grupp, period)
    setting = Setting(sheet=sheet_named(sheet))
    return draw_ratings(
        figures, form, rating, unit=grupp.unit, period=period, grupp=grupp, coverage=coverage, setting=setting
    ).figure


def draw_ratings(  # noqa: PLR0913 - what a report says beside the figures
    figures: pd.DataFrame,
    form: InterviewForm,
    rating: str = "hjalpbehov",
    *,
    unit: str,
    period: str,
    grupp: Grupp,
    sex: str = "T",
    coverage: Said = _NOTHING,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw how a rating is spread in each area of an interview form, the areas in the form's order.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown.
        form: The interview form.
        rating: What is rated, ``hjalpbehov``, ``oro`` or ``skattning``.
        unit: The unit of the group, or the code of a kommun.
        period: One of the frame's periods.
        grupp: The group.
        sex: ``T``, ``K`` or ``M``.
        coverage: A sentence that says how many of all clients have been interviewed, for the notes.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or a name, or that every area is hidden, in Swedish.
    """
    measures = _measures(form, rating)
    found = pick(figures, measures, (unit,), (period,), setting.policies)
    view = _view(found, form, rating, grupp, (unit, period, sex))
    require_shown(view.questions, f"{view.name}, {view.who} {swedish.period_text(period)}")
    words = Words(
        ratings_words.title(view),
        ratings_words.subtitle(view),
        found.marks(setting.marks),
        _notes(found, view, coverage.text, setting.source(measures)),
    )
    drawn = _rows(view, NARROW).drawn
    with style.settings():
        figure = fitted(lambda paper: draw_stack(words, (_keys(view),), _rows(view, paper), paper), setting.sheet)
    return Chart(
        figure,
        words.title,
        ratings_words.alt_text(view, words.marks),
        ratings_words.reading(view),
        answered_table("Område", view.questions, [point.label for point in view.scale.points]),
        tuple(dict.fromkeys((*figures_in(drawn, missing(view.questions)), *coverage.figures))),
        values_in(drawn),
    )


def _measures(form: InterviewForm, rating: str) -> list[Measure]:
    return [area.measure for area in rated_areas(form, rating)]


def _view(found: Guarded, form: InterviewForm, rating: str, grupp: Grupp, place: Place) -> Rated:
    areas = rated_areas(form, rating)
    scale = areas[0].scale
    require_steps(scale, _FEWEST, _MOST)
    questions = tuple(question(found, area.label, area.measure, scale, (), place) for area in areas)
    return Rated(
        form,
        areas[0].what,
        scale,
        unit_name(place[0], grupp),
        in_unit(place[0], grupp),
        place[1],
        place[2],
        questions,
        cautions.rounded_counts(found, [cell for one in questions for cell in one.steps]),
    )


def _notes(found: Guarded, view: Rated, coverage: str, source: str) -> tuple[str, ...]:
    cells = [cell for one in view.questions for cell in one.cells]
    return cautions.lines(
        [one.why for one in view.questions if not one.shown],
        (
            cautions.threshold(found, Statistic.FORDELNING, "svar", cells),
            view.rounded,
            cautions.CHANCE,
        ),
        (coverage, cautions.proviso(view.form)),
        source,
    )


def _keys(view: Rated) -> list[Key]:
    points = view.scale.points
    steps = zip(theme().colours.one_way(len(points)), points, strict=True)
    return [swatch_key(colour, point.label) for colour, point in steps]


def _rows(view: Rated, paper: Paper) -> Rows:
    return Rows(
        paper.inner,
        tuple(one.name for one in view.questions),
        (Column("", tuple(map(_whole, view.questions)), _WIDTH + paper.inner - NARROW.inner, _TICKS),),
        tuple(one.count for one in view.questions),
        "Antal svar",
    )


def _whole(one: Question) -> Strip:
    if not one.shown:
        return Strip((), one.count)
    return Strip(numbered(side_by_side(one.steps, theme().colours.one_way(len(one.shares)))))
