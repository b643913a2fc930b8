"""The limits that a share is judged by against riket, for every number of answers: what a funnel draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from oj_analys import catalog
from oj_analys.analysis.position import rounding
from oj_analys.domain import EVERYONE, OPEN_POLICY, DataError, Problem, Reason, Status
from oj_analys.frames import COMPARED
from oj_analys.frames.funnel import FUNNEL, FUNNEL_LIMITS
from oj_analys.stats.checks import Floats, as_floats
from oj_analys.stats.detectable import detectable
from oj_analys.stats.funnel import funnel_proportion
from oj_analys.stats.intervals import wilson

_WHERE = "jämförelsen"
_RIKET = "riket"
_TESTED = ("", Reason.FA_SVAR)
_FINEST = 400  # up to this n every n has its step; above, steps of n/400: less than any eye sees

Clear = Callable[[Floats, Floats], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Judged:
    """The last count that is judged lower and the first judged higher than riket; NaN where none can be."""

    low: Floats
    high: Floats


def judged_counts(n: ArrayLike, reference: float) -> Judged:
    """Return the counts from which :func:`oj_analys.analysis.comparison.compare` says that a share differs from riket.

    The exact binomial test flags them, and their Wilson interval leaves out riket, also as it was before rounding.

    Args:
        n: Numbers of answers, whole numbers.
        reference: Riket's published value in percent; nothing is judged against 0, 100 or a value that is missing.

    Example:
        >>> found = judged_counts([14, 61, 402], 86.0)
        >>> found.low.tolist(), found.high.tolist()
        ([8.0, 46.0, 329.0], [nan, 58.0, 362.0])
    """
    total, rules = as_floats(n), catalog.rules()
    exact = detectable(total, reference / 100, rules.alpha)
    edge = float(rounding(as_floats(reference)))
    lowest, highest = reference - edge, reference + edge
    shares = np.clip([lowest / 100, highest / 100], 0, 1)
    below, above = (funnel_proportion(share, total, rules.confidence) for share in shares)

    def is_below(x: Floats, of: Floats) -> NDArray[np.bool_]:
        return 100 * wilson(x, of, rules.confidence).high < lowest

    def is_above(x: Floats, of: Floats) -> NDArray[np.bool_]:
        return 100 * wilson(x, of, rules.confidence).low > highest

    # The score limit is where Wilson's interval just touches: one count nearer to riket none is clear.
    low = _outwards(np.fmin(exact.x_low, np.floor(total * below.low) + 1), total, is_below, -1)
    high = _outwards(np.fmax(exact.x_high, np.ceil(total * above.high) - 1), total, is_above, 1)
    return Judged(np.where(np.isnan(exact.x_low), np.nan, low), np.where(np.isnan(exact.x_high), np.nan, high))


def _outwards(start: Floats, n: Floats, is_clear: Clear, step: int) -> Floats:
    """Step from each count away from riket to the first one that is clear; NaN where none is."""
    x = np.where((start >= 0) & (start <= n), start, np.nan)
    rows = np.flatnonzero(~np.isnan(x))
    while rows.size:
        rows = rows[~is_clear(x[rows], n[rows])]
        x[rows] += step
        gone = (x[rows] < 0) | (x[rows] > n[rows])
        x[rows[gone]] = np.nan
        rows = rows[~gone]
    return x


def judged_limits(n: ArrayLike, reference: float) -> Judged:
    """Return the limits in percent, half a count nearer to riket than the counts that are judged.

    No share of whole persons lies on a limit, so a share lies outside if and only if it is judged.
    """
    total, found = as_floats(n), judged_counts(n, reference)
    return Judged(100 * (found.low + 0.5) / total, 100 * (found.high - 0.5) / total)


def funnel(compared: pd.DataFrame, measure: str, period: str) -> pd.DataFrame:
    """Set every kommun's share beside the limits that it is judged by.

    Args:
        compared: A COMPARED frame with riket among its references.
        measure: The id of an open share.
        period: One of its periods.

    Returns:
        A FUNNEL frame. ``share`` is the percent that count and n give, which the published value may be rounded from,
        or riket's own where the two lie on either side of it; it is empty where nothing was tested, and ``reason`` says
        why. ``low`` and ``high`` are empty where no share of
        that n can be judged.

    Raises:
        DataError: If riket is not among the references, or if the figures are of persons.
        FrameError: If ``compared`` is no COMPARED frame.
    """
    COMPARED.check(compared)
    rows = _rows_of(compared, measure, period)
    _need(rows, measure)
    shown = rows["status"] == Status.OK
    value, reference = (rows[name].to_numpy() for name in ("value", "reference"))
    count, n = (rows[name].where(shown).astype("float64").to_numpy() for name in ("count", "n"))
    n_or_nothing = np.where(n > 0, n, np.nan)
    asked = rows["reason"].isin(_TESTED).to_numpy()
    tested = asked & ~np.isnan(reference)
    share = np.where(tested, 100 * count / n_or_nothing, np.nan)
    found = _limits_of(np.where(np.isnan(share), np.nan, n), reference)
    # A value that is printed on the other side of riket than its share is not judged; it stands on riket's own line,
    # between the two: where it is printed may be outside when riket has more decimals.
    apart = (value - reference) * (share - reference) < 0
    apart |= (value == reference) & ~np.isnan(share)
    return FUNNEL.build(
        pd.DataFrame(
            {
                **{name: rows[name] for name in ("unit", "measure", "period", "status", "reference", "position")},
                "value": rows["value"].where(shown),
                "n": rows["n"].where(shown),
                "share": np.where(apart, reference, share),
                "low": found.low,
                "high": found.high,
                "reason": rows["reason"]
                .mask(tested & np.isnan(share), str(Reason.N_SAKNAS))
                .mask(asked & np.isnan(reference), str(Reason.REFERENS_SAKNAS)),
            }
        )
    )


def outside_by_chance(compared: pd.DataFrame, measure: str, period: str) -> float:
    """Return how many kommuner chance alone would flag if none truly differed from riket: the sum of their chances.

    Args:
        compared: A COMPARED frame with riket among its references.
        measure: The id of an open share.
        period: One of its periods.

    Source: the attained levels of the tests, added (Benjamini & Hochberg 1995 JRSS B 57:289 on many tests).
    """
    return float(_rows_of(compared, measure, period)["chance"].sum())


def funnel_limits(reference: float, first: int, last: int, own: ArrayLike = ()) -> pd.DataFrame:
    """Return the limits in steps from one number of answers to another.

    Args:
        reference: Riket's published value in percent.
        first: The smallest number of answers, at least 1.
        last: The largest.
        own: Numbers of answers that must have a step of their own, the kommuner's.

    Returns:
        A FUNNEL_LIMITS frame, ``n`` rising: every whole number, above 400 thinned out. A step begins half an answer
        below its n and ends where the next begins; ``low`` and ``high`` are empty where nothing can be judged.
    """
    steps = [first]
    while steps[-1] < last:
        steps.append(min(steps[-1] + max(1, steps[-1] // _FINEST), last))
    inside = [each for each in np.asarray(own, dtype=np.int64).tolist() if first <= each <= last]
    n = np.array(sorted({*steps, *inside}))
    found = judged_limits(n, reference)
    return FUNNEL_LIMITS.build(pd.DataFrame({"n": n, "low": found.low, "high": found.high}))


def _rows_of(compared: pd.DataFrame, measure: str, period: str) -> pd.DataFrame:
    wanted = (compared["measure"] == measure) & (compared["period"] == period) & (compared["reference_kind"] == _RIKET)
    return compared[wanted & (compared["sex"] == "T") & (compared["group"] == EVERYONE)]


def _limits_of(n: Floats, reference: Floats) -> Judged:
    """Return each row's limits, by its own reference."""
    low, high = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    for value in np.unique(reference[~np.isnan(reference)]).tolist():
        rows = (reference == value) & ~np.isnan(n)
        found = judged_limits(n[rows], value)
        low[rows], high[rows] = found.low, found.high
    return Judged(low, high)


def _need(rows: pd.DataFrame, measure: str) -> None:
    if rows.empty:
        allowed = 'en jämförelse med "riket"'
        raise DataError(Problem(_WHERE, "riket saknas", allowed, 'Lägg till "riket" i against.'))
    if (rows["policy"] != OPEN_POLICY).any():
        found = f"{measure} gäller personer och prövas inte mot riket svar för svar"
        raise DataError(Problem(_WHERE, found, "öppna mått", "Använd chart_bars eller chart_profile."))
