"""The three answers of a first page: where we stand, whether it gets better, how certain it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import swedish

CLEAR_MEANS = "Tydlig betyder större än slumpen brukar ge."


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many measures were found to be what.

    ``other`` are clearly higher or lower without a direction; ``unjudged`` could not be tested.
    """

    better: int = 0
    worse: int = 0
    other: int = 0
    same: int = 0
    unsure: int = 0
    unjudged: int = 0

    @property
    def tested(self) -> int:
        """How many could be tested."""
        return self.better + self.worse + self.other + self.same + self.unsure


@dataclass(frozen=True, slots=True)
class Stands(Outcomes):
    """Where measures stand against riket; ``questions`` are answered in words, ``missing`` have no value."""

    questions: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Changes(Outcomes):
    """How figures have changed since the measurement before, and how many answers have."""

    answers_changed: int = 0
    answers_same: int = 0


@dataclass(frozen=True, slots=True)
class Chance:
    """How many measures were tested, flagged and would be by chance, still stand together, and could show nothing."""

    tested: int = 0
    flagged: int = 0
    expected: float = 0.0
    held: int = 0
    powerless: int = 0


def where_we_stand(stands: Stands) -> str:
    """Count what is found against riket, without hiding how much cannot be judged or is missing.

    >>> where_we_stand(Stands(better=6, worse=9, same=41))
    'Av 56 mått är 6 tydligt bättre och 9 tydligt sämre än riket. 41 skiljer sig inte tydligt.'
    """
    sentences = (
        _against_riket(stands),
        _too_few(stands),
        _said(stands.unjudged, "{} mått visas utan bedömning."),
        _questions(stands.questions),
        _said(stands.missing, "För {} av måtten och frågorna saknas kommunens uppgift."),
    )
    return _text(sentences) or "Det finns inga aktuella uppgifter om kommunen."


def is_it_better(changes: Changes) -> str:
    """Count the clear changes since the measurement before, and the changed answers.

    >>> is_it_better(Changes(better=5, worse=3, answers_changed=7))
    '5 mått är tydligt bättre än vid förra mätningen, 3 är tydligt sämre. 7 Ja/Nej-svar har ändrats.'
    """
    no_answer = changes.answers_same > 0 == changes.answers_changed
    sentences = (
        _since_last(changes),
        _said(changes.other, "{} mått som inte visar kvalitet har ökat eller minskat tydligt."),
        _too_few(changes),
        _said(changes.unjudged, "{} mått går inte att bedöma mot förra mätningen."),
        _said(changes.answers_changed, "{} Ja/Nej-svar har ändrats."),
        "Inget Ja/Nej-svar har ändrats." if no_answer else "",
    )
    return _text(sentences) or "Det finns inga tidigare värden att jämföra med."


def which_changed(better: Sequence[str], worse: Sequence[str]) -> str:
    """Name the measures that have clearly changed, by their titles.

    >>> which_changed([], ["Hemtjänst, nöjda totalt"])
    'Tydligt sämre än förra gången: Hemtjänst, nöjda totalt.'
    """
    sides = {"Tydligt sämre": worse, "Tydligt bättre": better}
    return " ".join(f"{clear} än förra gången: {'; '.join(titles)}." for clear, titles in sides.items() if titles)


def how_certain(chance: Chance) -> str:
    """Say what clear means, and how many marks chance alone would give.

    >>> how_certain(Chance(tested=84, flagged=0, expected=2.1, held=0, powerless=0)).split(". ")[1]
    'Om inget skilde sig på riktigt skulle slumpen ändå ge ungefär 3 markeringar.'
    """
    if not chance.tested:
        return "Inget mått går att pröva mot slumpen, så ingen skillnad kallas tydlig."
    sentences = (
        CLEAR_MEANS,
        f"Om inget skilde sig på riktigt skulle slumpen ändå ge {_expected(chance.expected)}.",
        _still_standing(chance),
        _said(chance.powerless, "{} mått har för få svar för att kunna visa någon skillnad."),
    )
    return _text(sentences)


def _against_riket(stands: Stands) -> str:
    if not stands.tested:
        return ""
    of = f"Av {_number(stands.tested)} mått"
    found = (
        _said(stands.better, "{} tydligt bättre"),
        _said(stands.worse, "{} tydligt sämre"),
        _said(stands.other, "{} tydligt högre eller lägre"),
    )
    clear = [words for words in found if words]
    if not clear:
        return _nothing_clear(stands, "skiljer sig {} tydligt från riket", "riket")
    same = _said(stands.same, "{} skiljer sig inte tydligt.")
    return f"{of} är {swedish.join(clear)} än riket. {same}".rstrip()


def _since_last(changes: Changes) -> str:
    if changes.better:
        worse = _said(changes.worse, ", {} är tydligt sämre")
        return f"{_number(changes.better)} mått är tydligt bättre än vid förra mätningen{worse}."
    if changes.worse:
        return f"{_number(changes.worse)} mått är tydligt sämre än vid förra mätningen."
    nothing = changes.tested > 0 == changes.other
    return _nothing_clear(changes, "har {} ändrats tydligt sedan förra mätningen", "förra mätningen") if nothing else ""


def _nothing_clear(found: Outcomes, words: str, against: str) -> str:
    """Say that nothing is clear, of the measures with enough answers to tell."""
    if not found.same:
        return f"{_number(found.tested)} mått har prövats mot {against}."
    which = f"{_number(found.same)} inte" if found.unsure else "inget"
    return f"Av {_number(found.tested)} mått {words.format(which)}."


def _still_standing(chance: Chance) -> str:
    if not chance.flagged:
        return ""
    many = "När man tar hänsyn till att många mått prövas samtidigt står"
    if chance.flagged == 1:
        return f"{many} markeringen {'' if chance.held else 'inte '}kvar."
    held = _number(chance.held) if chance.held else "ingen"
    return f"{many} {held} av {_number(chance.flagged)} markeringar kvar."


def _expected(expected: float) -> str:
    # Rounded up: the page never promises fewer false marks than chance gives.
    return f"ungefär {math.ceil(expected)} markeringar" if expected > 1 else "mindre än 1 markering"


def _questions(count: int) -> str:
    """Say how many questions there are.

    >>> _questions(1)
    '1 är en fråga som kommunen svarar på med ord, till exempel Ja eller Nej.'
    """
    are = "är en fråga" if count == 1 else "är frågor"
    return _said(count, f"{{}} {are} som kommunen svarar på med ord, till exempel Ja eller Nej.")


def _too_few(found: Outcomes) -> str:
    if found.unsure > 1 and found.unsure == found.tested:
        return "För alla är svaren för få för att avgöra."
    return _said(found.unsure, "För {} är svaren för få för att avgöra.")


def _said(count: int, words: str) -> str:
    """Say a count, nothing of 0."""
    return words.format(_number(count)) if count else ""


def _number(count: int) -> str:
    return swedish.number(count)


def _text(sentences: tuple[str, ...]) -> str:
    return " ".join(filter(None, sentences))
