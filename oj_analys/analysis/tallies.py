"""How many tests lie behind the signals, and how many flags chance alone would give."""

from __future__ import annotations

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.current import beside_riket, newest, year_or_latest
from oj_analys.analysis.pooled import pooled
from oj_analys.analysis.strength import FLAGGED, weighed
from oj_analys.domain import Grupp
from oj_analys.frames import TALLY


def tally(compared: pd.DataFrame, grupp: Grupp, *, year: int | None = None) -> pd.DataFrame:
    """Count the tests against riket behind the signals of every kommun of a group, and of the group as one.

    Args:
        compared: A COMPARED frame of the group's kommuner, with riket among its references.
        grupp: The county or another group.
        year: The year of the edition, the latest year measured in the frame if not given.

    Returns:
        A TALLY frame, the kommuner and last the group's unit, also those without any test. ``tested`` measures,
        ``flagged`` of them (also those without direction), ``expected`` flags if nothing differed from riket (the sum
        of the levels that the tests attain), ``held`` flags after Benjamini and Hochberg over the unit's tests, and
        ``powerless``: tests that could not flag anything with their n.

    Raises:
        DataError: If none of the kommuner is in the frame, or nothing is compared with riket.
        FrameError: If ``compared`` is no COMPARED frame.
    """
    rows, now = beside_riket(compared, grupp.members, grupp.name), year_or_latest(compared, year)
    found = pd.concat([newest(rows, now), newest(pooled(rows, grupp), now)], ignore_index=True)
    counts = counted(weighed(found)).reindex([*grupp.members, grupp.unit], fill_value=0)
    return TALLY.build(counts.reset_index(names="unit"))


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of every unit with a test, from rows of :func:`oj_analys.analysis.strength.weighed`."""
    tests = rows[rows["p"].notna()]
    flagged = tests["position"].isin(FLAGGED)
    held, powerless = flagged & (tests["q"] <= catalog.rules().alpha), tests["chance"] == 0
    return (
        tests.assign(flagged=flagged, held=held, powerless=powerless)
        .groupby("unit")
        .agg(
            tested=("p", "size"),
            flagged=("flagged", "sum"),
            expected=("chance", "sum"),
            held=("held", "sum"),
            powerless=("powerless", "sum"),
        )
    )
