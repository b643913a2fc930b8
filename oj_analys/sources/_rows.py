"""Collects what a reader finds and turns it into MEASURES rows with counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.domain import EVERYONE, OPEN_POLICY, Measure, Notice, Problem, ValueKind
from oj_analys.frames import MEASURES
from oj_analys.sources._part import Input, NoticeKind, Origin, Part, Tally
from oj_analys.sources._values import counting_measures, shown, whole_counts
from oj_analys.swedish import counted


@dataclass(slots=True)
class Rows:
    """Rows under collection, column by column; ``n`` is NaN where the source has none."""

    unit: list[str] = field(default_factory=list)
    measure: list[str] = field(default_factory=list)
    period: list[str] = field(default_factory=list)
    sex: list[str] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    n: list[float] = field(default_factory=list)
    status: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    decimals: list[float] = field(default_factory=list)

    def describe(self, measure: Measure, period: str, sex: str, count: int) -> None:
        """Say what the next ``count`` rows are about; the caller adds their units, values and places."""
        decimals = float(measure.decimals) if measure.kind is ValueKind.ANDEL else math.nan
        self.measure += [measure.id] * count
        self.period += [period] * count
        self.sex += [sex] * count
        self.decimals += [decimals] * count

    def join_counts(self) -> None:
        """Give a value without n the number of answers that stands in a measure of its own, where it is among the rows.

        It is the number for the same unit, period and sex.
        """
        if counting_measures().isdisjoint(self.measure):
            return
        answers = dict(zip(self._keys(), self.value, strict=True))
        counted_in = {measure.id: measure.n_from for measure in catalog.measures().values() if measure.n_from}
        for row, (unit, measure, period, sex) in enumerate(self._keys()):
            if measure in counted_in and math.isnan(self.n[row]):
                self.n[row] = answers.get((unit, counted_in[measure], period, sex), math.nan)

    def repeated(self) -> Iterator[Problem]:
        """Yield a problem for each row that is about the same as an earlier one."""
        first: dict[tuple[str, ...], int] = {}
        for row, key in enumerate(self._keys()):
            before = first.setdefault(key, row)
            if before != row:
                found = f"{' '.join(key[1:])} för {key[0]} är {shown(self.value[row])}"
                told = f"{found}, men står redan i {self.places[before]} ({shown(self.value[before])})"
                yield Problem(self.places[row], told, "en gång", "Ta bort den ena.")

    def _keys(self) -> Iterator[tuple[str, str, str, str]]:
        return zip(self.unit, self.measure, self.period, self.sex, strict=True)

    def frame(self, source: str) -> pd.DataFrame:
        """Return the rows as a MEASURES frame, all of them open figures of everyone."""
        value, n = np.array(self.value, dtype=float), np.array(self.n, dtype=float)
        count = whole_counts(value, n, np.array(self.decimals, dtype=float))
        texts = {"unit": self.unit, "measure": self.measure, "period": self.period, "sex": self.sex}
        numbers = {"value": value, "low": math.nan, "high": math.nan, "n": n, "count": count}
        rest = {"status": self.status, "source": source, "policy": OPEN_POLICY}
        return MEASURES.build(pd.DataFrame({**texts, "group": EVERYONE, **numbers, **rest}))

    def part(
        self,
        origin: Origin,
        source: Mapping[str, str],
        notices: Iterable[Notice],
        inputs: tuple[Input, ...],
        tallies: Iterable[Tally],
    ) -> Part:
        """Return the finished part; shares that no count of n gives become notices, one per measure."""
        measures = self.frame(source["source"])
        uneven = measures["n"].notna() & measures["count"].isna() & measures["value"].notna() & ~np.isnan(self.decimals)
        return Part(
            measures,
            tuple(self.places),
            (*notices, *_uneven_notices(measures[uneven], origin)),
            inputs,
            source,
            tallies=tuple(tallies),
        )


def _uneven_notices(uneven: pd.DataFrame, origin: Origin) -> Iterator[Notice]:
    for measure, count in uneven.groupby("measure", sort=True).size().items():
        text = (
            f"{origin.name}: i {counted(count, 'rad', 'rader')} går antalet svar inte ihop med andelen; "
            "därför beräknas ingen osäkerhet där."
        )
        yield Notice(origin.name, NoticeKind.ANTAL_STAMMER_INTE, str(measure), "", int(count), text)
