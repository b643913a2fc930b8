"""The last look before a chart or a report: does a frame show more of persons than its policies allow?

A policy is only a word in a column; whoever writes it by hand has guarded nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.disclosure.rounding import half_up
from oj_analys.disclosure.visibility import visible_to
from oj_analys.domain import DRAFT_POLICY_PREFIX, OPEN_POLICY, Grupp, Measure, Policy, Statistic, Status
from oj_analys.frames import FrameError


def unguarded(measures: pd.DataFrame) -> int:
    """Return how many rows of a MEASURES frame show more of persons than their policy allows.

    These are figures of an instrument that are called open, figures of fewer answers than the minimum, and figures with
    more decimals than the policy leaves. 0 is no proof that the frame came from ``protect``, which also hides what
    follows by subtraction. Where a county may have lowered a minimum, the lowest that it can have decided on is what
    counts: ``check_release`` knows the county's own numbers.

    Example:
        >>> import oj_analys as oj
        >>> from oj_analys.frames import MEASURES
        >>> row = {"unit": "2303", "measure": "ebp.svarande", "period": "2025", "sex": "T", "group": "alla"}
        >>> unguarded(MEASURES.build([row | {"value": 4, "count": 4, "status": "ok", "policy": "ebp_personal"}]))
        1
    """
    return _uncovered(measures, {name: _lowest(policy) for name, policy in catalog.policies().items()})


def check_release(measures: pd.DataFrame, unit: str, grupp: Grupp, policies: Sequence[Policy] = ()) -> None:
    """Raise FrameError if a reader's frame shows unguarded figures, or persons of another kommun.

    Args:
        measures: The MEASURES frame that a report is made of.
        unit: The kommun that reads; empty for the group itself.
        grupp: The group.
        policies: Those that the county has changed.
    """
    faults = []
    if rows := _uncovered(measures, {**catalog.policies(), **{policy.id: policy for policy in policies}}):
        faults.append(f"{rows} rows show more of persons than their policy allows")
    if rows := len(measures) - len(visible_to(measures, unit, grupp, policies)):
        faults.append(f"{rows} rows are not for this reader")
    if faults:
        raise FrameError("not fit for release: " + "; ".join(faults))


def _lowest(policy: Policy) -> Policy:
    """Return the policy with the least minimums that a county may have."""
    return replace(policy, least={**policy.least, **policy.floor})


def _uncovered(measures: pd.DataFrame, policies: Mapping[str, Policy]) -> int:
    known = {measure.id: measure for one in catalog.instruments().values() for measure in one.measures}
    shown = measures["status"] == Status.OK
    of_persons = measures["measure"].isin(known) | (measures["policy"] != OPEN_POLICY)
    rows = measures[shown & of_persons]
    return sum(
        not _allowed(known.get(name), policies.get(label.removeprefix(DRAFT_POLICY_PREFIX)), value, n, count)
        for name, label, value, n, count in zip(
            rows["measure"],
            rows["policy"],
            rows["value"],
            *(rows[column].astype("float64").to_numpy() for column in ("n", "count")),
            strict=True,
        )
    )


def _allowed(measure: Measure | None, policy: Policy | None, value: float, n: float, count: float) -> bool:
    if policy is None or policy.id == OPEN_POLICY:
        return False
    statistic = _statistic(measure, n)
    if value != half_up(value, policy.decimals[statistic]):
        return False
    if measure is not None and measure.derived_from:
        return True  # its counts have rows of their own
    size = count if statistic is Statistic.ANTAL else n
    return _is_none(policy, statistic, size) or size >= policy.least[statistic] - _lost(policy, statistic)


def _statistic(measure: Measure | None, n: float) -> Statistic:
    """Return the statistic of a measure; one that the catalogue does not know is a count where it has no ``n``."""
    if measure is not None and measure.statistic is not None:
        return measure.statistic
    return Statistic.ANTAL if np.isnan(n) else Statistic.ANDEL


def _is_none(policy: Policy, statistic: Statistic, size: float) -> bool:
    """Say whether nobody is counted, which is shown as it is."""
    return statistic is Statistic.ANTAL and size == 0 and policy.each_cell


def _lost(policy: Policy, statistic: Statistic) -> int:
    """Return how many answers the rounding down of ``n`` may have taken away."""
    return 0 if statistic is Statistic.ANTAL else policy.n_step - 1
