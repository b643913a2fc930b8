"""The values of Kolada's data pages, one by one, with their place in the snapshot."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from oj_analys.domain import Problem
from oj_analys.sources._kolada_pages import Page
from oj_analys.sources._period import is_year
from oj_analys.sources._values import LARGEST, Fault
from oj_analys.sources.layout import SEXES


class Figure(NamedTuple):
    """A value of the snapshot, NaN where Kolada has none, and where it stands."""

    kpi: str
    municipality: str
    year: str
    sex: str
    value: float
    deleted: bool
    place: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the value is about: no two values of a snapshot may differ on it."""
        return self[:4]

    @property
    def where(self) -> str:
        """What a message calls the value."""
        return f"{self.place} ({self.kpi}, {self.municipality}, {self.year}, {self.sex})"


def read_figures(pages: Iterable[Page], problems: list[Problem]) -> Iterator[Figure]:
    """Yield the values of the data pages; one that is not of Kolada's kind is noted in ``problems`` instead."""
    for page in pages:
        for place, record in enumerate(page.records, start=1):
            for entry in record["values"]:
                figure = _figure(record, entry, f"{page.where}, post {place}")
                fault = _fault(figure, entry)
                if fault:
                    problems.append(Problem(figure.where, *fault))
                else:
                    yield figure


def _figure(record: Mapping[str, Any], entry: Mapping[str, Any], place: str) -> Figure:
    return Figure(
        kpi=str(record["kpi"]),
        municipality=str(record["municipality"]),
        year=str(record["period"]),
        sex=str(entry["gender"]),
        value=float(entry["value"]) if _is_number(entry["value"]) else math.nan,
        deleted=entry["isdeleted"] is True,
        place=place,
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def _fault(figure: Figure, entry: Mapping[str, Any]) -> Fault | None:
    if figure.sex not in SEXES:
        return Fault(f'okänd bokstav för kön "{figure.sex}"', ", ".join(SEXES))
    if not is_year(figure.year):
        return Fault(f'perioden är "{figure.year}"', "ett år")
    if entry["value"] is not None and not _is_number(entry["value"]):
        return Fault(f'värdet är "{entry["value"]}"', "ett tal eller null")
    if not isinstance(entry["isdeleted"], bool):
        return Fault(f'isdeleted är "{entry["isdeleted"]}"', "true eller false")
    return None
