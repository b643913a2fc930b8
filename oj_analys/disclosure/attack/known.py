"""Everything that the attacker has: what is printed, by key, and what anybody may know of the measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from oj_analys.domain import EVERYONE, Statistic, Status
from oj_analys.frames.shown import Key, Register, Shown, ShownFigure, ShownMeasure, ShownPolicy

EXACT = 1e-6  # what arithmetic leaves of numbers that cancel out


class Place(NamedTuple):
    """A key read by its parts: ``parts`` are (dimension, value) of the group; the answer is one of them (``svar``)."""

    unit: str
    sex: str
    period: str
    parts: tuple[tuple[str, str], ...]


def place_of(key: Key) -> Place:
    """Read a key.

    >>> place_of(Key("2303", "ebp.p01", "2025", "T", "roll=chef;svar=4")).parts
    (('roll', 'chef'), ('svar', '4'))
    """
    pairs = [] if key.group == EVERYONE else [part.partition("=") for part in key.group.split(";")]
    return Place(key.unit, key.sex, key.period, tuple(sorted((name, value) for name, _, value in pairs)))


@dataclass(frozen=True, slots=True)
class Known:
    """One printed or hidden figure with the rule that guards it."""

    figure: ShownFigure
    measure: ShownMeasure
    policy: ShownPolicy

    @property
    def key(self) -> Key:
        """The figure's key."""
        return self.figure.key

    @property
    def is_printed(self) -> bool:
        """True for a figure with a number."""
        return self.figure.status is Status.OK and self.figure.value is not None

    @property
    def is_hidden(self) -> bool:
        """True for the marker: somebody is counted, but how many is not told."""
        return self.figure.status is Status.SEKRETESS

    @property
    def is_count(self) -> bool:
        """True for a number of persons."""
        return self.measure.statistic == Statistic.ANTAL

    @property
    def least(self) -> int:
        """The least number of persons behind a figure of this statistic; the strictest where it is not known."""
        return self.policy.least.get(self.measure.statistic, max(self.policy.least.values()))

    @property
    def decimals(self) -> int:
        """The most decimals that the policy allows."""
        return self.policy.decimals.get(self.measure.statistic, min(self.policy.decimals.values()))

    @property
    def step(self) -> int:
        """What the printed number of answers is rounded down to."""
        return 1 if self.measure.derived_from or self.is_count else self.policy.n_step

    @property
    def half(self) -> float:
        """How far the true value may be from the printed one."""
        return 0.5 * 10.0**-self.figure.decimals


def known_figures(
    shown: Shown, register: Register
) -> tuple[dict[Key, Known], dict[Key, Known], tuple[dict[Key, Known], ...], tuple[ShownFigure, ...]]:
    """Return what the utgåva prints, the same with what earlier ones add, each earlier one, and the unreadable.

    An earlier printing fills in where the utgåva itself has no number: what is deleted or hidden since is still known.
    It does not where the figures of its population and period have been revised: they are of other persons now.
    A figure whose measure or policy nobody has described cannot be judged.
    """
    measures = {one.id: one for release in register.releases for one in release.measures}
    measures |= {one.id: one for one in shown.measures}
    policies = {one.id: one for release in register.releases for one in release.policies}
    policies |= {one.id: one for one in shown.policies}
    now, unread = _readable(shown.figures, measures, policies)
    earlier = tuple(_readable(release.figures, measures, policies)[0] for release in register.releases)
    joint: dict[Key, Known] = {}
    for figures in (*earlier, now):
        others = _revised(figures, now)
        for key, one in figures.items():
            if _series(one) not in others and (one.is_printed or not (key in joint and joint[key].is_printed)):
                joint[key] = one
    return now, joint, earlier, unread


def _series(one: Known) -> tuple[str, str]:
    return one.measure.population, one.key.period


def _revised(earlier: Mapping[Key, Known], now: Mapping[Key, Known]) -> set[tuple[str, str]]:
    """Return the series with figures that are no longer what they were: the earlier ones are of other persons."""
    return {
        _series(one)
        for key, one in earlier.items()
        if one.is_printed
        and key in now
        and now[key].is_printed
        and (one.figure.value, one.figure.n) != (now[key].figure.value, now[key].figure.n)
    }


def _readable(
    figures: tuple[ShownFigure, ...], measures: Mapping[str, ShownMeasure], policies: Mapping[str, ShownPolicy]
) -> tuple[dict[Key, Known], tuple[ShownFigure, ...]]:
    read: dict[Key, Known] = {}
    unread = []
    for figure in figures:
        measure = measures.get(figure.key.measure)
        policy = policies.get(figure.policy) or (None if measure is None else policies.get(measure.policy))
        if measure is None or policy is None:
            unread.append(figure)
        else:
            read[figure.key] = Known(figure, measure, policy)
    return read, tuple(unread)
