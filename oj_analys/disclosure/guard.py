"""How each measure is guarded: its minimum, its precision, and whom it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from oj_analys import catalog
from oj_analys.domain import OPEN_POLICY, DataError, Measure, Policy, Problem, Questionnaire, Statistic

PERCENT = (0.0, 100.0)
LEAST_WIDTH = 0.3  # of a share: 30 procentenheter


@dataclass(frozen=True, slots=True)
class Guard:
    """How one measure is guarded; a measure whose ``statistic`` nobody knows (None) gets the strictest minimum.

    ``part_of`` and ``derived_from`` are as in ``Measure``. ``ends`` are the lowest and highest value that a mean or a
    share can have, None if nobody knows: a value there tells what everyone answered. ``scale`` are the lowest and
    highest answer to an item of a questionnaire, whose distribution this is.
    """

    measure: str
    policy: Policy
    statistic: Statistic | None
    population: str
    part_of: str = ""
    derived_from: tuple[str, ...] = ()
    ends: tuple[float, float] | None = None
    scale: tuple[float, float] | None = None
    title: str = ""

    @property
    def least(self) -> int:
        """The least number of answers, for counts of persons."""
        least = self.policy.least
        return max(least.values()) if self.statistic is None else least[self.statistic]

    @property
    def decimals(self) -> int:
        """The decimals that are shown."""
        decimals = self.policy.decimals
        return min(decimals.values()) if self.statistic is None else decimals[self.statistic]

    @property
    def cell_least(self) -> int:
        """The least count of a single answer, or of what a single kommun has sent in; 0 where the group is the cell."""
        return self.policy.least[Statistic.ANTAL] if self.policy.each_cell else 0

    @property
    def vagueness(self) -> float:
        """The least width, as a part of the scale, of what a reader may find out of a hidden group's mean or share.

        One step of a scale of answers, 30 procentenheter of a share; 0 where nobody knows the ends.
        """
        if self.statistic is Statistic.ANDEL and self.ends is not None:
            return LEAST_WIDTH
        ends = self.ends or self.scale
        return 0.0 if ends is None else 1 / (ends[1] - ends[0])

    @property
    def n_step(self) -> int:
        """What the number of answers is rounded down to; counts that stand beside their share are what they are."""
        return 1 if self.derived_from else self.policy.n_step

    @property
    def is_count(self) -> bool:
        """True for a number of persons."""
        return self.statistic is Statistic.ANTAL

    @property
    def by_cell(self) -> bool:
        """True for a number of persons that is guarded for itself, not with its group."""
        return self.is_count and self.policy.each_cell

    @property
    def whole_group(self) -> bool:
        """True where a group that is too small is hidden in every measure of its population."""
        return self.statistic in (Statistic.ANTAL, Statistic.ANDEL, Statistic.MEDEL) and not self.derived_from


def guards(
    counts: Mapping[str, bool], own: Mapping[str, Measure], policy: str | None, policies: Sequence[Policy] = ()
) -> dict[str, Guard]:
    """Return the guard of every measure of persons; open measures are left out.

    Args:
        counts: The measures to guard, with whether their rows look like counts (``count`` and no ``n``).
        own: Measures that are not in the catalogue.
        policy: Guards what neither of them knows; where they name a policy too, the stricter number of both holds.
        policies: Those that the county has changed.

    Raises:
        DataError: For every measure without a policy at once, or if ``policy`` is unknown or guards nothing.
    """
    named = None if policy is None else _named(policy)
    known = {name: _measure(name, own) for name in counts}
    if named is None and (unknown := [name for name, measure in known.items() if measure is None]):
        action = 'Ange vilket skydd som gäller, till exempel protect(..., policy="ebp_personal").'
        raise DataError([Problem(f"måttet {name}", "finns inte i katalogen", "", action) for name in unknown])
    found = {name: _guard(name, measure, counts[name], named, policies) for name, measure in known.items()}
    return {name: guard for name, guard in found.items() if guard is not None}


def _named(policy: str) -> Policy:
    if policy == OPEN_POLICY:
        allowed = ", ".join(name for name in catalog.policies() if name != OPEN_POLICY)
        raise DataError(Problem("policy", f'"{OPEN_POLICY}" skyddar ingen', allowed, "Välj ett skydd."))
    return catalog.policy(policy)


def _measure(name: str, own: Mapping[str, Measure]) -> Measure | None:
    if name in own:
        return own[name]
    try:
        found = catalog.measure(name)
    except DataError:
        return None
    return found if found.id == name else None  # a near name is another measure


def _guard(
    name: str,
    measure: Measure | None,
    is_count: bool,  # noqa: FBT001 - a fact about the rows
    named: Policy | None,
    policies: Sequence[Policy],
) -> Guard | None:
    if measure is None:
        return None if named is None else Guard(name, named, Statistic.ANTAL if is_count else None, name)
    is_open = measure.policy == OPEN_POLICY
    policy = named if is_open else _stricter(catalog.policy(measure.policy, policies), named)
    if policy is None:
        return None
    return Guard(
        name,
        policy,
        measure.statistic,
        measure.population or name,
        measure.part_of,
        measure.derived_from,
        _ends(measure),
        _scale(measure) if measure.statistic is Statistic.FORDELNING else None,
        measure.title,
    )


def _stricter(policy: Policy, named: Policy | None) -> Policy:
    """Return the policy with every number as strict as in both; it keeps its name where the other adds nothing."""
    if named is None:
        return policy
    stricter = replace(
        policy,
        least={name: max(number, named.least.get(name, number)) for name, number in policy.least.items()},
        decimals={name: min(number, named.decimals.get(name, number)) for name, number in policy.decimals.items()},
        each_cell=policy.each_cell or named.each_cell,
        n_step=max(policy.n_step, named.n_step),
        band=max(policy.band, named.band),
        insiders=policy.insiders or named.insiders,
    )
    return policy if stricter == policy else replace(stricter, id=named.id, name=named.name)


def _ends(measure: Measure) -> tuple[float, float] | None:
    if measure.statistic is Statistic.ANDEL:
        return None if measure.derived_from else PERCENT
    return _scale(measure) if measure.statistic is Statistic.MEDEL else None


def _scale(measure: Measure) -> tuple[float, float] | None:
    """Return the lowest and highest answer to an item, or to the items of a subscale, of a questionnaire."""
    instrument = catalog.instruments().get(measure.family)
    if not isinstance(instrument, Questionnaire):
        return None
    items = [item for item in instrument.items if measure.source_id in (item.id, item.subscale)]
    scales = [instrument.scale(item.scale) for item in items]
    return (min(scale.low for scale in scales), max(scale.high for scale in scales)) if scales else None
