"""The verbs of protection: everything that is shown together goes in, what may be shown comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from oj_analys import catalog
from oj_analys.disclosure.cause import Cause
from oj_analys.disclosure.earlier import rows_of_releases
from oj_analys.disclosure.guard import guards
from oj_analys.disclosure.notices import notices, recoding_notices, waiting_notices
from oj_analys.disclosure.population import Past, guard_population
from oj_analys.disclosure.rounding import released
from oj_analys.disclosure.row import Row, rows_of
from oj_analys.disclosure.structure import totals
from oj_analys.domain import DRAFT_POLICY_PREFIX, OPEN_POLICY, DataError, Measure, Notice, Policy, Problem, Status
from oj_analys.frames import MEASURES, check_measures
from oj_analys.frames.measures import KEY
from oj_analys.frames.shown import Register
from oj_analys.swedish import counted

_NOTHING_YET = Register()


@dataclass(frozen=True, slots=True)
class Protected:
    """Figures that may be shown, as a MEASURES frame, and what a reader must know of what is not."""

    measures: pd.DataFrame
    notices: tuple[Notice, ...]


def protect(*frames: pd.DataFrame, policy: str | None = None) -> pd.DataFrame:
    """Guard everything that will be shown together, as a draft of one's own.

    Args:
        frames: MEASURES frames of scores and counts (``policy`` empty), and open ones. Guard together what is shown
            together: two figures that are guarded apart can give away what each of them hides.
        policy: Guards measures that the catalogue does not know: those with ``count`` and no ``n`` as counts of
            persons, others by the strictest minimum. It may make the protection of other measures stricter only.

    Returns:
        One MEASURES frame sorted by its key. Open rows are as they were. Rows of persons carry ``utkast:`` and the id
        of their policy, and are rounded by it; what is hidden has the status ``sekretess`` and no number. A mean or a
        share near an end of its scale is a band: ``low`` and ``high`` are its ends, and ``value`` the one that tells
        something. Hidden are groups with too few answers, answers that are all alike, as much more as it takes that
        neither follows by subtraction nor the mean of a hidden group is known within a step of its scale, and what
        cannot be guarded: means and answers of groups divided in two ways at once, spread, quartiles, reliability and
        change, pooled periods that are not the sum of their years, and figures without ``n``. Counts of clients are
        guarded cell by cell. A share that is computed from two counts is shown only where both are, and tells no more
        than they. Method: fact sheet of disclosure control, sections 2 to 6 and 8.

    Raises:
        DataError: For rows that are guarded already, rows that stand twice, unknown measures or units, or sums that do
            not add up.
        FrameError: For a frame that is no MEASURES frame.

    Example:
        >>> settings = {"measure": "ebp.svarande", "period": "2025", "sex": "T", "group": "alla", "status": "ok"}
        >>> rows = [{"unit": "2380", "value": 70, "count": 70}, {"unit": "2303", "value": 4, "count": 4}]
        >>> guarded = protect(MEASURES.build([row | settings for row in rows]))
        >>> guarded[["unit", "status", "policy"]].to_numpy().tolist()
        [['2303', 'sekretess', 'utkast:ebp_personal'], ['2380', 'ok', 'utkast:ebp_personal']]
    """
    return _protected(frames, {}, policy, DRAFT_POLICY_PREFIX).measures


def protect_release(
    frames: Sequence[pd.DataFrame],
    own: Mapping[str, Measure],
    *,
    policies: Sequence[Policy] = (),
    register: Register = _NOTHING_YET,
) -> Protected:
    """Guard all figures of a release together, as ``protect``; rows of persons carry the plain id of their policy.

    Args:
        frames: As in ``protect``.
        own: What the group's own measures are, by id.
        policies: The policies that the county has changed; each stands in place of the package's own with its id.
        register: What earlier releases showed, which is public for good.

    Returns:
        The figures, as bands where a mean or a share lies near an end of its scale; and the notices of what is not
        shown: per population and from how many answers figures are shown, never which groups are small. Those for the
        analyst name what must wait since it differs too little from an earlier release, and how counts of persons could
        be divided more coarsely.

    Raises:
        DataError: As ``protect``.
        FrameError: As ``protect``.
    """
    return _protected(frames, own, None, "", policies, register)


def _protected(
    frames: Sequence[pd.DataFrame],
    own: Mapping[str, Measure],
    policy: str | None,
    prefix: str,
    policies: Sequence[Policy] = (),
    register: Register = _NOTHING_YET,
) -> Protected:
    frame = _joined(frames)
    waiting = frame["policy"] == ""
    _check_policies(frame, own)
    known = guards(_counts(frame[waiting]), own, policy, policies)
    guarded = waiting & frame["measure"].isin(known)
    _check_units(frame[guarded])
    rows = list(rows_of(frame[guarded], known))
    past = Past(rows_of_releases(register, known), register.printed())
    hidden, proposals = _hidden(rows, past)
    parts = [frame[~guarded].assign(policy=OPEN_POLICY), released(frame[guarded], rows, hidden, prefix)]
    together = MEASURES.build(pd.concat(parts).sort_values(list(KEY)))
    told = (*notices(rows, hidden), *waiting_notices(rows, hidden), *proposals)
    return Protected(check_measures(together), told)


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all frames in the order of their key."""
    for frame in frames:
        MEASURES.check(frame)
        check_measures(frame.assign(policy=frame["policy"].mask(frame["policy"] == "", OPEN_POLICY)))
    joined = pd.concat([MEASURES.empty(), *frames], ignore_index=True)
    if twice := int(joined.duplicated(list(KEY)).sum()):
        found = f"{counted(twice, 'rad', 'rader')} står i mer än en av tabellerna"
        raise DataError(Problem("protect", found, "varje rad en gång", "Lämna in varje tabell en gång."))
    return joined.sort_values(list(KEY), ignore_index=True)


