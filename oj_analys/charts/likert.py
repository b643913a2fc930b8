"""Answers to statements: one bar per statement that runs to both sides of a middle."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import cautions, likert_words, style
from oj_analys.charts.answered import Place, Question, missing, question, require_shown, require_steps
from oj_analys.charts.answered_table import answered_table
from oj_analys.charts.chart import Chart
from oj_analys.charts.figures import Guarded, cleared, grupp_in, periods_in, pick
from oj_analys.charts.legend import Key
from oj_analys.charts.likert_words import Statements
from oj_analys.charts.marks import figures_in, values_in
from oj_analys.charts.names import in_unit, unit_name
from oj_analys.charts.picture import Words
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.shares import Strip, numbered, side_by_side
from oj_analys.charts.sheet import NARROW, Paper, fitted, sheet_named
from oj_analys.charts.stack import Column, Rows, draw_stack, side_column, swatch_key
from oj_analys.charts.unanswered import Unanswered, ways_of
from oj_analys.domain import (
    DataError,
    Grupp,
    Item,
    Measure,
    Problem,
    Questionnaire,
    Scale,
    Statistic,
    Subscale,
)

_WIDTH = 2.9
_TICKS = (-100.0, -50.0, 0.0, 50.0, 100.0)
_STEPS = 5
_MIDDLE = _STEPS // 2


def chart_likert(
    figures: pd.DataFrame,
    subscale: str = "attityder",
    *,
    instrument: str = "ebp",
    kommun: str | None = None,
    period: str | None = None,
    sheet: str = "spalt",
) -> Figure:
    """Draw how the answers to the statements of a subscale are spread.

    Args:
        figures: A MEASURES frame, from ``oj.protect``.
        subscale: The id of a subscale, ``attityder``.
        instrument: The id or name of a questionnaire.
        kommun: Code or name of a kommun; without one the whole group is drawn.
        period: A round; without one the newest in the frame.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame or a name, or that every statement is hidden, in Swedish.
    """
    form = catalog.questionnaire(instrument)
    rows = cleared(figures, _measures(form, _subscale(form, subscale)))
    grupp = grupp_in(rows)
    unit = grupp.unit if kommun is None else catalog.kommun(kommun).code
    setting = Setting(sheet=sheet_named(sheet))
    chosen = period or periods_in(rows)[-1]
    return draw_likert(figures, form, subscale, unit, chosen, grupp=grupp, setting=setting).figure


def draw_likert(
    figures: pd.DataFrame,
    instrument: Questionnaire,
    subscale: str,
    unit: str,
    period: str,
    *,
    grupp: Grupp,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw how the answers to the statements of a subscale are spread, as they were asked.

    Low answers run to the left of nought and high ones to the right; the middle answer and those who did not answer
    stand in columns of their own. The limits are the same for every unit and round. The statements stand by the
    percent of high answers, those that are hidden last.

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown.
        instrument: The questionnaire.
        subscale: The id of one of its subscales.
        unit: The code of a kommun, or the unit of the group.
        period: The round.
        grupp: The group that the kommun belongs to.
        setting: What the report sets around its charts.

    Raises:
        DataError: What is wrong with the frame or a name, or that every statement is hidden, in Swedish.
    """
    part = _subscale(instrument, subscale)
    measures = _measures(instrument, part)
    found = pick(figures, measures, (unit,), (period,), setting.policies)
    view = _view(found, instrument, part, grupp, (unit, period, "T"))
    require_shown(view.questions, f"{part.name}, {view.who} {swedish.period_text(period)}")
    words = Words(
        likert_words.title(view),
        likert_words.subtitle(view),
        found.marks(setting.marks),
        _notes(found, view, setting.source(measures)),
    )
    keys, drawn = (_keys(view), view.unanswered.keys), _rows(view, NARROW).drawn
    with style.settings():
        figure = fitted(lambda paper: draw_stack(words, keys, _rows(view, paper), paper), setting.sheet)
    return Chart(
        figure,
        words.title,
        likert_words.alt_text(view, words.marks),
        likert_words.reading(view),
        answered_table("Påstående", view.questions, view.words, view.unanswered.ways),
        figures_in(drawn, missing(view.questions)),
        values_in(drawn),
    )


