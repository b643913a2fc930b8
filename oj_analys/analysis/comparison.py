"""Own value beside riket, länet and other kommuner, with a judgement only where chance is ruled out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from oj_analys import catalog
from oj_analys.analysis.beside import Beside, beside
from oj_analys.analysis.cells import Places, labelled
from oj_analys.analysis.flags import Flagged, Own, flagged
from oj_analys.analysis.panel import Panel, panel_of
from oj_analys.analysis.persons import is_band
from oj_analys.analysis.places import colour_ranks, rank_intervals
from oj_analys.analysis.position import Evidence, positions, rounding
from oj_analys.analysis.references import Reference, references
from oj_analys.analysis.refusal import refusals
from oj_analys.domain import Grupp, Position, Reason
from oj_analys.frames import COMPARED, check_measures
from oj_analys.stats.checks import Floats
from oj_analys.stats.intervals import wilson

Array = NDArray[Any]

_COPIED = ("value", "n", "count", "status", "source", "policy")
_NO_DIFFERENCE = (Reason.SVARSFRAGA, Reason.ANNAN_HUVUDMAN, Reason.NY_DEFINITION)


def compare(measures: pd.DataFrame, *, among: Grupp, against: Sequence[str]) -> pd.DataFrame:
    """Set every value of some kommuner beside each reference.

    Args:
        measures: A MEASURES frame with all kommuner that the references need; measures that the catalogue knows.
        among: The kommuner to show.
        against: Kinds of reference: ``riket``; ``lan`` (each kommun's län: the published value, else the persons of all
            its kommuner together); unweighted means of the kommuner of the län (``lan_kommuner``), of SKR:s group
            (``kommungrupp``), of RKA:s list for the measure's area and year (``liknande``), or of a named group, by its
            id.

    Returns:
        A COMPARED frame, each row of ``among`` once per reference, also when its value is hidden or missing.

        Open shares get Wilson limits in percent, and ``rank_*`` where all kommuner of the country have a row; of other
        open values there ``rank_of`` says how many kommuner the colour rank is a place among. Against
        ``riket`` they are tested by the exact binomial test, and the interval must leave out whatever the published
        number may have been rounded from; against kommuner by Fisher's exact test on the persons of
        the other ones, never against a mean as if it were fixed. ``difference_low`` and ``_high`` stand where the
        reference is riket or a län. Figures of persons are judged against a published county or group only, by whether
        the two intervals are disjoint, and get no rank. Questions answered in words get the percent of kommuner with a
        full yes as reference and no judgement. ``reason`` says why a row is ``osäkert`` or ``ej jämförbar``.

    Raises:
        DataError: For an unknown reference or measure.
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    wanted = references(among, against)
    check_measures(measures)
    panel = panel_of(measures, among.members)
    if not wanted or panel.shown.row.size == 0:
        return COMPARED.empty()
    own = _own(panel)
    parts = [_against(panel, own, reference) for reference in wanted]
    rows = np.repeat(np.arange(panel.shown.row.size), len(parts))
    return COMPARED.build(
        pd.DataFrame(
            {
                **_own_columns(measures, panel, own, rows),
                **{name: np.stack([part[name] for part in parts], axis=1).ravel() for name in parts[0]},
                "reference_kind": labelled(
                    np.tile(np.arange(len(wanted)), panel.shown.row.size), [reference.kind for reference in wanted]
                ),
            }
        )
    )


def _own(panel: Panel) -> Own:
    """Return the shown rows' own figures: open shares with Wilson limits, other figures with the limits they have."""
    shown, figures = panel.shown, panel.figures
    share = shown.open & shown.share & figures.ok[shown.row]
    count, n = (np.where(share, numbers[shown.row], np.nan) for numbers in (figures.count, figures.n))
    known = ~np.isnan(count + n)
    count, n = np.where(known, count, np.nan), np.where(known, n, np.nan)
    interval = wilson(count, n, catalog.rules().confidence)
    low, high = figures.low[shown.row], figures.high[shown.row]
    return Own(
        value=figures.value[shown.row],
        low=np.where(share, 100 * interval.low, low),
        high=np.where(share, 100 * interval.high, high),
        count=count,
        n=n,
    )


def _own_columns(measures: pd.DataFrame, panel: Panel, own: Own, rows: Places) -> dict[str, Any]:
    """Return the columns that do not depend on the reference."""
    shown, ranks = panel.shown, rank_intervals(panel)
    found = {name: measures[name].array.take(shown.row[rows]) for name in _COPIED}
    numbers = {"low": own.low, "high": own.high, "colour_rank": colour_ranks(panel)}
    places = {"rank_low": ranks.low, "rank_high": ranks.high, "rank_of": ranks.of}
    return {
        "unit": labelled(shown.unit[rows], panel.units),
        **{name: key.column(shown.cell[rows]) for name, key in panel.cells.keys.items()},
        **found,
        **{name: values[rows] for name, values in numbers.items()},
        **{name: _whole(values[rows]) for name, values in places.items()},
    }


def _whole(values: Floats) -> pd.arrays.IntegerArray:
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype(np.int64), missing)


def _against(panel: Panel, own: Own, reference: Reference) -> dict[str, Array]:
    """Return the columns that depend on the reference."""
    other = beside(panel, reference)
    persons = ~panel.shown.open
    flag = flagged(own, other, persons)
    reason = refusals(panel, own, other, flag)
    position = _positions(panel, own, other, flag, reason)
    tested = (reason == "").to_numpy()
    band = persons & (is_band(own.value, own.low, own.high) | is_band(other.value, other.low, other.high))
    return {
        "reference": other.value,
        "reference_low": other.low,
        "reference_high": other.high,
        "difference": np.where(reason.isin(_NO_DIFFERENCE) | band, np.nan, own.value - other.value),
        "difference_low": np.where(tested, flag.low, np.nan),
        "difference_high": np.where(tested, flag.high, np.nan),
        "p": np.where(tested, flag.p, np.nan),
        "chance": np.where(tested, flag.chance, np.nan),
        "position": position.to_numpy(),
        "reason": reason.astype("str").mask(position == Position.OSAKERT, str(Reason.FA_SVAR)).to_numpy(),
    }


def _positions(panel: Panel, own: Own, other: Beside, flag: Flagged, reason: pd.Series[str]) -> pd.Series[str]:
    shown = panel.shown
    names, direction = np.unique(panel.cells.fact(lambda measure: str(measure.direction)), return_inverse=True)
    return positions(
        Evidence(flag.side, own.low, own.high, other.value, np.where(np.isnan(other.target), 0, rounding(other.value))),
        pd.Series(labelled(direction[shown.cell], names.tolist())),
        reason,
        np.where(shown.share, catalog.rules().uncertain_half_width, np.inf),
    )
