"""Fetches what was asked of Kolada and sees that just that came: nothing less, nothing else, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from oj_analys.domain import DataError, Problem
from oj_analys.sources._values import Fault
from oj_analys.sources.kolada.chain import pages_of
from oj_analys.sources.kolada.checks import note_year_faults
from oj_analys.sources.kolada.client import BrokenOffError
from oj_analys.sources.kolada.decode import Metadata, Page, Record, read_data, read_metadata
from oj_analys.sources.kolada.faults import Faults
from oj_analys.sources.kolada.figures import Figures, figures_of
from oj_analys.sources.kolada.manifest import Asked
from oj_analys.sources.kolada.request import MOST_IDS, Request, data_requests, metadata_requests
from oj_analys.sources.kolada.select import once
from oj_analys.sources.kolada.store import PageStore
from oj_analys.sources.kolada.units import read_units
from oj_analys.swedish import counted, number

R = TypeVar("R")
Progress = Callable[[str, int, int], None]

_TELL = "Försök igen senare; kvarstår det har Kolada ett fel."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the records of each kind of metadata by id, the values each once, and how many were left out."""

    kpis: Mapping[str, Metadata] = field(repr=False)
    municipalities: Mapping[str, Metadata] = field(repr=False)
    groups: Mapping[str, Metadata] = field(repr=False)
    figures: Figures = field(repr=False)
    deleted: int
    repeated: int
    remarks: tuple[str, ...]


@dataclass(slots=True)
class Fetch:
    """A fetch under way: the question, the pages that have come, whom to tell how far it is."""

    asked: Asked
    base: str
    store: PageStore
    progress: Progress
    size: int = MOST_IDS
    remarks: dict[str, None] = field(default_factory=dict)

    def run(self) -> Fetched:
        """Return all that was asked for.

        Raises:
            BrokenOffError: an answer did not come; the message names the nyckeltal that are not complete.
            DataError: what came is not what was asked for; the message names every id.
        """
        metadata = [*metadata_requests(self.asked, self.base, self.size)]
        data = [*data_requests(self.asked, self.base, self.size)]
        try:
            records = self._metadata(metadata, len(metadata) + len(data))
            self._check_known(records)
            figures = figures_of(self._data(data, len(metadata)))
        except BrokenOffError as broken:
            raise BrokenOffError([*broken.problems, self._left([*metadata, *data])]) from None
        return self._checked(records, figures)

    def _metadata(self, requests: Iterable[Request], steps: int) -> dict[str, dict[str, Metadata]]:
        found: dict[str, dict[str, Metadata]] = {"kpi": {}, "municipality": {}, "municipality_groups": {}}
        problems: list[Problem] = []
        for step, request in enumerate(requests):
            self.progress(f"Hämtar {request.kind}", step, steps)
            for page in self._pages(request, partial(read_metadata, kind=request.kind), f"Kolada, {request.kind}"):
                for record in page.records:
                    if found[request.kind].setdefault(str(record["id"]), record) != record:
                        fault = f"{record['id']} står två gånger, med olika uppgifter"
                        problems.append(Problem(page.where, fault, "en gång", _TELL))
        if problems:
            raise DataError(problems)
        return found

    def _data(self, requests: list[Request], done: int) -> Iterator[Page[Record]]:
        for step, request in enumerate(requests, start=1):
            self.progress("Hämtar värden", done + step - 1, done + len(requests))
            yield from self._pages(request, read_data, f"Kolada, värden del {step} av {len(requests)}")
        self.progress("Hämtar värden", done + len(requests), done + len(requests))

    def _pages(self, request: Request, read: Callable[[Path, str], Page[R]], where: str) -> Iterator[Page[R]]:
        def one(url: str, number: int) -> Page[R]:
            return read(self.store.page(url), f"{where}, sida {number}")

        pages, records = 0, 0
        for page in pages_of(request.url, self.base, one):
            pages, records = pages + 1, records + len(page.records)
            yield page
        self.store.finish(request)
        if page.count not in (len(page.records), records):
            told = f"{where}: Kolada säger {number(page.count)} (count), men {counted(records, 'post', 'poster')} kom."
            self.remarks[told] = None

    def _check_known(self, records: Mapping[str, Mapping[str, Metadata]]) -> None:
        """Refuse what Kolada does not know, and metadata that were not asked for."""
        kpis, units = records["kpi"].keys(), records["municipality"].keys()
        problems: list[Problem] = []
        if unknown := [kpi for kpi in self.asked.nyckeltal if kpi not in kpis]:
            rest = ",".join(kpi for kpi in self.asked.nyckeltal if kpi in kpis)
            action = f"Hämta utan dem: --kpi {rest}" if rest else "Rätta --kpi."
            problems.append(Problem("nyckeltal", f"Kolada känner inte {', '.join(unknown)}", "", action))
        if strange := sorted(kpis - set(self.asked.nyckeltal)):
            found = f"Kolada svarar om {', '.join(strange)}, som inte frågades"
            problems.append(Problem("nyckeltal", found, "", _TELL))
        if lacking := [unit for unit in self.asked.kommuner if unit not in units]:
            problems.append(Problem("kommuner", f"Kolada känner inte {', '.join(lacking)}", "", _TELL))
        page = Page("Kolada, municipality", tuple(records["municipality"].values()), 0, "", "")
        read_units([page], problems)
        if problems:
            raise DataError(problems)

    def _checked(self, records: Mapping[str, Mapping[str, Metadata]], figures: Figures) -> Fetched:
        faults = Faults()
        figures = note_year_faults(figures, faults)
        self._note_strangers(figures, faults)
        deleted = figures.frame["deleted"].to_numpy(dtype=bool)
        kept, repeated = once(figures.only(~deleted), faults)
        problems = [*faults.problems()]
        if not (problems or kept.frame["value"].notna().any()):
            action = "Välj andra nyckeltal, kommuner eller år."
            problems.append(Problem("hämtningen", "Kolada har inget värde för det som frågades", "", action))
        if problems:
            raise DataError(problems)
        return Fetched(
            kpis=_by_id(records["kpi"]),
            municipalities=_by_id(records["municipality"]),
            groups=_by_id(records["municipality_groups"]),
            figures=kept,
            deleted=int(deleted.sum()),
            repeated=repeated,
            remarks=tuple(self.remarks),
        )

    def _note_strangers(self, figures: Figures, faults: Faults) -> None:
        asked = {
            "kpi": frozenset(self.asked.nyckeltal),
            "municipality": frozenset(self.asked.kommuner),
            "year": frozenset(map(str, self.asked.ar)),
        }
        for column, ids in asked.items():
            strange = np.invert(figures.holds(column, ids.__contains__))
            for row, times in figures.firsts(strange, column):
                found = f"Kolada svarar om {figures.frame[column].iloc[row]}, som inte frågades"
                faults.add(figures.where(row), Fault(found, "", _TELL), times)

    def _left(self, requests: list[Request]) -> Problem:
        missing = self.store.missing(requests)
        kpis = list(dict.fromkeys(kpi for request in missing for kpi in request.kpis))
        found = f"{len(requests) - len(missing)} av {len(requests)} frågor är hämtade, inget är skrivet"
        about = f"; kvar är {', '.join(kpis)}" if kpis else ""
        action = "Kör samma kommando igen inom ett dygn: det som redan har kommit används."
        return Problem("hämtningen", f"{found}{about}", "", action)


def _by_id(records: Mapping[str, Metadata]) -> Mapping[str, Metadata]:
    return dict(sorted(records.items()))
