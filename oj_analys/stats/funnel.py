"""Limits around a target by the number of persons, and what goes beyond chance in all units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, ndtri

from oj_analys.stats.checks import (
    Floats,
    as_floats,
    count_faults,
    level_faults,
    refuse,
    share_faults,
    size_faults,
    whole_faults,
)

_TAIL = 0.1  # how much of each end is drawn in before the spread is estimated


@dataclass(frozen=True, slots=True)
class Limits:
    """The lower and the upper limit, arrays of the broadcast shape."""

    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How many times the spread between units exceeds chance (``phi``), and the variance between them (``tau2``).

    ``tau2`` is on the scale of arcsin(sqrt(p)), 0 where chance explains all.
    """

    phi: float
    tau2: float


def funnel_proportion(target: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Limits:
    """Score limits of a funnel: the shares whose own Wilson interval just touches the target. For drawing only.

    Flags are exact (:func:`oj_analys.stats.benchmark.binomial_flag`) and may differ from these limits at any n.

    Args:
        target: Shares 0–1, any shape.
        n: Denominators, broadcast.
        confidence: Between 0 and 1.

    Returns:
        Shares 0–1 of the broadcast shape; NaN where something is missing or n is 0.

    Raises:
        ValueError: For a target outside [0, 1], an n that is negative, fractional or infinite, or a ``confidence`` that
            is not inside (0, 1).

    Source: Spiegelhalter 2005, Stat Med 24:1185.

    Example:
        >>> limits = funnel_proportion(0.8, [25, 400])
        >>> limits.low.round(4).tolist(), limits.high.round(4).tolist()
        ([0.6432, 0.7608], [0.9568, 0.8392])
    """
    t, total = np.broadcast_arrays(as_floats(target), as_floats(n))
    refuse(share_faults("target", t), whole_faults("n", total), level_faults("confidence", confidence))
    half = ndtri(0.5 + confidence / 2) * np.sqrt(t * (1 - t) / np.where(total > 0, total, np.nan))
    return Limits(np.clip(t - half, 0, 1), np.clip(t + half, 0, 1))


def funnel_poisson(events: ArrayLike, confidence: float = 0.95) -> Limits:
    """Limits of the ratio of observed to expected events, by the number observed.

    Args:
        events: Observed events, whole numbers, any shape.
        confidence: Between 0 and 1.

    Returns:
        Ratios: observed over the largest and over the smallest expected number that it agrees with. Without events
        the lower limit is 0 and the upper one NaN; both NaN where the number is missing.

    Raises:
        ValueError: For events that are negative, fractional or infinite, or a ``confidence`` that is not inside (0, 1).

    Source: Spiegelhalter 2005, Stat Med 24:1185, with the exact limits of Garwood 1936, Biometrika 28:437.

    Example:
        >>> limits = funnel_poisson([0, 10])
        >>> limits.low.round(4).tolist(), limits.high.round(4).tolist()
        ([0.0, 0.5438], [nan, 2.0853])
    """
    observed = as_floats(events)
    refuse(whole_faults("events", observed), level_faults("confidence", confidence))
    tail = 0.5 - confidence / 2
    some = np.where(observed > 0, observed, np.nan)
    return Limits(observed / gammaincinv(observed + 1, 1 - tail), some / gammaincinv(some, tail))


def overdispersion(count: ArrayLike, n: ArrayLike, target: float) -> Overdispersion:
    """Estimate how much more units differ than chance lets them, from arcsine scores with their ends drawn in.

    Estimate it on all units of the country or on a group of peers; a handful of units tells nothing.

    Args:
        count: One per unit, shape (units,).
        n: Denominators, broadcast.
        target: The share 0–1 around which they spread.

    Returns:
        NaN with fewer than two units or without a target; units without count or with n 0 are left out.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.wilson`, and for a target outside [0, 1].

    Source: Spiegelhalter 2005, QSHC 14:347; Spiegelhalter et al. 2012, JRSS A 175:1. The 10 % at each end are set to
    the quantiles (type 7).

    Example:
        >>> found = overdispersion([30, 45, 60, 75], [100, 100, 100, 100], 0.525)
        >>> round(found.phi, 2), round(found.tau2, 4)
        (8.08, 0.0244)
    """
    x, total = np.broadcast_arrays(as_floats(count), as_floats(n))
    refuse(count_faults(x, total), share_faults("target", as_floats(target)))
    present = ~np.isnan(x) & (total > 0)
    x, weight = x[present], 4 * total[present]
    units = x.size
    if units < 2 or np.isnan(as_floats(target)):  # noqa: PLR2004 - one unit has no spread
        return Overdispersion(np.nan, np.nan)
    scores = _angle(4 * x / weight) - _angle(as_floats(target))
    scores *= np.sqrt(weight)
    phi = np.mean(np.clip(scores, *np.quantile(scores, (_TAIL, 1 - _TAIL))) ** 2)
    room = weight.sum() - (weight**2).sum() / weight.sum()
    return Overdispersion(float(phi), max(0.0, float((units * phi - (units - 1)) / room)))


def overdispersed_limits(target: ArrayLike, n: ArrayLike, tau2: ArrayLike, confidence: float = 0.95) -> Limits:
    """Limits of a funnel that leaves room for what goes beyond chance in all units.

    Args:
        target: Shares 0–1, any shape.
        n: Denominators, broadcast.
        tau2: Variance between units, from :func:`overdispersion`, broadcast; 0 gives plain arcsine limits.
        confidence: Between 0 and 1.

    Returns:
        Shares 0–1 of the broadcast shape; NaN where something is missing or n is 0.

    Raises:
        ValueError: As :func:`funnel_proportion`, and for a negative or infinite ``tau2``.

    Source: as :func:`overdispersion`.

    Example:
        >>> [round(float(overdispersed_limits(0.8, 100, tau2).low), 4) for tau2 in (0, 0.01)]
        [0.7164, 0.6019]
    """
    t, total, between = np.broadcast_arrays(as_floats(target), as_floats(n), as_floats(tau2))
    wrong = (share_faults("target", t), whole_faults("n", total), size_faults("tau2", between))
    refuse(*wrong, level_faults("confidence", confidence))
    variance = 1 / (4 * np.where(total > 0, total, np.nan)) + between
    half = ndtri(0.5 + confidence / 2) * np.sqrt(variance)
    low, high = (np.sin(np.clip(_angle(t) + sign * half, 0, np.pi / 2)) ** 2 for sign in (-1, 1))
    return Limits(low, high)


def _angle(share: Floats) -> Floats:
    return np.asarray(np.arcsin(np.sqrt(share)))
