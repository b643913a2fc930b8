"""How the values of the country's kommuner lie: the range, the middle half and the median."""

from __future__ import annotations

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.series import answers
from oj_analys.domain import OPEN_POLICY, Reason, Status
from oj_analys.frames import COMPARED, SPREAD
from oj_analys.frames.measures import KEY

_CELL = ["measure", "period", "sex", "group"]
_SHARES = {0.0: "lowest", 0.25: "lower", 0.5: "median", 0.75: "upper", 1.0: "highest"}


def spread(compared: pd.DataFrame) -> pd.DataFrame:
    """Describe how the values of the country's kommuner lie.

    Args:
        compared: A COMPARED frame of the kommuner of the country (``oj.grupp("Sverige")``), against ``riket`` where
            riket's value is wanted.

    Returns:
        A SPREAD frame, one row per measure, period, sex and group of open figures: ``kommuner`` ``of`` all have a
        comparable value, ``lower`` and ``upper`` enclose the middle half of these, ``riket`` is the published value.
        Where fewer have one than the catalogue's least share of the country, the values describe somebody else than
        riket and the five are empty; a kommun where someone else runs the activity counts as one without a value.
        Questions answered in words and figures of persons have no row.

        Source: type 7 of Hyndman & Fan 1996, The American Statistician 50:361 (numpy's own quantile).

    Raises:
        FrameError: If ``compared`` is no COMPARED frame.
    """
    COMPARED.check(compared)
    rows = compared[(compared["policy"] == OPEN_POLICY) & ~answers(compared["measure"])]
    if rows.empty:
        return SPREAD.empty()
    values = _comparable(rows).groupby(_CELL)["value"]
    country = len(catalog.kommuner())
    found = rows[_CELL].drop_duplicates().sort_values(_CELL).set_index(_CELL)
    found = found.assign(kommuner=values.size(), of=country, riket=_riket(rows)).fillna({"kommuner": 0})
    enough = found["kommuner"] >= catalog.rules().spread_share * country
    shares = {name: values.quantile(share).reindex(found.index).where(enough) for share, name in _SHARES.items()}
    return SPREAD.build(found.assign(**shares).reset_index())


def _comparable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each kommun's value once, whatever it stands beside."""
    usable = (rows["status"] == Status.OK) & (rows["reason"] != Reason.ANNAN_HUVUDMAN)
    return rows[usable].drop_duplicates(list(KEY))


def _riket(rows: pd.DataFrame) -> pd.Series:
    return rows[rows["reference_kind"] == "riket"].groupby(_CELL)["reference"].first()
