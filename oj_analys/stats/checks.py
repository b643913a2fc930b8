"""What every statistic demands of its input, said in one sentence with all faults."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def as_floats(values: ArrayLike) -> Floats:
    """Return a new float array; None and pandas' missing values become NaN."""
    return np.array(values, dtype=np.float64)


def check_counts(count: Floats, n: Floats) -> None:
    """Raise ValueError unless counts and denominators are whole, finite and 0 <= count <= n (NaN passes)."""
    faults = []
    for name, values in (("count", count), ("n", n)):
        present = values[~np.isnan(values)]
        if np.any(np.isinf(present)):
            faults.append(f"{name} is infinite")
        elif np.any(present < 0):
            faults.append(f"{name} is negative")
        elif np.any(present != np.floor(present)):
            faults.append(f"{name} is not whole")
    if np.any(count > n):
        faults.append("count exceeds n")
    if faults:
        raise ValueError("; ".join(faults))


def check_open_unit(name: str, value: float) -> None:
    """Raise ValueError unless 0 < value < 1."""
    if not 0 < value < 1:
        raise ValueError(f"{name} is {value}, must lie between 0 and 1")


def check_target(target: Floats) -> None:
    """Raise ValueError unless every target lies in [0, 1] (NaN passes)."""
    present = target[~np.isnan(target)]
    if np.any((present < 0) | (present > 1)):
        raise ValueError("target lies outside 0 to 1")
