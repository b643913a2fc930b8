"""Collects what a reader finds, column by column, and turns it into MEASURES rows with counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
import pandas as pd

from oj_analys import catalog
from oj_analys.domain import EVERYONE, OPEN_POLICY, Measure, Notice, Problem, ValueKind
from oj_analys.frames import MEASURES
from oj_analys.sources._part import Input, NoticeKind, Origin, Part, Tally
from oj_analys.sources._values import Floats, counting_measures, shown, whole_counts
from oj_analys.swedish import counted


class _Subject(NamedTuple):
    """What rows are about; ``decimals`` is NaN for what is no share."""

    measure: str
    period: str
    sex: str
    decimals: float


@dataclass(slots=True)
class Rows:
    """Rows under collection, column by column; ``n`` is NaN where the source has none."""

    unit: list[str] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    n: list[float] = field(default_factory=list)
    status: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    _subjects: list[_Subject] = field(default_factory=list)
    _times: list[int] = field(default_factory=list)

    def describe(self, measure: Measure, period: str, sex: str, count: int) -> None:
        """Say what the next ``count`` rows are about; the caller adds their units, values and places."""
        decimals = float(measure.decimals) if measure.kind is ValueKind.ANDEL else math.nan
        self._subjects.append(_Subject(measure.id, period, sex, decimals))
        self._times.append(count)

    def join_counts(self) -> None:
        """Give a value without n the number of answers that stands in a measure of its own, where it is among the rows.

        It is the number for the same unit, period and sex.
        """
        if counting_measures().isdisjoint(one.measure for one in self._subjects):
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
        subjects = chain.from_iterable(map(repeat, self._subjects, self._times))
        return ((unit, one.measure, one.period, one.sex) for unit, one in zip(self.unit, subjects, strict=True))

    def columns(self) -> Columns:
        """Return what is collected."""
        return Columns(
            unit=pd.Categorical(self.unit),
            measure=pd.Categorical([one.measure for one in self._subjects]).repeat(self._times),
            period=pd.Categorical([one.period for one in self._subjects]).repeat(self._times),
            sex=pd.Categorical([one.sex for one in self._subjects]).repeat(self._times),
            status=pd.Categorical(self.status),
            value=np.array(self.value, dtype=float),
            n=np.array(self.n, dtype=float),
            decimals=np.repeat([one.decimals for one in self._subjects], self._times),
            places=tuple(self.places),
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows as columns of equal length: texts as categories, ``n`` and ``decimals`` NaN where there are none."""

    unit: pd.Categorical[str]
    measure: pd.Categorical[str]
    period: pd.Categorical[str]
    sex: pd.Categorical[str]
    status: pd.Categorical[str]
    value: Floats
    n: Floats
    decimals: Floats
    places: Sequence[str]

    def frame(self, source: str) -> pd.DataFrame:
        """Return the rows as a MEASURES frame, all of them open figures of everyone."""
        count = whole_counts(self.value, self.n, self.decimals)
        texts = {"unit": self.unit, "measure": self.measure, "period": self.period, "sex": self.sex}
        numbers = {"value": self.value, "low": math.nan, "high": math.nan, "n": self.n, "count": count}
        rest = {"status": self.status, "source": self._all(source), "policy": self._all(OPEN_POLICY)}
        return MEASURES.build(pd.DataFrame({**texts, "group": self._all(EVERYONE), **numbers, **rest}))

    def _all(self, text: str) -> pd.Categorical[str]:
        """Return a column that is the same everywhere."""
        return pd.Categorical.from_codes(np.zeros(len(self.value), dtype=np.int8), pd.Index([text], dtype="str"))

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
            self.places,
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
