"""The verb ``load``: everything that a folder's ``underlag.toml`` names, as checked frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from oj_analys.domain import RIKET, DataError, Edition, Grupp, Notice, Plan, Problem
from oj_analys.frames import SOURCES, check_measures
from oj_analys.frames.persons import Interviews, OwnMeasures, Persons, Survey
from oj_analys.sources._cage import caged
from oj_analys.sources._complete import complete
from oj_analys.sources._merge import merge
from oj_analys.sources._noting import noting
from oj_analys.sources._part import Input, Part, Receipt, Tally
from oj_analys.sources._persons import late_problems, put_together, read_persons
from oj_analys.sources._timing import timing_problems
from oj_analys.sources.files import KoladaFolder, OjFile, PlanFile, SourceFile
from oj_analys.sources.kolada.read import read_kolada
from oj_analys.sources.oj.layout import read_layout
from oj_analys.sources.oj.read import read_workbook
from oj_analys.sources.underlag import read_underlag, utgava_fault
from oj_analys.swedish import counted


@dataclass(frozen=True, slots=True, repr=False)
class Loaded:
    """A folder's data: the edition (a draft), MEASURES, SOURCES, what a reader must know, and the files read.

    ``tallies`` say for each table how many rows were read and used, and why the others were not. ``measures`` holds
    open figures only; rows of persons lie in ``surveys`` and ``interviews`` (by instrument) and in ``own``, which show
    counts only.
    """

    edition: Edition
    measures: pd.DataFrame
    sources: pd.DataFrame
    notices: tuple[Notice, ...]
    inputs: tuple[Input, ...]
    tallies: tuple[Tally, ...] = ()
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    interviews: Mapping[str, Interviews] = field(default_factory=dict)
    own: OwnMeasures | None = None
    plan: Plan = field(default_factory=Plan)

    @property
    def ebp(self) -> Survey | None:
        """The answers to EBP-termometern, None if the folder has none."""
        return self.surveys.get("ebp")

    @property
    def asi(self) -> Interviews | None:
        """The interviews of ASI and their use, None if the folder has none."""
        return self.interviews.get("asi")

    @property
    def persons(self) -> tuple[Persons, ...]:
        """All that is about persons, or may be: what is scored and guarded before anyone sees it."""
        own = (self.own,) if self.own else ()
        return (*self.surveys.values(), *self.interviews.values(), *own)

    def __repr__(self) -> str:
        counts = (
            counted(len(self.measures), "mätvärde", "mätvärden"),
            *self._other_counts(),
            counted(len(self.sources), "källa", "källor"),
            counted(len(self.notices), "anmärkning", "anmärkningar"),
            counted(len(self.inputs), "fil", "filer"),
        )
        return f"Loaded({self.edition.utgava}: {', '.join(counts)})"

    def _other_counts(self) -> Iterator[str]:
        if self.surveys:
            yield counted(len(self.surveys), "enkät", "enkäter")
        if self.interviews:
            yield counted(len(self.interviews), "intervjuformulär", "intervjuformulär")
        if self.own:
            yield counted(len(self.own.definitions), "eget mått", "egna mått")
        if self.plan.decisions:
            yield counted(len(self.plan.decisions), "beslut", "beslut")


@caged
def load(folder: str | Path, *, grupp: Grupp | None = None, utgava: str | None = None) -> Loaded:
    """Return the checked data of a folder with an ``underlag.toml``.

    ``grupp`` and ``utgava`` take the place of what ``underlag.toml`` says. Nothing is written, and a file that the
    ``underlag.toml`` does not name is not read but told of in ``notices``. A kommun of the group that a source leaves
    out has the status ``saknas`` there.

    Raises:
        DataError: every fault of every file at once, two files that contradict each other included.
    """
    underlag = read_underlag(Path(folder))
    edition = _edition(underlag.edition, grupp, utgava)
    problems: list[Problem] = []
    parts = _read_parts(underlag.files, edition, problems)
    receipts = _read_receipts(underlag.files, edition, problems)
    people = put_together(receipts, edition.grupp, problems)
    merged = merge(parts)
    if problems := [*dict.fromkeys(problems), *merged.problems]:
        raise DataError(problems)
    measures, absences = complete(merged.measures, edition.grupp.members)
    given: tuple[Part | Receipt, ...] = (*parts, *receipts)
    return Loaded(
        edition=edition,
        measures=check_measures(measures),
        sources=SOURCES.build(list({one.source["source"]: dict(one.source) for one in given}.values())),
        notices=(
            *underlag.notices,
            *(notice for part in parts for notice in part.notices),
            *merged.notices,
            *absences,
            *(replace(notice, internal=True) for receipt in receipts for notice in receipt.notices),
            *people.notices,
        ),
        inputs=tuple(dict.fromkeys((*underlag.inputs, *(file for one in given for file in one.inputs)))),
        tallies=tuple(tally for one in given for tally in one.tallies),
        surveys=people.surveys,
        interviews=people.interviews,
        own=people.own,
        plan=people.plan,
    )


def _read_parts(files: Iterable[SourceFile], edition: Edition, problems: list[Problem]) -> list[Part]:
    """Return what the files of open figures give."""
    parts = []
    for file in files:
        if isinstance(file, OjFile | KoladaFolder):
            with noting(problems):
                part = _read(file)
                problems += timing_problems(part, edition.taken)
                parts.append(part)
    return parts


def _read_receipts(files: Iterable[SourceFile], edition: Edition, problems: list[Problem]) -> list[Receipt]:
    """Return what the other files give, the plans last: their decisions may be about own measures."""
    receipts: list[Receipt] = []
    for file in sorted(files, key=lambda file: isinstance(file, PlanFile)):
        if not isinstance(file, OjFile | KoladaFolder):
            with noting(problems):
                receipt = read_persons(file, edition.grupp, receipts)
                problems += late_problems(receipt, edition.taken.isoformat())
                receipts.append(receipt)
    return receipts


def _edition(edition: Edition, grupp: Grupp | None, utgava: str | None) -> Edition:
    chosen = edition.utgava if utgava is None else utgava
    if fault := utgava_fault(chosen, edition.taken):
        raise DataError(Problem("utgåva", *fault))
    of = grupp or edition.grupp
    if of.unit == RIKET:  # what is pooled of its persons would stand as riket's published value
        found = f"{of.name} går att jämföra med, men inte att göra en utgåva för"
        raise DataError(Problem("grupp", found, "ett län eller en namngiven grupp", "Välj en annan grupp."))
    return replace(edition, utgava=chosen, grupp=of)


def _read(file: OjFile | KoladaFolder) -> Part:
    if isinstance(file, OjFile):
        layout = read_layout(file.layout, file.layout_name)
        return read_workbook(file.path, layout, file.markers, file.origin)
    return read_kolada(file.path, origin=file.origin)
