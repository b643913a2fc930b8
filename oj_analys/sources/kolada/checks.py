"""Whether the values of Kolada are such as their measures may have, for all of them at once."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.domain import Measure, ValueKind
from oj_analys.sources._period import is_year, period_of
from oj_analys.sources._values import (
    LARGEST,
    MOST_ANSWERS,
    WHOLE_SHARE,
    Fault,
    Floats,
    count_fault,
    counting_measures,
    first_fraction,
    fraction_fault,
    sex_fault,
    value_fault,
)
from oj_analys.sources.kolada.faults import Faults
from oj_analys.sources.kolada.figures import KEY, Bools, Figures, codes, joined
from oj_analys.sources.kolada.select import kolada_measures


def note_year_faults(figures: Figures, faults: Faults) -> Figures:
    """Return the values whose period is a year; note each other period once."""
    wrong = ~figures.holds("year", is_year)
    for row, times in figures.firsts(wrong, "year"):
        faults.add(figures.where(row), Fault(f'perioden är "{figures.frame["year"].iloc[row]}"', "ett år"), times)
    return figures.only(~wrong)


def note_value_faults(figures: Figures, faults: Faults) -> None:
    """Note each value that its measure may not have; ``figures`` are of the catalogue's measures only."""
    _note_sexes(figures, faults)
    doubtful = ~_plainly_fine(figures)
    for row, times in figures.firsts(doubtful, "kpi", "year", "value"):
        one = figures.frame.iloc[row]
        measure = kolada_measures()[one["kpi"]]
        if fault := _fault(measure, period_of(measure, one["year"]), float(one["value"])):
            faults.add(figures.where(row), fault, times)
    for row in _fractions(figures):
        faults.add(figures.where(row), fraction_fault(float(figures.frame["value"].iloc[row])))


def periods(figures: Figures) -> pd.Categorical[str]:
    """Return the period of each value."""
    kpis, years = (figures.frame[name].cat.categories for name in ("kpi", "year"))
    numbers, texts = pd.factorize(np.array([_period(kpi, year) for kpi in kpis for year in years], dtype=object))
    place = joined([codes(figures.frame["kpi"]), codes(figures.frame["year"])], [len(kpis), len(years)])
    return pd.Categorical.from_codes(numbers[place], pd.Index(texts, dtype="str"))


def numbers_of_answers(figures: Figures) -> Floats:
    """Return how many answers each value rests on, NaN where no measure of the same kommun, year and sex says so."""
    kpis = list(figures.frame["kpi"].cat.categories)
    source = {measure.source_id: catalog.measures()[n].source_id for n, measure in _counted()}
    counted = np.array([kpis.index(source[kpi]) if source.get(kpi) in kpis else -1 for kpi in kpis], dtype=np.int64)
    own, *rest = (codes(figures.frame[name]) for name in KEY)
    wanted = joined([counted[own], *rest], figures.sizes())
    known = pd.Series(figures.frame["value"].to_numpy(), index=figures.keys())
    has = counted[own] >= 0
    answers = np.full(len(own), math.nan)
    answers[has] = known.reindex(wanted[has]).to_numpy()
    return answers


def _counted() -> Iterator[tuple[str, Measure]]:
    return ((measure.n_from, measure) for measure in catalog.measures().values() if measure.n_from)


def _period(kpi: str, year: str) -> str:
    """The period of a combination of texts, which need not occur."""
    measure = kolada_measures().get(kpi)
    return period_of(measure, year) if measure and is_year(year) else ""


def _note_sexes(figures: Figures, faults: Faults) -> None:
    for row, times in figures.firsts(figures.holds("sex", "T".__ne__), "kpi", "sex"):
        kpi, sex = figures.frame["kpi"].iloc[row], figures.frame["sex"].iloc[row]
        if fault := sex_fault(kolada_measures()[kpi], sex):
            faults.add(figures.where(row), fault, times)


def _plainly_fine(figures: Figures) -> Bools:
    """Say which values have no fault for certain; the others are asked one by one.

    An answer in words is never certain, nor is a negative number; empty values have no fault.
    """
    of_kpi = np.array([_certain(kpi) for kpi in figures.frame["kpi"].cat.categories], dtype=float).reshape(-1, 2)
    most, step = of_kpi[codes(figures.frame["kpi"])].T
    value = figures.frame["value"].to_numpy()
    whole = (step == 0) | (value == np.floor(value))
    fine: Bools = np.isnan(value) | ((value >= 0) & (value <= most) & whole)
    return fine


def _certain(kpi: str) -> tuple[float, float]:
    """Return the largest value that is fine for certain, below 0 if none is; and 1 where it must be whole, else 0."""
    measure = kolada_measures().get(kpi)
    if measure is None or measure.kind.is_answer:
        return -1, 0
    most = WHOLE_SHARE if measure.kind is ValueKind.ANDEL else math.nextafter(LARGEST, 0)
    counting = measure.id in counting_measures()
    return min(most, MOST_ANSWERS) if counting else most, counting or measure.kind is ValueKind.ANTAL


def _fault(measure: Measure, period: str, value: float) -> Fault | None:
    counting = measure.id in counting_measures()
    return (count_fault(value) if counting else None) or value_fault(measure, period, value)


def _fractions(figures: Figures) -> Iterator[int]:
    """Yield the first row of each nyckeltal and year whose shares are shares of 1."""
    value = figures.frame["value"]
    group = joined([codes(figures.frame[name]) for name in ("kpi", "year")], [figures.sizes()[0], figures.sizes()[2]])
    small = (value.groupby(group).transform("max") <= 1).to_numpy()
    shares = figures.holds("kpi", lambda kpi: kpi in kolada_measures() and _is_share(kolada_measures()[kpi]))
    for rows in pd.Series(np.flatnonzero(small & shares)).groupby(group[small & shares], sort=False):
        places = rows[1].to_numpy()
        measure = kolada_measures()[figures.frame["kpi"].iloc[places[0]]]
        place = first_fraction(measure, value.iloc[places].tolist())
        if place is not None:
            yield int(places[place])


def _is_share(measure: Measure) -> bool:
    return measure.kind is ValueKind.ANDEL
