"""Which values of Kolada are used: those of the catalogue's nyckeltal for kommuner and riket, each once."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.domain import RIKET, Measure
from oj_analys.sources._values import Fault, shown
from oj_analys.sources.kolada.decode import FETCH_AGAIN
from oj_analys.sources.kolada.faults import Faults
from oj_analys.sources.kolada.figures import Bools, Figures
from oj_analys.sources.kolada.units import KnownUnits


@dataclass(slots=True)
class Aside:
    """What is left out, counted."""

    deleted: int = 0
    regions: int = 0
    answers: int = 0
    repeated: int = 0
    unlisted: int = 0
    unlisted_kpis: tuple[str, ...] = field(default=())

    def told(self) -> Mapping[str, int]:
        """Return how many values are left out, by reason."""
        return {
            "markerade som raderade i Kolada": self.deleted,
            "gäller en region, inte en kommun eller ett län": self.regions,
            "rikets andel av svar i ord räknas ur kommunernas svar": self.answers,
            "samma värde står två gånger": self.repeated,
            f"nyckeltal utanför katalogen: {', '.join(self.unlisted_kpis)}": self.unlisted,
        }


@cache
def kolada_measures() -> Mapping[str, Measure]:
    """Return the catalogue's measures by their id in Kolada."""
    return {measure.source_id: measure for measure in catalog.measures().values()}


def select(figures: Figures, known: KnownUnits, kpis: Container[str], aside: Aside, faults: Faults) -> Figures:
    """Return the values for kommuner and riket of measures that the catalogue has, each once.

    A kommun that the snapshot does not know and a nyckeltal that its metadata lack are faults, told once each.
    """
    measures = kolada_measures()
    figures, aside.deleted = _without(figures, figures.frame["deleted"].to_numpy())
    figures = _known(figures, known, kpis, faults)
    figures, aside.regions = _without(figures, figures.holds("municipality", known.regions.__contains__))
    unlisted = ~figures.holds("kpi", measures.__contains__)
    aside.unlisted_kpis = tuple(sorted(set(figures.frame["kpi"][unlisted])))
    figures, aside.unlisted = _without(figures, unlisted)
    answers = figures.holds("kpi", lambda kpi: kpi in measures and measures[kpi].kind.is_answer)
    riket = figures.holds("municipality", RIKET.__eq__)
    figures, aside.answers = _without(figures, riket & answers)
    figures, aside.repeated = once(figures, faults)
    return figures


def once(figures: Figures, faults: Faults) -> tuple[Figures, int]:
    """Return the values without those that stand again, and how many these are; two that differ are a fault."""
    keys = pd.Series(figures.keys())
    again = keys.duplicated().to_numpy()
    if not again.any():
        return figures, 0
    rows = pd.Series(np.arange(len(keys)))
    first = rows.groupby(keys).transform("min").to_numpy()
    value = figures.frame["value"].to_numpy()
    alike = (value == value[first]) | (np.isnan(value) & np.isnan(value[first]))
    for row in np.flatnonzero(~alike).tolist():
        here, there = float(value[row]), float(value[first[row]])
        found = f"{shown(here)}, men {figures.places[first[row]]} säger {shown(there)}"
        faults.add(figures.where(row), Fault(found, "ett värde", FETCH_AGAIN))
    return figures.only(~again), int((again & alike).sum())


def _known(figures: Figures, known: KnownUnits, kpis: Container[str], faults: Faults) -> Figures:
    strange = ~figures.holds("municipality", lambda unit: unit in known.units or unit in known.regions)
    for row, times in figures.firsts(strange, "municipality"):
        found = f'okänd kommun "{figures.frame["municipality"].iloc[row]}"'
        faults.add(figures.where(row), Fault(found, "en av de 290 kommunkoderna", FETCH_AGAIN), times)
    absent = ~strange & ~figures.holds("kpi", kpis.__contains__)
    for row, times in figures.firsts(absent, "kpi"):
        found = f'nyckeltalet "{figures.frame["kpi"].iloc[row]}" finns inte på kpi-sidorna'
        faults.add(figures.where(row), Fault(found, "", FETCH_AGAIN), times)
    return figures.only(~strange & ~absent)


def _without(figures: Figures, rows: Bools) -> tuple[Figures, int]:
    return figures.only(~rows), int(rows.sum())