def _check_policies(frame: pd.DataFrame, own: Mapping[str, Measure]) -> None:
    """Refuse rows that somebody has guarded, or opened, before."""
    problems = []
    if already := int((~frame["policy"].isin(["", OPEN_POLICY])).sum()):
        found = f"{counted(already, 'rad', 'rader')} är redan skyddade"
        action = "Lämna in de oskyddade tabellerna från score och count_answers, alla på en gång."
        problems.append(Problem("protect", found, "oskyddade eller öppna rader", action))
    opened = frame.loc[frame["policy"] == OPEN_POLICY, "measure"]
    problems += [
        Problem(f"måttet {name}", f'gäller personer men är märkt "{OPEN_POLICY}"', "", "Lämna policy tom.")
        for name in sorted(set(opened) & _of_persons(own))
    ]
    if problems:
        raise DataError(problems)


def _of_persons(own: Mapping[str, Measure]) -> set[str]:
    known = [measure for instrument in catalog.instruments().values() for measure in instrument.measures]
    return {measure.id for measure in (*known, *own.values()) if measure.policy != OPEN_POLICY}


def _check_units(frame: pd.DataFrame) -> None:
    known = totals().keys() | catalog.kommun_by_code().keys()
    if strange := int((~frame["unit"].isin(known)).sum()):
        found = f"{counted(strange, 'rad', 'rader')} gäller en okänd enhet, som inte kan skyddas"
        raise DataError(Problem("protect", found, "kommuner och grupper i katalogen", "Rätta enheten."))


def _counts(frame: pd.DataFrame) -> dict[str, bool]:
    """Return every measure with whether all its values have a ``count`` and no ``n``."""
    shown = frame[frame["status"] == Status.OK]
    other = set(shown.loc[shown["count"].isna() | shown["n"].notna(), "measure"])
    return {name: name not in other for name in sorted(frame["measure"].unique())}


def _hidden(rows: Sequence[Row], past: Past) -> tuple[dict[int, Cause], list[Notice]]:
    members = totals()
    hidden: dict[int, Cause] = {}
    told: list[Notice] = []
    problems: list[Problem] = []
    for population in _populations(rows):
        try:
            outcome = guard_population(population, members, past)
        except DataError as error:
            problems += error.problems
        else:
            hidden |= outcome.hidden
            told += recoding_notices(population, outcome.proposals)
    if problems:
        raise DataError(problems)
    return hidden, told


def _populations(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows of persons that are guarded together."""
    populations: dict[str, list[Row]] = {}
    for row in rows:
        populations.setdefault(row.guard.population, []).append(row)
    for name in sorted(populations):
        yield populations[name]
