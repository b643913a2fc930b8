"""The least and the greatest that a hidden count can be, in whole persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np
import numpy.typing as npt

from oj_analys.disclosure.attack.known import EXACT
from oj_analys.disclosure.attack.system import Cell, ContradictionError, Rest, System

_NODES = 2000  # branches of a search before it is given up

Numbers = npt.NDArray[np.float64]


class Verdict(Enum):
    """What the attacker knows of a count."""

    EXACT = auto()
    NARROW = auto()
    SMALL = auto()
    UNDECIDED = auto()


@dataclass(slots=True)
class _Target:
    """A sum of unknown atoms to find the ends of, and the ends that solutions have reached so far."""

    of: Cell | Rest
    form: Numbers
    base: float
    low: float = np.inf
    high: float = -np.inf

    def see(self, solution: Numbers) -> None:
        """Take in what the sum is in one more solution."""
        value = self.base + float(self.form @ solution)
        self.low, self.high = min(self.low, value), max(self.high, value)

    def is_safe(self, least: int) -> bool:
        """Say whether the solutions so far leave the attacker enough to choose from."""
        if isinstance(self.of, Rest):
            return self.high - self.low > EXACT or not EXACT < self.low < least - EXACT
        return self.high - self.low > least - 1 - EXACT

    @property
    def verdict(self) -> Verdict:
        """What is known, once the ends are the true ends."""
        if isinstance(self.of, Rest):
            return Verdict.SMALL
        return Verdict.EXACT if self.high - self.low < EXACT else Verdict.NARROW


@dataclass(frozen=True, slots=True)
class Component:
    """Atoms that hang together; sums of ``forms`` lie between ``lows`` and ``highs``, and no atom is over ``cap``."""

    forms: Numbers
    lows: Numbers
    highs: Numbers
    cap: float
    targets: list[_Target] = field(default_factory=list)


def findings(system: System, least: int) -> Iterator[tuple[Cell | Rest, Verdict]]:
    """Yield every hidden count and every rest that is known too well.

    A hidden count must have ``least`` candidates from its least value to its greatest, all at least 1 since zeros are
    printed. A rest, which may be nobody, must not be known to be one number from 1 to below ``least``. Both ends are
    found in whole numbers of persons; one solution serves all sums that it happens to separate.

    Raises:
        ContradictionError: Where no whole numbers of persons fit.
    """
    for component in components(system):
        for target in component.targets:
            yield from ((target.of, verdict) for verdict in _judged(component, target, least))


def components(system: System) -> list[Component]:
    """Return the parts of a system that have nothing to do with each other, with what is to be found in each."""
    labels = _labels(system)
    targets = _targets(system)
    found = [_component(system, targets, labels == label) for label in np.unique(labels[labels >= 0])]
    fixed = [target for target in targets if not target.form.any()]
    for target in fixed:
        if isinstance(target.of, Cell) and target.base < 1:
            raise ContradictionError
        target.low = target.high = target.base
    still = Component(np.zeros((0, 0)), np.zeros(0), np.zeros(0), 0.0, fixed)
    return [one for one in (still, *found) if one.targets]


def unknown_sums(system: System) -> Iterator[tuple[Cell, Numbers, float]]:
    """Yield every cell as a form in the unknown atoms, and what the known ones among its atoms add up to."""
    for cell in system.cells:
        yield cell, *_form(system, cell.atoms)


def _labels(system: System) -> npt.NDArray[np.int64]:
    """Number the unknown atoms by what they hang together with; -1 for known ones."""
    unknown = np.isnan(system.known)
    labels = np.where(unknown, np.arange(len(unknown)), -1)
    groups = [cell.atoms[unknown[cell.atoms]] for cell in system.cells]
    groups += [pair[unknown[pair]] for pair in system.below]
    while True:
        before = labels.copy()
        for group in groups:
            if len(group):
                labels[group] = labels[group].min()
        if (before == labels).all():
            return labels


def _form(system: System, atoms: npt.NDArray[np.int64]) -> tuple[Numbers, float]:
    form = np.zeros(len(system.known))
    values = system.known[atoms]
    unknown = np.isnan(values)
    form[atoms[unknown]] = 1.0
    return form, float(values[~unknown].sum())


def _targets(system: System) -> list[_Target]:
    hidden = [_Target(cell, form, base) for cell, form, base in unknown_sums(system) if cell.value is None]
    for rest in system.rests:
        (form, base), (minus, known) = _form(system, rest.atoms), _form(system, rest.minus)
        hidden.append(_Target(rest, form - minus, base - known))
    return hidden


def _component(system: System, targets: list[_Target], inside: npt.NDArray[np.bool_]) -> Component:
    forms, lows, highs = [], [], []
    for cell, form, base in unknown_sums(system):
        if form[inside].any():
            forms.append(form[inside])
            lows.append((1.0 if cell.value is None else cell.value) - base)
            highs.append(np.inf if cell.value is None else cell.value - base)
    for part, whole in system.below:
        if inside[part] or inside[whole]:
            form = np.zeros(len(inside))
            form[part], form[whole] = (1.0 if inside[part] else 0.0), (-1.0 if inside[whole] else 0.0)
            forms.append(form[inside])
            lows.append(-np.inf)
            highs.append(np.nansum([system.known[whole], -system.known[part]]))
    own = [
        _Target(target.of, target.form[inside], target.base)
        for target in targets
        if target.form[inside].any() and not target.form[~inside].any()
    ]
    printed = [cell.value for cell in system.cells if cell.value is not None]
    return Component(np.array(forms), np.array(lows), np.array(highs), 100.0 + sum(printed), own)


def _judged(component: Component, target: _Target, least: int) -> Iterator[Verdict]:
    if len(component.forms):
        for sign in (-1.0, 1.0):
            if np.isfinite(target.low) and target.is_safe(least):
                return
            solution = _solved(component, sign * target.form)
            if solution is None:
                yield Verdict.UNDECIDED
                return
            for other in component.targets:
                other.see(solution)
    if not target.is_safe(least):
        yield target.verdict


def _solved(component: Component, costs: Numbers) -> Numbers | None:
    """Return the whole numbers that make the costs least, None if the search is given up."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - slow to load, and seldom needed
    from scipy.sparse import csr_array  # noqa: PLC0415 - as above

    found = milp(
        costs,
        integrality=np.ones(len(costs), dtype=np.int64),
        bounds=Bounds(0, component.cap),
        constraints=LinearConstraint(csr_array(component.forms), component.lows, component.highs),
        options={"node_limit": _NODES, "mip_rel_gap": 0.0},
    )
    if found.status == 2:  # noqa: PLR2004 - scipy's number for infeasible
        raise ContradictionError
    return np.round(found.x) if found.status == 0 else None
