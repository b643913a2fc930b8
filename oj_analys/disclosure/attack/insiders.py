"""What a kommun that knows its own hidden counts can work out of the others'."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from oj_analys.disclosure.attack.bounds import unknown_sums
from oj_analys.disclosure.attack.known import EXACT
from oj_analys.disclosure.attack.system import System
from oj_analys.frames.shown import Key


def seen_from_inside(system: System, kommuner: frozenset[str]) -> Iterator[Key]:
    """Yield the hidden counts of a kommun that some other kommun can work out from its own hidden ones.

    Tested is exactly this: is the hidden count, as a sum of persons in the full cross, a linear combination of the
    printed sums and of the other kommun's hidden sums? Then it follows whatever their values are. That the numbers must
    also be whole and no less than 1 is not used: for the smallest own counts that leaves as many candidates as anybody
    has, and larger ones are not for the attacker to know.
    """
    unknown = np.isnan(system.known)
    sums = [(cell, form[unknown]) for cell, form, _ in unknown_sums(system) if form.any()]
    hidden = [(cell.key, form) for cell, form in sums if cell.value is None and cell.key.unit in kommuner]
    if len({key.unit for key, _ in hidden}) < 2:  # noqa: PLR2004 - it takes two
        return
    free = _free(np.array([form for cell, form in sums if cell.value is not None]).reshape(-1, int(unknown.sum())))
    moves = {key: form @ free for key, form in hidden}
    for key, move in moves.items():
        others = sorted({one.unit for one in moves} - {key.unit})
        if any(_follows(move, np.array([moves[one] for one in moves if one.unit == unit])) for unit in others):
            yield key


def _free(forms: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the directions in which the persons can change without any printed sum changing, as columns."""
    if not len(forms):
        return np.eye(forms.shape[1])
    _, sizes, directions = np.linalg.svd(forms)
    return np.asarray(directions[int((sizes > EXACT).sum()) :].T)


def _follows(move: npt.NDArray[np.float64], own: npt.NDArray[np.float64]) -> bool:
    """Say whether a sum is a combination of others; one that cannot change at all follows without them."""
    combination = np.linalg.lstsq(own.T, move, rcond=None)[0]
    return bool(np.abs(own.T @ combination - move).max(initial=0.0) < EXACT)
