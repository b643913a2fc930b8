"""What is found of a value against a reference: three outcomes for a test, and one phrase where none was possible."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from oj_analys import catalog, swedish
from oj_analys.domain import Measure, Position, Reason, ValueKind
from oj_analys.reports.sentences.cautions import no_direction
from oj_analys.reports.sentences.facts import Fact, Judged, Reference, check_figure, check_position
from oj_analys.reports.sentences.phrases import named
from oj_analys.reports.sentences.values import alike, difference

UNKNOWN = "Osäkerheten är okänd."

_JUDGED = (Position.BATTRE, Position.SAMRE)

# Where one of these is the reason the two values say nothing together, and the reference is left out.
_APART = (Reason.NY_DEFINITION, Reason.ANNAN_HUVUDMAN, Reason.REFERENS_SAKNAS, Reason.VARDE_SAKNAS)


def comparable(measure: Measure, judged: Judged) -> Reference | None:
    """Return the reference, None where it cannot stand beside the value: numbers of a small and a large place never."""
    apart = measure.kind is ValueKind.ANTAL or judged.reason in _APART
    return None if apart else judged.reference


def judgement(fact: Fact, judged: Judged) -> str:
    """Say what is found of a fact against a reference.

    Raises:
        ValueError: If the measure is a question, or the position judges a measure without direction.
    """
    check_figure(fact.measure)
    check_position(fact.measure, judged.position)
    reference = comparable(fact.measure, judged)
    return _why_not(judged.reason) if reference is None else _compared(fact, reference, judged.position)


def brief_judgement(fact: Fact, judged: Judged) -> str:
    """Say in one short sentence what is found, as "Tydligt sämre", where value and reference stand before.

    Raises:
        ValueError: If the measure is a question, or the position judges a measure without direction.
    """
    check_figure(fact.measure)
    check_position(fact.measure, judged.position)
    reference = comparable(fact.measure, judged)
    if reference is None:
        return _why_not(judged.reason)
    if judged.position is Position.EJ_JAMFORBAR:
        return UNKNOWN
    found = f"{swedish.upper_first(catalog.labels().position[judged.position].text)}."
    return _but_small(found, fact, reference) if judged.position in _JUDGED else found


def _why_not(reason: Reason | None) -> str:
    return UNKNOWN if reason is None else f"{swedish.upper_first(catalog.labels().reason[reason])}."


def _compared(fact: Fact, reference: Reference, position: Position) -> str:
    text = _TEXTS[position].format(who=named(fact.place), name=fact.place.name, than=reference.name)
    if position is Position.EJ_JAMFORBAR:
        return _sentences(_amount(fact, reference, ""), no_direction(fact.measure), text)
    if position in (Position.HOGRE, Position.LAGRE):
        amount = _amount(fact, reference, "tydligt ")
        return _sentences(amount or text, _how_little(fact, reference), no_direction(fact.measure))
    if position in _JUDGED:
        how_little = _how_little(fact, reference)
        return _sentences(text, how_little) if how_little else _but_small(text, fact, reference)
    return text


def _amount(fact: Fact, reference: Reference, clearly: str) -> str:
    """Say what there are more or fewer of; empty without such words, or where both values are written the same."""
    things = fact.measure.phrases.things
    if not things or alike(fact.measure, fact.value, reference.value):
        return ""
    word = "fler" if fact.value > reference.value else "färre"
    return f"{named(fact.place)} har {clearly}{word} {things} än {reference.name}."


def _but_small(found: str, fact: Fact, reference: Reference) -> str:
    """Add to a clear finding that it is smaller than what matters, for readers who take clear for large."""
    relevant = fact.measure.relevant
    if relevant is None or abs(fact.value - reference.value) >= relevant:
        return found
    return f"{found.removesuffix('.')}, men skillnaden är liten."


def _how_little(fact: Fact, reference: Reference) -> str:
    """Say how small a clear difference is where both values are written the same."""
    if not alike(fact.measure, fact.value, reference.value):
        return ""
    return f"Skillnaden är {difference(fact.measure, fact.value, reference.value)}."


def _sentences(*parts: str) -> str:
    return " ".join(filter(None, parts))


_TEXTS: Mapping[Position, str] = MappingProxyType(
    {
        Position.BATTRE: "{who} är tydligt bättre.",
        Position.SAMRE: "{who} är tydligt sämre.",
        Position.HOGRE: "{who} ligger tydligt högre än {than}.",
        Position.LAGRE: "{who} ligger tydligt lägre än {than}.",
        Position.INGEN: "Skillnaden är inte tydlig.",
        Position.OSAKERT: "Svaren är för få för att avgöra om {name} skiljer sig från {than}.",
        Position.EJ_JAMFORBAR: UNKNOWN,
    }
)
