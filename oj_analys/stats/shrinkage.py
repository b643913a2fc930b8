"""Values of small units drawn towards what is usual, by how much chance is in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, gammaincinv

from oj_analys.stats.checks import (
    Floats,
    as_floats,
    count_faults,
    level_faults,
    positive_faults,
    refuse,
    shape_faults,
    share_faults,
    size_faults,
    whole_faults,
)
from oj_analys.stats.intervals import Interval

_FEWEST = 3  # units


class Raw(StrEnum):
    """Why values are left as they are."""

    FEW_UNITS = "few units"
    ALL_ALIKE = "nobody or everybody"
    SINGLE_PERSONS = "one person per unit"


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Estimates between the raw values and their common mean, and the prior that they rest on.

    ``weight`` is the share 0–1 of the raw value in the estimate: n / (n + ``prior_size``). The prior is worth as
    much as ``prior_size`` persons (or units of exposure): inf where chance explains all differences, 0 where nothing
    could be learnt, with the reason in ``raw``.
    """

    estimate: Floats
    weight: Floats
    prior_mean: float
    prior_size: float
    raw: Raw | None


def binomial_moments(count: ArrayLike, n: ArrayLike) -> Shrunken:
    """Shrink proportions by the method of moments.

    Args:
        count: One per unit, shape (units,): all units of the country or a group of peers, never a handful.
        n: Denominators, broadcast.

    Returns:
        Shares 0–1, one per unit; NaN where the count is missing or n is 0, which are left out. With fewer than three
        units, one person each, or nobody or everybody with the property the raw values are returned.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.wilson`, or if ``count`` is no list of numbers.

    Source: Martuzzi & Elliott 1996, Stat Med 15:1867, the weight kept within 0–1.

    Example:
        >>> found = binomial_moments([0, 9, 41, 70], [4, 20, 60, 90])
        >>> found.estimate.round(3).tolist(), found.weight.round(3).tolist(), round(found.prior_mean, 3)
        ([0.512, 0.538, 0.684, 0.768], [0.257, 0.634, 0.838, 0.886], 0.69)
    """
    x, total = np.broadcast_arrays(as_floats(count), as_floats(n))
    refuse(count_faults(x, total), shape_faults("count", x))
    total = np.where(~np.isnan(x) & (total > 0), total, np.nan)
    mean, spread, typical, units = _moments(x, total)
    chance = mean * (1 - mean)
    if units < _FEWEST or not chance > 0 or typical <= 1:
        return _as_they_are(x, total, mean, units, alike=not chance > 0)
    between = (typical * spread - chance) / (typical - 1)
    return _shrunken(x, total, mean, max(chance / between - 1, 0.0) if between > 0 else np.inf)


def poisson_moments(count: ArrayLike, exposure: ArrayLike) -> Shrunken:
    """Shrink rates by the method of moments.

    Args:
        count: Events, one per unit, shape (units,): all units of the country or a group of peers, never a handful.
        exposure: Person-years or the like, above 0; broadcast.

    Returns:
        Events per unit of exposure, one per unit; NaN where something is missing, which is left out. With fewer than
        three units or no events the raw values are returned.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.poisson_exact`, or if ``count`` is no list of numbers.

    Source: Marshall 1991, Appl Stat 40:283, the variance between units kept at 0 or above.

    Example:
        >>> found = poisson_moments([1, 4, 30, 90], [10, 20, 60, 90])
        >>> found.estimate.round(3).tolist(), found.weight.round(3).tolist(), round(found.prior_mean, 3)
        ([0.358, 0.337, 0.522, 0.976], [0.566, 0.723, 0.887, 0.922], 0.694)
    """
    x, time = np.broadcast_arrays(as_floats(count), as_floats(exposure))
    refuse(whole_faults("count", x), positive_faults("exposure", time), shape_faults("count", x))
    time = np.where(np.isnan(x), np.nan, time)
    mean, spread, typical, units = _moments(x, time)
    if units < _FEWEST or not mean > 0:
        return _as_they_are(x, time, mean, units, alike=not mean > 0)
    between = spread - mean / typical
    return _shrunken(x, time, mean, mean / between if between > 0 else np.inf)


