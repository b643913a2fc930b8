"""From numbers to honest words: where a value stands, and why nothing is said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from oj_analys.domain import Direction, Position, Reason, Status, ValueKind
from oj_analys.stats.checks import Floats, as_floats
from oj_analys.stats.ranks import mid_rank


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a judgement rests on, per row: the flag's side (-1, 0, 1), its p (NaN = not tested) and the reference."""

    side: NDArray[np.int8]
    p: Floats
    reference: Floats


def colour_rank(values: ArrayLike, direction: Direction) -> Floats:
    """Return the mid-rank 0–1 of every value, turned so that 1 is good; NaN where there is no value or no direction.

    Source: the colour rule of Kolada, with ties counted by half (so that equal values get equal colour).

    Example:
        >>> colour_rank([10, 20, 30], Direction.DOWN).round(2).tolist()
        [0.83, 0.5, 0.17]
    """
    x = as_floats(values)
    if direction is Direction.UP:
        return mid_rank(x)
    return mid_rank(-x) if direction is Direction.DOWN else np.full(x.shape, np.nan)


def reasons(rows: pd.DataFrame, kind: pd.Series[str], evidence: Evidence) -> pd.Series[str]:
    """Return the reason why each row cannot be compared, empty where it can; the first that applies."""
    answer = kind.isin([str(value) for value in ValueKind if value.is_answer])
    conditions: list[tuple[NDArray[np.bool_], Reason]] = [
        ((rows["status"] != Status.OK).to_numpy(), Reason.VARDE_SAKNAS),
        (answer.to_numpy(), Reason.SVARSFRAGA),
        (np.isnan(evidence.reference), Reason.REFERENS_SAKNAS),
        ((kind != ValueKind.ANDEL).to_numpy(), Reason.INTE_ANDEL),
        (rows["n"].isna().to_numpy(), Reason.N_SAKNAS),
        (rows["count"].isna().to_numpy(), Reason.N_STAMMER_INTE),
        (np.isnan(evidence.p), Reason.EJ_PROVBAR),
    ]
    chosen = np.select([condition for condition, _ in conditions], [str(reason) for _, reason in conditions], "")
    return pd.Series(chosen, index=rows.index, dtype="str")


def positions(
    rows: pd.DataFrame, direction: pd.Series[str], reason: pd.Series[str], evidence: Evidence, half_width: float
) -> pd.Series[str]:
    """Return the position of each row.

    A judging word needs both: the exact flag, and an interval (``low``, ``high``) that leaves out the reference.
    Without a flag, an interval wider than twice ``half_width`` (procentenheter) is ``osäkert``: too few to tell.
    """
    outside = (evidence.reference < rows["low"]) | (evidence.reference > rows["high"])
    clear = outside & (evidence.side != 0)
    wide = (evidence.side == 0) & (rows["high"] - rows["low"] > 2 * half_width)
    turned = np.where(direction == Direction.DOWN, -1, 1) * evidence.side
    directed = direction.isin([Direction.UP, Direction.DOWN])
    chosen = np.select(
        [
            reason != "",
            clear & directed & (turned > 0),
            clear & directed,
            clear & (evidence.side > 0),
            clear,
            wide,
        ],
        [
            Position.EJ_JAMFORBAR,
            Position.BATTRE,
            Position.SAMRE,
            Position.HOGRE,
            Position.LAGRE,
            Position.OSAKERT,
        ],
        Position.INGEN,
    )
    return pd.Series(chosen, index=rows.index, dtype="str")
