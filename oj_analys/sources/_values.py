"""Which values a measure may have, and which counts go with a published share: the same for every source."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from oj_analys.domain import Measure, ValueKind

Floats = npt.NDArray[np.float64]

WHOLE_SHARE = 100.0
_SLACK = 1e-9  # published shares are decimal, floats are not


class Fault(NamedTuple):
    """What is wrong with a value, what is allowed instead, and what to do."""

    found: str
    allowed: str = ""
    action: str = ""


def value_fault(measure: Measure, period: str, value: float) -> Fault | None:
    """Return what is wrong with a number, None if the measure may have it in that period.

    A share lies within 0–100 percent; an answer is a code of the coding that holds in the period.
    """
    if measure.kind.is_answer:
        return _code_fault(measure, period, value)
    if measure.kind is ValueKind.ANDEL and not 0 <= value <= WHOLE_SHARE:
        return Fault(f"andelen är {shown(value)}", "0–100 procent", "Rätta värdet i källan.")
    return None


def count_fault(value: float) -> Fault | None:
    """Return what is wrong with a number of answers, None if it can be one."""
    if value >= 0 and value.is_integer():
        return None
    return Fault(f"antalet svar är {shown(value)}", "ett heltal, 0 eller mer", "Rätta värdet i källan.")


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
    source publishes, NaN for what is no share. The three arrays have the same length.

    >>> whole_counts(np.array([72.0, 50.0]), np.array([61.0, 3.0]), np.array([0.0, 0.0])).tolist()
    [44.0, nan]
    """
    count = np.round(percent * n / WHOLE_SHARE)
    back = np.divide(WHOLE_SHARE * count, n, out=np.full_like(count, np.nan), where=n > 0)
    agrees = np.abs(back - percent) <= 0.5 * 10.0**-decimals + _SLACK
    return np.where(agrees, count, np.nan)


def _code_fault(measure: Measure, period: str, value: float) -> Fault | None:
    coding = measure.coding(period)
    if coding is None:
        return Fault(f"katalogen har ingen kodning för {period}", "", "Lägg till den i katalogen.")
    if coding.label(value) is not None:
        return None
    allowed = ", ".join(f"{shown(code)} ({label})" for code, label in coding.labels)
    return Fault(f"värdet är {shown(value)}", allowed, "Rätta värdet eller kodningen i katalogen.")
