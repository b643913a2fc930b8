"""What every statistic demands of its input, said in one sentence with all faults."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def as_floats(values: ArrayLike) -> Floats:
    """Return a new float array; None and what is missing in a pandas column become NaN."""
    return np.array(values, dtype=np.float64)


def refuse(*faults: Iterable[str]) -> None:
    """Raise ValueError with all faults, if there are any."""
    found = [fault for some in faults for fault in some]
    if found:
        raise ValueError("; ".join(found))


def count_faults(count: Floats, n: Floats) -> list[str]:
    """Say why counts and denominators are not whole, finite and 0 <= count <= n (NaN passes)."""
    above = ["count exceeds n"] if np.any(count > n) else []
    return [*whole_faults("count", count), *whole_faults("n", n), *above]


def whole_faults(name: str, values: Floats) -> list[str]:
    """Say why numbers are not whole, finite and at least 0 (NaN passes)."""
    present = values[~np.isnan(values)]
    return size_faults(name, values) + [f"{name} is not whole"] * bool(np.any(present != np.floor(present)))


def size_faults(name: str, values: Floats) -> list[str]:
    """Say why numbers are not finite and at least 0 (NaN passes)."""
    return finite_faults(name, values) + [f"{name} is negative"] * bool(np.any(values < 0))


def positive_faults(name: str, values: Floats) -> list[str]:
    """Say why numbers are not finite and above 0 (NaN passes)."""
    return finite_faults(name, values) + [f"{name} is not above 0"] * bool(np.any(values <= 0))


def finite_faults(name: str, values: Floats) -> list[str]:
    """Say that a number is infinite (NaN passes)."""
    return [f"{name} is infinite"] * bool(np.any(np.isinf(values)))


def level_faults(name: str, value: float) -> list[str]:
    """Say that a level does not lie inside (0, 1)."""
    return [] if 0 < value < 1 else [f"{name} is {value}, must lie between 0 and 1"]


def share_faults(name: str, values: Floats) -> list[str]:
    """Say that a share lies outside [0, 1] (NaN passes)."""
    return [f"{name} lies outside 0 to 1"] * bool(np.any((values < 0) | (values > 1)))


def shape_faults(name: str, values: Floats) -> list[str]:
    """Say that what must be a list of numbers is something else."""
    return [] if values.ndim == 1 else [f"{name} is no list of numbers"]
