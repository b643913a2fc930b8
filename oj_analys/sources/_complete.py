"""Every kommun of the group is always listed: one that a source leaves out altogether is missing, not absent."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import Notice, Status
from oj_analys.frames import MEASURES
from oj_analys.sources._part import NoticeKind
from oj_analys.swedish import counted, join, sort_key

_CELL = ["measure", "period", "sex", "group"]


def complete(measures: pd.DataFrame, members: Sequence[str]) -> tuple[pd.DataFrame, tuple[Notice, ...]]:
    """Return the rows with one more for every cell that other kommuner have and a member lacks (``saknas``)."""
    cells = measures.loc[measures["unit"].isin(catalog.kommun_by_code()), [*_CELL, "source", "policy"]].drop_duplicates(
        _CELL
    )
    wanted = cells.merge(pd.DataFrame({"unit": list(members)}), how="cross")
    found = wanted.merge(measures[list(MEASURES.key)], on=list(MEASURES.key), how="left", indicator=True)
    absent = found.loc[found["_merge"] == "left_only"].assign(status=str(Status.SAKNAS))
    if absent.empty:
        return measures, ()
    rows = MEASURES.build(absent.drop(columns="_merge"))
    names = join(sorted((catalog.kommun(unit).name for unit in set(rows["unit"])), key=sort_key))
    text = f"{counted(len(rows), 'värde', 'värden')} som andra kommuner har finns inte i filerna för {names}."
    notice = Notice("alla filer", NoticeKind.RAD_SAKNAS, "", "", len(rows), text)
    joined = pd.concat([measures, rows]).sort_values(list(MEASURES.key), ignore_index=True)
    return joined, (notice,)
