"""How many of those who were invited answered a survey."""

from __future__ import annotations

import pandas as pd

from oj_analys.domain import EVERYONE, Status
from oj_analys.frames.persons import Survey
from oj_analys.scoring.share import percent, refuse_over_hundred


def response_rates(survey: Survey, cells: pd.DataFrame) -> pd.DataFrame:
    """Return the response rate of every unit and round, in percent; ``n`` is the invited, ``count`` the respondents.

    ``cells`` has ``unit, period, group, source, people``. The status is ``okänd`` where nobody has told how many were
    invited, never guessed from the answers (fact sheet of EBP-termometern, section 5); for the group where that holds
    for any kommun with answers. A unit without respondents is ``saknas``.

    Raises:
        DataError: Where more persons answered than were invited.
    """
    units = cells[cells["group"] == EVERYONE].reset_index(drop=True)
    invited = _invited(survey, units)
    rows = units.assign(n=invited, count=units["people"].astype("float64"))
    refuse_over_hundred(rows, survey.instrument.name, "fler svarande än inbjudna", "Rätta antalet inbjudna.")
    known = (rows["people"] > 0) & invited.notna()
    status = known.map({True: str(Status.OK), False: str(Status.OKAND)}).mask(rows["people"] == 0, str(Status.SAKNAS))
    return rows.assign(
        measure=f"{survey.instrument.id}.svarsfrekvens",
        n=rows["n"].where(known),
        count=rows["count"].where(known),
        value=percent(rows["count"], rows["n"]).where(known),
        status=status,
        source=rows["source"] + (f";{survey.invited_source}" if survey.invited_source else ""),
    )


def _invited(survey: Survey, units: pd.DataFrame) -> pd.Series[float]:
    """Return how many were invited in each unit; the group's sum holds every kommun that was invited at all."""
    told = pd.Series(
        [survey.invited.get(place) for place in units[["unit", "period"]].itertuples(index=False, name=None)],
        index=units.index,
        dtype="float64",
    )
    member = units["unit"].isin(survey.grupp.members)
    gap = units.loc[member & (units["people"] > 0) & told.isna(), "period"]
    sums = told[member].groupby(units["period"]).sum()
    return told.where(member, units["period"].map(sums).mask(units["period"].isin(gap)))
