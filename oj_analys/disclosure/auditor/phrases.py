"""What may stand in a text about persons and hold a number that is nobody's: years, thresholds, scales, page numbers.

A number is harmless by what stands round it, never by its size: "minst 7 svar" is a threshold, a lone 7 is not. Where
the phrase takes numbers of a kind, each of them must be one of those that the utgåva really has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, partial

from oj_analys import catalog, swedish
from oj_analys.disclosure.auditor.numbers import numbers_in
from oj_analys.domain import Instrument, Questionnaire, Scale, first_year, last_year
from oj_analys.frames.shown import Shown

_MARK = "\u2022"
_YEAR = re.compile(r"(?:19|20)\d\d")


class Kind(Enum):
    """Which numbers a phrase may hold."""

    ANY = auto()
    YEAR = auto()
    LIMIT = auto()
    SCALE = auto()


_N = r"\d+(?:,\d+)?"
_SPAN = rf"{_N}(?:[\u2013-]{_N})?"
_PERSONS = "(?:svar|svarande|personer|inbjudna|utredningar|uppföljningar|klienter|intervjuer)"

_PHRASES: tuple[tuple[Kind, str], ...] = (
    # Where something stands, and which file it comes from.
    (Kind.ANY, r"\b(?:diagram|figur|tabell|sida|avsnitt|omgång|version) \d+(?: av \d+)?\b"),
    (Kind.ANY, r"\(\d+ av \d+\)"),
    (Kind.ANY, r"\b\d+ (?:påståenden?|frågor|områden?|delskalor|kommuner|mått|diagram|blad|filer|steg)\b"),
    (Kind.ANY, r"[^\s;,]+\.(?:xlsx|xlsm|csv|sav|json|png|svg|pdf|html)\b(?:#[0-9a-f]+)?"),
    # Days and years.
    (Kind.YEAR, r"(?<![\d,.])(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?(?:T\d\d:\d\d:\d\dZ?)?(?![\d,]\d)"),
    (Kind.YEAR, r"(?<![\d\u00a0,.\u2212-])(?:19|20)\d\d(?:[\u2013/-](?:19|20)\d\d)?(?!\d|[,.]\d|\u00a0\d)"),
    # Ages in the name of a measure.
    (Kind.ANY, rf"\b{_SPAN} år och äldre\b|\b\d+[\u2013-]\d+ år\b"),
    # What the policies say.
    (Kind.LIMIT, rf"\b(?:minst|färre än|från) {_N} {_PERSONS}\b"),
    (Kind.LIMIT, rf"\bantal {_SPAN} visas inte\b"),
    (Kind.LIMIT, rf"\b{_SPAN} har gett samma svar\b|\bnär andelen gäller {_SPAN} av dem\b"),
    (Kind.LIMIT, r"\bi steg om \d+\b"),
    (Kind.LIMIT, rf"\bminst {_N} procent av delskalans\b"),
    # How a picture is read.
    (Kind.SCALE, rf"\bskalan(?: går)?(?: från)? {_N}(?:\u2013| till ){_N}\b|\bdär {_N} är\b|\bbörjar vid {_N}\b"),
    (Kind.ANY, r"\b95[\s\u00a0-]procents?[\s-]?intervall\b|\btill 100 procent\b"),
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The harmless phrases of an utgåva, and the numbers that each kind of them may hold.

    ``names`` are its sender and the titles of its measures, the longest first.
    """

    names: tuple[str, ...]
    allowed: Mapping[Kind, frozenset[float]]

    def strip(self, text: str) -> str:
        """Return the text with a mark for every harmless phrase, so that what is left must be somebody's figure."""
        for name in self.names:
            text = text.replace(name, _MARK)
        text = _catalogue_texts().sub(_MARK, text)
        for kind, pattern in _patterns():
            text = pattern.sub(partial(self._stripped, kind), text)
        return text

    def _stripped(self, kind: Kind, match: re.Match[str]) -> str:
        if kind is Kind.ANY:
            return _MARK
        years = (float(year) for year in _YEAR.findall(match[0]))
        numbers = years if kind is Kind.YEAR else (number.value for number in numbers_in(match[0]))
        return _MARK if self.allowed[kind].issuperset(numbers) else match[0]


def phrases(shown: Shown) -> Phrases:
    """Return the harmless phrases of an utgåva."""
    names = {shown.sender, *(measure.title for measure in shown.measures)} - {""}
    ordered = tuple(sorted(names, key=lambda name: (-len(name), name)))
    return Phrases(ordered, {Kind.YEAR: _years(shown), Kind.LIMIT: _limits(shown), Kind.SCALE: _ends(shown)})


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PHRASES)


@cache
def _catalogue_texts() -> re.Pattern[str]:
    """Find the catalogue's own texts that hold a number: titles, explanations, and answers with their code."""
    texts = {text for instrument in catalog.instruments().values() for text in _texts(instrument)}
    numbered = sorted((text for text in texts if numbers_in(text)), key=lambda text: (-len(text), text))
    return re.compile(rf"(?<![\d,.\u00a0])(?:{'|'.join(map(re.escape, numbered)) or '(?!)'})")


def _texts(instrument: Instrument) -> Iterable[str]:
    yield from (instrument.name, instrument.explanation, instrument.proviso)
    yield from (text for measure in instrument.measures for text in (measure.title, measure.unit))
    yield from (text for scale in instrument.scales for text in _answers(scale))
    if isinstance(instrument, Questionnaire):
        yield from (words[0] for background in instrument.backgrounds for _, words in background.values)


def _answers(scale: Scale) -> Iterable[str]:
    for point in scale.points:
        codes = str(point.code) if point.code == point.last else swedish.span(point.code, point.last)
        yield f"{codes} {point.label}"


def _years(shown: Shown) -> frozenset[float]:
    """Return the years that the figures are about, one before and some after: files are fetched, decisions are due."""
    periods = {figure.key.period for figure in shown.figures}
    last = int(shown.utgava[:4])
    first = min([last, *map(first_year, periods)])
    return frozenset(map(float, range(first - 1, max([last, *map(last_year, periods)]) + 3)))


def _limits(shown: Shown) -> frozenset[float]:
    """Return the thresholds of the policies, the largest numbers below them, and the parts that a score needs."""
    least = {each for policy in shown.policies for each in (*policy.least.values(), policy.cell_least)}
    steps = {policy.n_step for policy in shown.policies}
    parts = [one.least_answered for one in catalog.instruments().values() if isinstance(one, Questionnaire)]
    return frozenset({1.0, *least, *(each - 1 for each in least), *steps, *(round(100 * part, 1) for part in parts)})


def _ends(shown: Shown) -> frozenset[float]:
    """Return the ends of every scale."""
    scales = [scale for instrument in catalog.instruments().values() for scale in instrument.scales]
    known = [end for measure in shown.measures for end in measure.ends or ()]
    return frozenset({0.0, 1.0, 100.0, *known, *(float(end) for scale in scales for end in (scale.low, scale.high))})
