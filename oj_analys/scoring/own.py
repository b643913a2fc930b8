"""A group's own measures: every kommun listed, and the group's sum of what is counted."""

from __future__ import annotations

import pandas as pd

from oj_analys.domain import EVERYONE, OPEN_POLICY, Statistic, ValueKind
from oj_analys.frames import MEASURES
from oj_analys.frames.measures import KEY
from oj_analys.frames.persons import OwnMeasures
from oj_analys.scoring.totals import every_kommun, group_sums, joined


def score_own(own: OwnMeasures) -> pd.DataFrame:
    """Return the values as MEASURES rows, with the sum of the group for measures that are counts.

    A kommun without a row in a period where others have one is ``saknas``, and so is the group's sum then. Measures
    that count activities or kronor, or are answered in words, are open at once (``policy`` ``öppen``); ``count`` is
    filled for counts of persons.
    """
    series = own.rows.groupby(["measure", "period"], as_index=False).agg(source=("source", joined))
    kommuner = every_kommun(own.rows, series, own.grupp)
    counts = [name for name, measure in own.definitions.items() if measure.kind is ValueKind.ANTAL]
    rows = pd.concat([kommuner, group_sums(kommuner[kommuner["measure"].isin(counts)], own.grupp)])
    policies = {name: OPEN_POLICY if measure.policy == OPEN_POLICY else "" for name, measure in own.definitions.items()}
    rows = rows.assign(policy=rows["measure"].map(policies).astype("str"), sex="T", group=EVERYONE)
    of_persons = (rows["policy"] == "") & rows["measure"].isin(_counted(own))
    return MEASURES.build(rows.assign(count=rows["value"].where(of_persons)).sort_values(list(KEY)))


def _counted(own: OwnMeasures) -> list[str]:
    return [name for name, measure in own.definitions.items() if measure.statistic is Statistic.ANTAL]
