"""Which values a measure may have, and which counts go with a published share: the same for every source."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from oj_analys import catalog
from oj_analys.domain import Measure, ValueKind
from oj_analys.swedish import number

Floats = npt.NDArray[np.float64]

SEXES = ("T", "K", "M")
WHOLE_SHARE = 100.0
LARGEST = 1e12  # no count of people or kronor comes near
MOST_ANSWERS = 20_000_000
MOST_DECIMALS = 6

_MAY_BE_NEGATIVE = (ValueKind.KRONOR, ValueKind.INDEX)
_PERCENT = "0–100 procent"
_MEND = "Rätta värdet i källan."
_SURELY_PERCENT = 10
_SLACK = 1e-9  # published shares are decimal, floats are not


class Fault(NamedTuple):
    """What is wrong with a value, what is allowed instead, and what to do."""

    found: str
    allowed: str = ""
    action: str = ""


def value_fault(measure: Measure, period: str, value: float) -> Fault | None:
    """Return what is wrong with a number, None if the measure may have it in that period.

    A share lies within 0–100 percent; an answer is a code of the coding that holds in the period; a number of things
    is whole; only kronor and indices may be negative.
    """
    if abs(value) >= LARGEST:
        return Fault(f"värdet är {shown(value)}", "ett tal under tusen miljarder", _MEND)
    if measure.kind.is_answer:
        return _code_fault(measure, period, value)
    if measure.kind is ValueKind.ANDEL and not 0 <= value <= WHOLE_SHARE:
        return Fault(f"andelen är {shown(value)}", _PERCENT, _MEND)
    if measure.kind is ValueKind.ANTAL and not value.is_integer():
        return Fault(f"antalet är {shown(value)}", "ett heltal", _MEND)
    if value < 0 and measure.kind not in _MAY_BE_NEGATIVE:
        return Fault(f"värdet är {shown(value)}", "0 eller mer", _MEND)
    return None


def first_fraction(measure: Measure, values: Sequence[float]) -> int | None:
    """Return the place of the first of a measure's values that shows it to be a share of 1, None if none does.

    Such a value lies below 1 and has more decimals than the measure is published with: 0.72 for 72 percent. Beside
    percentages it is one only if all of them are at least 10 and it has more decimals than any, and at least two: 0.4
    may be 0.4 percent.
    """
    small = [place for place, value in enumerate(values) if 0 < value < 1]
    if measure.kind is not ValueKind.ANDEL or not small:
        return None
    percentages = [value for value in values if value > 1]
    if percentages and min(percentages) < _SURELY_PERCENT:
        return None
    usual = max((measure.decimals, *((1, *map(_decimals, percentages)) if percentages else ())))
    return next((place for place in small if _decimals(values[place]) > usual), None)


def _decimals(value: float) -> int:
    """Return how many decimals a value has, at most six."""
    return next((digits for digits in range(MOST_DECIMALS) if round(value, digits) == value), MOST_DECIMALS)


def fraction_fault(value: float) -> Fault:
    """Return what is wrong with shares of 1, of which ``value`` is one."""
    action = "Gör om dem till procent i källan. Är de verkligen under 1 procent: ge måttet fler decimaler i katalogen."
    return Fault(f"andelarna ser ut att stå som 0–1 ({shown(value)})", _PERCENT, action)


def sex_fault(measure: Measure, sex: str) -> Fault | None:
    """Return what is wrong with figures for kvinnor or män, None if the measure may have them.

    The number of answers may be divided where the measure that it belongs to is.
    """
    if sex == "T" or measure.by_sex or measure.id in counting_measures():
        return None
    found = f"katalogen delar inte upp {measure.source_id} på kvinnor och män"
    return Fault(found, "T", "Rätta könet, eller kon i katalogen.")


def count_fault(value: float) -> Fault | None:
    """Return what is wrong with a number of answers, None if it can be one."""
    if 0 <= value <= MOST_ANSWERS and value.is_integer():
        return None
    return Fault(f"antalet svar är {shown(value)}", f"ett heltal, 0–{number(MOST_ANSWERS)}", _MEND)


@cache
def counting_measures() -> frozenset[str]:
    """Return the ids of the measures that hold the number of answers of another."""
    return frozenset(measure.n_from for measure in catalog.measures().values() if measure.n_from)


def shown(value: float) -> str:
    """Return a value as a message shows it, with every decimal that it has.

    >>> shown(72.13), shown(72.0), shown(float("nan"))
    ('72,13', '72', 'inget värde')
    """
    return "inget värde" if math.isnan(value) else repr(value).removesuffix(".0").replace(".", ",")


def labels_text(measure: Measure, period: str) -> str:
    """Return the answers that a measure may have in a period as a message lists them."""
    coding = measure.coding(period)
    return ", ".join(f'"{label}"' for _, label in coding.labels) if coding else ""


def whole_counts(percent: Floats, n: Floats, decimals: Floats) -> Floats:
    """Return how many of ``n`` answers a published percentage stands for, NaN where none can be told.

    The count is ``round(percent · n / 100)``, and holds only if it gives the published figure back: a share that no
    count of n rounds to was computed on other answers (weighted, or with another n). ``decimals`` is how many the
    source publishes at least, NaN for what is no share; a figure that has more is held to all it has. The three arrays
    have the same length.

    >>> whole_counts(np.array([72.0, 50.0, 72.1]), np.array([61.0, 3.0, 60.0]), np.array([0.0, 0.0, 0.0])).tolist()
    [44.0, nan, nan]
    """
    count = np.round(percent * n / WHOLE_SHARE)
    back = np.divide(WHOLE_SHARE * count, n, out=np.full_like(count, np.nan), where=n > 0)
    agrees = np.abs(back - percent) <= 0.5 * 10.0 ** -_precision(percent, decimals) + _SLACK
    return np.where(agrees, count, np.nan)


def _precision(percent: Floats, decimals: Floats) -> Floats:
    """Return how many decimals each figure has: at least those that are published, at most six."""
    digits = decimals
    for fewer in range(MOST_DECIMALS):
        finer = np.abs(np.round(percent, fewer) - percent) > _SLACK
        digits = np.where(finer & (digits <= fewer), fewer + 1, digits)
    return digits


def _code_fault(measure: Measure, period: str, value: float) -> Fault | None:
    coding = measure.coding(period)
    if coding is None:
        return Fault(f"katalogen har ingen kodning för {period}", "", "Lägg till den i katalogen.")
    if coding.label(value) is not None:
        return None
    allowed = ", ".join(f"{shown(code)} ({label})" for code, label in coding.labels)
    return Fault(f"värdet är {shown(value)}", allowed, "Rätta värdet eller kodningen i katalogen.")
