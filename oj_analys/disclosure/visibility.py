"""Who sees whom: figures of persons of one kommun are no other kommun's business."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import DRAFT_POLICY_PREFIX, OPEN_POLICY, Grupp, Policy, Status
from oj_analys.frames import check_measures

_EVERYONE = "alla"


def visible_to(measures: pd.DataFrame, unit: str, grupp: Grupp, policies: Sequence[Policy] = ()) -> pd.DataFrame:
    """Return the rows that a reader may see.

    Args:
        measures: A MEASURES frame of a group, already guarded.
        unit: The kommun that reads; empty for the group itself, which sees everything.
        grupp: The group.
        policies: Those that the county has changed.

    Returns:
        Open rows of all units. Of figures of persons the kommun's own and the group's; the group's of an instrument
        only where the kommun itself has a shown value of it, since a section without any is one sentence.

    Raises:
        DataError: For an unknown policy.
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    check_measures(measures)
    if not unit:
        return measures
    guarded = (
        measures["policy"].map({name: _is_guarded(name, policies) for name in measures["policy"].unique()}).astype(bool)
    )
    family = measures["measure"].str.partition(".")[0]
    own = measures["unit"] == unit
    given = set(family[guarded & own & (measures["status"] == Status.OK)])
    without = [name for name in catalog.instruments() if name not in given]
    whole = (measures["unit"] == grupp.unit) & ~family.isin(without)
    return measures[~guarded | own | whole].reset_index(drop=True)


def _is_guarded(policy: str, policies: Sequence[Policy]) -> bool:
    name = policy.removeprefix(DRAFT_POLICY_PREFIX)
    return name != OPEN_POLICY and catalog.policy(name, policies).visible_to != _EVERYONE
