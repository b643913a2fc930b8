"""Own value beside riket, länet and other kommuner, with a judgement only where chance is ruled out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.answers import answers_of, goodness, nationwide
from oj_analys.analysis.position import Evidence, colour_rank, positions, reasons
from oj_analys.analysis.references import MeanOf, Published, Reference, references
from oj_analys.domain import Grupp, Position, Reason, Status, ValueKind
from oj_analys.frames import COMPARED, check_measures
from oj_analys.frames.measures import KEY
from oj_analys.stats.benchmark import Flag, binomial_flag, two_group_flag
from oj_analys.stats.intervals import wilson

_CELL = ["measure", "period", "sex", "group"]


def compare(measures: pd.DataFrame, *, among: Grupp, against: Sequence[str]) -> pd.DataFrame:
    """Set every value of some kommuner beside each reference.

    Args:
        measures: A MEASURES frame with all kommuner that the references need.
        among: The kommuner to show.
        against: Kinds of reference: ``riket``, ``lan`` (the published value of each kommun's län), ``lan_kommuner``
            (unweighted mean of the län's kommuner), ``kommungrupp`` (unweighted mean), or the id of a named group.

    Returns:
        A COMPARED frame, each row of ``among`` once per reference, also when its value is hidden or missing.
        Shares (andel) get Wilson limits in percent. ``riket`` and means of kommuner are tested by the exact binomial
        test; a mean that holds the kommun itself is tested without it. ``lan`` is tested by Fisher's exact test against
        the rest of the län. Questions answered in words get the percent of kommuner with a full yes as reference and
        no judgement. ``rank_*`` are empty.

    Raises:
        DataError: For an unknown reference.
        FrameError: If ``measures`` is no cleared MEASURES frame.
    """
    check_measures(measures)
    rows = measures[measures["unit"].isin(among.members)].sort_values(list(KEY)).reset_index(drop=True)
    rows = _with_limits(rows)
    rows["colour_rank"] = _colour_ranks(measures, rows)
    parts = [_against(rows, measures, reference) for reference in references(among, against)]
    return COMPARED.build(pd.concat([COMPARED.empty(), *parts]).sort_values([*KEY, "reference_kind"]))


def _with_limits(rows: pd.DataFrame) -> pd.DataFrame:
    interval = wilson(rows["count"].astype("float64"), rows["n"].astype("float64"), catalog.rules().confidence)
    share = (_of_measure(rows, "kind") == ValueKind.ANDEL) & (rows["status"] == Status.OK)
    return rows.assign(
        low=rows["low"].where(~share, 100 * interval.low), high=rows["high"].where(~share, 100 * interval.high)
    )


def _of_measure(rows: pd.DataFrame, name: str) -> pd.Series[str]:
    """Return one property of each row's measure as text."""
    known = {measure: str(getattr(catalog.measure(measure), name)) for measure in rows["measure"].unique()}
    return rows["measure"].map(known).astype("str")


def _colour_ranks(measures: pd.DataFrame, rows: pd.DataFrame) -> pd.Series[float]:
    """Return each row's place among all kommuner with a value."""
    everyone = measures[measures["unit"].isin(catalog.kommun_by_code()) & measures["measure"].isin(rows["measure"])]
    everyone = everyone[everyone["status"] == Status.OK]
    ranks = pd.Series(np.nan, index=everyone.index)
    for (name, period, *_), cell in everyone.groupby(_CELL):
        measure = catalog.measure(str(name))
        values = cell["value"]
        if measure.kind.is_answer:
            values = values.map({code: goodness(measure, str(period), code) for code in values.unique()})
        ranks[cell.index] = colour_rank(values, measure.direction)
    keyed = everyone.assign(colour_rank=ranks)[[*KEY, "colour_rank"]]
    return rows[list(KEY)].merge(keyed, on=list(KEY), how="left", validate="one_to_one")["colour_rank"]


def _against(rows: pd.DataFrame, measures: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    if isinstance(reference, Published):
        values = _published(rows, measures, reference)
    else:
        values = _mean(rows, measures, reference)
    flag = _flag(rows, values)
    evidence = Evidence(flag.side, flag.p, values["reference"].to_numpy())
    reason = reasons(rows, _of_measure(rows, "kind"), evidence)
    position = positions(rows, _of_measure(rows, "direction"), reason, evidence, catalog.rules().uncertain_half_width)
    tested = reason == ""
    compared = rows.assign(
        reference_kind=reference.kind,
        **{name: values[name] for name in ("reference", "reference_low", "reference_high")},
        difference=(rows["value"] - values["reference"]).where(reason != Reason.SVARSFRAGA),
        p=pd.Series(flag.p).where(tested),
        chance=pd.Series(flag.chance).where(tested),
        position=position,
        reason=reason.mask(position == Position.OSAKERT, str(Reason.FA_SVAR)),
    )
    # Riket's published value is a fixed number, so the kommun's own limits carry over to the difference.
    fixed = tested & (reference.kind == "riket")
    return compared.assign(
        difference_low=(rows["low"] - values["reference"]).where(fixed),
        difference_high=(rows["high"] - values["reference"]).where(fixed),
    )


def _published(rows: pd.DataFrame, measures: pd.DataFrame, reference: Published) -> pd.DataFrame:
    """Return the published value of each row's wider unit, with the counts of the persons outside the kommun."""
    wanted = rows[_CELL].assign(unit=rows["unit"].map(dict(reference.unit)))
    wider = measures.loc[measures["status"] == Status.OK, [*KEY, "value", "n", "count"]]
    found = wanted.merge(wider, on=list(KEY), how="left", validate="many_to_one")
    count, n = (found[name].astype("float64") for name in ("count", "n"))
    interval = wilson(count, n, catalog.rules().confidence)
    values = pd.DataFrame(
        {"reference": found["value"], "reference_low": 100 * interval.low, "reference_high": 100 * interval.high}
    )
    if reference.kind == "riket":
        shares = _yes_share(rows, nationwide(answers_of(measures)))
        return values.assign(reference=values["reference"].where(shares.isna(), shares), target=found["value"] / 100)
    others_n = n - rows["n"].astype("float64")
    others_count = count - rows["count"].astype("float64")
    possible = (others_count >= 0) & (others_count <= others_n)
    return values.assign(others_count=others_count.where(possible), others_n=others_n.where(possible))


def _mean(rows: pd.DataFrame, measures: pd.DataFrame, reference: MeanOf) -> pd.DataFrame:
    """Return the unweighted mean of each row's kommuner, and the mean without the kommun itself as the target."""
    parts = [
        _mean_of_members(rows[rows["unit"].isin(units)], measures, members)
        for members, units in _by_members(reference).items()
    ]
    return pd.concat(parts).reindex(rows.index)


def _by_members(reference: MeanOf) -> dict[tuple[str, ...], list[str]]:
    units: dict[tuple[str, ...], list[str]] = {}
    for unit, members in reference.members.items():
        units.setdefault(members, []).append(unit)
    return units


def _mean_of_members(rows: pd.DataFrame, measures: pd.DataFrame, members: tuple[str, ...]) -> pd.DataFrame:
    values = measures[measures["unit"].isin(members) & (measures["status"] == Status.OK)]
    totals = values.groupby(_CELL, as_index=False).agg(total=("value", "sum"), size=("value", "size"))
    found = rows[_CELL].merge(totals, on=_CELL, how="left", validate="many_to_one").set_index(rows.index)
    own = rows["unit"].isin(members) & (rows["status"] == Status.OK)
    others = found["total"] - rows["value"].where(own, 0.0)
    others_size = found["size"] - own.astype("float64")
    shares = _yes_share(rows, answers_of(measures[measures["unit"].isin(members)]))
    mean = found["total"] / found["size"]
    question = rows["measure"].map(lambda name: catalog.measure(name).kind.is_answer).astype(bool)
    return pd.DataFrame(
        {
            "reference": mean.mask(question, shares),
            "reference_low": np.nan,
            "reference_high": np.nan,
            "target": others.where(others_size > 0) / others_size.where(others_size > 0) / 100,
        },
        index=rows.index,
    )


def _yes_share(rows: pd.DataFrame, answers: pd.DataFrame) -> pd.Series[float]:
    """Return the percent of kommuner with a full yes for each row, NaN for rows that are no question."""
    shares = answers[answers["status"] == Status.OK].groupby(_CELL, as_index=False).agg(share=("yes", "mean"))
    found = rows[_CELL].merge(shares, on=_CELL, how="left", validate="many_to_one")
    return (100 * found["share"].astype("float64")).set_axis(rows.index)


def _flag(rows: pd.DataFrame, values: pd.DataFrame) -> Flag:
    """Test every share against its fixed target, or against the other persons where their counts are known."""
    share = (_of_measure(rows, "kind") == ValueKind.ANDEL) & (rows["status"] == Status.OK)
    count, n = (rows[name].astype("float64").where(share & rows["count"].notna()) for name in ("count", "n"))
    if "others_n" in values:
        return two_group_flag(count, n, values["others_count"], values["others_n"])
    return binomial_flag(count, n, values["target"].where(share))
