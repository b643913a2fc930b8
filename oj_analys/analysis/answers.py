"""Questions that a kommun answers in words: who says yes, and which answer is the better one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.comparable import other_huvudman
from oj_analys.domain import EVERYONE, RIKET, YES_SHARE, Direction, Grupp, Measure, Status, ValueKind
from oj_analys.frames import MEASURES, check_measures


def yes_shares(measures: pd.DataFrame, units: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """Return the percent of kommuner that answer the full yes, for every question and period.

    Args:
        measures: A MEASURES frame.
        units: The unit that a share is written under (``0000``, ``0023``) with the codes of its kommuner.

    Returns:
        A MEASURES frame with ``group`` ``svar=ja``: ``value`` in percent, ``n`` kommuner with an answer, ``count`` with
        yes. Kommuner without an answer, or where someone else runs the activity, are left out; a question that nobody
        answered has no row, nor has riket where the sources leave out some of its kommuner.

    Raises:
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    answers = answers_of(check_measures(measures))
    answers = answers[answers["group"] == EVERYONE]
    sources = {unit: nationwide(answers) if unit == RIKET else answers for unit in units}
    parts = [_shares_of_unit(sources[unit], members, unit) for unit, members in units.items()]
    return MEASURES.build(pd.concat([MEASURES.empty(), *parts]))


def nationwide(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers to questions where every kommun of the country has a row, with or without an answer.

    The share of a few kommuner must not pass for riket's.
    """
    cell = answers.groupby(["measure", "period", "sex", "group"])["unit"].transform("nunique")
    return answers[cell == len(catalog.kommun_by_code())]


def answers_of(measures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of questions answered in words, by kommuner, with the column ``yes``.

    ``yes`` is empty for a scale without a good end, where no answer is the full yes, and for a kommun where someone
    else runs what the question is about.
    """
    questions = {name: measure for name, measure in catalog.measures().items() if measure.kind.is_answer}
    rows_at = (measures["measure"].isin(questions) & measures["unit"].isin(catalog.kommun_by_code())).to_numpy()
    rows = measures[rows_at]
    pairs = rows[["measure", "period"]].drop_duplicates()
    yes = [yes_code(questions[measure], period) for measure, period in pairs.itertuples(index=False)]
    apart = other_huvudman(measures)[rows_at]
    merged = rows.merge(pairs.assign(yes_code=yes), on=["measure", "period"], how="left", validate="many_to_one")
    said_yes = (merged["value"] == merged["yes_code"]).astype("boolean").mask(merged["yes_code"].isna() | apart)
    return merged.assign(yes=said_yes).drop(columns="yes_code")


def yes_code(measure: Measure, period: str) -> float:
    """Return the code of the full yes in a period; NaN without one, as on a scale without a good end."""
    coding = measure.coding(period)
    endless = measure.kind is ValueKind.ORDINAL and measure.direction is not Direction.UP
    return float("nan") if coding is None or endless else coding.yes


def goodness(measure: Measure, period: str, value: float) -> float:
    """Return the place of an answer, larger is better; NaN for a missing answer.

    The codes themselves will not do: some questions code Ja as 1 and Nej as 2.
    """
    coding = measure.coding(period)
    if coding is None or np.isnan(value):
        return float("nan")
    return -float([code for code, _ in coding.labels].index(value))


def _shares_of_unit(answers: pd.DataFrame, members: Iterable[str], unit: str) -> pd.DataFrame:
    keys = ["measure", "period", "sex", "policy"]
    said = answers[answers["unit"].isin(list(members)) & (answers["status"] == Status.OK) & answers["yes"].notna()]
    shares = said.groupby(keys, as_index=False).agg(n=("yes", "size"), count=("yes", "sum"), source=("source", _joined))
    return shares.assign(
        unit=unit, group=YES_SHARE, value=100 * shares["count"] / shares["n"], status=str(Status.OK)
    ).astype({"n": "Int64", "count": "Int64"})


def _joined(sources: pd.Series[str]) -> str:
    return ";".join(sorted(set(sources)))


def riket_and(grupp: Grupp) -> dict[str, tuple[str, ...]]:
    """Return the units whose share of yes a report shows: riket and the group."""
    return {RIKET: tuple(catalog.kommun_by_code()), grupp.unit: grupp.members}
