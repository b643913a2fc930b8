"""Last year's decisions, each with the value that it began from and the newest one since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from oj_analys import catalog
from oj_analys.domain import Comment, Decision, Kommun, Measure, Status, period_order
from oj_analys.frames import FrameError, Released
from oj_analys.reports.guarded import Figures, Value, figures_of


@dataclass(frozen=True, slots=True)
class Dated:
    """A value and the period that it is from, empty where there is none."""

    period: str
    value: Value


NEVER = Dated("", Value(Status.SAKNAS))


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision with the value that it began from and the newest one since.

    ``contested`` when copies of the plan differ; ``told_in`` is the file and date of the copy that the line is from.
    """

    decision: Decision
    kommun: Kommun
    measure: Measure | None
    then: Dated
    now: Dated
    contested: bool
    told_in: str


def followed(released: Released, kommuner: Iterable[Kommun]) -> tuple[Followed, ...]:
    """Return the decisions of some kommuner, kommun by kommun, in the order of the plans.

    Raises:
        FrameError: If the plan holds a line that its kommun does not share with this reader.
    """
    _check_reader(released)
    plans = _Plans(
        _figures(released),
        _told(released.plan.decisions),
        {row["source"]: f"{row['file']} {row['retrieved']}" for row in released.sources.to_dict("records")},
    )
    return tuple(
        _follow(plans, decision, kommun)
        for kommun in kommuner
        for decision in released.plan.decisions
        if decision.unit == kommun.code
    )


@dataclass(frozen=True, slots=True)
class _Plans:
    """What decisions are followed by: figures, the files that tell of each decision, and the name of each file."""

    figures: Figures
    told: Mapping[tuple[str, ...], frozenset[str]]
    files: Mapping[str, str]


def _check_reader(released: Released) -> None:
    lines: tuple[Decision | Comment, ...] = (*released.plan.decisions, *released.plan.comments)
    if kept_back := sum(not line.shared and line.unit != released.unit for line in lines):
        raise FrameError(f"not fit for release: {kept_back} lines of the plan are not for this reader")


def _told(decisions: Iterable[Decision]) -> Mapping[tuple[str, ...], frozenset[str]]:
    sources: dict[tuple[str, ...], frozenset[str]] = {}
    for decision in decisions:
        sources[decision.identity] = sources.get(decision.identity, frozenset()) | {decision.source}
    return sources


def _figures(released: Released) -> Figures:
    """Return the figures that the decisions are about."""
    names = {decision.measure for decision in released.plan.decisions} - {""}
    own = {measure.id: measure for measure in released.own}
    measures = [own.get(name) or catalog.measure(name) for name in sorted(names)]
    units = {decision.unit for decision in released.plan.decisions}
    rows = released.measures[released.measures["unit"].isin(units)]
    return figures_of(rows[rows["measure"].isin([measure.id for measure in measures])], measures)


def _follow(plans: _Plans, decision: Decision, kommun: Kommun) -> Followed:
    contested, told_in = len(plans.told[decision.identity]) > 1, plans.files.get(decision.source, "")
    if not decision.measure:
        return Followed(decision, kommun, None, NEVER, NEVER, contested, told_in)
    measure = plans.figures.known[decision.measure]
    baseline = decision.baseline
    then = Dated(baseline, plans.figures.at(kommun.code, measure.id, baseline)) if baseline else NEVER
    return Followed(
        decision, kommun, measure, then, _newest(plans.figures, kommun, measure, baseline), contested, told_in
    )


def _newest(figures: Figures, kommun: Kommun, measure: Measure, baseline: str) -> Dated:
    later = [
        period
        for period in figures.periods(kommun.code, [measure.id])
        if not baseline or period_order(period) > period_order(baseline)
    ]
    return Dated(later[-1], figures.at(kommun.code, measure.id, later[-1])) if later else NEVER