def beta_binomial(
    count: ArrayLike, n: ArrayLike, prior_mean: float, prior_size: float, confidence: float = 0.95
) -> Interval:
    """Posterior mean and interval of proportions, given the prior of :func:`binomial_moments`.

    Args:
        count: Whole numbers, any shape.
        n: Denominators, broadcast.
        prior_mean: Share 0–1.
        prior_size: Persons that the prior is worth, 0 or more, or inf.
        confidence: Between 0 and 1.

    Returns:
        Shares 0–1 of the broadcast shape; NaN where something is missing or n is 0. No limits where the prior is worth
        0 or infinitely many persons, for it was not estimated.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.wilson`, and for a prior outside its range.

    Source: Griffin & Krutchkoff 1971, Biometrika 58:217 (beta-binomial); quantiles of Beta(prior + yes, prior + no).

    Example:
        >>> posterior = beta_binomial([0, 9], [10, 10], 0.5, 10)
        >>> posterior.value.tolist(), posterior.low.round(3).tolist(), posterior.high.round(3).tolist()
        ([0.25, 0.7], [0.091, 0.488], [0.456, 0.874])
    """
    x, total = np.broadcast_arrays(as_floats(count), as_floats(n))
    prior = (share_faults("prior_mean", as_floats(prior_mean)), _prior_faults(prior_size))
    refuse(count_faults(x, total), *prior, level_faults("confidence", confidence))
    total = np.where(total > 0, total, np.nan)
    size = prior_size if 0 < prior_size < np.inf else np.nan
    yes, no = size * prior_mean + x, size * (1 - prior_mean) + total - x
    low, high = (betaincinv(yes, no, 0.5 + side * confidence / 2) for side in (-1, 1))
    return Interval(_pulled(x, total, prior_mean, prior_size), low, high)


def gamma_poisson(
    count: ArrayLike, exposure: ArrayLike, prior_mean: float, prior_size: float, confidence: float = 0.95
) -> Interval:
    """Posterior mean and interval of rates, given the prior of :func:`poisson_moments`.

    Args:
        count: Whole numbers, any shape.
        exposure: Person-years or the like, above 0; broadcast.
        prior_mean: Events per unit of exposure.
        prior_size: Exposure that the prior is worth, 0 or more, or inf.
        confidence: Between 0 and 1.

    Returns:
        As :func:`beta_binomial`, in events per unit of exposure.

    Raises:
        ValueError: As :func:`oj_analys.stats.intervals.poisson_exact`, and for a prior outside its range.

    Source: Clayton & Kaldor 1987, Biometrics 43:671; quantiles of Gamma(prior + events, prior + exposure).

    Example:
        >>> posterior = gamma_poisson([0, 9], [10, 10], 0.5, 10)
        >>> posterior.value.tolist(), posterior.low.round(3).tolist(), posterior.high.round(3).tolist()
        ([0.25, 0.7], [0.081, 0.383], [0.512, 1.112])
    """
    x, time = np.broadcast_arrays(as_floats(count), as_floats(exposure))
    prior = (size_faults("prior_mean", as_floats(prior_mean)), _prior_faults(prior_size))
    wrong = (whole_faults("count", x), positive_faults("exposure", time), *prior)
    refuse(*wrong, level_faults("confidence", confidence))
    size = prior_size if 0 < prior_size < np.inf else np.nan
    low, high = (gammaincinv(size * prior_mean + x, 0.5 + side * confidence / 2) / (size + time) for side in (-1, 1))
    return Interval(_pulled(x, time, prior_mean, prior_size), low, high)


def _moments(x: Floats, size: Floats) -> tuple[float, float, float, int]:
    """Return the pooled value, the weighted variance around it, the mean size, and the number of units."""
    units = int(np.sum(~np.isnan(size)))
    if not units:
        return np.nan, np.nan, np.nan, 0
    everybody = np.nansum(size)
    mean = np.nansum(np.where(np.isnan(size), np.nan, x)) / everybody
    spread = np.nansum(size * (x / size - mean) ** 2) / everybody
    return float(mean), float(spread), float(everybody / units), units


def _shrunken(x: Floats, size: Floats, mean: float, prior_size: float) -> Shrunken:
    weight = size / (size + prior_size)
    return Shrunken(_pulled(x, size, mean, prior_size), weight, mean, prior_size, None)


def _as_they_are(x: Floats, size: Floats, mean: float, units: int, *, alike: bool) -> Shrunken:
    why = Raw.FEW_UNITS if units < _FEWEST else Raw.ALL_ALIKE if alike else Raw.SINGLE_PERSONS
    return Shrunken(x / size, size / size, mean, 0.0, why)


def _pulled(x: Floats, size: Floats, mean: float, prior_size: float) -> Floats:
    weight = size / (size + prior_size)
    return weight * (x / size) + (1 - weight) * mean


def _prior_faults(size: float) -> list[str]:
    return [] if size >= 0 else [f"prior_size is {size}, must be 0 or more"]
