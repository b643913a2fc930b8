"""What is put forward of a kommun or a group: what chance does not explain, and what is worth a look."""

from __future__ import annotations

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.closer import narmare
from oj_analys.analysis.current import beside_riket, newest, newest_together, year_or_latest
from oj_analys.analysis.group_closer import group_narmare, joined
from oj_analys.analysis.pooled import pooled
from oj_analys.analysis.shortlist import shortlisted
from oj_analys.analysis.strength import JUDGED, signaler, weighed
from oj_analys.domain import Grupp
from oj_analys.frames import SIGNALS


def signals(compared: pd.DataFrame, *, kommun: str, year: int | None = None) -> pd.DataFrame:
    """Return the few measures that are put forward of a kommun, in two lists that are never filled up.

    *Signaler* are clearly better or worse than riket (see :func:`oj_analys.analysis.compare`), the weightiest first
    (see :func:`oj_analys.analysis.strength.weighed`). *Titta närmare* claims no certainty and judges nothing (see
    :func:`oj_analys.analysis.closer.narmare`). How many stand there is decided in ``regler.toml``.

    Args:
        compared: A COMPARED frame with riket among its references.
        kommun: Code or name.
        year: The year of the edition, the latest year measured in the frame if not given. What was last measured too
            many years before is left out, and so are retired measures.

    Returns:
        A SIGNALS frame; ``earlier_*`` is the latest earlier value that shares no year with the newest, none across a
        new definition.

    Raises:
        DataError: If the kommun is unknown or not in the frame, or nothing is compared with riket.
        FrameError: If ``compared`` is no COMPARED frame.
    """
    place = catalog.kommun(kommun)
    rows = weighed(newest(beside_riket(compared, [place.code], place.name), year_or_latest(compared, year)))
    return _lists(signaler(rows), narmare(rows))


def members_signals(compared: pd.DataFrame, grupp: Grupp, *, year: int | None = None) -> pd.DataFrame:
    """Return :func:`signals` of every kommun of a group that is in the frame."""
    rows = weighed(newest(beside_riket(compared, grupp.members, grupp.name), year_or_latest(compared, year)))
    return _lists(signaler(rows), narmare(rows))


def group_signals(compared: pd.DataFrame, grupp: Grupp, *, year: int | None = None) -> pd.DataFrame:
    """Return what is put forward of a group: its own share against riket, what its kommuner share, who can teach whom.

    *Signaler* are the measures where the persons of all kommuner together are clearly better or worse than riket;
    ``units`` are the kommuner that are so themselves, ``other_units`` those on the other side, ``of`` those with a
    value. *Titta närmare*: see :func:`oj_analys.analysis.group_closer.group_narmare`, on the first page a few by each
    of its rules. Limits and order as in :func:`signals`.

    Args:
        compared: A COMPARED frame of the group's kommuner, with riket among its references.
        grupp: The county or another group.
        year: As in :func:`signals`.

    Returns:
        A SIGNALS frame whose unit is the group's.

    Raises:
        DataError: If none of the kommuner is in the frame, or nothing is compared with riket.
        FrameError: If ``compared`` is no COMPARED frame.
    """
    rows, now = beside_riket(compared, grupp.members, grupp.name), year_or_latest(compared, year)
    together, shares = newest_together(rows, now), weighed(newest(pooled(rows, grupp), now))
    return _lists(_with_kommuner(signaler(shares), together), group_narmare(together, shares, grupp))


def _lists(clear: pd.DataFrame, closer: pd.DataFrame) -> pd.DataFrame:
    return SIGNALS.build(pd.concat([SIGNALS.empty(), shortlisted(clear), shortlisted(closer)]))


def _with_kommuner(clear: pd.DataFrame, together: pd.DataFrame) -> pd.DataFrame:
    """Name the kommuner that are flagged on the same side as their group."""
    flagged = together[together["position"].isin(JUDGED)]
    units = flagged.groupby(["measure", "position"], as_index=False).agg(units=("unit", joined))
    swapped = dict(zip(JUDGED, reversed(JUDGED), strict=True))
    others = units.assign(position=units["position"].map(swapped)).rename(columns={"units": "other_units"})
    named = clear.merge(units, on=["measure", "position"], how="left")
    return named.merge(others, on=["measure", "position"], how="left").fillna({"units": "", "other_units": ""})
