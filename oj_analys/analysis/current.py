"""What signals and tallies look at: the newest current value of every measure beside riket, and the one before it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.series import redefined
from oj_analys.domain import EVERYONE, DataError, Problem, Reason, Status, first_year, last_year
from oj_analys.frames import COMPARED

_RIKET = "riket"
_SERIES = ["unit", "measure"]
_NOT_LIKE_THE_OTHERS = (Reason.NY_DEFINITION, Reason.ANNAN_HUVUDMAN)


def year_or_latest(compared: pd.DataFrame, year: int | None) -> int:
    """Return the year, or the latest year measured in a COMPARED frame that has rows if no year is given."""
    return max(map(last_year, compared["period"].unique())) if year is None else year


def beside_riket(compared: pd.DataFrame, units: Sequence[str], who: str) -> pd.DataFrame:
    """Return every value of some kommuner beside riket, of the indicators that are still followed.

    Args:
        compared: A COMPARED frame.
        units: The codes of the kommuner.
        who: Their name, for the message.

    Returns:
        Rows of COMPARED for both sexes together and everyone, and the columns ``first`` and ``last`` (year),
        ``usable`` (there is a value, and it means what the others' do), ``answer`` (a question answered in words),
        ``direction`` and ``relevant``. Retired measures and counts of answers to another measure are left out.

    Raises:
        DataError: If nothing is compared with riket, or none of the kommuner is in the frame.
        FrameError: If ``compared`` is no COMPARED frame.
    """
    COMPARED.check(compared)
    _need(compared, units, who)
    rows = compared[compared["unit"].isin(units)]
    rows = rows[(rows["reference_kind"] == _RIKET) & (rows["sex"] == "T") & (rows["group"] == EVERYONE)]
    return rows.merge(_traits(), on="measure", validate="many_to_one").assign(
        first=lambda found: found["period"].map({period: first_year(period) for period in found["period"].unique()}),
        last=lambda found: found["period"].map({period: last_year(period) for period in found["period"].unique()}),
        usable=lambda found: (found["status"] == Status.OK) & ~found["reason"].isin(_NOT_LIKE_THE_OTHERS),
    )


def newest(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the newest value of every unit and measure, if it is current and usable, beside the one before it.

    Args:
        rows: From :func:`beside_riket`, of kommuner or of a whole group.
        year: The year of the edition.

    Returns:
        One row per unit and measure, with ``earlier_period`` (empty where there is none), ``earlier_value``,
        ``earlier_rank`` and ``earlier_of``: the latest earlier value that shares no year with the newest, none where
        the measure or its scale was defined anew between them.
    """
    ordered = rows.sort_values([*_SERIES, "last", "period"])
    last = ordered.drop_duplicates(_SERIES, keep="last")
    return _beside_earlier(last[_is_current(last, year)], ordered[ordered["usable"]])


def newest_of_all(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the newest row of every unit and measure, if it is current, also where there is no value.

    Args:
        rows: From :func:`beside_riket`.
        year: The year of the edition.
    """
    last = rows.sort_values([*_SERIES, "last", "period"]).drop_duplicates(_SERIES, keep="last")
    return last[_is_recent(last, year)].reset_index(drop=True)


def newest_together(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the current and usable values of every measure from the newest period that any of the kommuner has."""
    last = rows.sort_values(["measure", "last", "period"]).drop_duplicates("measure", keep="last")
    found = rows.merge(last[["measure", "period"]], on=["measure", "period"], validate="many_to_one")
    return found[_is_current(found, year)].sort_values(_SERIES).reset_index(drop=True)


def _is_current(rows: pd.DataFrame, year: int) -> pd.Series[bool]:
    return rows["usable"] & _is_recent(rows, year)


def _is_recent(rows: pd.DataFrame, year: int) -> pd.Series[bool]:
    return year - rows["last"] <= catalog.rules().current_years


def _need(compared: pd.DataFrame, units: Sequence[str], who: str) -> None:
    problems = []
    if not (compared["reference_kind"] == _RIKET).any():
        allowed = 'en jämförelse med "riket"'
        problems.append(Problem("jämförelsen", "riket saknas", allowed, 'Lägg till "riket" i against.'))
    if not compared["unit"].isin(units).any():
        problems.append(Problem("jämförelsen", f"{who} saknas", "", "Ta med den i among."))
    if problems:
        raise DataError(problems)


def _traits() -> pd.DataFrame:
    """Return what the catalogue says of the indicators that are still followed."""
    counts = {measure.n_from for measure in catalog.measures().values()}
    followed = [one for one in catalog.measures().values() if one.retired is None and one.id not in counts]
    return pd.DataFrame(
        {
            "measure": [one.id for one in followed],
            "answer": [one.kind.is_answer for one in followed],
            "direction": [str(one.direction) for one in followed],
            "relevant": pd.Series([one.relevant for one in followed], dtype="float64"),
        }
    )


def _beside_earlier(found: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    before = rows.merge(found[[*_SERIES, "first"]].rename(columns={"first": "limit"}), on=_SERIES)
    before = before[before["last"] < before["limit"]].drop_duplicates(_SERIES, keep="last")
    earlier = before[[*_SERIES, "period", "value", "colour_rank", "rank_of", "last"]].set_axis(
        [*_SERIES, "earlier_period", "earlier_value", "earlier_rank", "earlier_of", "earlier_last"], axis="columns"
    )
    pairs = found.merge(earlier, on=_SERIES, how="left", validate="one_to_one").fillna({"earlier_period": ""})
    anew = redefined(pairs["measure"], pairs["earlier_last"], pairs["last"])
    return pairs.assign(
        earlier_period=pairs["earlier_period"].mask(anew, ""),
        earlier_value=pairs["earlier_value"].mask(anew),
        earlier_rank=pairs["earlier_rank"].mask(anew),
    )
