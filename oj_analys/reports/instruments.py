"""Which instruments an utgåva holds, what their measures are called, and what must be said beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from oj_analys import catalog
from oj_analys.charts.cautions import proviso
from oj_analys.domain import Instrument, InterviewForm, Measure, Questionnaire, Scale, Status, Subscale
from oj_analys.frames import Released
from oj_analys.reports.blocks import Note
from oj_analys.reports.guarded import Figures

Answered = tuple[str, Scale]

NEED = "hjalpbehov"


def questionnaires_in(released: Released) -> tuple[Questionnaire, ...]:
    """Return the questionnaires that the reader has rows of its own of, in the catalogue's order."""
    return tuple(found for found in _present(released) if isinstance(found, Questionnaire))


def interview_forms_in(released: Released) -> tuple[InterviewForm, ...]:
    """Return the interview forms that the reader has rows of, in the catalogue's order."""
    return tuple(found for found in _present(released) if isinstance(found, InterviewForm))


def instruments_in(released: Released) -> tuple[Instrument, ...]:
    """Return the instruments that the reader has rows of, questionnaires first."""
    return (*questionnaires_in(released), *interview_forms_in(released))


def _present(released: Released) -> tuple[Instrument, ...]:
    """A kommun that took no part is told so; the meeting is told nothing of an instrument that nobody has used."""
    rows = released.measures
    own = rows[rows["unit"] == released.unit] if released.unit else rows[rows["status"] != Status.SAKNAS]
    families = {name.split(".", 1)[0] for name in own["measure"].unique()}
    return tuple(instrument for name, instrument in catalog.instruments().items() if name in families)


def meanings(released: Released) -> Mapping[str, Measure]:
    """Return what every measure of the instruments and of the group's own means, by id."""
    of_instruments = (measure for instrument in catalog.instruments().values() for measure in instrument.measures)
    return {measure.id: measure for measure in (*of_instruments, *released.own)}


def answered_id(instrument: Questionnaire) -> str:
    """Return the measure that counts those who answered."""
    return f"{instrument.id}.svarande"


def response_rate_id(instrument: Questionnaire) -> str:
    """Return the measure of the response rate."""
    return f"{instrument.id}.svarsfrekvens"


def score_id(instrument: Questionnaire, subscale: Subscale) -> str:
    """Return the measure of a subscale."""
    return f"{instrument.id}.{subscale.id}"


def score_ids(instrument: Questionnaire) -> tuple[str, ...]:
    """Return the measures of all subscales."""
    return tuple(score_id(instrument, subscale) for subscale in instrument.subscales)


def item_scales(instrument: Questionnaire, subscale: Subscale) -> tuple[Answered, ...]:
    """Return the measures of a subscale's statements, each with its scale."""
    return tuple(
        (f"{instrument.id}.{item.id}", instrument.scale(item.scale)) for item in instrument.items_of(subscale.id)
    )


def measure_of(instrument: Instrument, measure_id: str) -> Measure:
    """Return a measure of an instrument."""
    return next(measure for measure in instrument.measures if measure.id == measure_id)


def coverage_id(form: InterviewForm) -> str:
    """Return the measure of how large a part of the investigations the interviews cover."""
    return f"{form.id}.tackning"


def interviews_id(form: InterviewForm) -> str:
    """Return the measure that counts the interviews."""
    return f"{form.id}.intervjuer"


def need_scales(form: InterviewForm) -> tuple[Answered, ...]:
    """Return the measures of the clients' own need of help, each with its scale."""
    return tuple(
        (rating.measure, form.scale(rating.scale)) for rating in form.ratings if rating.measure.endswith(f".{NEED}")
    )


def answers_shown(figures: Figures, unit: str, period: str, questions: Iterable[Answered]) -> int:
    """Count the questions whose answers are shown, every step of the scale."""
    return sum(
        all(figures.at(unit, measure, period, group=f"svar={point.code}").shown for point in scale.points)
        for measure, scale in questions
    )


def mostly_shown(figures: Figures, unit: str, period: str, questions: Sequence[Answered]) -> bool:
    """Say whether the answers to at least half of some questions are shown, so that a chart says something."""
    return 2 * answers_shown(figures, unit, period, questions) >= len(questions)


def usage_measures(form: InterviewForm) -> tuple[Measure, ...]:
    """Return the counts of the usage table and the shares that are computed from them."""
    counts = {measure_id for _, measure_id in form.usage}
    return tuple(
        measure
        for measure in form.measures
        if measure.id in counts or (measure.derived_from and counts.issuperset(measure.derived_from))
    )


def provisos(measures: Iterable[Measure]) -> str:
    """Return what must be said beside some measures of whatever instruments."""
    families = {measure.family for measure in measures}
    texts = [proviso(instrument) for name, instrument in catalog.instruments().items() if name in families]
    return " ".join(filter(None, texts))


def scores_caution(instrument: Questionnaire) -> Note:
    """Say what must not be read into means of a questionnaire."""
    unit = measure_of(instrument, score_ids(instrument)[0]).unit
    words = f"Värdena är medelvärden {unit}, där högre är mer gynnsamt. Skillnader är inte prövade mot slumpen."
    return Note(f"{words} {proviso(instrument)}".strip(), lead="Att tänka på:")
