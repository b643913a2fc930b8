"""What a single printed figure gives away by itself, and what it says about the persons behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oj_analys.disclosure.attack.breach import Breach, BreachKind
from oj_analys.disclosure.attack.known import EXACT, Known, Place, place_of
from oj_analys.disclosure.attack.words import named
from oj_analys.domain import AnswerState, Statistic
from oj_analys.frames.shown import Key

_BANDED = {Statistic.MEDEL, Statistic.ANDEL}
_PERCENT = (0.0, 100.0)
_REASONS = frozenset(map(str, AnswerState))


@dataclass(frozen=True, slots=True)
class Span:
    """Two numbers that something lies between, both included."""

    low: float
    high: float

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.high, self.high - other.low)

    @property
    def width(self) -> float:
        """How far apart they are."""
        return self.high - self.low


def size_of(one: Known) -> Span | None:
    """Return between which numbers the persons behind a printed figure are; None where nobody can tell."""
    number = one.figure.value if one.is_count else one.figure.n
    return None if number is None else Span(number, number + one.step - 1)


def value_of(one: Known) -> Span:
    """Return between which numbers the true value of a printed mean, share or answer lies."""
    value, half = one.figure.value or 0.0, one.half
    lowest, highest = ends_of(one)
    low = value - half if one.figure.low is None else one.figure.low - half
    high = value + half if one.figure.high is None else one.figure.high + half
    return Span(max(low, lowest), min(high, highest))


def ends_of(one: Known) -> tuple[float, float]:
    """Return the ends of a measure's scale; nothing is outside them."""
    if one.measure.ends is not None:
        return one.measure.ends
    is_share = one.measure.statistic in (Statistic.FORDELNING, Statistic.ANDEL)
    return _PERCENT if is_share else (-math.inf, math.inf)


def alone(figures: Mapping[Key, Known]) -> Iterator[Breach]:
    """Yield the printed figures that break the rule of their own policy: too few, too exact, or all alike."""
    for key, one in figures.items():
        if one.is_printed:
            yield from (Breach(key, kind, f"{named(key)}: {text}") for kind, text in _faults(one))
            if any(name for name in one.measure.derived_from if _is_hidden(figures, key, name)):
                text = "andelen visas fast ett antal som den räknas fram ur är dolt"
                yield Breach(key, BreachKind.EXAKT, f"{named(key)}: {text}")


def missing_answers(figures: Mapping[Key, Known]) -> Iterator[Breach]:
    """Yield the hidden answers that stand alone among the printed ones of a group: all of them are 100 percent."""
    groups: dict[tuple[str, Place], list[Known]] = {}
    for key, one in figures.items():
        if one.measure.statistic == Statistic.FORDELNING and not is_reason(key):
            place = place_of(key)
            whole = place._replace(parts=tuple(part for part in place.parts if part[0] != "svar"))
            groups.setdefault((key.measure, whole), []).append(one)
    for answers in groups.values():
        hidden = [one.key for one in answers if one.is_hidden]
        if len(hidden) == 1 and len(answers) > 1 and all(one.is_printed or one.is_hidden for one in answers):
            text = "det dolda svaret är vad som saknas till hundra procent"
            yield Breach(hidden[0], BreachKind.EXAKT, f"{named(hidden[0])}: {text}")


def _faults(one: Known) -> Iterator[tuple[BreachKind, str]]:
    value = one.figure.value or 0.0
    if one.figure.decimals > one.decimals or abs(value - round(value, one.decimals)) > EXACT:
        yield BreachKind.FOR_FA, "uppgiften visas med fler decimaler än skyddet tillåter"
    if one.measure.derived_from:
        return  # its counts are figures of their own, and tell the same
    size = size_of(one)
    if size is None:
        yield BreachKind.FOR_FA, "det kunde inte avgöras hur många uppgiften bygger på"
    elif _is_few(one, size):
        yield BreachKind.FOR_FA, "uppgiften visas fast den bygger på för få"
    elif _is_small_answer(one, size):
        yield BreachKind.SMALT, "svaret visas fast det är för få som har gett det"
    if _is_alike(one):
        yield BreachKind.ALLA_LIKA, "uppgiften berättar vad alla i gruppen har svarat"


def _is_few(one: Known, size: Span) -> bool:
    if one.is_count:
        return 0 < size.high < (one.policy.cell_least or one.least)
    return size.high < one.least


def _is_small_answer(one: Known, size: Span) -> bool:
    """Say whether an answer of a few persons is printed where each answer is a cell."""
    if one.measure.statistic != Statistic.FORDELNING or not one.policy.cell_least or is_reason(one.key):
        return False
    count = people(one, size)
    return count.low >= 1 and count.high < one.policy.cell_least


def people(one: Known, size: Span) -> Span:
    """Return between which whole numbers of persons gave a printed answer."""
    share = value_of(one)
    return Span(math.ceil(size.low * share.low / 100 - EXACT), math.floor(size.high * share.high / 100 + EXACT))


def is_reason(key: Key) -> bool:
    """Say whether a figure is of those who gave no valid answer; its whole is everyone who was asked."""
    return dict(place_of(key).parts).get("svar", "") in _REASONS


def _is_alike(one: Known) -> bool:
    """Say whether a value is printed as a number where it tells, or all but tells, what everyone answered."""
    if one.is_count or one.figure.low is not None or one.figure.high is not None:
        return False
    (low, high), value = ends_of(one), one.figure.value or 0.0
    if one.measure.statistic not in _BANDED:
        return one.measure.statistic == Statistic.FORDELNING and value >= high - EXACT
    edge = one.policy.band * (high - low) if math.isfinite(high - low) else 0.0
    return value < low + edge - EXACT or value > high - edge + EXACT or value in (low, high)


def _is_hidden(figures: Mapping[Key, Known], key: Key, measure: str) -> bool:
    count = figures.get(key._replace(measure=measure))
    return count is not None and count.is_hidden
