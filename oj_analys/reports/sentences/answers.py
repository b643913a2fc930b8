"""Answers in words: what a kommun answers, how many others say yes, and what has changed, told without judgement."""

from __future__ import annotations

from oj_analys import swedish
from oj_analys.domain import Measure, Reason
from oj_analys.reports.sentences.cautions import redefined
from oj_analys.reports.sentences.facts import Earlier, Fact, OutOf, Place, answer_words, coding_of
from oj_analys.reports.sentences.phrases import begins, named
from oj_analys.reports.sentences.values import whole

_CHECK = "Kontrollera om arbetssättet har ändrats eller om frågan har tolkats annorlunda."


def answered(fact: Fact, group: Place, yes: OutOf | None, riket: float | None) -> str:
    """Say the answer, and how many in the group and in riket say the full yes; ``riket`` is in percent.

    "Bräcke svarar Nej (2025). I länet svarar 6 av 8 kommuner Ja, i riket 72 procent av kommunerna."

    Raises:
        ValueError: If the measure is no question, or has no such answer in the period.
    """
    own = f"{named(fact.place)} svarar {answer(fact)} ({swedish.period_text(fact.period)})."
    return f"{own} {say_yes(fact.measure, fact.period, group, yes, riket)}".rstrip()


def brief_answered(fact: Fact, earlier: Earlier | None, group: Place, yes: OutOf | None) -> str:
    """Say the answer, the one before and how many in the group say the full yes, where the title stands before.

    "Nej 2025, Ja 2024. I länet svarar 6 av 8 kommuner Ja."

    Raises:
        ValueError: If the measure is no question, or has no such answer in one of the periods.
    """
    known = earlier is not None and earlier.reason is not Reason.NY_DEFINITION
    before = f", {_in_year(fact.measure, earlier.value, earlier.period)}" if earlier is not None and known else ""
    own = f"{_in_year(fact.measure, fact.value, fact.period)}{before}."
    return f"{own} {say_yes(fact.measure, fact.period, group, yes, None)}".rstrip()


def answer_since(fact: Fact, earlier: Earlier) -> str:
    """Say whether an answer has changed, never to what good.

    "Svaret har ändrats från Ja (2024) till Nej (2025). Kontrollera om arbetssättet har ändrats eller om frågan har
    tolkats annorlunda."

    Raises:
        ValueError: If the measure is no question, or has no such answer in one of the periods.
    """
    if earlier.reason is Reason.NY_DEFINITION:
        return redefined(fact.measure, earlier.period, fact.period)
    before, now = quoted(answer_words(fact.measure, earlier.period, earlier.value)), answer(fact)
    when, this = swedish.period_text(earlier.period), swedish.period_text(fact.period)
    if before == now:
        return f"Svaret är {now} både {when} och {this}."
    return f"Svaret har ändrats från {before} ({when}) till {now} ({this}). {_CHECK}"


def say_yes(measure: Measure, period: str, group: Place, yes: OutOf | None, riket: float | None) -> str:
    """Say how many in the group and in riket say the full yes, empty where neither is known.

    Raises:
        ValueError: If the measure is no question.
    """
    if yes is None:
        return "" if riket is None else riket_says_yes(measure, period, riket)
    said = f"{begins(group)} svarar {out_of(yes)} {full_yes(measure, period)}"
    return f"{said}." if riket is None else f"{said}, i riket {whole(riket)} procent av kommunerna."


def riket_says_yes(measure: Measure, period: str, riket: float) -> str:
    """Say how many percent of riket's kommuner say the full yes.

    Raises:
        ValueError: If the measure is no question.
    """
    return f"I riket svarar {whole(riket)} procent av kommunerna {full_yes(measure, period)}."


def answer(fact: Fact) -> str:
    """Return the answer as it stands in a sentence.

    Raises:
        ValueError: If the measure is no question, or has no such answer in the period.
    """
    return quoted(answer_words(fact.measure, fact.period, fact.value))


def full_yes(measure: Measure, period: str) -> str:
    """Return the full yes as it stands in a sentence.

    Raises:
        ValueError: If the measure is no question.
    """
    return quoted(answer_words(measure, period, coding_of(measure, period).yes))


def out_of(some: OutOf) -> str:
    """Say how many kommuner of some.

    >>> out_of(OutOf(6, 8)), out_of(OutOf(1, 1))
    ('6 av 8 kommuner', '1 av 1 kommun')
    """
    return f"{swedish.number(some.count)} av {swedish.counted(some.of, 'kommun', 'kommuner')}"


def quoted(words: str) -> str:
    """Return an answer, in quotation marks where a comma or a space would make it run into the sentence.

    >>> quoted("Nej"), quoted("Ja, för alla")
    ('Nej', '”Ja, för alla”')
    """
    return f"”{words}”" if " " in words else words


def _in_year(measure: Measure, value: float, period: str) -> str:
    return f"{quoted(answer_words(measure, period, value))} {swedish.period_text(period)}"
