"""How much an interview form is used in each kommun and in the whole group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from oj_analys.domain import EVERYONE, Measure, Status
from oj_analys.frames.persons import Interviews
from oj_analys.scoring.share import percent, refuse_over_hundred
from oj_analys.scoring.totals import every_kommun, group_sums, joined


def usage_figures(interviews: Interviews) -> pd.DataFrame:
    """Return the counts of the usage table and the shares that follow from them, as rows of MEASURES.

    Every kommun, year and column of the table has a row, with the group's sum. A share is its numerator in percent of
    its denominator (fact sheet of ASI, section 1); the group's is the share of the sums. A missing count is ``saknas``,
    and so is every sum and share of it; a share of nothing is ``ej_beräknad``.

    Raises:
        DataError: Where a numerator is larger than its denominator.
    """
    instrument = interviews.instrument
    counts = pd.concat([_kommuner(interviews), group_sums(_kommuner(interviews), interviews.grupp)])
    counts = counts.assign(n=np.nan, count=counts["value"])
    derived = [measure for measure in instrument.measures if len(measure.derived_from) == 2]  # noqa: PLR2004 - a pair
    shares = [_shares(counts, measure, instrument.name) for measure in derived]
    return pd.concat([counts, *shares]).assign(sex="T", group=EVERYONE)


def _kommuner(interviews: Interviews) -> pd.DataFrame:
    years = interviews.usage.groupby("period", as_index=False).agg(source=("source", joined))
    columns = pd.DataFrame({"measure": [measure for _, measure in interviews.instrument.usage]}, dtype="str")
    return every_kommun(interviews.usage, years.merge(columns, how="cross"), interviews.grupp)


def _shares(counts: pd.DataFrame, measure: Measure, name: str) -> pd.DataFrame:
    part, whole = (counts.loc[counts["measure"] == of, ["unit", "period", "value"]] for of in measure.derived_from)
    sources = counts[["unit", "period", "source"]].drop_duplicates(["unit", "period"])
    rows = (
        part.rename(columns={"value": "count"})
        .merge(whole.rename(columns={"value": "n"}), on=["unit", "period"], validate="one_to_one")
        .merge(sources, on=["unit", "period"], validate="one_to_one")
    )
    refuse_over_hundred(rows, name, f"{measure.title}: över 100 procent", "Rätta antalen i tabellen.")
    known = rows["count"].notna() & rows["n"].notna()
    status = np.select([~known, rows["n"] == 0], [str(Status.SAKNAS), str(Status.EJ_BERAKNAD)], str(Status.OK))
    return rows.assign(
        measure=measure.id,
        value=percent(rows["count"], rows["n"]),
        n=rows["n"].where(known),
        count=rows["count"].where(known),
        status=status,
    )
