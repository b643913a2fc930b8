"""From a MEASURES frame to what one chart draws: only rows that are cleared to be shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts.band import Band, band_of
from oj_analys.charts.frame import MISSING, Cell, optional
from oj_analys.charts.given import WHERE, check_columns
from oj_analys.charts.names import plain_name
from oj_analys.disclosure import unguarded
from oj_analys.domain import (
    DRAFT_MARK,
    DRAFT_POLICY_PREFIX,
    EVERYONE,
    OPEN_POLICY,
    RIKET,
    SYNTHETIC_MARK,
    SYNTHETIC_PREFIX,
    DataError,
    Grupp,
    Measure,
    Policy,
    Problem,
    Status,
    period_order,
)
from oj_analys.frames import MEASURES, FrameError, check_measures
from oj_analys.frames.shown import Key

_GIVE = "Ge den tabell som oj.protect lämnar."
_PROTECT = "Skydda dem med oj.protect."


@dataclass(frozen=True, slots=True)
class Guarded:
    """The cleared figures of some measures, and the policies that cleared them."""

    measures: tuple[Measure, ...]
    cells: Mapping[Key, Cell]
    policies: tuple[Policy, ...]
    synthetic: bool
    draft: bool

    @property
    def n_step(self) -> int:
        """What numbers of answers are rounded down to; a share of two counts stands beside them as they are."""
        step = max((policy.n_step for policy in self.policies), default=1)
        return 1 if all(measure.derived_from for measure in self.measures) else step

    def cell(self, unit: str, measure: str, period: str, *, sex: str = "T", group: str = EVERYONE) -> Cell:
        """Return one figure; a row that is not there is missing.

        Raises:
            DataError: If the measure is not among those that were picked.
        """
        if measure not in {each.id for each in self.measures}:
            allowed = ", ".join(each.id for each in self.measures)
            raise DataError(Problem(WHERE, f'måttet "{measure}" är inte uttaget', allowed, "Rätta måttets id."))
        return self.cells.get(Key(unit, measure, period, sex, group), MISSING)

    def marks(self, marks: tuple[str, ...]) -> tuple[str, ...]:
        """Return the marks that the picture must carry; made-up figures and drafts say so even if nobody asked."""
        first, last = (SYNTHETIC_MARK,) if self.synthetic else (), (DRAFT_MARK,) if self.draft else ()
        return tuple(dict.fromkeys((*first, *marks, *last)))


def cleared(figures: pd.DataFrame, measures: Collection[Measure], policies: Sequence[Policy] = ()) -> pd.DataFrame:
    """Return the rows of some measures; ``policies`` are those that the county has changed.

    Raises:
        DataError: If this is no MEASURES frame, has none of the measures, or a row that is not cleared to be shown, or
            that shows more of persons than the policy it names allows.
    """
    check_columns(figures, MEASURES.columns, _GIVE)
    rows = figures.loc[figures["measure"].isin([measure.id for measure in measures]), list(MEASURES.columns)]
    if rows.empty:
        ids = ", ".join(measure.id for measure in measures)
        raise DataError(Problem(WHERE, f"tabellen har inga rader för {ids}", action=_GIVE))
    if (rows["policy"] == "").any():
        found = f"tabellen har {_rows(int((rows['policy'] == '').sum()))} som inte är godkända att visa"
        raise DataError(Problem(WHERE, found, action="Skydda dem först med oj.protect."))
    _policies(rows["policy"], policies)
    try:
        checked = check_measures(rows)
    except FrameError as error:
        found = f"tabellen har ändrats så att den inte går att rita ({error})"
        raise DataError(Problem(WHERE, found, action=_GIVE)) from error
    if bare := unguarded(checked):  # a policy is only a word in a column
        raise DataError(Problem(WHERE, f"tabellen har {_rows(bare)} om personer som inte är skyddade", action=_PROTECT))
    return checked


def pick(
    figures: pd.DataFrame,
    measures: Collection[Measure],
    units: Sequence[str],
    periods: Sequence[str],
    policies: Sequence[Policy] = (),
) -> Guarded:
    """Return the figures of some measures, units and periods; ``policies`` are those that the county has changed.

    Raises:
        DataError: What is wrong with the frame, or which unit or period is not in it; all at once.
    """
    rows = cleared(figures, measures, policies)
    problems = [
        *_unknown(units, set(rows["unit"]), plain_name),
        *_unknown(periods, set(rows["period"]), str),
    ]
    if problems:
        raise DataError(problems)
    rows = rows[rows["unit"].isin(units) & rows["period"].isin(periods)]
    return Guarded(
        tuple(measures),
        MappingProxyType({_key(record): _cell(record) for record in rows.to_dict("records")}),
        _policies(rows["policy"], policies),
        bool(rows["source"].str.startswith(SYNTHETIC_PREFIX).any()),
        bool(rows["policy"].str.startswith(DRAFT_POLICY_PREFIX).any()),
    )


def periods_in(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the periods of some rows, oldest first."""
    return tuple(sorted(set(rows["period"]), key=period_order))


def grupp_in(rows: pd.DataFrame) -> Grupp:
    """Return the group that some rows are about: the one that has rows of its own, else the smallest that holds them.

    Raises:
        DataError: If they are about several groups, or if no group holds their kommuner.
    """
    units = set(rows["unit"]) - {RIKET}
    kommuner = units & set(catalog.kommun_by_code())
    own = [grupp for grupp in catalog.grupper() if grupp.unit in units]
    around = [grupp for grupp in catalog.grupper() if kommuner <= set(grupp.members)]
    found = own or sorted(around, key=lambda grupp: len(grupp.members))[:1]
    if len(found) != 1:
        names = ", ".join(grupp.name for grupp in found) or "ingen grupp"
        raise DataError(Problem(WHERE, f"tabellen gäller {names}", "en grupp", "Välj ut en grupps rader."))
    return found[0]


def _unknown(asked: Iterable[str], present: set[str], name: Callable[[str], str]) -> list[Problem]:
    allowed = ", ".join(sorted(map(name, present), key=swedish.sort_key))
    return [
        Problem(WHERE, f"{name(one)} finns inte i tabellen", allowed, "Välj något av dem.")
        for one in dict.fromkeys(asked)
        if one not in present
    ]


def _rows(count: int) -> str:
    return swedish.counted(count, "rad", "rader")


def _policies(found: pd.Series, own: Sequence[Policy]) -> tuple[Policy, ...]:
    ids = sorted({policy.removeprefix(DRAFT_POLICY_PREFIX) for policy in found.unique()})
    return tuple(catalog.policy(ident, own) for ident in ids)


def _key(record: dict[Hashable, Any]) -> Key:
    return Key(record["unit"], record["measure"], record["period"], record["sex"], record["group"])


def _cell(record: dict[Hashable, Any]) -> Cell:
    status, key = Status(record["status"]), None if record["policy"] == OPEN_POLICY else _key(record)
    if status is not Status.OK:
        return Cell(status, key=key)
    value, low, high, n = float(record["value"]), *(optional(record[name]) for name in ("low", "high", "n"))
    band = Band.NONE if key is None else band_of(value, low, high)
    low, high = (None, None) if band else (low, high)  # the ends of a band are no interval
    return Cell(status, value, low, high, None if n is None else int(n), key=key, band=band)
