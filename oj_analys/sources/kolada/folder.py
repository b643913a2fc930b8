"""What a folder of Kolada holds, whichever way it was stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from oj_analys.domain import DataError, Problem
from oj_analys.sources._noting import noting
from oj_analys.sources._part import Input
from oj_analys.sources.kolada.checks import note_year_faults
from oj_analys.sources.kolada.decode import Metadata, Page, Record
from oj_analys.sources.kolada.faults import Faults
from oj_analys.sources.kolada.figures import Figures, figures_of
from oj_analys.sources.kolada.pages import KINDS, data_pages, metadata_pages, page_number


@dataclass(frozen=True, slots=True)
class Stored:
    """Metadata and values of a folder, its files with their fingerprints, and the names that were not read.

    ``retrieved`` is the day of the fetch as ``2025-06-20``, empty where the folder does not say.
    """

    kpis: tuple[Page[Metadata], ...]
    municipalities: tuple[Page[Metadata], ...]
    figures: Figures = field(repr=False)
    inputs: tuple[Input, ...]
    unread: tuple[str, ...]
    retrieved: str = ""

    @property
    def kpi_ids(self) -> frozenset[str]:
        """The nyckeltal that the metadata list."""
        return frozenset(str(record["id"]) for page in self.kpis for record in page.records)


def read_page_folder(folder: Path, where: str, faults: Faults) -> Stored:
    """Return what a folder with ``kpi_1.json``, ``municipality_1.json``, ``data_1.json``, ``data_2.json`` … holds.

    Raises:
        DataError: every fault of every page at once: a page that is missing, cut short or has another shape, or records
            that lack a field. Fields beyond those that are needed are ignored.
    """
    if not folder.is_dir():
        raise DataError(Problem(where, "mappen finns inte", "", "Rätta namnet."))
    problems: list[Problem] = []
    inputs: list[Input] = []
    kpis = tuple(metadata_pages(folder, where, "kpi", problems))
    municipalities = tuple(metadata_pages(folder, where, "municipality", problems))
    inputs += [Input(page.where, page.sha256) for page in (*kpis, *municipalities)]
    figures = None
    with noting(problems):
        figures = figures_of(_noting_inputs(data_pages(folder, where, problems), inputs))
    if problems or figures is None:
        raise DataError(problems)
    unread = [path.name for path in folder.iterdir() if all(page_number(path, kind) is None for kind in KINDS)]
    return Stored(kpis, municipalities, note_year_faults(figures, faults), tuple(inputs), tuple(sorted(unread)))


def _noting_inputs(pages: Iterable[Page[Record]], inputs: list[Input]) -> Iterator[Page[Record]]:
    for page in pages:
        inputs.append(Input(page.where, page.sha256))
        yield page
