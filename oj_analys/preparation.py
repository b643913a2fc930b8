"""From raw files to what reports are made of: loaded, guarded, compared and followed over time, for a whole group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis import (
    answer_history,
    compare,
    group_signals,
    members_signals,
    overview,
    sex_gaps,
    tally,
    trend,
    yes_shares,
)
from oj_analys.analysis.answers import riket_and
from oj_analys.disclosure import protect_release, visible_to
from oj_analys.disclosure.record import shown_in
from oj_analys.domain import RIKET, Comment, Decision, Grupp, Measure, Plan
from oj_analys.frames import OVERVIEW, SIGNALS, TALLY, Released, check_measures
from oj_analys.frames.persons import Interviews, Persons, Survey
from oj_analys.frames.shown import Register, Shown
from oj_analys.scoring import figures_of
from oj_analys.sources.loaded import Loaded, load

Line = TypeVar("Line", Decision, Comment)

_NOTHING_YET = Register()
_SHORTEST_ID = 6  # what is shorter stands in many files for other reasons
_SHORTEST_NUMBER = 9  # and so does a number with fewer digits: a date, an amount


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a group's reports are made of, narrowed to no reader yet, and the files that were read.

    ``shown`` is what there is of persons, without files. ``inputs`` are the SHA-256 by file, empty for files of
    persons. ``ids`` are what those call the persons who are in them, and may stand in no file that is written.
    """

    released: Released
    shown: Shown
    inputs: Mapping[str, str]
    ids: tuple[str, ...] = field(default=(), repr=False)


def prepare(
    folder: str | Path, *, grupp: str | None = None, utgava: str | None = None, register: Register = _NOTHING_YET
) -> Prepared:
    """Load a folder and compare everything once for the whole group; figures of persons are guarded with the register.

    Raises:
        DataError: With every fault found in the raw files or the arguments.
    """
    loaded = load(folder, grupp=None if grupp is None else catalog.grupp(grupp), utgava=utgava)
    released = released_for(loaded, register)
    return Prepared(
        released=released,
        shown=shown_in(released.edition, released.measures, released.own),
        inputs=MappingProxyType({item.path: item.sha256 for item in loaded.inputs}),
        ids=_ids(loaded.persons),
    )


def released_for(loaded: Loaded, register: Register = _NOTHING_YET) -> Released:
    """Return what the loaded group's reports are made of; figures of persons are guarded together, once.

    Nobody reads it as it is: :func:`narrowed` makes each reader's part of it, the meeting's too.
    """
    grupp = loaded.edition.grupp
    measures = check_measures(loaded.measures)
    shares = yes_shares(measures, riket_and(grupp))
    own: Mapping[str, Measure] = loaded.own.definitions if loaded.own else {}
    compared = compare(measures, among=grupp, against=_against(grupp))
    forward, counts = _put_forward(compared, grupp, loaded.edition.taken.year)
    guarded = protect_release(figures_of(loaded.persons), own, policies=loaded.edition.policies, register=register)
    return Released(
        edition=loaded.edition,
        unit="",
        measures=check_measures(pd.concat([_shown(measures, grupp), shares, guarded.measures], ignore_index=True)),
        compared=compared,
        trends=trend(measures, grupp),
        signals=forward,
        tally=counts,
        gaps=sex_gaps(measures, grupp),
        history=answer_history(measures, grupp),
        overview=_overview(compared, grupp, loaded.edition.taken.year),
        notices=(*loaded.notices, *(replace(notice, unit=grupp.unit) for notice in guarded.notices)),
        sources=loaded.sources,
        plan=loaded.plan,
        own=tuple(own.values()),
    )


def narrowed(released: Released, unit: str) -> Released:
    """Return what one reader's report is made of; ``unit`` is a kommun's code, empty for the whole group's meeting.

    A kommun sees figures of persons of itself and the whole group only, and its own lines of the plan. The meeting sees
    the lines that their kommun shares. What is for the analyst only is nobody's part.
    """
    grupp = released.edition.grupp
    told = [notice for notice in released.notices if not notice.internal]
    return replace(
        released,
        unit=unit,
        measures=visible_to(released.measures, unit, grupp, released.edition.policies),
        notices=tuple(notice for notice in told if notice.unit in ("", unit or grupp.unit)),
        plan=_own_lines(released.plan, unit) if unit else _shared_lines(released.plan),
    )


def _ids(persons: Iterable[Persons]) -> tuple[str, ...]:
    """Return what the files call a person, where that is no word or number that could stand in a report by chance."""
    found: set[str] = set()
    for people in persons:
        if isinstance(people, Survey):
            found.update(people.responses["respondent"].unique())
        elif isinstance(people, Interviews):
            found.update(people.rows["person"].unique())
    return tuple(sorted(word for word in found if len(word) >= (_SHORTEST_NUMBER if word.isdigit() else _SHORTEST_ID)))


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
    own = ("lan", "lan_kommuner") if whole_lan else (grupp.id,)
    return ("riket", *own, "kommungrupp", "liknande")


def _put_forward(compared: pd.DataFrame, grupp: Grupp, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what is put forward of every kommun and of the group, and the tests behind it.

    An edition may hold no indicator at all, only what persons and kommuner have told.
    """
    if compared.empty:
        return SIGNALS.empty(), TALLY.empty()
    own, shared = members_signals(compared, grupp, year=year), group_signals(compared, grupp, year=year)
    return SIGNALS.build(pd.concat([own, shared])), tally(compared, grupp, year=year)


def _overview(compared: pd.DataFrame, grupp: Grupp, year: int) -> pd.DataFrame:
    return OVERVIEW.empty() if compared.empty else overview(compared, grupp.members, year=year)


def _shown(measures: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    return measures[measures["unit"].isin([*grupp.members, grupp.unit, RIKET])]
