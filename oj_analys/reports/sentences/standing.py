"""A place's own value of a measure, beside a reference, and what is found of it."""

from __future__ import annotations

from oj_analys import swedish
from oj_analys.domain import Measure, Position
from oj_analys.reports.sentences.facts import Fact, Judged, Reference, check_figure
from oj_analys.reports.sentences.judgements import brief_judgement, comparable, judgement
from oj_analys.reports.sentences.phrases import basis_words, begins, value_sentence
from oj_analys.reports.sentences.values import dated, number, spoken


def own_value(fact: Fact) -> str:
    """Say a place's own value; a measure without a phrase of its own is named by its title.

    "I Bräcke är 72 procent nöjda med hemtjänsten (61 svar, 2024)."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(fact.measure)
    return value_sentence(fact, f" {dated(fact.period, fact.n)}.")


def reference_value(measure: Measure, reference: Reference) -> str:
    """Say the value of a reference, and what it is a value of.

    "I riket är det 86 procent." "I länet är det 80 procent (medelvärde av kommuner)."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(measure)
    basis = basis_words(measure, reference.basis)
    ends = f" ({basis})" if basis else ""
    return f"{begins(reference.place)} är det {spoken(measure, reference.value)}{ends}."


def beside(fact: Fact, judged: Judged) -> str:
    """Say own value, reference and judgement, in that order.

    Raises:
        ValueError: If the measure is a question, or the position judges a measure without direction.
    """
    reference = comparable(fact.measure, judged)
    if judged.position is Position.OSAKERT and reference is not None and fact.n is not None:
        return _too_few(fact, reference, fact.n)
    return f"{own_value(fact)} {also_beside(fact, judged)}"


def also_beside(fact: Fact, judged: Judged) -> str:
    """Say reference and judgement where own value has been said.

    Raises:
        ValueError: If the measure is a question, or the position judges a measure without direction.
    """
    reference = comparable(fact.measure, judged)
    found = judgement(fact, judged)
    return found if reference is None else f"{reference_value(fact.measure, reference)} {found}"


def brief(fact: Fact, judged: Judged) -> str:
    """Say value, reference and judgement where the measure's title stands before.

    "72 procent (61 svar, 2024), riket 86. Tydligt sämre."

    Raises:
        ValueError: If the measure is a question, or the position judges a measure without direction.
    """
    found = brief_judgement(fact, judged)
    own = swedish.upper_first(f"{spoken(fact.measure, fact.value)} {dated(fact.period, fact.n)}")
    reference = comparable(fact.measure, judged)
    if reference is None:
        return f"{own}. {found}"
    basis = basis_words(fact.measure, reference.basis)
    ends = f" ({basis})" if basis else ""
    return f"{own}, {reference.name} {number(fact.measure, reference.value)}{ends}. {found}"


def _too_few(fact: Fact, reference: Reference, n: int) -> str:
    check_figure(fact.measure)
    own = value_sentence(fact, f", men bara {swedish.number(n)} har svarat.")
    value = ", ".join(filter(None, (spoken(fact.measure, reference.value), basis_words(fact.measure, reference.basis))))
    cannot = f"Det är för få för att avgöra om {fact.place.name} skiljer sig från {reference.name} ({value})."
    return f"{own} {cannot} Värdet är från {swedish.period_text(fact.period)}."