def _subscale(form: Questionnaire, ident: str) -> Subscale:
    for subscale in form.subscales:
        if subscale.id == ident:
            return subscale
    allowed = ", ".join(subscale.id for subscale in form.subscales)
    raise DataError(Problem("diagrammet", f'delskalan "{ident}" finns inte i {form.name}', allowed, "Välj en av dem."))


def _measures(form: Questionnaire, subscale: Subscale) -> list[Measure]:
    known = {measure.source_id: measure for measure in form.measures}
    return [known[item.id] for item in form.items_of(subscale.id)]


def _view(found: Guarded, form: Questionnaire, subscale: Subscale, grupp: Grupp, place: Place) -> Statements:
    items = form.items_of(subscale.id)
    scales = [_two_sided(form.scale(item.scale)) for item in items]
    ways = ways_of(scales)
    questions = [
        question(found, _name(item), measure, scale, ways, place)
        for item, measure, scale in zip(items, _measures(form, subscale), scales, strict=True)
    ]
    ordered = tuple(sorted(questions, key=_order))
    return Statements(
        form,
        subscale,
        unit_name(place[0], grupp),
        in_unit(place[0], grupp),
        place[1],
        ordered,
        Unanswered("Vet ej, inget svar", "alla svarande", ways, ordered),
        tuple(" / ".join(dict.fromkeys(scale.points[at].label for scale in scales)) for at in range(_STEPS)),
        any(item.direction < 0 for item in items),
        cautions.rounded_counts(found, [cell for one in ordered for cell in one.steps]),
    )


def _two_sided(scale: Scale) -> Scale:
    require_steps(scale, _STEPS, _STEPS)
    if scale.neutral is None or [point.code for point in scale.points].index(scale.neutral) != _MIDDLE:
        raise DataError(Problem("diagrammet", f"skalan {scale.name} saknar ett neutralt svar i mitten"))
    return scale


def _name(item: Item) -> str:
    return f"{item.label} (omvänd)" if item.direction < 0 else item.label


def _order(one: Question) -> tuple[bool, float]:
    return not one.shown, -one.high if one.shown else 0.0


def _notes(found: Guarded, view: Statements, source: str) -> tuple[str, ...]:
    cells = [cell for one in view.questions for cell in one.cells]
    return cautions.lines(
        view.unanswered.marked,
        (
            view.unanswered.note,
            cautions.threshold(found, Statistic.FORDELNING, "svar", cells),
            view.rounded,
            cautions.CHANCE,
        ),
        (likert_words.reversed_note(view), cautions.proviso(view.form)),
        source,
    )


def _keys(view: Statements) -> list[Key]:
    return [swatch_key(*each) for each in zip(theme().colours.two_ways, view.words, strict=True)]


def _rows(view: Statements, paper: Paper) -> Rows:
    return Rows(
        paper.inner,
        tuple(one.name for one in view.questions),
        (
            Column("", tuple(map(_both_sides, view.questions)), paper.share(_WIDTH), _TICKS),
            side_column(view.words[_MIDDLE], tuple(map(_middle, view.questions)), paper),
            *view.unanswered.columns(paper),
        ),
        tuple(one.count for one in view.questions),
        "Antal svar",
    )


def _both_sides(one: Question) -> Strip:
    if not one.shown:
        return Strip((), one.count)
    palette = theme().colours.two_ways
    left = side_by_side(one.steps[:_MIDDLE], palette[:_MIDDLE], -sum(one.shares[:_MIDDLE]))
    right = side_by_side(one.steps[_MIDDLE + 1 :], palette[_MIDDLE + 1 :])
    return Strip(numbered((*left, *right)))


def _middle(one: Question) -> Strip:
    if not one.shown:
        return Strip((), one.count)
    middle = side_by_side(one.steps[_MIDDLE : _MIDDLE + 1], (theme().colours.middle,))
    return Strip(middle, swedish.number(one.shares[_MIDDLE]))
