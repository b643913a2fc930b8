"""From raw files to what reports are made of: loaded, guarded, compared and followed over time, for a whole group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis import compare, trend, yes_shares
from oj_analys.analysis.answers import riket_and
from oj_analys.disclosure import protect_release, visible_to
from oj_analys.domain import RIKET, Comment, Decision, Grupp, Measure, Notice, Plan
from oj_analys.frames import Released, check_measures
from oj_analys.scoring import figures_of
from oj_analys.sources.loaded import Loaded, load

Line = TypeVar("Line", Decision, Comment)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a group's reports are made of, narrowed to no reader yet, the files that were read, and the load report.

    ``inputs`` are the SHA-256 by file, empty for files of persons. ``notices`` are all there are, for the analyst.
    """

    released: Released
    inputs: Mapping[str, str]
    notices: tuple[Notice, ...]


def prepare(folder: str | Path, *, grupp: str | None = None, utgava: str | None = None) -> Prepared:
    """Load a folder and compare everything once for the whole group.

    Raises:
        DataError: With every fault found in the raw files or the arguments.
    """
    loaded = load(folder, grupp=None if grupp is None else catalog.grupp(grupp), utgava=utgava)
    inputs = {item.path: item.sha256 for item in loaded.inputs}
    return Prepared(released_for(loaded), MappingProxyType(inputs), loaded.notices)


def released_for(loaded: Loaded) -> Released:
    """Return what the loaded group's reports are made of; figures of persons are guarded together, once.

    Nobody reads it as it is: :func:`narrowed` makes each reader's part of it, the meeting's too.
    """
    grupp = loaded.edition.grupp
    measures = check_measures(loaded.measures)
    shares = yes_shares(measures, riket_and(grupp))
    own: Mapping[str, Measure] = loaded.own.definitions if loaded.own else {}
    guarded = protect_release(figures_of(loaded.persons), own)
    return Released(
        edition=loaded.edition,
        unit="",
        measures=check_measures(pd.concat([_shown(measures, grupp), shares, guarded.measures], ignore_index=True)),
        compared=compare(measures, among=grupp, against=_against(grupp)),
        trends=trend(measures, grupp),
        notices=(
            *(notice for notice in loaded.notices if not notice.internal),
            *(replace(notice, unit=grupp.unit) for notice in guarded.notices),
        ),
        sources=loaded.sources,
        plan=loaded.plan,
        own=tuple(own.values()),
    )


def narrowed(released: Released, unit: str) -> Released:
    """Return what one reader's report is made of; ``unit`` is a kommun's code, empty for the whole group's meeting.

    A kommun sees figures of persons of itself and the whole group only, and its own lines of the plan. The meeting sees
    the lines that their kommun shares.
    """
    grupp = released.edition.grupp
    return replace(
        released,
        unit=unit,
        measures=visible_to(released.measures, unit, grupp),
        notices=tuple(notice for notice in released.notices if notice.unit in ("", unit or grupp.unit)),
        plan=_own_lines(released.plan, unit) if unit else _shared_lines(released.plan),
    )


def _own_lines(plan: Plan, unit: str) -> Plan:
    return Plan(
        tuple(line for line in plan.decisions if line.unit == unit),
        tuple(line for line in plan.comments if line.unit == unit),
    )


def _shared_lines(plan: Plan) -> Plan:
    return Plan(_shared(plan.decisions), _shared(plan.comments))


def _shared(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines that may be shared; one that a copy of the plan keeps back is kept back in all copies."""
    kept_back = {line.identity for line in lines if not line.shared}
    return tuple(line for line in lines if line.identity not in kept_back)


def _against(grupp: Grupp) -> tuple[str, ...]:
    """Return what a group is compared with: a whole län has a published value, another group only its mean."""
    whole_lan = grupp.unit in {lan.unit for lan in catalog.lan()}
    return ("riket", "lan", "lan_kommuner") if whole_lan else ("riket", grupp.id)


def _shown(measures: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    return measures[measures["unit"].isin([*grupp.members, grupp.unit, RIKET])]
