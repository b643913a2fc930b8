"""The record of what a release shows of persons: its guarded figures, and what anybody may know of their measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

import pandas as pd

from oj_analys import catalog
from oj_analys.disclosure.guard import Guard, guards
from oj_analys.disclosure.structure import totals
from oj_analys.domain import OPEN_POLICY, Edition, Measure, Policy, Statistic, Status
from oj_analys.frames.measures import KEY, check_measures
from oj_analys.frames.shown import Key, Release, Shown, ShownFigure, ShownMeasure, ShownPolicy
from oj_analys.frames.shown_json import to_json


def shown_in(edition: Edition, measures: pd.DataFrame, own: Iterable[Measure] = ()) -> Shown:
    """Return what an edition shows, without its files.

    Args:
        edition: Brings the policies that the county has changed.
        measures: A MEASURES frame that is guarded; its open rows are left out.
        own: The group's own measures.

    Raises:
        DataError: For a measure of persons that nobody knows.
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    check_measures(measures)
    guarded = measures[measures["policy"] != OPEN_POLICY].sort_values(list(KEY))
    names = dict.fromkeys(sorted(guarded["measure"]), False)
    known = guards(names, {measure.id: measure for measure in own}, None, edition.policies)
    members = totals()
    return Shown(
        utgava=edition.utgava,
        sender=edition.sender,
        figures=tuple(_figures(guarded, known)),
        measures=tuple(_measure(guard) for guard in known.values()),
        policies=tuple(_policy(policy) for policy in _policies(known.values(), edition.policies)),
        members={unit: tuple(sorted(members[unit])) for unit in sorted(set(guarded["unit"]) & members.keys())},
    )


def release_of(shown: Shown, taken: str) -> Release:
    """Return the entry of the register for a record with all its files; ``taken`` is the day of its data."""
    fingerprint = sha256(to_json(shown)).hexdigest()
    return Release(shown.utgava, taken, shown.figures, shown.measures, shown.policies, fingerprint)


def _figures(guarded: pd.DataFrame, known: Mapping[str, Guard]) -> Iterator[ShownFigure]:
    keys = map(Key._make, zip(*(guarded[name] for name in KEY), strict=True))
    facts = zip(guarded["status"], guarded["policy"], strict=True)
    numbers = zip(*(_numbers(guarded[name]) for name in ("value", "n", "low", "high")), strict=True)
    for key, (status, policy), (value, n, low, high) in zip(keys, facts, numbers, strict=True):
        whole = None if n is None else int(n)
        yield ShownFigure(key, Status(status), policy, known[key.measure].decimals, value, whole, low, high)


def _numbers(column: pd.Series) -> list[float | None]:
    return [None if pd.isna(number) else float(number) for number in column]


def _measure(guard: Guard) -> ShownMeasure:
    return ShownMeasure(
        id=guard.measure,
        statistic=str(guard.statistic or ""),
        policy=guard.policy.id,
        population=guard.population,
        part_of=guard.part_of,
        derived_from=tuple(guard.derived_from),
        ends=guard.ends,
        title=guard.title,
    )


def _policies(known: Iterable[Guard], own: Sequence[Policy]) -> list[Policy]:
    return [catalog.policy(name, own) for name in sorted({guard.policy.id for guard in known})]


def _policy(policy: Policy) -> ShownPolicy:
    least = {str(statistic): number for statistic, number in policy.least.items()}
    decimals = {str(statistic): number for statistic, number in policy.decimals.items()}
    cell_least = policy.least[Statistic.ANTAL] if policy.each_cell else 0
    return ShownPolicy(policy.id, least, decimals, cell_least, policy.n_step, policy.band, policy.insiders)
