"""An instrument in words: its parts, its scales, and how its figures are guarded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from oj_analys import catalog
from oj_analys.domain import (
    Check,
    Instrument,
    InterviewForm,
    Item,
    Measure,
    Policy,
    Questionnaire,
    Scale,
    Statistic,
    Subscale,
    Variable,
)
from oj_analys.swedish import counted, join, lower_first, percent, span

_STATISTIC = {
    Statistic.ANTAL: "antal",
    Statistic.ANDEL: "andelar",
    Statistic.MEDEL: "medelvärden",
    Statistic.FORDELNING: "svarsfördelningar",
    Statistic.SPRIDNING: "spridningsmått",
    Statistic.KVARTIL: "kvartiler",
    Statistic.RELIABILITET: "reliabilitet",
    Statistic.FORANDRING: "förändringar",
}
_VISIBLE = {
    "alla": "Alla ser alla kommuners uppgifter.",
    "egen_och_grupp": "En kommun ser sina egna uppgifter och hela gruppens, aldrig en annan kommuns.",
}


def instrument_lines(instrument: Instrument) -> Iterator[str]:
    """Yield the lines that describe an instrument; the proviso comes first after its name."""
    yield f"{instrument.name} ({instrument.id})"
    if instrument.assumed:
        yield instrument.proviso
    yield instrument.explanation
    match instrument:
        case Questionnaire():
            yield from _questionnaire(instrument)
        case InterviewForm():
            yield from _interview_form(instrument)
    yield from ("", "Skalor:")
    for scale in instrument.scales:
        yield from _scale(scale)
    yield from ("", *_policy(catalog.policy(instrument.policy)))


def protection(measure: Measure) -> str:
    """Return from how many answers a measure of persons is shown and how it is rounded."""
    policy = catalog.policy(measure.policy)
    statistic = measure.statistic or Statistic.ANTAL
    rounding = _rounding(policy.decimals[statistic])
    return f"Skydd ({policy.id}): visas från {policy.least[statistic]} svar, avrundas till {rounding}"


def _policy(policy: Policy) -> Iterator[str]:
    yield f"Skydd: {policy.name} ({policy.id})"
    for least in sorted(set(policy.least.values())):
        yield f"  Visas från {least} svar: {_statistics(policy.least, least)}"
    for decimals in sorted(set(policy.decimals.values())):
        yield f"  Avrundas till {_rounding(decimals)}: {_statistics(policy.decimals, decimals)}"
    if policy.each_cell:
        yield f"  Inget enskilt svar visas med färre än {policy.least[Statistic.ANTAL]} personer."
    if policy.n_step > 1:
        yield f"  Antalet svar bredvid en andel avrundas nedåt till jämna {policy.n_step}-tal."
    yield f"  {_VISIBLE[policy.visible_to]}"


def _statistics(numbers: Mapping[Statistic, int], number: int) -> str:
    return join(_STATISTIC[statistic] for statistic, one in numbers.items() if one == number)


def _rounding(decimals: int) -> str:
    return counted(decimals, "decimal", "decimaler") if decimals else "heltal"


def _questionnaire(form: Questionnaire) -> Iterator[str]:
    share = percent(100 * form.least_answered)
    yield f"Enkät med {counted(len(form.items), 'påstående', 'påståenden')}, med våra egna korta etiketter"
    yield f"En persons svar räknas i en delskala om minst {share} av påståendena är besvarade."
    for background in form.backgrounds:
        yield f"{background.label}: {join(lower_first(words[0]) for _, words in background.values)}"
    for subscale in form.subscales:
        yield from ("", *_subscale(form, subscale))


def _subscale(form: Questionnaire, subscale: Subscale) -> Iterator[str]:
    items = form.items_of(subscale.id)
    scales = join(dict.fromkeys(lower_first(form.scale(item.scale).name) for item in items))
    yield (
        f"{subscale.name} ({form.id}.{subscale.id}): {counted(len(items), 'påstående', 'påståenden')}, skala: {scales}"
    )
    yield from map(_item, items)


def _item(item: Item) -> str:
    return f"  {item.nr:>2}. {item.label}{' (omvänd)' if item.direction < 0 else ''}"


def _interview_form(form: InterviewForm) -> Iterator[str]:
    titles = {measure.id: measure.title for measure in form.measures}
    rated = {rating.measure for rating in form.ratings}
    yield f"Intervju om {join(name for _, name in form.areas)}"
    yield from ("", "Användning:", *_measures(form, set(titles) - rated))
    yield from ("", "Skattningar:", *_measures(form, rated))
    yield from ("", "Variabler:", *map(_variable, form.variables))
    yield from ("", "Fler variabler, som kontrolleras när en export har dem:", *map(_variable, form.details))
    yield from ("", "Kontroller vid inläsningen, utöver gränserna ovan:", *map(_check, form.checks))
    yield f"  16. bör granskas: Uppföljning som inte görs {span(form.soonest, form.latest)} dagar efter Grund"


def _variable(one: Variable) -> str:
    return f"  {one.name}: {one.label} ({span(one.low, one.high)})"


def _check(check: Check) -> str:
    return f"  {check.nr}. {check.severity}: {check.text}"


def _measures(form: InterviewForm, idents: Collection[str]) -> Iterator[str]:
    return (f"  {measure.title} ({measure.id})" for measure in form.measures if measure.id in idents)


def _scale(scale: Scale) -> Iterator[str]:
    steps = (f"{_codes(point.code, point.last)} {lower_first(point.label)}" for point in scale.points)
    yield f"  {scale.name}: {', '.join(steps)}"
    states = dict.fromkeys(catalog.labels().state[state] for _, state in scale.non_answers)
    if states:
        yield f"    Räknas för sig: {join(states)}"


def _codes(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
