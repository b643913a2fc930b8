"""Places in a ranking."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from oj_analys.stats.checks import Floats, as_floats


def mid_rank(values: ArrayLike) -> Floats:
    """Return the share of values below each value, ties counted by half: r = (below + tied / 2) / n.

    Args:
        values: One value per unit, shape (n,); the value itself counts among the tied.

    Returns:
        Shares 0–1 of the same shape; NaN where the value is missing. Missing values are not counted in n.

    Source: the mid-rank of nonparametric statistics (Lehmann 1975, Nonparametrics, ch. 1).

    Example:
        >>> mid_rank([1, 1, 1, 0, float("nan")]).tolist()
        [0.625, 0.625, 0.625, 0.125, nan]
    """
    x = as_floats(values)
    present = ~np.isnan(x)
    result = np.full(x.shape, np.nan)
    _, place, tied = np.unique(x[present], return_inverse=True, return_counts=True)
    below = np.cumsum(tied) - tied
    result[present] = (below + tied / 2)[place] / max(present.sum(), 1)
    return result
