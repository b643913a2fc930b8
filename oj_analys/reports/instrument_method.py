"""How the figures of an instrument are computed, in words: a paragraph for the method pages."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import swedish
from oj_analys.charts.cautions import proviso
from oj_analys.domain import Instrument, InterviewForm, Measure, Questionnaire, Scale, Statistic
from oj_analys.reports.blocks import Text

_PAIR = 2
_BASES = {
    Statistic.MEDEL: "Medelvärden räknas på dem som har fått ett värde.",
    Statistic.FORDELNING: "Svar är procent av de giltiga svaren.",
}


def instrument_method(instrument: Instrument) -> Text:
    """Return how the figures of an instrument are computed, with what is still assumed of it."""
    words = [_of_kind(instrument), base_text(instrument, instrument.measures), proviso(instrument)]
    return Text(" ".join(filter(None, words)), lead=f"{instrument.name}.")


def base_text(instrument: Instrument, measures: Sequence[Measure]) -> str:
    """Say what the values of some measures of an instrument are computed on.

    >>> from oj_analys import catalog
    >>> base_text(catalog.questionnaire("ebp"), [catalog.measure("ebp.svarsfrekvens")])
    'Svarsfrekvens är procent av de inbjudna.'
    """
    used = {measure.statistic for measure in measures}
    shares = [_share_text(instrument, measure) for measure in measures if measure.derived_from]
    return " ".join([*shares, *(text for statistic, text in _BASES.items() if statistic in used)])


def _share_text(instrument: Instrument, share: Measure) -> str:
    name = share.title.partition(":")[0]
    if len(share.derived_from) < _PAIR:
        return f"{name} är procent av de inbjudna."
    whole = next(measure for measure in instrument.measures if measure.id == share.derived_from[-1])
    return f"{name} är procent av {swedish.lower_first(whole.title)}."


def _of_kind(instrument: Instrument) -> str:
    if isinstance(instrument, Questionnaire):
        return _questionnaire(instrument)
    return _interview(instrument) if isinstance(instrument, InterviewForm) else ""


def _questionnaire(instrument: Questionnaire) -> str:
    least = swedish.percent(100 * instrument.least_answered)
    return (
        "En persons värde på en delskala är medelvärdet av de påståenden som personen har besvarat. "
        f"Minst {least} av delskalans påståenden ska vara besvarade. I ett omvänt påstående är det ogynnsamt att "
        "instämma, så svaret vänds först. Kommunens värde är medelvärdet av personernas värden. "
        "Uteblivna svar är procent av alla som har svarat på enkäten."
    )


def _interview(form: InterviewForm) -> str:
    return (
        "Av varje person räknas den första grundintervjun, och alla år räknas tillsammans. "
        f"Skattningarna redovisas i {_steps(form.scales)} steg."
    )


def _steps(scales: Sequence[Scale]) -> str:
    return swedish.join(str(count) for count in sorted({len(scale.points) for scale in scales}))
