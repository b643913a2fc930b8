"""Many tests at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from oj_analys.stats.checks import Floats, as_floats, refuse, share_faults


def adjust(p: ArrayLike, method: str = "bh") -> Floats:
    """Adjust the p of many tests for their number.

    Args:
        p: One per test, any shape; all tests count as one family.
        method: ``"bh"`` (Benjamini & Hochberg: the share of false ones among those kept) or ``"holm"`` (the chance
            that any of those kept is false).

    Returns:
        Adjusted p of the same shape, at most 1; NaN where p is missing, and such tests do not count.

    Raises:
        ValueError: For a p outside 0 to 1 or an unknown method.

    Source: Benjamini & Hochberg 1995, JRSS B 57:289; Holm 1979, Scand J Stat 6:65. R: ``p.adjust``.

    Example:
        >>> adjust([0.01, 0.02, float("nan"), 0.04]).round(4).tolist()
        [0.03, 0.03, nan, 0.04]
    """
    values = as_floats(p)
    refuse(share_faults("p", values), [] if method in {"bh", "holm"} else [f"method is {method!r}, not 'bh' or 'holm'"])
    result = np.full(values.shape, np.nan)
    present = ~np.isnan(values)
    result[present] = (_benjamini_hochberg if method == "bh" else _holm)(values[present])
    return result


def _benjamini_hochberg(p: Floats) -> Floats:
    order = np.argsort(p)
    steps = p[order] * (p.size / np.arange(1, p.size + 1))
    return _placed(np.minimum.accumulate(steps[::-1])[::-1], order)


def _holm(p: Floats) -> Floats:
    order = np.argsort(p)
    return _placed(np.maximum.accumulate(p[order] * np.arange(p.size, 0, -1)), order)


def _placed(steps: Floats, order: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Floats:
    result = np.empty(steps.shape)
    result[order] = np.minimum(steps, 1.0)
    return result
