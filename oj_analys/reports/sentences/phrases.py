"""How a measure is spoken of: by the catalogue's own phrases, or by its title where it has none."""

from __future__ import annotations

from oj_analys import swedish
from oj_analys.domain import Measure
from oj_analys.reports.sentences.facts import Basis, Fact, Place
from oj_analys.reports.sentences.values import fitting, spoken

_VALUE = "{varde}"


def value_sentence(fact: Fact, end: str) -> str:
    """Say that a place has a value, with what ends the sentence."""
    where, value = begins(fact.place), spoken(fact.measure, fact.value)
    plain = titled(fact.measure, f"{where} är värdet {value}{end}")
    clause = fact.measure.phrases.clause
    return fitting(f"{where} {clause.replace(_VALUE, value)}{end}", plain) if clause else plain


def change_sentence(measure: Measure, change: str) -> str:
    """Say what a measure has done: ``Andelen nöjda har ökat``, or the title and ``Värdet har ökat``."""
    plain = titled(measure, f"Värdet {change}")
    return fitting(f"{measure.phrases.part} {change}", plain) if measure.phrases.part else plain


def titled(measure: Measure, sentence: str) -> str:
    """Set the measure's title before a sentence about it; before a long one it stands on its own."""
    return fitting(f"{measure.title}: {sentence}", f"{measure.title}. {sentence}")


def parts_clause(measure: Measure, parts: str) -> str:
    """Return the clause with shares of some parts in it, empty where it cannot hold them.

    "är {varde} nöjda" holds "13 procent av kvinnorna och 7 procent av männen"; a clause that already says of whom does
    not.
    """
    clause = measure.phrases.clause
    return "" if f"{_VALUE} av " in clause else clause.replace(_VALUE, parts)


def begins(place: Place) -> str:
    """Return a place as it begins a sentence: ``I länet``."""
    return swedish.upper_first(place.in_text)


def named(place: Place) -> str:
    """Return the name of a place as it begins a sentence: ``Länet``."""
    return swedish.upper_first(place.name)


def basis_words(measure: Measure, basis: Basis) -> str:
    """Say whether everyone or every kommun counts alike in a value; empty for a value as published."""
    asked = measure.n_from is not None or measure.n_in_workbook
    everyone = "alla som har svarat" if asked else "alla räknade tillsammans"
    return {Basis.PUBLISHED: "", Basis.EVERYONE: everyone, Basis.KOMMUNER: "medelvärde av kommuner"}[basis]
